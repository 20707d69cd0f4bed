// Package massages counts what came of the baby massages at home. It owns nothing: it reads
// the bookings, the visits, the answers to the safety questions and the cadres' weeks
// (programme/massage), and gives figures, the lists behind them, and what a partner outside
// the health centre may see of them.
//
// Words: a line is one thing that happened on one civil day in one village; every figure is
// a number of lines, so that it can be listed (invariant 21).
//
// What holds of every figure:
//
//   - a visit stands on the day it was begun, a visit that was asked for on the day of the
//     asking, one that ended without a visit on the day it ended, an answer to the questions
//     on the day it was given. They are different things of different days: none is the
//     share of another unless its denominator is named;
//   - a visit to twins is one visit and two massages;
//   - the days of waiting are from the asking to the visit, of visits that took place, of a
//     course only the first: the later ones were asked for on their day;
//   - of several rows of the table of questions that spoke, the strictest is the reason;
//   - a family is the parent of the register who asked; merged records are one;
//   - ratings are a number and a mean, never a word; of fewer than LeastRated there is no
//     mean, for it would be somebody's own.
package massages
