// Package whatif counts the rates of a health centre's weeks from its own history, for
// what-if questions, and lays their answers out as a table.
//
// It owns nothing. It reads how many asked, when and from which village, how long doors
// took, who works when, and what is promised; what leaves it are numbers and the middles
// of villages, no person and no home. What the history is too short to tell is taken
// from the example of the same group and named as such.
package whatif
