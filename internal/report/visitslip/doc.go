// Package visitslip draws the slip that a family without a telephone takes along: when who
// comes to its home, what to have ready and what it costs.
//
// It lies about in a kitchen: nobody of the family is named on it, nor where they live, nor
// what the visit is for. The square code opens the family's own page; only who may give out
// such pages prints it.
package visitslip
