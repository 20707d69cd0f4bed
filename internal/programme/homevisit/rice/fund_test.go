package rice_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
)

func codeOf(err error) string { return fault.Of(err).Code }

func bought(grams, rupiah int64) rice.BuyRice {
	return rice.BuyRice{Grams: grams, Rupiah: rupiah, Supplier: "Toko Barokah", Batch: "IR64 25 kg", On: "2026-03-02"}
}

func money(rupiah int64, purpose string) rice.AddGift {
	return rice.AddGift{What: rice.Money, Amount: rupiah, Class: "staff", Purpose: purpose, Note: "Jumat Berkah", On: "2026-03-02"}
}

// Friday's box holds Rp 600,000; two sacks are bought of it.
func TestAlmsBecomeRice(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.treasurer(), "rice.gift", money(600_000, rice.ForPromise))
		qt.Assert(t, qt.Equals(s.say(t, s.treasurer(), "rice.buy", bought(50_000, 700_000)).Code, "rice.not_enough_money"))
		s.accepted(t, s.treasurer(), "rice.buy", bought(25_000, 340_000))
		qt.Assert(t, qt.Equals(s.balance(t, "rupiah.cash.jumat_berkah"), 260_000))
		qt.Assert(t, qt.Equals(s.balance(t, "rupiah.income.staff"), -600_000))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.stock.jumat_berkah"), 25_000))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.income.purchase"), -25_000))
		s.balanced(t)
		s.verify(t)
	})
}

// A gift for the mosque is kept apart: neither its rice nor its money pays a promise.
func TestAGiftForSomethingElseIsNotUsedHere(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	other := gift(50_000)
	other.Purpose = rice.ForOther
	s.accepted(t, s.treasurer(), "rice.gift", other)
	s.accepted(t, s.treasurer(), "rice.gift", money(900_000, rice.ForOther))
	qt.Assert(t, qt.Equals(s.now(t).InStock, 0))
	qt.Assert(t, qt.Equals(s.say(t, s.treasurer(), "rice.buy", bought(25_000, 340_000)).Code, "rice.not_enough_money"))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	s.accepted(t, s.driver(), "rice.give", handed(karto))
	qt.Assert(t, qt.Equals(s.balance(t, "gram.stock.other_purpose"), 50_000))
	qt.Assert(t, qt.Equals(s.now(t).InStock, -5000))
	s.balanced(t)
}

// Somebody weighs what is there. A difference is booked with its reason, and not
// without one.
func TestACountBooksItsDifferenceWithAReason(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.treasurer(), "rice.gift", gift(10_000))
		qt.Assert(t, qt.Equals(s.say(t, s.treasurer(), "rice.count", rice.CountStore{Grams: 9200, Reason: "as_listed"}).Code, "rice.reason_wanted"))
		s.accepted(t, s.treasurer(), "rice.count", rice.CountStore{Grams: 9200, Reason: "spilled"})
		qt.Assert(t, qt.Equals(s.now(t).InStock, 9200))
		s.accepted(t, s.treasurer(), "rice.count", rice.CountStore{Grams: 9200, Reason: "as_listed"})
		s.accepted(t, s.treasurer(), "rice.count", rice.CountStore{Grams: 9500, Reason: "found"})
		qt.Assert(t, qt.Equals(s.now(t).InStock, 9500))
		s.balanced(t)
		s.verify(t)
	})
}

// A zero too many: two persons take the line back, it stays in sight, and once.
func TestAWrongLineIsTakenBackByTwo(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.treasurer(), "rice.gift", money(6_000_000, rice.ForPromise))
		s.accepted(t, s.treasurer(), "rice.buy", bought(250_000, 340_000))
		s.accepted(t, s.treasurer(), "rice.count", rice.CountStore{Grams: 249_000, Reason: "spilled"})
		for _, l := range s.lines(t) {
			qt.Assert(t, qt.Equals(s.byTwo(t, "rice.undo", rice.Undo{Line: l.ID, Reason: "salah ketik"}), ""))
			qt.Assert(t, qt.Equals(s.byTwo(t, "rice.undo", rice.Undo{Line: l.ID, Reason: "lagi"}), "rice.undone_already"))
			s.balanced(t)
		}
		qt.Assert(t, qt.Equals(s.now(t).InStock, 0))
		qt.Assert(t, qt.Equals(s.balance(t, "rupiah.cash.jumat_berkah"), 0))
		qt.Assert(t, qt.HasLen(s.lines(t), 3))
		s.verify(t)
	})
}

func (s stage) lines(t tester) (all []rice.Line) {
	t.Helper()
	s.read(t, func(q journal.Query) (err error) {
		all, err = rice.Lines.Where(q.Tx, "facility_id = $1 ORDER BY at, id", q.Facility)
		return err
	})
	return all
}

// With an empty store the debt stays owed. The head is told once a day what is owed,
// there and short, as long as it is.
func TestAnEmptyStoreIsToldToTheHeadOnceADay(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.accepted(t, s.treasurer(), "rice.gift", gift(7000))
	for _, name := range []string{"karto", "wagiyem", "sukir"} {
		s.asks(t, name)
	}
	s.until(t, eight.Add(5*time.Hour))
	qt.Assert(t, qt.DeepEquals(s.days(t), []rice.Figures{{Owed: 10_000, InStock: 7000, Short: 3000}}), qt.Commentf("once on this day, at the first that is short"))
	s.until(t, eight.Add(30*time.Hour))
	qt.Assert(t, qt.DeepEquals(s.days(t)[1:], []rice.Figures{{Owed: 15_000, InStock: 7000, Short: 8000}}))
	more := gift(8000)
	s.accepted(t, s.treasurer(), "rice.gift", more)
	s.until(t, eight.Add(100*time.Hour))
	qt.Assert(t, qt.HasLen(s.days(t), 2))
}

func (s stage) days(t tester) (out []rice.Figures) {
	t.Helper()
	s.read(t, func(q journal.Query) error {
		all, err := rice.Days.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		for _, d := range all {
			out = append(out, rice.Figures{Owed: d.Owed, InStock: d.InStock, Short: d.Short})
		}
		return err
	})
	return out
}
