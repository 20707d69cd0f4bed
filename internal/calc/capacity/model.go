package capacity

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Day is one day of the standing week: the work there is, who does it, and how long
// trips take on that day.
type Day struct {
	Sheet dayplan.Sheet
	Legs  dayplan.Legs
}

// Asking is somebody who asks to be taken in. Jobs are by the civil day of the week's
// sheets; on a day without any nobody has to come.
type Asking struct {
	Jobs map[string][]dayplan.Job
}

// Range is how far the hours of who asks may move: in steps of Step, at most Earlier
// before and Later after. With no Step they stay.
type Range struct {
	Step, Earlier, Later time.Duration
}

// Effort bounds the searches of one day at one hour. Equal efforts give equal answers.
type Effort struct {
	Seed uint64
	// Strict are the steps of the searches that look for places only, on the slowest of
	// five days; Whole those of the one that weighs all aims of a day and is fifty times as
	// slow: 0 for none.
	Strict, Whole int
}

// Usual is the effort in use at the hours that were asked for: a second or two of a core for
// a day that has no room. Quick is that at each of the moved hours and of the many that are
// counted in.
var (
	Usual = Effort{Seed: 1, Strict: 120_000, Whole: 1500}
	Quick = Effort{Seed: 1, Strict: 6000}
)

// The verdicts.
const (
	// Fits: at the hours that were asked for.
	Fits = "fits"
	// Moved: when the hours move by Shift.
	Moved = "moved"
	// Not: at no hour of the range.
	Not = "not"
)

// The reasons why a day has no room, the nearest to having some first. Each has a
// sentence in the catalogue.
const (
	// Promise: somebody else's promise would be broken, or her own.
	Promise = "promise"
	// Ride: the load would be on the way for too long.
	Ride = "ride"
	// Hour: nobody is free at that hour.
	Hour = "hour"
	// Break: whoever could come prays or eats then.
	Break = "break"
	// Load: the boxes or seats are full.
	Load = "load"
	// Full: everybody has as many jobs as he may have.
	Full = "full"
	// Shift: nobody is on duty at that hour.
	Shift = "shift"
	// Way: no vehicle gets there.
	Way = "way"
	// Nobody: nobody is there who may do it.
	Nobody = "nobody"
)

// Fit is one day of an answer, at the hours that were asked for.
type Fit struct {
	// Day is the civil day of its sheet.
	Day  string
	Fits bool
	// Why is one of the reasons; empty when it fits.
	Why string
	// Worker comes for the first of the jobs, At the expected beginning there; of an
	// answer that is Moved at the moved hour. Nobody and zero when it does not fit.
	Worker ident.ID
	At     instant.Instant
}

// Answer is what whoever asks is told.
type Answer struct {
	Verdict string
	// Shift is by how much the hours move, 0 unless Moved; below zero: earlier.
	Shift time.Duration
	// Days are those on which somebody would have to come, in the order of the week.
	Days []Fit
	// Bottleneck is the day that leaves the fewest hours open, Why what stands in the way
	// there; both empty when it Fits.
	Bottleneck, Why string
}

// Room is how many jobs a day has and how many it has room for.
type Room struct {
	Day string
	// Now are the jobs there are, Most how many there can be when the day is filled with
	// jobs such as those there, this day alone.
	Now, Most int
}

// Most is how many can be served by the same people.
type Most struct {
	// There is how many there are now, More how many such as they can be added.
	There, More int
	// Open: the count ended at its limit, there may be room for more still.
	Open bool
	Days []Room
	// Bottleneck is the day that stopped it, Why what stands in the way there.
	Bottleneck, Why string
}
