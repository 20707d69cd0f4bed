// Package registry knows the health centre itself, its villages and its people.
//
// Tables: facility_info, village, person, consent (all derived). Names, phones,
// NIK, addresses and home points lie sealed under "person", one version for each
// correction; the person's row holds only keyed hashes to find them by.
//
// Rules it keeps:
//   - a facility is founded once, by its first command;
//   - a phone is no key: families share one (find gives all who have it);
//   - a NIK that contradicts a birth date is kept, because it is not corrected
//     when wrong; a baby may have none;
//   - consent is a record of which text was shown, how and by whom it was
//     answered; withdrawing is one more record, never a deletion.
package registry
