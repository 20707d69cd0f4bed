// Package census takes invented towns into the registers of health centres: those
// of the demo, and the one that is measured.
//
// It speaks through the journal only. Ids are made from names and from the day a
// health centre's census first began, so that a second run gets the same answers
// and changes nothing; one that was stopped goes on where it stopped. It owns no
// tables, and everybody in it is invented.
package census
