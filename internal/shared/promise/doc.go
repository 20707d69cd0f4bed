// Package promise keeps deadlines: what was promised to whom, until when, and
// how it ended.
//
// It owns the table promise and the policy section "promise": the rules by which
// promises are made. A promise has one clock that nobody can pause, move or
// remove, and one end: kept (its fulfilment is proven for the deadline or before,
// the deadline itself included), late (the deadline passed without proof), or
// cancelled (what it was about fell away before). It warns once at each level,
// and a broken one acts by itself: the machine decides it at the deadline, and
// whoever owns the consequence follows Lapsed. A late one becomes struck when
// strong proof comes within the days that the rule gives; nothing else changes an
// end.
package promise
