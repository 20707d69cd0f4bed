// Package day is a lifelike day at an invented health centre: who works there
// and who takes part (cast.json, villages.csv), what happened in the last days
// (Seed) or in half a year (SeedPast, past.csv), and couriers and mothers who go
// on living it (Run).
//
// Seed writes through the journal only, with real commands of the people who
// would give them. Ids are made from names, so a second run gets the same
// answers and changes nothing. It stands on a Clock that can be put back: what
// happened in the morning is recorded in the morning. Run's couriers are phones:
// they come in over HTTP like everybody's. The past is lived through day by day:
// each morning reads what is planned, people say their commands at their hour, and
// the machine's errands are done when they fall due in between.
//
// It owns no tables. Everybody in it is invented.
package day
