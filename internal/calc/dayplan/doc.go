// Package dayplan puts a working day of people into the planner's figures and back.
//
// A Sheet says what a programme wants done on a day and who is there to do it, in ids,
// instants and points. Compile makes of it a problem of calc/routing; what that finds is
// read back as routes with hours. It is pure and knows no programme: a courier's day, a
// team's and a cadre's are the same sheet with other figures.
package dayplan
