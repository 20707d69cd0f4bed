// Package sellers plays the campaign of the demo: a year and a month in which sellers of
// newspapers, of herbal drinks and of vegetables carry leaflets of Puskesmas Sempu on their
// rounds, are taught and examined, tell what they handed out, and tell of people who want
// to be helped; what babies were fed is typed in from the posyandu's notebooks, and a
// support group meets.
//
// Begin founds the health centre at the beginning of that time and lives through it up to
// the day on which its other plays begin; Day is one of the days since, which they live
// through together. It speaks through the journal only, owns no tables, and everybody in
// it is invented. What happens is drawn from names, so it happens alike in every run.
package sellers
