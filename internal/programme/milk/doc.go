// Package milk is Kepo Asiek: a mother at work sends her milk home with a
// trained courier, who hands it to somebody she has named.
//
// It owns milk_place (a mother who takes part, with her recipients),
// milk_delivery with its bottles, milk_bottle, milk_step (the timeline) and
// milk_review (what a person has to look at).
//
// What always holds: a bottle has one holder at any instant and one end; it
// reaches only somebody on the mother's list, proven by the code that stands on
// her page; milk past its time never ends as delivered and fit; the fee is
// earned once, by the courier who held it last. What is said online and breaks
// a rule is refused; what a phone without signal already did is kept, and then
// it is neither proven nor fit, its fee is held and a person looks at it.
//
// A place is active, paused while the baby is in hospital, or ended, when mother
// or baby has died or moved away (life.go). Ended, what waits is cancelled, and a
// load in a courier's hands is called back: he returns or discards every bottle,
// no promise runs against him, nobody is written to. Its page goes with the
// child's guardian; its village follows the family.
package milk
