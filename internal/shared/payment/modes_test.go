package payment_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/world"
)

func feeOf(w *world.World, name string) []any {
	d := read(w, name)
	return []any{d.Fee, d.FeeState}
}

// Three mothers on one ride are three deliveries, each with its fee.
func TestThreeMothersOnOneRideAreThreeFees(t *testing.T) {
	w := world.New(t, "", march)
	w.Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem").Mother("Yuli", "Mbah Sono").Courier("Joko")
	fetch(w, "a", "Sri")
	fetch(w, "b", "Wati")
	fetch(w, "c", "Yuli")
	w.At("13:40")
	bring(w, "a", "Mbah Parti", true)
	bring(w, "b", "Mbah Painem", true)
	bring(w, "c", "Mbah Sono", true)
	w.Balance("Joko", 75_000)
	w.At(inApril)
	st := prepare(w, "march", "2026-03")
	qt.Assert(t, qt.Equals(st.Amount, 75_000))
	for _, l := range st.Lines {
		qt.Check(t, qt.Equals(l.Ride, st.Lines[0].Ride))
	}
	w.RebuildEquals()
}

// Where rides are paid, three mothers on one ride are one fee: a clean delivery
// takes the place of a doubtful one, and nothing is paid twice.
func TestARideIsPaidOnce(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		asFee(w, func(s *milk.Settings) { s.FeeMode = milk.PerRide })
		w.Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem").Mother("Yuli", "Mbah Sono").Courier("Joko")
		fetch(w, "a", "Sri")
		fetch(w, "b", "Wati")
		fetch(w, "c", "Yuli")
		w.At("13:40")
		bring(w, "a", "Mbah Parti", false)
		qt.Assert(t, qt.DeepEquals(feeOf(w, "a"), []any{int64(25_000), "held"}))
		w.Balance("Joko", 0)
		bring(w, "b", "Mbah Painem", true)
		qt.Assert(t, qt.DeepEquals(feeOf(w, "a"), []any{int64(0), "none"}))
		qt.Assert(t, qt.DeepEquals(feeOf(w, "b"), []any{int64(25_000), "earned"}))
		bring(w, "c", "Mbah Sono", true)
		qt.Assert(t, qt.DeepEquals(feeOf(w, "c"), []any{int64(0), "none"}))
		w.Balance("Joko", 25_000).
			As("head").Send("decide", "milk.review", milk.Decide{Review: read(w, "a").Review, Decision: "pay"}).
			Balance("Joko", 25_000)
		w.At("15:00")
		fetch(w, "d", "Sri")
		w.At("15:40")
		bring(w, "d", "Mbah Parti", true)
		w.Balance("Joko", 50_000).RebuildEquals()
	})
}

// A flat month is one earning, made with the statement, and deliveries earn nothing.
func TestAFlatMonthIsOneLine(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		asFee(w, func(s *milk.Settings) {
			s.FeeMode, s.FeeShares = milk.FlatMonth, []ledger.Share{{Fund: "blud", PerMille: 700}, {Fund: "bok", PerMille: 300}}
		})
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		fetch(w, "a", "Sri")
		w.At("13:40")
		bring(w, "a", "Mbah Parti", true)
		w.Balance("Joko", 0)
		qt.Assert(t, qt.DeepEquals(feeOf(w, "a"), []any{int64(0), "none"}))
		w.At(inApril)
		st := prepare(w, "march", "2026-03")
		qt.Assert(t, qt.DeepEquals(kinds(st), []string{"month"}))
		qt.Assert(t, qt.DeepEquals(st.Funds, []ledger.Part{{Fund: "blud", Amount: 735_000}, {Fund: "bok", Amount: 315_000}}))
		qt.Assert(t, qt.DeepEquals([]any{st.Amount, st.Lines[0].Policy}, []any{int64(1_050_000), int64(1)}))
		w.As("head").Send("back", "payment.reject", payment.Reject{Statement: st.ID, Reason: "tunggu BOK"})
		st = prepare(w, "again", "2026-03")
		qt.Assert(t, qt.DeepEquals(kinds(st), []string{"month"}), qt.Commentf("prepared again it is the same earning"))
		w.Balance("Joko", 1_050_000)
		w.At(inMay).As("treasurer").Refused("no shift", "payment.prepare", payment.Prepare{Worker: ident.Named("Joko"), Month: "2026-04"}, "payment.nothing_due")
		w.RebuildEquals()
	})
}

