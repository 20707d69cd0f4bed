package health_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

func TestTheCardSaysWhatAMonthBrought(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		qt.Check(t, qt.Equals(w.weigh("oct", "Dafa", "2025-10-22", 4_400).Reckoned.Status, "B"))
		qt.Check(t, qt.Equals(w.weigh("nov", "Dafa", "2025-11-22", 5_400).Reckoned.Status, "N"), qt.Commentf("1000 g, the least in the second month is 900"))
		jan := w.weigh("jan", "Dafa", "2026-01-22", 6_900)
		qt.Check(t, qt.Equals(jan.Reckoned.Status, "O"), qt.Commentf("nobody weighed him in December"))
		feb := w.weigh("feb", "Dafa", "2026-02-22", 7_500, long(660))
		qt.Check(t, qt.Equals(feb.Reckoned.Status, "N"))
		qt.Check(t, qt.Equals(*feb.Reckoned.GainG, int64(600)))
		qt.Check(t, qt.Equals(feb.Reckoned.LeastG, int64(500)))
		qt.Check(t, qt.Equals(feb.LastG, int64(6_900)))
		qt.Check(t, qt.Equals(feb.Reckoned.WeightForAge.Class, "normal"))
		qt.Check(t, qt.IsNotNil(feb.Reckoned.WeightForLength))
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BNON"))
		qt.Check(t, qt.HasLen(w.concerns(), 0))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "growth_card"), 1))
		w.RebuildEquals()
	})
}

func TestAWeighingHeardLateIsReckonedWithTheOthers(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("oct", "Dafa", "2025-10-22", 4_400)
		w.weigh("jan", "Dafa", "2026-01-22", 6_500)
		qt.Assert(t, qt.Equals(w.statuses("Dafa"), "BO"))
		w.weigh("dec", "Dafa", "2025-12-22", 6_300)
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BOT"), qt.Commentf("200 g in January, the least is 600"))
		w.As("Bu Yati").Send("not he", "health.unweigh", health.Unweigh{Weighing: ident.Named("dec"), Reason: "wrong_child"})
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BO"))
		w.Refused("twice", "health.unweigh", health.Unweigh{Weighing: ident.Named("dec"), Reason: "wrong_child"}, "health.weighing_gone")
		w.RebuildEquals()
	})
}

func TestACorrectionStandsInPlaceOfWhatWasWrong(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("feb", "Dafa", "2026-02-22", 5_700, long(660))
		w.weigh("feb right", "Dafa", "2026-02-22", 7_500, func(b *health.Weigh) { b.Replaces = ident.Named("feb") })
		card := w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 1))
		qt.Check(t, qt.Equals(card.Lines[0].WeightG, int64(7_500)))
		qt.Check(t, qt.Equals(card.Lines[0].LengthTenthsMM, int64(0)), qt.Commentf("what is corrected says all there is"))
		w.Refused("of another", "health.weigh", kilos("x", "Salma", "2026-02-22", 6_000, func(b *health.Weigh) { b.Replaces = ident.Named("feb") }), "health.weighing_of_another")
		w.RebuildEquals()
	})
}

// The paper list of the day is keyed in although the phone has told already.
func TestTheSameDayKeyedInAgainIsNoSecondWeighing(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("phone", "Dafa", "2026-03-02", 7_500, long(660))
		w.As("officer")
		j := w.weigh("grid", "Dafa", "2026-03-02", 7_500, func(b *health.Weigh) { b.Source = health.OnList })
		qt.Check(t, qt.Equals(j.Replaces, ident.Named("phone")))
		card := w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 1))
		qt.Check(t, qt.Equals(card.Lines[0].LengthTenthsMM, int64(6_600)), qt.Commentf("the list has no length, and the morning's is not forgotten"))
		w.RebuildEquals()
	})
}

func TestWhatCannotBeIsNotWeighed(t *testing.T) {
	w := posts(t, world.New(t, "", noon))
	w.As("Bu Yati")
	w.Refused("52 kg", "health.weigh", kilos("a", "Dafa", "2026-03-02", 52_000), "health.implausible")
	w.Refused("tomorrow", "health.weigh", kilos("b", "Dafa", "2026-03-03", 7_500), "body.bad_date")
	w.Refused("before birth", "health.weigh", kilos("c", "Dafa", "2025-09-01", 3_500), "health.no_birth_day")
	w.Refused("nowhere", "health.weigh", kilos("d", "Dafa", "2026-03-02", 7_500, func(b *health.Weigh) { b.Posyandu = ident.Named("nowhere") }), "health.unknown_posyandu")
	w.Resident("Kakak", registry.Enter{Sex: "male", Born: "2020-01-01"})
	w.As("Bu Yati").Refused("six years", "health.weigh", kilos("e", "Kakak", "2026-03-02", 19_000), "health.past_five_years")
	w.weigh("f", "Dafa", "2026-03-02", 7_500)
	w.Refused("again", "health.weigh", kilos("f", "Dafa", "2026-03-02", 7_600), "health.weighed_already")
	if _, err := w.As("Bu Tri").Try("other village", "health.weigh", kilos("g", "Dafa", "2026-03-02", 7_500)); err == nil {
		t.Fatal("a midwife of another village weighed this child")
	}
	qt.Check(t, qt.HasLen(w.card("Dafa").Lines, 1))
}

