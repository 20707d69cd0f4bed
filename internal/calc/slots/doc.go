// Package slots says when which cadre can come to a home.
//
// It is given the days of cadres (hours, what is booked, where they may go, on foot or by
// motorcycle) and what a family asks for, and gives the beginnings that are free; or, for one
// beginning, the reason why it is not. Pure: no clock, no database, no programme.
//
// A visit fits when the cadre is certified and goes to that village, it lies in her hours and
// in what was asked, her day is not full, and between it and every other visit of that day
// there is time for the way, in the direction in which she goes. Every pair is looked at and
// not only neighbours: so it makes no difference in what order visits were asked for, and a
// visit that is cancelled never lets two others come too near.
//
// Her breaks are kept: each lies between two visits, begins within its hours, and what is left
// between the two is still enough for the way, which may be cut in two (a mosque or a stall lies
// on it). Before the first visit and after the last there is always room.
//
// The way is what 80 of 100 trips keep (dayplan.Leg.Slow). A shortest time between two visits
// is the caller's: the Legs that are passed carry it already. At one and the same known place
// there is no way: two children of one home are two visits one after another.
package slots
