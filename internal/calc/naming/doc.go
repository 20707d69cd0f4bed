// Package naming finds people by what is known of them: a name as it was heard,
// a birth date, a mother, a house, a number. Pure: no clock, no database.
//
// Indonesian names are written as they sound, in a spelling that changed in 1947
// and 1972, without surnames, often with an honorific and now and then as one
// word that a neighbour writes as two. So a name is folded to tokens (Fold) and
// the tokens are compared; what was folded apart is caught by edit distance.
//
// An Index holds the people of one health centre in memory. Find answers while
// somebody types; Like answers whether a person stands there already, with a
// score that behaves like a probability and codes that say why.
//
// What it costs, with 100,000 invented people on one core of a virtual machine of
// two (BenchmarkFind, BenchmarkLike, TestMemory): 0.2 to 4 ms for what is typed,
// the slowest being a single letter and half a NIK; 3 ms for Like; 24 MB.
package naming
