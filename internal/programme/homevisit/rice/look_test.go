package rice_test

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/ledger"
)

// debt reads the debt of a case; found says whether it has one of its own.
func (s stage) debt(t tester, of ident.ID) (d rice.Debt, found bool) {
	t.Helper()
	s.read(t, func(q journal.Query) (err error) {
		d, found, err = rice.Debts.Get(q.Tx, q.Facility, rice.DebtID(of))
		return err
	})
	return d, found
}

func (s stage) state(t tester, of ident.ID) string {
	t.Helper()
	d, _ := s.debt(t, of)
	return d.State
}

func (s stage) now(t tester) (f rice.Figures) {
	t.Helper()
	s.read(t, func(q journal.Query) (err error) { f, err = rice.Now(q); return err })
	return f
}

func (s stage) balance(t tester, account string) (amount int64) {
	t.Helper()
	s.read(t, func(q journal.Query) error {
		row, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(account))
		amount = row.Amount
		return err
	})
	return amount
}

func (s stage) verify(t *testing.T) {
	t.Helper()
	_, err := s.j.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// handed is a hand-over of a case's rice to the patient, with a photo.
func handed(of ident.ID) rice.HandOver {
	return rice.HandOver{Debt: rice.DebtID(of), Grams: 5000, To: rice.ToPatient, Photo: blob.Hash([]byte("foto")), Place: &rice.Place{Lat: -7.53, Lon: 110.9}}
}

func gift(grams int64) rice.AddGift {
	return rice.AddGift{What: rice.Rice, Amount: grams, Class: "resident", Giver: "Bu Parinem", Purpose: rice.ForPromise, On: "2026-03-02"}
}

// balanced checks what holds of the books and the store at any time.
func (s stage) balanced(t tester) {
	t.Helper()
	s.read(t, func(q journal.Query) error {
		entries, sums := map[string]int64{}, map[string]int64{}
		lines, err := ledger.Lines.Where(q.Tx, "facility_id = $1", q.Facility)
		for _, l := range lines {
			entries[string(l.Entry)+string(l.Unit)] += l.Amount
			sums[l.Account] += l.Amount
		}
		for key, sum := range entries {
			if sum != 0 {
				t.Fatalf("entry %s sums to %d", key, sum)
			}
		}
		if err != nil {
			return err
		}
		balances, err := ledger.Balances.Where(q.Tx, "facility_id = $1", q.Facility)
		for _, b := range balances {
			if b.Amount != sums[string(b.ID)] {
				t.Fatalf("balance %s is %d, its lines sum to %d", b.ID, b.Amount, sums[string(b.ID)])
			}
		}
		if err != nil {
			return err
		}
		debts, err := rice.Debts.Where(q.Tx, "facility_id = $1", q.Facility)
		for _, d := range debts {
			owed := int64(0)
			if d.State == rice.Owed {
				owed = -d.Grams
			}
			if got := sums["gram.payable."+string(d.Case)]; got != owed {
				t.Fatalf("a debt that is %s stands with %d in the books", d.State, got)
			}
		}
		if err != nil {
			return err
		}
		f, err := rice.Now(q)
		if stock := sums["gram.stock.jumat_berkah"]; f.InStock != stock {
			t.Fatalf("the lots hold %d, the account of the store says %d", f.InStock, stock)
		}
		return err
	})
}

// tester is a test, or one run of a property.
type tester interface {
	rapid.TB
	Context() context.Context
}
