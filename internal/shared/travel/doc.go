// Package travel is how long the ways of a day take: by what measure, in what weather,
// past which closed roads, and with which pauses.
//
// Tables: travel_table (what the facility's own rides teach), travel_weather (rain and
// flood, a village and day), travel_habit (the pauses somebody keeps, and whether they
// work by night); all derived.
//
// A way is measured by the best that is at hand, and the plan says which it was:
//
//	roads   a routing service's own figures, where one is set up and answered;
//	learnt  our own rides of the same class, the median and what 80 of 100 keep;
//	line    the straight line times a detour, at a speed by vehicle and kind of road.
//
// On top of any of them come the weather of both ends and the closed roads.
//
// Rules it keeps:
//   - nothing is learnt from fewer rides than the policy says: a class with too few is
//     measured by a wider one;
//   - rides of a wet day teach nothing: the weather is counted once;
//   - what is learnt names no place and nobody, only classes; the wiring brings the
//     rides, so that the room knows no programme;
//   - no decision asks a routing service: its answers are fetched before, kept in memory
//     and never logged;
//   - nobody works by night who has not agreed to;
//   - the days of the fasting month are written down by the health centre, never computed.
package travel
