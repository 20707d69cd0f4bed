// Package whatif plays weeks of a health centre's days on a virtual clock, with the
// planner that dispatches in life, so that a head can see what one more courier, one
// more motorbike or a shorter promise would change before anybody pays for it.
//
// Rates say what a usual week is: how many ask, when, from which villages, how long a
// door takes, who works when. They are stated by somebody or counted from the health
// centre's own history. Draw makes days of them; a Scenario changes the rates; Run plays
// the days: each request is answered and put into the routes when it comes in, routes
// are planned again with a bounded search, trips take the time they are drawn to take,
// and promises are judged by those times.
//
// Two scenarios of one seed are played over the same draws: the same requests at the
// same doors with the same luck on the way, so that what differs is what was changed.
// The same rates, scenario and seed give the same result to the byte.
//
// It is a model. People in it are points strewn around the middle of a village; nobody's
// home enters it. A result carries its rates' source, days, seed and travel source, so
// that no figure stands alone.
package whatif
