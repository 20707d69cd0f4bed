package health_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// atHome is a visit to a child in whose record something was measured.
func atHome(name, child, on string, grams int64, change ...func(*health.Write)) health.Write {
	b := health.Write{Record: ident.Named(name), Person: ident.Named(child), Kind: health.Child, On: on, Place: health.Home, Vitals: &health.Vitals{WeightG: grams}}
	for _, c := range change {
		c(&b)
	}
	return b
}

func TestWhatIsMeasuredAtAVisitIsALineOfTheCard(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("dec", "Dafa", "2025-12-22", 6_300)
		w.weigh("jan", "Dafa", "2026-01-22", 6_400)
		w.As("Bu Eni").Send("visit", "health.record", atHome("visit", "Dafa", "2026-02-24", 6_450, func(b *health.Write) { b.Vitals.LengthMM, b.Vitals.Lying = 640, true }))
		card := w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 3))
		line := card.Lines[2]
		qt.Check(t, qt.Equals(line.Source, health.OnVisit))
		qt.Check(t, qt.Equals(line.LengthTenthsMM, int64(6_400)))
		qt.Check(t, qt.Equals(line.Position, health.LyingDown))
		qt.Check(t, qt.Equals(line.Reckoned.T, int64(2)), qt.Commentf("the second T in a row, told by a visit"))
		all := w.concerns()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.DeepEquals(all[0].Reasons, []string{health.TwoT, health.FirstT}))
		qt.Check(t, qt.Equals(all[0].Weighing, line.ID))
		w.RebuildEquals()
	})
}

func TestACorrectedRecordCorrectsItsLine(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Eni")
		first := atHome("visit", "Dafa", "2026-02-24", 5_100)
		w.Send("visit", "health.record", first)
		qt.Check(t, qt.DeepEquals(w.concerns()[0].Reasons, []string{health.BelowRedLine}))
		first.Vitals = &health.Vitals{WeightG: 7_100}
		w.Send("right", "health.correct", correcting(first, "right", "salah ketik"))
		card := w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 1))
		qt.Check(t, qt.Equals(card.Lines[0].WeightG, int64(7_100)))
		qt.Check(t, qt.Equals(w.concerns()[0].State, health.ConcernEased))

		first.Record, first.Advice = ident.Named("right"), "Timbang lagi bulan depan"
		w.Send("words", "health.correct", correcting(first, "words", "lupa menulis nasihat"))
		qt.Check(t, qt.Equals(w.card("Dafa").Lines[0].ID, card.Lines[0].ID), qt.Commentf("other words are no other weighing"))

		first.Record, first.On = ident.Named("words"), "2026-02-25"
		w.Send("day", "health.correct", correcting(first, "day", "salah hari"))
		card = w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 1))
		qt.Check(t, qt.Equals(card.Lines[0].On, "2026-02-25"))

		first.Record, first.Vitals = ident.Named("day"), nil
		w.Send("none", "health.correct", correcting(first, "none", "tidak ditimbang"))
		qt.Check(t, qt.HasLen(w.card("Dafa").Lines, 0))
		w.RebuildEquals()
	})
}

// The posyandu weighed the child on the day of the visit and later than the record says:
// what the record is corrected about otherwise does not undo that.
func TestWordsOfARecordDoNotUndoTheScales(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		visit := atHome("visit", "Dafa", "2026-02-22", 7_000, func(b *health.Write) { b.Vitals.MuacMM = 140 })
		w.As("Bu Eni").Send("visit", "health.record", visit)
		w.As("Bu Yati")
		w.weigh("scales", "Dafa", "2026-02-22", 7_200)
		visit.Advice = "Beri makan lebih sering"
		w.As("Bu Eni").Send("words", "health.correct", correcting(visit, "words", "lupa menulis nasihat"))
		card := w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 1))
		qt.Check(t, qt.Equals(card.Lines[0].WeightG, int64(7_200)))
		qt.Check(t, qt.Equals(card.Lines[0].MuacMM, int64(140)), qt.Commentf("the arm of the visit is not forgotten"))
		w.RebuildEquals()
	})
}

func TestOnlyAChildUnderFiveHasALineOfAVisit(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.Resident("Besar", registry.Enter{Sex: "female", Born: "2020-02-24"})
		w.As("Bu Eni").Send("old", "health.record", atHome("old", "Besar", "2026-02-24", 16_000, func(b *health.Write) { b.Kind = health.General }))
		w.Send("words", "health.record", atHome("words", "Dafa", "2026-02-24", 0, func(b *health.Write) { b.Vitals = &health.Vitals{TemperatureTenths: 370} }))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "growth_card"), 0))
		w.Send("slip", "health.record", atHome("slip", "Dafa", "2026-02-24", 7_900, func(b *health.Write) { b.Vitals.LengthMM = 900; b.Sure = true }))
		qt.Check(t, qt.IsFalse(w.card("Dafa").Lines[0].Doubtful()), qt.Commentf("measured twice, says the record"))
		w.RebuildEquals()
	})
}
