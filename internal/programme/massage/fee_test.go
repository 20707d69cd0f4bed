package massage_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/stagetest"
)

// price has two people agree what a visit costs.
func (s visitDay) price(rupiah int64) {
	s.T.Helper()
	s.pays(massage.FeeSettings{VisitRupiah: rupiah, VisitFund: "blud"})
}

// pays has two people agree what the policy of prices is.
func (s visitDay) pays(set massage.FeeSettings) {
	s.T.Helper()
	doc, err := policy.NewDocument(set)
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
func (s visitDay) hand(cadre string) int64 {
	s.T.Helper()
	return s.balance(ledger.Held, string(named(cadre))+".blud")
}

// finished has Euis give a visit that began.
func (s visitDay) finished(name string) {
	s.T.Helper()
	s.ends(name, "")
}

// ends has her give it, and say what became of the price.
func (s visitDay) ends(name, fee string) {
	s.T.Helper()
	s.Until(stagetest.Hour("10:30"))
	s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named(name), Fee: fee})
}

func (s visitDay) fee(name string) (f massage.Fee) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		f, _, err = massage.Fees.Get(q.Tx, q.Facility, named(name))
		return err
	})
	return f
}

func (s visitDay) treasurer() access.Actor {
	return stagetest.Desk(s.Facility, named("sari"), access.Treasurer)
}

// reversed has treasurer and head take back the latest entry of a kind of a visit.
func (s visitDay) reversed(name, kind string) {
	s.T.Helper()
	out, err := s.Say(s.treasurer(), "ledger.reverse", ledger.Reverse{Entry: s.entry(name, kind), Reason: "salah catat"})
	qt.Assert(s.T, qt.IsNil(err))
	s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
}

func (s visitDay) entry(name, kind string) ident.ID {
	s.T.Helper()
	var entry ledger.Entry
	s.Query(func(q journal.Query) (err error) {
		entry, _, err = ledger.Entries.First(q.Tx, "facility_id = $1 AND kind = $2 AND subject = $3 AND reversed_by = ''", q.Facility, kind, named(name))
		return err
	})
	return entry.ID
}

// books are the accounts of the fund: what was earned, is owed, was let go, and Euis carries.
func (s visitDay) books(income, owed, waived, hand int64) {
	s.T.Helper()
	qt.Check(s.T, qt.DeepEquals([]int64{s.balance(ledger.Income, "blud"), s.balance(ledger.Receivable, "blud"), s.balance(ledger.Waived, "blud"), s.hand("euis")},
		[]int64{-income, owed, waived, hand}), qt.Commentf("income, owed, waived, in her hand"))
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
		s.books(25_000, 0, 0, 25_000)

		s.Refused(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named("Asep")}, "massage.over_already")
		qt.Check(t, qt.Equals(s.hand("euis"), 25_000), qt.Commentf("said twice, paid once"))
		s.Verify()
	})
}

// The cadre said paid, and was wrong: two people take it back, and the family owes it again.
func TestAFeeThatWasNotPaidAfterAllIsOwedAgain(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.price(25_000)
		s.begun("Asep", fiveMonths)
		s.ends("Asep", massage.FeePaid)
		s.books(25_000, 0, 0, 25_000)
		s.reversed("Asep", massage.FeeEntry)
		s.books(25_000, 25_000, 0, 0)
		qt.Check(t, qt.Equals(s.fee("Asep").State, massage.FeeOwed))
		s.Must(s.cadre("euis"), "massage.fee_paid", massage.FeeIsPaid{Booking: named("Asep")})
		s.books(25_000, 0, 0, 25_000)
		s.Verify()
	})
}

// A family that pays another day: the cadre says so, once.
func TestAFamilyThatOwesPaysLater(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.price(25_000)
		s.begun("Asep", fiveMonths)
		s.ends("Asep", massage.FeeOwed)
		s.books(25_000, 25_000, 0, 0)
		_, err := s.Say(s.cadre("ningsih"), "massage.fee_paid", massage.FeeIsPaid{Booking: named("Asep")})
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("she was not there"))
		s.Must(s.cadre("euis"), "massage.fee_paid", massage.FeeIsPaid{Booking: named("Asep")})
		s.books(25_000, 0, 0, 25_000)
		s.Refused(s.treasurer(), "massage.fee_paid", massage.FeeIsPaid{Booking: named("Asep")}, "massage.fee_is_paid")
		s.Refused(s.treasurer(), "massage.waive_fee", massage.WaiveFee{Booking: named("Asep"), Reason: "terlambat"}, "massage.fee_is_paid")
		s.books(25_000, 0, 0, 25_000)
		s.Verify()
	})
}

