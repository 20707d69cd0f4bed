// Package promise keeps deadlines: what was promised to whom, until when, and
// how it ended.
//
// It owns the table promise. A promise has one clock that nobody can pause,
// move or remove, and exactly one end: kept (its fulfilment was on record by the
// deadline, the deadline itself included), late (the deadline passed), or
// cancelled (what it was about fell away before). It warns once, and a broken
// one acts by itself: the machine decides it at the deadline, and whoever owns
// the consequence follows Lapsed.
package promise
