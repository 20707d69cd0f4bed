package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/stagetest"
)

// mistaken is a payment that the cadre handed in, and that was none: the fund owes her the money.
func (s visitDay) mistaken(name string) (in payment.HandIn) {
	s.T.Helper()
	s.price(25_000)
	s.begun(name, fiveMonths)
	s.ends(name, massage.FeePaid)
	in = payment.HandIn{Worker: named("euis"), Fund: "blud", Amount: 25_000, On: "2026-03-02"}
	s.Must(s.treasurer(), "payment.hand_in", in)
	s.reversed(name, massage.FeeEntry)
	s.books(25_000, 25_000, 0, -25_000)
	in.Amount = 100
	s.Refused(s.treasurer(), "payment.hand_in", in, "payment.owed_back")
	qt.Check(s.T, qt.IsTrue(s.since(ident.ID(ledger.HeldBy(named("euis"), "blud"))).IsZero()), qt.Commentf("she carries nothing"))
	return in
}

// What was handed in of a payment that was none is reckoned with the next one.
func TestTheNextPaymentIsReckonedWithWhatSheIsOwed(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		in := s.mistaken("Asep")
		s.price(40_000)
		s.bookedAt("Rini", fiveMonths, "euis", dagoVillage, stagetest.Hour("13:00"))
		s.Until(stagetest.Hour("13:00"))
		s.asks("euis", "Rini", hoped())
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Rini")})
		s.Until(stagetest.Hour("13:30"))
		s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named("Rini"), Fee: massage.FeePaid})
		s.books(65_000, 25_000, 0, 15_000)
		in.Amount = 15_100
		s.Refused(s.treasurer(), "payment.hand_in", in, "payment.not_carried")
		in.Amount = 15_000
		s.Must(s.treasurer(), "payment.hand_in", in)
		s.books(65_000, 25_000, 0, 0)
		qt.Check(t, qt.Equals(s.balance(ledger.Cash, "blud"), 40_000))
		s.Verify()
	})
}

// The family pays in the end: she keeps it, for she had handed it in already.
func TestWhatTheFamilyPaysInTheEndIsHers(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		in := s.mistaken("Asep")
		s.Must(s.cadre("euis"), "massage.fee_paid", massage.FeeIsPaid{Booking: named("Asep")})
		s.books(25_000, 0, 0, 0)
		s.Refused(s.treasurer(), "payment.hand_in", in, "payment.not_carried")
		qt.Check(t, qt.Equals(s.balance(ledger.Cash, "blud"), 25_000))
		s.Verify()
	})
}

// The treasurer gives it back: two people take back the receipt, and the cash is less by it.
func TestAReceiptThatIsTakenBackGivesHerTheMoney(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.mistaken("Asep")
		out, err := s.Say(s.treasurer(), "ledger.reverse", ledger.Reverse{Entry: s.handIns()[0].Entry, Reason: "keluarga belum membayar"})
		qt.Assert(t, qt.IsNil(err))
		s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
		s.books(25_000, 25_000, 0, 0)
		qt.Check(t, qt.Equals(s.balance(ledger.Cash, "blud"), 0))
		s.Verify()
	})
}