// A slip of the point is asked before it is kept; unconfirmed it is kept as doubtful and
// the midwife asks.
func TestASlipIsAskedAndNothingIsLost(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("jan", "Dafa", "2026-01-22", 6_900)
		var j health.Judged
		w.Query(func(q journal.Query) (err error) {
			q.By = w.Actor("Bu Yati")
			var code string
			j, code, _, err = health.Judge(q, kilos("slip", "Dafa", "2026-02-22", 4_700))
			qt.Check(t, qt.Equals(code, ""))
			return err
		})
		qt.Assert(t, qt.SliceContains(j.Doubts, "weight_jump"))
		qt.Check(t, qt.HasLen(w.card("Dafa").Lines, 1), qt.Commentf("asking keeps nothing"))
		j = w.weigh("feb", "Dafa", "2026-02-22", 4_700)
		qt.Check(t, qt.SliceContains(j.Reasons, health.DoubtfulFigure))
		w.weigh("feb2", "Dafa", "2026-02-22", 7_400, func(b *health.Weigh) { b.Replaces = ident.Named("feb") })
		all := w.concerns()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.Equals(all[0].State, health.ConcernEased), qt.Commentf("the correction took every reason away"))
		w.RebuildEquals()
	})
}

func TestTheFirstTIsOnTheListAndTheSecondIsUrgent(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("dec", "Dafa", "2025-12-22", 6_300)
		w.weigh("jan", "Dafa", "2026-01-22", 6_500)
		all := w.concerns()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.DeepEquals(all[0].Reasons, []string{health.FirstT}))
		qt.Check(t, qt.IsFalse(all[0].Urgent))
		qt.Check(t, qt.Equals(all[0].Name, "Dafa"))
		j := w.weigh("feb", "Dafa", "2026-02-22", 6_600)
		qt.Check(t, qt.IsTrue(j.Urgent))
		all = w.concerns()
		qt.Assert(t, qt.HasLen(all, 1), qt.Commentf("one child, one entry"))
		qt.Check(t, qt.DeepEquals(all[0].Reasons, []string{health.TwoT, health.FirstT}))
		qt.Check(t, qt.IsTrue(all[0].Urgent))
		if _, err := w.Try("a cadre", "health.see_child", health.SeeChild{Concern: all[0].ID, On: "2026-03-02"}); err == nil {
			t.Fatal("a cadre ended an entry of the midwife's list")
		}
		w.As("Bu Eni").Send("seen", "health.see_child", health.SeeChild{Concern: all[0].ID, On: "2026-03-02", Note: "Menyusu lagi"})
		seen := w.concerns()[0]
		qt.Check(t, qt.Equals(seen.State, health.ConcernSeen))
		qt.Check(t, qt.Equals(seen.EndedBy, "Bu Eni"))
		qt.Check(t, qt.Equals(seen.SeenOn, "2026-03-02"))
		qt.Check(t, qt.Equals(seen.Note, "Menyusu lagi"))
		w.Refused("again", "health.see_child", health.SeeChild{Concern: all[0].ID, On: "2026-03-02"}, "health.concern_ended")
		w.As("Bu Yati")
		w.weigh("a comma", "Dafa", "2026-02-22", 6_620)
		qt.Check(t, qt.HasLen(w.concerns(), 1), qt.Commentf("what was handled is not told again"))
		w.weigh("the feet", "Dafa", "2026-02-22", 6_620, func(b *health.Weigh) { b.Oedema = "yes" })
		all = w.concerns()
		qt.Assert(t, qt.HasLen(all, 2), qt.Commentf("another reason of that day is"))
		qt.Check(t, qt.DeepEquals(all[1].Reasons, []string{health.BothFeetSwollen}))
		w.RebuildEquals()
	})
}

func TestSwollenFeetBecomeAVisitWithOneTap(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		j := w.weigh("mar", "Dafa", "2026-03-02", 7_500, long(660), func(b *health.Weigh) { b.Oedema = "yes" })
		qt.Check(t, qt.DeepEquals(j.Reasons, []string{health.BothFeetSwollen}))
		qt.Check(t, qt.IsNil(j.Reckoned.WeightForAge), qt.Commentf("the water weighs"))
		all := w.concerns()
		qt.Assert(t, qt.HasLen(all, 1))
		w.As("Bu Eni").Send("tap", "health.ask_visit", health.AskVisit{Concern: all[0].ID, What: "Bengkak kedua kaki"})
		var asked health.VisitAsked
		w.result(&asked)
		qt.Check(t, qt.IsTrue(asked.Opened))
		qt.Check(t, qt.Equals(asked.Colour, need.Red))
		open := w.requests()
		qt.Assert(t, qt.HasLen(open, 1))
		qt.Check(t, qt.Equals(open[0].ID, asked.Request))
		qt.Check(t, qt.DeepEquals(open[0].People, []ident.ID{ident.Named("Dafa")}))
		ended := w.concerns()[0]
		qt.Check(t, qt.Equals(ended.State, health.ConcernRequested))
		qt.Check(t, qt.Equals(ended.Request, asked.Request))
		qt.Check(t, qt.Not(qt.Equals(ended.RequestNumber, "")))
		w.Refused("twice", "health.ask_visit", health.AskVisit{Concern: all[0].ID}, "health.concern_ended")
		w.RebuildEquals()
	})
}

// An old card that is typed in calls nobody.
func TestOldWeighingsCallNobody(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("oct", "Dafa", "2025-10-22", 4_400)
		w.weigh("nov", "Dafa", "2025-11-22", 4_500)
		w.weigh("dec", "Dafa", "2025-12-22", 4_600)
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BTT"))
		qt.Check(t, qt.HasLen(w.concerns(), 0))
	})
}
