package ledger_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/ledger"
)

// work is a room that earns, as a programme does.
type work struct{}

type do struct {
	What   string   `json:"what"`
	ID     ident.ID `json:"id"`
	Worker ident.ID `json:"worker"`
	Amount int64    `json:"amount"`
}

func (work) decide(_ journal.Nothing, s journal.Said[do]) journal.Answer {
	b := s.Body
	switch b.What {
	case "earn":
		return journal.Accept(ledger.Earn(b.ID, b.Worker, b.ID, "blud", b.Amount))
	case "share":
		halves := []ledger.Share{{Fund: "blud", PerMille: 500}, {Fund: "bok", PerMille: 500}}
		return journal.Accept(ledger.Earn(b.ID, b.Worker, b.ID, "blud", b.Amount).Of(ledger.ForDelivery, ledger.Split(b.Amount, halves)))
	case "hold":
		return journal.Accept(ledger.Hold(b.ID, b.Worker, b.ID, "blud", b.Amount, "no_code"))
	case "release":
		return journal.Accept(ledger.Release(b.ID))
	case "drop":
		return journal.Accept(ledger.Drop(b.ID, "not_due"))
	case "crooked":
		return journal.Accept(ledger.Posted{ID: b.ID, Kind: "crooked", Lines: []ledger.Line{
			{Account: "rupiah.cash.blud", Unit: money.Rupiah, Amount: b.Amount}, {Account: "rupiah.expense.blud", Unit: money.Rupiah, Amount: -b.Amount + 1}}})
	}
	return journal.Refuse("work.unknown")
}

func (w work) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("work.do", 1, journal.LoadNothing, w.decide, access.Create("custody"), journal.Founding)}
}
func (work) Events() []journal.Event   { return nil }
func (work) Tables() []store.Def       { return nil }
func (work) Follows() []journal.Follow { return nil }

type clock struct{}

func (clock) Now() instant.Instant {
	return instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))
}

// books are the books of one facility and who works on them.
type books struct {
	j *journal.Journal
	f ident.ID
	n *int
}

func open(t *testing.T, db *store.DB) books {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: clock{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{work{}, ledger.Room{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	return books{j, ident.Named("kebakkramat"), new(int)}
}

func (b books) say(t tester, who string, role access.Role, verb string, body any) (journal.Outcome, ident.ID, error) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	*b.n++
	id := ident.Named(fmt.Sprintf("%s %d", b.f, *b.n))
	a := access.Actor{Facility: b.f, ID: ident.ID(who), Roles: []access.Role{role}, Keys: []string{"f"}}
	out, err := b.j.Do(t.Context(), a, journal.Envelope{ID: id, Verb: verb, V: 1, Body: raw})
	return out, id, err
}

func (b books) do(t tester, what string, id, worker ident.ID, amount int64) {
	t.Helper()
	if _, _, err := b.say(t, "nita", access.Dispatcher, "work.do", do{what, id, worker, amount}); err != nil {
		t.Fatal(err)
	}
}

// reverse proposes and approves; it gives the code of the proposal's or the approval's refusal.
func (b books) reverse(t tester, entry ident.ID) string {
	t.Helper()
	out, id, err := b.say(t, "yuni", access.Treasurer, "ledger.reverse", ledger.Reverse{Entry: entry, Reason: "salah catat"})
	if err != nil {
		return fault.Of(err).Code
	}
	if out.Status != journal.Proposed {
		return out.Code
	}
	out, _, err = b.say(t, "retno", access.Head, "approval.approve", journal.Approve{Command: id})
	if err != nil {
		t.Fatal(err)
	}
	return out.Code
}

func (b books) read(t tester, f func(tx *store.Tx) error) {
	t.Helper()
	if err := b.j.DB.Read(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func (b books) balance(t tester, account string) (amount int64) {
	b.read(t, func(tx *store.Tx) error {
		row, _, err := ledger.Balances.Get(tx, b.f, ident.ID(account))
		amount = row.Amount
		return err
	})
	return amount
}

func (b books) earning(t tester, id ident.ID) (e ledger.Earning) {
	b.read(t, func(tx *store.Tx) (err error) {
		e, _, err = ledger.Earnings.Get(tx, b.f, id)
		return err
	})
	return e
}

// balanced checks what must hold of any books at any time.
func (b books) balanced(t tester) {
	t.Helper()
	b.read(t, func(tx *store.Tx) error {
		entries, sums := map[string]int64{}, map[string]int64{}
		lines, err := ledger.Lines.Where(tx, "facility_id = $1", b.f)
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
		balances, err := ledger.Balances.Where(tx, "facility_id = $1", b.f)
		for _, row := range balances {
			if row.Amount != sums[string(row.ID)] {
				t.Fatalf("balance %s is %d, its lines sum to %d", row.ID, row.Amount, sums[string(row.ID)])
			}
			delete(sums, string(row.ID))
		}
		if len(sums) > 0 {
			t.Fatalf("accounts without a balance: %v", sums)
		}
		var most int64
		_, err2 := tx.One("SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM entry WHERE facility_id = $1 AND reverses <> '' GROUP BY reverses) AS r", store.Args(b.f), &most)
		if most > 1 {
			t.Fatalf("an entry was reversed %d times", most)
		}
		if err == nil {
			err = err2
		}
		return err
	})
}

func (b books) verify(t *testing.T) {
	t.Helper()
	_, err := b.j.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

var joko, ride = ident.Named("joko"), ident.Named("ride 0423")

func payable(worker ident.ID) string {
	return ledger.Account(money.Rupiah, ledger.Payable, string(worker))
}

func TestARideIsPaidOnceHoweverOftenItIsTold(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		b := open(t, db)
		b.do(t, "earn", ride, joko, 25_000)
		var wg sync.WaitGroup
		for i := range 12 { // told again, by twelve phones at once
			wg.Go(func() {
				raw, _ := json.Marshal(do{"earn", ride, joko, 25_000})
				_, err := b.j.Do(t.Context(), access.Actor{Facility: b.f, ID: "nita", Roles: []access.Role{access.Dispatcher}, Keys: []string{"f"}},
					journal.Envelope{ID: ident.Named(fmt.Sprint("again", i)), Verb: "work.do", V: 1, Body: raw})
				qt.Check(t, qt.IsNil(err))
			})
		}
		wg.Wait()
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), -25_000))
		qt.Assert(t, qt.Equals(b.balance(t, "rupiah.expense.blud"), 25_000))
		b.balanced(t)
		b.verify(t)
	})
}

