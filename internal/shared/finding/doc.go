// Package finding keeps what was found on the way to somebody: a house that is not
// healthy, no latrine, bad water, an empty kitchen, waste, a hazard of the place
// (forest, river bank, railway). It is followed until somebody has mended it.
//
// Tables: finding (what was found, who follows it up and until when), finding_step
// (its timeline, with the photos), finding_look (the machine's daily look), aid (what
// a household was given, and by whom).
//
// Words: a finding (temuan) is open, coordinated (an agency was asked, by a letter)
// or closed; its follow-up is one owner and one day; aid (bantuan) is what a
// household got; a twin is aid of the same kind to the same household.
//
// Rules it keeps:
//   - an open finding has exactly one follow-up: an owner who works here and may have
//     it, and a day. Whoever is suspended, loses the role or does not serve the village
//     any more hands it over by that alone; a daily look finds the rest;
//   - a follow-up whose day is over is overdue until there is a new one, and nobody
//     but a person closes a finding: with a reason, and with evidence where something
//     is said to be mended. Who found it does not close it: a second pair of eyes does;
//   - the same thing told of twice (kind and house) is one finding with two reports;
//   - a photo never shows a child undressed; whoever reads a finding may hide a photo
//     with a reason, and only the head shows it again or erases it;
//   - aid is kept also when it comes twice: the register warns, it refuses nobody.
//
// No name, address, point or free text stands in an event.
package finding
