// Package massage is Kasaba: a trained cadre comes to the home, massages the baby and
// teaches its parent how.
//
// Tables: massage_booking, massage_roster, massage_substitute (all derived).
//
// Words: a booking asks for one visit to one home; it takes a slot, which is a cadre and a
// time of hers. A booking is asked (by somebody outside, whose phone is not confirmed yet:
// the slot is held for a while), booked, on the way, started, done; or stopped, nobody
// home, cancelled, lapsed (never confirmed), referred (an illness or a fall: a midwife's),
// to be moved (it has no slot until the parent says yes to another).
//
// Rules it keeps:
//   - two visits of one cadre never overlap, the way between them included, by whatever
//     door they were booked: every booking is decided in the facility's one turn against
//     what stands then (invariant 18);
//   - a slot moves only with the parent's yes; an offer of another one stands beside it;
//   - a slot is given only to a cadre whose certificate is valid on that day and who serves
//     that village, or stands in for who does, on that day (invariant 19);
//   - nothing is given on a holiday, on a day off, or outside the hours that a cadre has
//     said;
//   - no booking without the safety questions; an illness, a fall and a danger sign are
//     never a booking: they become a midwife's case in the same breath;
//   - what somebody outside types never shows what the register knows of that telephone.
//
// No name, telephone, address, point or free text is in an event.
package massage
