// Package calendar says on which days, at which hour, something that comes again
// and again comes: a mother's milk is fetched at 11.40 on working days, at 10.30 in
// Ramadan, not at all in the school holidays.
//
// A schedule is a list of periods. Exactly one of them holds for a day, or none:
// leave before everything else, for nobody goes where nobody is; else the period
// that begins last; of two that begin on the same day the one that was written
// down last. The order in which they are given changes nothing. On a holiday of
// the health centre nothing comes, whatever the period says.
//
// Days are civil days YYYY-MM-DD and compare as text; hours are HH:MM on the
// facility's wall. Ramadan and the holidays move from year to year: they are
// written down by a person, never computed.
package calendar
