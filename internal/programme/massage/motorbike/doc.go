// Package motorbike is the register of the motorbikes that cadres share: whose each is,
// who has which from day to day, when service is due, how far it went.
//
// Tables: massage_partner, massage_motorbike, massage_loan, massage_trip (all derived).
//
// Words: a partner is who founded, trains or lends (hospital, sub-district, posyandu); a
// loan is one motorbike with one cadre from one civil day to another; a loan that is not
// given back after its last day stays out until it is.
//
// Rules it keeps:
//   - a motorbike is with one person on a day, and nobody has two on one day;
//   - one that is still out after its last day is promised to nobody until it is back;
//   - one whose service is due, by its day or by its kilometres, is lent only by somebody
//     who says so: the loan keeps that it was known;
//   - kilometres are what the odometer said last and the trips since then: what is read wins
//     over the sum, and never goes back;
//   - a day of a rider has one trip from the positions of the telephone, and none where
//     nothing was received: nothing is invented.
//
// No name and no number plate is in an event: they are sealed.
package motorbike
