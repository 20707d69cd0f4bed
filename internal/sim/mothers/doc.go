// Package mothers plays the support groups of the demo: a year and a half at Puskesmas
// Bojong Nangka in which children are born, mothers are asked in, groups meet, months are
// asked about, children are weighed and certificates are made. Who reaches six months in
// its first weeks was born in the half year before, in which the register is kept already.
//
// Seed founds the health centre at the beginning of that time and lives through it day by
// day. It speaks through the journal only, owns no tables, and everybody in it is invented.
// What happens is drawn from names, so it happens alike in every run.
package mothers