// A ride for nothing is held at the rate of policy, whether the milk came back or
// the mother cancelled when he was on his way; one person's word pays it.
func TestARideForNothingIsPaidAfterOneApproval(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		asFee(w, func(s *milk.Settings) { s.FailedRupiah = 15_000 })
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		fetch(w, "back", "Sri")
		w.At("13:40").As("Joko").Send("return", "milk.return", milk.Return{Delivery: ident.Named("back"), Bottles: []ident.ID{one("back")}, To: "mother"})
		qt.Assert(t, qt.DeepEquals(feeOf(w, "back"), []any{int64(15_000), "held"}))

		w.At("14:00")
		setOut(w, "in vain", "Sri")
		w.As("Sri").Send("cancel", "milk.cancel", milk.Cancel{Delivery: ident.Named("in vain"), Reason: "mother_home"})
		qt.Assert(t, qt.DeepEquals(feeOf(w, "in vain"), []any{int64(15_000), "held"}))
		w.Balance("Joko", 0)
		for _, name := range []string{"back", "in vain"} {
			_, err := w.As("Joko").Try("himself "+name, "milk.review", milk.Decide{Review: read(w, name).Review, Decision: "pay"})
			qt.Assert(t, qt.IsNotNil(err))
		}
		w.As("officer").Send("pay back", "milk.review", milk.Decide{Review: read(w, "back").Review, Decision: "pay"}).
			As("head").Send("pay in vain", "milk.review", milk.Decide{Review: read(w, "in vain").Review, Decision: "pay"}).
			Balance("Joko", 30_000)
		w.At(inApril)
		qt.Assert(t, qt.DeepEquals(kinds(prepare(w, "march", "2026-03")), []string{"failed", "failed"}))
		w.RebuildEquals()
	})
}

// Doubt holds, the courier answers with a word and a photo, the machine reminds after
// seven days, and dropping needs a reason that he can read.
func TestAHeldFeeIsAnsweredAndNeverEndsByItself(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		fetch(w, "a", "Sri")
		w.At("13:40")
		bring(w, "a", "Mbah Parti", false)
		w.Courier("Rudi")
		review := read(w, "a").Review
		photo := blob.Hash([]byte("pintu"))
		w.As("Joko").Send("answer", "milk.answer_hold", milk.AnswerHold{Review: review, Words: "HP nenek mati.", Photo: photo})
		_, err := w.As("Rudi").Try("not his", "milk.answer_hold", milk.AnswerHold{Review: review, Words: "saya lihat"})
		qt.Assert(t, qt.IsNotNil(err))
		w.At("+6 13:00")
		qt.Assert(t, qt.IsFalse(seen(w, review).Overdue))
		w.At("+7 14:00")
		qt.Assert(t, qt.IsTrue(seen(w, review).Overdue), qt.Commentf("the head's list shows it"))
		w.Balance("Joko", 0)
		qt.Assert(t, qt.DeepEquals(feeOf(w, "a"), []any{int64(25_000), "held"}), qt.Commentf("time alone decides nothing"))
		_, err = w.As("head").Try("no reason", "milk.review", milk.Decide{Review: review, Decision: "no_fee"})
		qt.Assert(t, qt.ErrorMatches(err, ".*body.required.*"))
		w.Send("drop", "milk.review", milk.Decide{Review: review, Decision: "no_fee", Note: "nenek bilang tidak ada yang datang"}).
			As("Joko").Refused("too late", "milk.answer_hold", milk.AnswerHold{Review: review, Words: "ada!"}, "milk.review_closed")
		shown := seen(w, review)
		qt.Assert(t, qt.HasLen(shown.Answers, 1))
		qt.Assert(t, qt.DeepEquals([]string{shown.Answers[0].Words, shown.Note}, []string{"HP nenek mati.", "nenek bilang tidak ada yang datang"}))
		w.Query(func(q journal.Query) error {
			keys, resource, err := milk.Room{}.NamesBlob(q, string(shown.Answers[0].Photo))
			qt.Check(t, qt.DeepEquals(keys, []string{"f", "w:" + string(ident.Named("Joko"))}))
			qt.Check(t, qt.Equals(resource, "review"))
			return err
		})
		w.RebuildEquals()
	})
}

