// Package people invents towns: the families, houses and posyandu of a health
// centre, as believable as we can make them and none of them real.
//
// Generate is pure. It takes a seed, a Centre and with it the day on which the
// town is looked at; the same three give the same Town, on every machine. How
// many families there are, and how many pregnant women, small children and
// elders living alone, is exact; everything else is drawn.
//
// Nobody in a Town exists. What could belong to somebody is made so that it
// cannot: phone numbers are of the block 0899 000x xxxx that the demo uses, for
// Indonesia sets no numbers aside for stories; serials of NIK and of family cards
// begin at 9001, where a district that registers a handful of births a day never
// gets; insurance numbers begin with 00099. Hamlets, landmarks and the numbers of
// letters are made up. Villages are real, with a point in their middle.
//
// Frequencies (names by year of birth, missing papers, who shares a phone) are our
// own estimate, marked so where they stand; no list of real people was read.
//
// Spoil makes known duplicates of a town's people, as typing makes them, so that
// a search for duplicates can be measured. The package owns no tables.
package people
