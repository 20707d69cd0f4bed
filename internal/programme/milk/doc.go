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
package milk
