package health

import (
	"slices"

	"sambang/internal/core/ident"
)

// Why a child is on the midwife's list, the gravest first. All but the last two are
// urgent.
const (
	BothFeetSwollen = "oedema"
	ArmSevere       = "arm_severe"      // upper arm under the policy's limit, from 6 months
	SeverelyWasted  = "severely_wasted" // BB/PB or BB/TB below -3 SD: gizi buruk
	TwoT            = "two_t"           // two weighings in a row without enough gain
	BelowRedLine    = "below_red_line"  // BGM: BB/U below -3 SD
	SeverelyStunted = "severely_stunted"
	FirstT          = "first_t"
	DoubtfulFigure  = "doubtful" // asked, and nobody has said that it is so
)

// Worries lists them in that order.
var Worries = []string{BothFeetSwollen, ArmSevere, SeverelyWasted, TwoT, BelowRedLine, SeverelyStunted, FirstT, DoubtfulFigure}

// calm are those that are not urgent.
var calm = []string{FirstT, DoubtfulFigure}

func isUrgent(reason string) bool { return !slices.Contains(calm, reason) }

// worryOf lists why a weighing puts a child on the list. That a child is very short does
// not change in a month: it is told once, when the length before did not say so.
func worryOf(w Weighing, before []Weighing, armLimit int64) (out []string) {
	r := w.Reckoned
	add := func(when bool, reason string) {
		if when {
			out = append(out, reason)
		}
	}
	add(w.Oedema == "yes", BothFeetSwollen)
	add(w.MuacMM > 0 && w.MuacMM < armLimit && r.Months >= armFrom, ArmSevere)
	add(r.WeightForLength.is(severelyWasted), SeverelyWasted)
	add(r.T >= 2, TwoT)
	add(r.BelowRedLine, BelowRedLine)
	add(r.LengthForAge.is(severelyStunted) && !wasStunted(before), SeverelyStunted)
	add(r.T == 1, FirstT)
	add(w.Doubtful(), DoubtfulFigure)
	return out
}

// armFrom is the age in months from which the arm's limit is meant.
const armFrom = 6

// wasStunted reports whether the last length before said so already.
func wasStunted(before []Weighing) bool {
	for _, w := range slices.Backward(before) {
		if f := w.Reckoned.LengthForAge; f != nil {
			return f.is(severelyStunted)
		}
	}
	return false
}

// worry is what all weighings of a child come to for the midwife's list.
type worry struct {
	reasons     []string
	urgent      bool
	weighing    ident.ID
	since, upto string
}

// worryAbout reads the weighings, the earliest first. An open concern is looked at anew
// from its own first day, for a correction may have taken its reason away. What was handled
// is not told again: from then on only a later day counts, or another reason on that day.
// Nor is what is older than oldest: a history that is typed in calls nobody.
func worryAbout(all []Weighing, open, handled Concern, oldest string, armLimit int64) worry {
	var out worry
	for i, w := range all {
		var reasons []string
		switch {
		case open.ID != "" && w.On < open.Since && w.On <= handled.Upto, open.ID == "" && w.On < handled.Upto, w.On < oldest && (open.ID == "" || w.On < open.Since):
			continue
		}
		for _, r := range worryOf(w, all[:i], armLimit) {
			if w.On > handled.Upto || !slices.Contains(handled.Reasons, r) {
				reasons = append(reasons, r)
			}
		}
		if len(reasons) == 0 {
			continue
		}
		if out.since == "" {
			out.since = w.On
		}
		out.upto, out.weighing, out.reasons = w.On, w.ID, append(out.reasons, reasons...)
	}
	slices.SortFunc(out.reasons, func(a, b string) int { return slices.Index(Worries, a) - slices.Index(Worries, b) })
	out.reasons = slices.Compact(out.reasons)
	out.urgent = slices.ContainsFunc(out.reasons, isUrgent)
	return out
}

// signOf is the danger sign of the signed table as which a concern becomes a request:
// swollen feet, a thin arm or gizi buruk, else weight that does not rise.
func signOf(reasons []string) string {
	for _, r := range []string{BothFeetSwollen, ArmSevere, SeverelyWasted} {
		if slices.Contains(reasons, r) {
			return "C10"
		}
	}
	return "C11"
}
