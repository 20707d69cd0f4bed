// Package rounds goes where nobody calls: old people who live alone, pregnant women,
// mothers after a birth, newborn and small children each have a rhythm in which they are
// visited, and whoever is not is on a list.
//
// Tables: round (one row a person, also one who has left the rounds, so that what was
// done is not forgotten), round_visit (one row a visit that was planned or told of); both
// derived.
//
// Words: group (why somebody is visited), code (which visit is next: K1 to K6 before a
// birth, KF1 to KF4 for the mother and KN1 to KN3 for the child after it, else "round"),
// due (from which day on it is to be made), late (from which day on it is missed).
//
// What always holds:
//   - whoever the register says is old and alone, pregnant, has given birth or is small
//     is in the rounds, and leaves them in the transaction in which that ends; nobody
//     puts a person on the list by hand;
//   - a row is reckoned from what the register says, what was done and the policy of that
//     day, and from nothing else; what time alone changes is changed by the machine on the
//     day it changes (turn), so that no phone shows another answer than the desk;
//   - a visit counts once: told twice, or told and recorded, it is the same visit; that
//     somebody was seen is never undone by a report that nobody was at home;
//   - who refused is not asked again before the day that the policy says, neither by a
//     person's plan nor by the machine;
//   - a house in mourning, and who is in hospital, is on no list that asks for a visit;
//     a plan for them ends with it;
//   - two records that are merged count as one, and taken apart each has its own again;
//   - no name, point or free text is in an event.
package rounds
