// Package routing decides who goes where in what order: pick-up and delivery with time
// windows, for couriers with milk, teams with patients and cadres who visit.
//
// It is pure and knows nothing of the rest of the house: places are numbers, times are
// seconds from a zero that the caller chooses, loads are counts. A Problem says all there
// is to know, a Plan says who makes which stops in which order, a Score says how good
// that is, level by level, and Judge says it slowly and readably, with every hour and
// every rule that a plan breaks. Solve, Improve and Insert find plans; what they say is
// what Judge says.
//
// The same problem, seed and number of steps give the same plan to the byte. A search
// that is cancelled returns its best feasible plan.
//
// The search follows published work: ruin and recreate with strings of removed stops and
// greedy insertion with blinks, absence sums for the fleet (Christiaens and Vanden Berghe
// 2020), removal of pairs that are alike (Ropke and Pisinger 2006), ejection of requests
// (Curtois and others 2018), ride times by forward slack (Gschwind and Drexl 2019).
package routing
