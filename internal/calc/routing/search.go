package routing

import "time"

// Effort bounds a search: whichever comes first ends it, as does the end of its context.
type Effort struct {
	// Seed chooses among searches; equal seeds and Steps give equal plans.
	Seed uint64
	// Steps is how many times the search ruins and recreates; 0: no bound.
	Steps int
	// Time is how long it may take, by Clock; 0: no bound. One of Steps and Time is given.
	Time time.Duration
	// Clock tells how much time has passed since some beginning; nil with Steps only. The
	// package reads no clock of its own.
	Clock func() time.Duration
}

// Found is what a search says beside its plan.
type Found struct {
	Plan  Plan
	Score Score
	Steps int
}
