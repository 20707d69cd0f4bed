package health

import (
	"slices"

	"sambang/internal/calc/growth"
)

// aboutPosition are questions about how a child lay or stood: worth asking at the board,
// and no reason to look at the child again.
var aboutPosition = []string{string(growth.PositionMissing), string(growth.StandingYoung), string(growth.LyingOld)}

// doubts lists what is asked about the figures of a weighing before it is kept, by
// calc/growth's codes. A length or a head is compared with the last time there was one,
// for most months have a weight only.
func (g grown) doubts(w Weighing, before []Weighing) []string {
	now := g.childOf(w)
	found := map[growth.Reason]bool{}
	ask := func(measured func(Weighing) bool, about ...growth.Reason) {
		var prev growth.Child
		for _, b := range slices.Backward(before) {
			if measured(b) {
				prev = g.childOf(b)
				break
			}
		}
		for _, r := range growth.Doubt(prev, now) {
			if !jumping[r] || slices.Contains(about, r) {
				found[r] = true
			}
		}
	}
	ask(func(b Weighing) bool { return b.WeightG > 0 }, growth.WeightJump)
	ask(func(b Weighing) bool { return b.LengthTenthsMM > 0 }, growth.LengthJump, growth.LengthShrank)
	ask(func(b Weighing) bool { return b.HeadTenthsMM > 0 }, growth.HeadJump, growth.HeadShrank)
	out := []string{}
	for _, r := range growth.Reasons {
		if found[r] {
			out = append(out, string(r))
		}
	}
	return out
}

// jumping are the questions that a weighing before asks, not the figures alone.
var jumping = map[growth.Reason]bool{growth.WeightJump: true, growth.LengthJump: true, growth.LengthShrank: true, growth.HeadJump: true, growth.HeadShrank: true}
