// Package call plays the home visits of the demo: people fall ill at Puskesmas
// Sempu, somebody tells of it, a team goes, and now and then it comes too late.
//
// Seed forms teams, fills the rice fund and lives through the weeks before; Run goes
// on by the hour of the wall, with drivers whose phones tell where they are. It
// speaks through the journal and the doors only, owns no tables, and everybody in
// it is invented.
package call
