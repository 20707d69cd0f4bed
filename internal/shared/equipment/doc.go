// Package equipment keeps what couriers ride with: cooler boxes and their ice packs.
//
// Tables: cooler, cooler_check (both derived).
//
// Rules it keeps:
//   - a box is in one state (ok, broken, out) and with one worker, or at the health
//     centre; only the desk hands it over, so that nobody takes a box away by saying so;
//   - before the day its courier looks at seal, ice packs, cleanness and warmth; what
//     is wrong is kept as faults, and a box with faults is not checked for that day;
//   - a check is a report: told later it is kept, on the day it was made;
//   - whoever is suspended has their boxes called back: the box counts for nothing,
//     and somebody at the desk has it to fetch.
//
// How many bottles a courier may have in hand, and whether the boxes were looked at
// today, is ReadyFor.
package equipment