func seen(w *world.World, review ident.ID) (v milk.ReviewView) {
	w.Query(func(q journal.Query) (err error) { v, _, err = milk.ShowReview(q, review); return err })
	return v
}

// A gift of money and of rice comes in, support goes out by two persons: money with
// the next statement, rice from the store.
func TestSupportIsAnEntryOfItsOwn(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		joko := ident.Named("Joko")
		w.Courier("Joko").As("treasurer").
			Send("open", "payment.open_fund", payment.OpenFund{Fund: "gift_bank", Kind: payment.Gift, Name: "Hibah Bank Desa"}).
			Refused("twice", "payment.open_fund", payment.OpenFund{Fund: "gift_bank", Kind: payment.Gift, Name: "lagi"}, "payment.fund_exists").
			Refused("standing", "payment.open_fund", payment.OpenFund{Fund: payment.BLUD, Kind: payment.BLUD, Name: "lagi"}, "payment.fund_exists").
			Refused("no such", "payment.receive", payment.Receive{Fund: "csr", What: "money", Amount: 5, Source: "x", On: "2026-03-02"}, "payment.unknown_fund").
			Send("money", "payment.receive", payment.Receive{Fund: "gift_bank", What: "money", Amount: 2_000_000, Source: "transfer 2 Maret", On: "2026-03-02"}).
			Send("rice", "payment.receive", payment.Receive{Fund: "gift_bank", What: "rice", Amount: 10_000, Source: "Bu Lurah", On: "2026-03-01"})
		w.ByTwo("rain", "treasurer", "head", "payment.support", payment.GiveSupport{Worker: joko, Fund: "gift_bank", What: "money", Amount: 150_000, On: "2026-03-02"}).
			ByTwo("give rice", "treasurer", "head", "payment.support", payment.GiveSupport{Worker: joko, Fund: "gift_bank", What: "rice", Amount: 5_000, On: "2026-03-02"})
		qt.Assert(t, qt.DeepEquals([]int64{balance(w, "gram.stock.rice"), balance(w, "gram.expense.gift_bank"), balance(w, "rupiah.cash.gift_bank")}, []int64{5_000, 5_000, 2_000_000}))
		w.As("treasurer").Refused("too much", "payment.support", payment.GiveSupport{Worker: joko, Fund: "gift_bank", What: "rice", Amount: 6_000, On: "2026-03-02"}, "payment.not_in_store")
		w.At(inApril)
		st := prepare(w, "march", "2026-03")
		qt.Assert(t, qt.DeepEquals(kinds(st), []string{"support"}))
		w.As("head").Send("approve march", "payment.approve", payment.Settle{Statement: st.ID}).
			As("treasurer").Send("pay march", "payment.pay", payment.Pay{Statement: st.ID, How: "transfer", On: "2026-04-01"})
		qt.Assert(t, qt.Equals(balance(w, "rupiah.cash.gift_bank"), 1_850_000))
		w.RebuildEquals()
	})
}
