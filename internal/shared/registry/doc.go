// Package registry knows the health centre itself, its villages, houses,
// households and people, and what life does to them.
//
// Tables (all derived): facility_info, village, posyandu, ten_house_group, house,
// household, person, person_phone, life_event, judged_pair, consent, consent_text,
// letter. Names, phones, NIK, addresses and home points lie sealed under "person",
// "house", "household" and "ten_house_group", one version for each correction;
// the rows hold only keyed hashes to find them by.
//
// Words: a house stands and has a code; a household is a family in it and can
// move; a group of ten houses (dasawisma) has a cadre; the relation is to the head
// of the household; a guardian decides for a child when its mother does not.
//
// Rules it keeps:
//   - a facility is founded once, by its first command;
//   - a phone is no key: families share one (find gives all who have it);
//   - a NIK that contradicts a birth date is kept, because it is not corrected
//     when wrong; a baby may have none;
//   - consent is a record of which published text was shown, how and by whom it was
//     answered, a child's by its guardian; withdrawing is one more record, never a
//     deletion, and every room that goes by it stops in the same transaction;
//   - what life does is one event, heard by every programme in the same
//     transaction (life.go); the dead and their family are not written to;
//   - each change that leaves something to do leaves it to one named person;
//   - two records are merged by a person, never by the machine; merging rewrites
//     nothing, so that it can be taken apart with what has happened since;
//   - who moves to another health centre goes by letter: taken once, under other
//     ids, without address, consent or clinical note; what it said is erased with
//     its answer, and a letter nobody takes is a named person's task;
//   - who has moved away leaves the phones of the village, not the log.
package registry
