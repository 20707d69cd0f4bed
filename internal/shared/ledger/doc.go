// Package ledger keeps the books of a health centre: rupiah, grams of rice and
// pieces, double entry, never edited, only reversed.
//
// It owns the tables entry, line, balance and earning. An entry has lines that
// sum to zero for each unit; a balance is the sum of an account's lines; an
// entry is reversed at most once, by two persons, and a reversal is final. An
// earning is what a worker is due for one piece of work: it is posted when
// nothing stands against it, and once.
//
// Several funds may bear one earning: its parts sum to it exactly (share.go).
//
// An account is named unit.kind.owner: rupiah.expense.blud, rupiah.payable.<worker>.
package ledger
