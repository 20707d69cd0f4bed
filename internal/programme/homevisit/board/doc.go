// Package board counts how the promises of the home visits were kept: a month and
// its year, for everybody to read.
//
// It owns no table and no verb: figures are counted from the rows and written
// nowhere, so that nobody can mend one. Its setting is the maklumat, the words that
// the head hangs beside the figures.
//
// Words: a request is a case of a kind that is one; one merged into another and one
// dismissed by two persons are none. It belongs to the day on which its clock
// started. Kept includes what was proved later (struck): the debt fell with it.
//
// Totals of the health centre are always shown, zero included; a split hides parts
// under five and a second one with them (calc/suppress).
package board
