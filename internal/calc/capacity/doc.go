// Package capacity answers "can we take one more?" from the working week as it stands.
//
// It puts whoever asks into the plan of each day on which somebody would have to come,
// and says that it fits only when a complete plan is in its hands in which nobody loses a
// place or a promise. First the standing routes are kept and the new stops set between
// them; then the routes are improved; then the day is planned anew. So "fits" is never
// wrong, and "does not fit" only where no search of that length finds the plan there is.
//
// It is pure and knows no programme: a mother with her pick-ups, a group with its visits
// and a baby with a course of massages ask alike.
package capacity