func TestAHeldFeePostsNothingUntilItIsReleased(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		b := open(t, db)
		b.do(t, "hold", ride, joko, 25_000)
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), 0))
		qt.Assert(t, qt.Equals(b.earning(t, ride).State, ledger.StateHeld))
		b.do(t, "earn", ride, joko, 25_000)
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), 0), qt.Commentf("what is held is not earned by the way"))
		b.do(t, "release", ride, "", 0)
		b.do(t, "release", ride, "", 0)
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), -25_000))
		b.do(t, "drop", ride, "", 0)
		qt.Assert(t, qt.Equals(b.earning(t, ride).State, ledger.StateReleased), qt.Commentf("what is credited can only be reversed"))
		b.verify(t)
	})
}

func TestAnEntryIsReversedOnceByTwoPersonsAndStaysVisible(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		b := open(t, db)
		b.do(t, "earn", ride, joko, 25_000)
		entry := b.earning(t, ride).Entry
		out, id, err := b.say(t, "yuni", access.Treasurer, "ledger.reverse", ledger.Reverse{Entry: entry, Reason: "salah orang"})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Proposed))
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), -25_000), qt.Commentf("one person alone reverses nothing"))
		out, _, err = b.say(t, "yuni", access.Treasurer, "approval.approve", journal.Approve{Command: id})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Code, "approval.own_proposal"))
		_, second, err := b.say(t, "yuni", access.Treasurer, "ledger.reverse", ledger.Reverse{Entry: entry, Reason: "dua kali"})
		qt.Assert(t, qt.IsNil(err))
		out, _, err = b.say(t, "retno", access.Head, "approval.approve", journal.Approve{Command: id})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
		out, _, err = b.say(t, "retno", access.Head, "approval.approve", journal.Approve{Command: second})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Code, "ledger.already_reversed"))
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), 0))
		qt.Assert(t, qt.Equals(b.earning(t, ride).State, ledger.StateReversed))
		var reversal ident.ID
		b.read(t, func(tx *store.Tx) error {
			e, found, err := ledger.Entries.Get(tx, b.f, entry)
			qt.Assert(t, qt.IsTrue(found))
			qt.Assert(t, qt.Not(qt.Equals(e.ReversedBy, "")))
			reversal = e.ReversedBy
			return err
		})
		qt.Assert(t, qt.Equals(b.reverse(t, reversal), "ledger.reversal_final"))
		b.do(t, "earn", ride, joko, 25_000)
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), 0), qt.Commentf("a reversed fee does not come back by itself"))
		b.verify(t)
	})
}

func TestBooksThatDoNotBalanceAreNeverWritten(t *testing.T) {
	b := open(t, storetest.SQLite(t))
	_, _, err := b.say(t, "nita", access.Dispatcher, "work.do", do{"crooked", ride, joko, 5})
	qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.Fault))
	b.balanced(t)
	for name, lines := range map[string][]ledger.Line{
		"ledger.unbalanced":  {{Account: "rupiah.cash.a", Unit: money.Rupiah, Amount: 1}, {Account: "gram.stock.a", Unit: money.Gram, Amount: -1}},
		"ledger.bad_account": {{Account: "rupiah.purse.a", Unit: money.Rupiah, Amount: 1}},
		"ledger.bad_amount":  {{Account: "rupiah.cash.a", Unit: money.Rupiah}},
	} {
		_, bad := ledger.Post(ride, ride, "x", lines...)
		qt.Check(t, qt.Equals(bad.Code, name))
	}
	_, bad := ledger.Post(ride, ride, "x", ledger.Move("gram.stock.a", "gram.stock.b", 5000)...)
	qt.Check(t, qt.IsNil(bad))
}

// tester is a test, or one run of a property.
type tester interface {
	rapid.TB
	Context() context.Context
}
