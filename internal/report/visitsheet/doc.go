// Package visitsheet puts the visits of cadres on paper and into a table: a cadre's day to
// take along and to have signed, and the week of all cadres for the wall of the office or as
// a file.
//
// Families stand on it with name, telephone and home: it is for who arranges the visits and
// for the cadre who goes, and it says on every page that it goes back to the health centre.
// Why a cadre does not go somewhere is never on it, nor what was answered to the questions.
package visitsheet
