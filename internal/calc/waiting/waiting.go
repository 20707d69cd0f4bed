// Package waiting puts those who wait for a place in their order, by a formula that
// anybody may read and reckon after. Pure: days, metres and weights in, an order out.
package waiting

import (
	"cmp"
	"slices"
)

// One is what the order looks at of somebody who waits.
type One struct {
	// Number is the application's, given in the order of coming in: it settles ties,
	// and no two are alike.
	Number int64
	// Waited is how many civil days ago the application came in.
	Waited int64
	// Week is on how many days a week the milk is to be fetched, 1 to 7.
	Week int64
	// Metres is how far by road from work to home; Unknown: not told yet.
	Metres int64
	// Left is how many days the youngest baby has to its six months; 0: none.
	Left int64
}

// Unknown is a distance that nobody has told: it earns nothing.
const Unknown = -1

// Weights are the points a health centre gives. All are whole numbers from zero up,
// so that nobody needs a calculator and no computer rounds. The figures of Default
// are ours, not published ones: a head changes them by a version of the policy.
type Weights struct {
	// Day is for each day waited (10: who waits longest comes first, all else alike).
	Day int64 `json:"day"`
	// Week is for each working day a week (15: five days a week weigh as much as one
	// week of waiting, for that mother needs the courier most).
	Week int64 `json:"week"`
	// Near is for each hundred metres that the way is shorter than Far (1: a way of
	// nothing weighs as much as ten days of waiting; a short way is a second mother's).
	Near int64 `json:"near"`
	// Far is the way in metres from which on nothing is given (10,000).
	Far int64 `json:"far_metres"`
	// Left is for each day the baby has to its six months (1: a newborn's 180 days
	// weigh as much as eighteen days of waiting, for it gains most).
	Left int64 `json:"left"`
}

// Default are the weights until a head changes them.
func Default() Weights { return Weights{Day: 10, Week: 15, Near: 1, Far: 10_000, Left: 1} }

// Points is what somebody has. It never falls when one has waited longer, works on
// more days, has a shorter way or a younger baby.
func (w Weights) Points(o One) int64 {
	near := int64(0)
	if o.Metres >= 0 && o.Metres < w.Far {
		near = (w.Far - o.Metres) / 100
	}
	return w.Day*max(0, o.Waited) + w.Week*max(0, o.Week) + w.Near*near + w.Left*max(0, o.Left)
}

// Before orders two: more points first, then the lower number. Negative: a is first.
func (w Weights) Before(a, b One) int {
	return cmp.Or(cmp.Compare(w.Points(b), w.Points(a)), cmp.Compare(a.Number, b.Number))
}

// Order gives those who wait, the first first; what it was given stays as it was.
func (w Weights) Order(all []One) []One {
	out := slices.Clone(all)
	slices.SortFunc(out, w.Before)
	return out
}
