// Package kasaba plays the baby massage of the demo: a month in which six cadres of Puskesmas
// Coblong, one in each kelurahan, go to the homes of families who asked for it, and the days
// ahead of it, which are full.
//
// Seed founds the health centre at the beginning of that time and lives through it day by
// day: families book, at the desk, by their cadre and on the public page; the cadres set out,
// ask the safety questions, massage, teach, or go home again; parents rate, move and cancel;
// a cadre falls ill and another stands in. It speaks through the journal only, owns no
// tables, and everybody in it is invented. What happens is drawn from names, so it happens
// alike in every run that begins on the same day.
package kasaba