// Who cannot pay is not asked again, unless the head decided otherwise; and then somebody who
// was not there decides.
func TestWhoCannotPayIsLetGo(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.price(25_000)
		s.begun("Asep", fiveMonths)
		s.ends("Asep", massage.FeeUnable)
		s.books(25_000, 0, 25_000, 0)
		qt.Check(t, qt.Equals(s.fee("Asep").State, massage.FeeWaived))
		s.Refused(s.cadre("euis"), "massage.fee_paid", massage.FeeIsPaid{Booking: named("Asep")}, "massage.fee_is_waived")
		s.Refused(s.treasurer(), "ledger.reverse", ledger.Reverse{Entry: s.entry("Asep", massage.ClaimEntry), Reason: "salah"}, "ledger.reversed_elsewhere")
		s.reversed("Asep", massage.WaiverEntry)
		s.books(25_000, 25_000, 0, 0)

		himself := s.treasurer()
		himself.Worker = named("euis")
		s.Refused(himself, "massage.waive_fee", massage.WaiveFee{Booking: named("Asep"), Reason: "Keluarga kurang mampu"}, "massage.own_waiver")
		s.Must(s.treasurer(), "massage.waive_fee", massage.WaiveFee{Booking: named("Asep"), Reason: "Keluarga kurang mampu"})
		s.books(25_000, 0, 25_000, 0)
		s.Verify()
	})
}

func TestTheHeadMayHaveThePriceStandForWhoCannotPay(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.pays(massage.FeeSettings{VisitRupiah: 25_000, VisitFund: "blud", Unable: massage.UnableOwe})
		s.begun("Asep", fiveMonths)
		s.ends("Asep", massage.FeeUnable)
		s.books(25_000, 25_000, 0, 0)
		s.Verify()
	})
}

// What she carries goes to the treasurer: never more than she has, and never by her own word.
func TestACadreHandsInWhatSheCarries(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.price(25_000)
		s.begun("Asep", fiveMonths)
		s.ends("Asep", massage.FeePaid)
		in := payment.HandIn{Worker: named("euis"), Fund: "blud", Amount: 25_100, On: "2026-03-02"}
		s.Refused(s.treasurer(), "payment.hand_in", in, "payment.not_carried")
		in.Amount = 20_000
		himself := s.treasurer()
		himself.Worker = named("euis")
		s.Refused(himself, "payment.hand_in", in, "payment.own_hand")
		tomorrow := in
		tomorrow.On = "2026-03-03"
		s.Refused(s.treasurer(), "payment.hand_in", tomorrow, "payment.day_to_come")
		s.Must(s.treasurer(), "payment.hand_in", in)
		s.books(25_000, 0, 0, 5_000)
		carried := ident.ID(ledger.HeldBy(named("euis"), "blud"))
		qt.Check(t, qt.Equals(s.since(carried), s.fee("Asep").At), qt.Commentf("since when she carries the rest"))
		qt.Check(t, qt.IsTrue(slices.Contains(s.Sees("balance", carried), "w:"+string(named("euis")))), qt.Commentf("she sees it"))
		qt.Check(t, qt.Equals(s.balance(ledger.Cash, "blud"), 20_000))
		s.Refused(s.treasurer(), "payment.hand_in", in, "payment.not_carried")
		in.Amount = 5_000
		s.Must(s.treasurer(), "payment.hand_in", in)
		all := s.handIns()
		qt.Assert(t, qt.HasLen(all, 2))
		qt.Check(t, qt.DeepEquals([]int64{all[0].Number, all[1].Number}, []int64{1, 2}))

		out, err := s.Say(s.treasurer(), "ledger.reverse", ledger.Reverse{Entry: all[0].Entry, Reason: "salah hitung"})
		qt.Assert(t, qt.IsNil(err))
		s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
		s.books(25_000, 0, 0, 20_000)
		qt.Check(t, qt.Equals(s.balance(ledger.Cash, "blud"), 5_000))
		qt.Check(t, qt.IsFalse(s.handIns()[0].UndoneAt.IsZero()), qt.Commentf("the receipt says that it was taken back"))
		s.Verify()
	})
}

// since is from when on somebody carries what they carry.
func (s visitDay) since(account ident.ID) (at instant.Instant) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		v, _, err := ledger.Room{}.Shows()["balance"](q, account)
		at = v.(ledger.BalanceView).Since
		return err
	})
	return at
}

func (s visitDay) handIns() (all []payment.Remitted) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = payment.HandIns.Where(q.Tx, "facility_id = $1 ORDER BY number", q.Facility)
		return err
	})
	return all
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
	for _, bad := range []massage.FeeSettings{{VisitRupiah: -100, VisitFund: "blud"}, {VisitRupiah: 500_100, VisitFund: "blud"}, {VisitRupiah: 25_050, VisitFund: "blud"}, {VisitRupiah: 0, VisitFund: "B!"}, {VisitFund: "blud", Unable: "forget"}} {
		qt.Check(t, qt.IsNotNil(bad.Check()), qt.Commentf("%+v", bad))
	}
	for _, ok := range []massage.FeeSettings{{VisitFund: "blud"}, {VisitRupiah: 500_000, VisitFund: "bok"}} {
		qt.Check(t, qt.IsNil(ok.Check()))
	}
}
