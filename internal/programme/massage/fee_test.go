package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/stagetest"
)

// price has two people agree what a visit costs.
func (s visitDay) price(rupiah int64) {
	s.T.Helper()
	doc, err := policy.NewDocument(map[string]int64{"visit_rupiah": rupiah})
	qt.Assert(s.T, qt.IsNil(err))
	out, err := s.Say(stagetest.Desk(s.Facility, named("andi"), access.Admin), "policy.change", policy.Change{Section: massage.FeePolicy.Name(), Document: doc})
	qt.Assert(s.T, qt.IsNil(err))
	s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
}

// balance is what an account of rupiah holds.
func (s visitDay) balance(kind, owner string) int64 {
	s.T.Helper()
	var b ledger.Balance
	s.Query(func(q journal.Query) (err error) {
		b, _, err = ledger.Balances.Get(q.Tx, q.Facility, ident.ID(ledger.Account(money.Rupiah, kind, owner)))
		return err
	})
	return b.Amount
}

// hand is what a cadre carries of the fund's.
func (s visitDay) hand(cadre string) int64 { return s.balance(ledger.Held, string(named(cadre))) }

// finished has Euis give a visit that began.
func (s visitDay) finished(name string) {
	s.T.Helper()
	s.Until(stagetest.Hour("10:30"))
	s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named(name)})
}

func TestTheFeeOfAVisitIsTheOneThatWasPromised(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.price(25_000)
		s.booked("Asep", fiveMonths)
		s.price(40_000) // what was promised stays
		qt.Check(t, qt.Equals(s.booking("Asep").Fee, 25_000))
		s.Until(stagetest.Hour("10:00"))
		s.asks("euis", "Asep", hoped())
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")})
		qt.Check(t, qt.Equals(s.hand("euis"), 0), qt.Commentf("nothing is owed before it is done"))
		s.finished("Asep")
		qt.Check(t, qt.Equals(s.hand("euis"), 25_000))
		qt.Check(t, qt.Equals(s.balance(ledger.Income, "blud"), -25_000))

		s.Refused(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named("Asep")}, "massage.over_already")
		qt.Check(t, qt.Equals(s.hand("euis"), 25_000), qt.Commentf("said twice, paid once"))
		s.Verify()
	})
}

// Whoever did not get the money says so to the treasurer, and two people take it back, once.
func TestAFeeThatNobodyPaidIsTakenBack(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.price(25_000)
		s.begun("Asep", fiveMonths)
		s.finished("Asep")
		var entry ledger.Entry
		s.Query(func(q journal.Query) (err error) {
			entry, _, err = ledger.Entries.First(q.Tx, "facility_id = $1 AND kind = $2 AND subject = $3", q.Facility, massage.FeeEntry, named("Asep"))
			return err
		})
		out, err := s.Say(stagetest.Desk(s.Facility, named("sari"), access.Treasurer), "ledger.reverse", ledger.Reverse{Entry: entry.ID, Reason: "keluarga belum membayar"})
		qt.Assert(t, qt.IsNil(err))
		s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
		qt.Check(t, qt.Equals(s.hand("euis"), 0))
		qt.Check(t, qt.Equals(s.balance(ledger.Income, "blud"), 0))
		s.Verify()
	})
}

func TestAFreeOrUnfinishedVisitBringsNothingIntoTheBooks(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.begun("Asep", fiveMonths)
		s.finished("Asep")
		qt.Check(t, qt.Equals(s.hand("euis"), 0))
		s.price(25_000)
		s.bookedAt("Rini", fiveMonths, "euis", dagoVillage, stagetest.Hour("13:00"))
		s.Until(stagetest.Hour("13:00"))
		s.asks("euis", "Rini", hoped())
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Rini")})
		s.Must(s.cadre("euis"), "massage.stop", massage.Stop{Booking: named("Rini"), Why: massage.Cried})
		qt.Check(t, qt.Equals(s.hand("euis"), 0), qt.Commentf("who cannot be massaged pays nothing"))
		s.Verify()
	})
}

func TestAPriceThatIsNoneIsRefused(t *testing.T) {
	for _, bad := range []massage.FeeSettings{{VisitRupiah: -100, VisitFund: "blud"}, {VisitRupiah: 500_100, VisitFund: "blud"}, {VisitRupiah: 25_050, VisitFund: "blud"}, {VisitRupiah: 0, VisitFund: "B!"}} {
		qt.Check(t, qt.IsNotNil(bad.Check()), qt.Commentf("%+v", bad))
	}
	for _, ok := range []massage.FeeSettings{{VisitFund: "blud"}, {VisitRupiah: 500_000, VisitFund: "bok"}} {
		qt.Check(t, qt.IsNil(ok.Check()))
	}
}
