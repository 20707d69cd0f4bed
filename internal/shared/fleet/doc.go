// Package fleet is who can be sent and with what: vehicles, bases, the teams of a
// day, roads that are closed, and who has the telephone outside the hours.
//
// Tables: vehicle, base, team, road_closure, on_call (all derived).
//
// Rules it keeps:
//   - a team is people with a vehicle, or without one, from an hour to an hour; nobody
//     and no vehicle is in two teams at the same time;
//   - a team has at least one who drives or who may judge an illness; who drives
//     alone may fetch a patient and never counts as a health worker;
//   - a vehicle that broke down goes nowhere: whoever sent its team hears of it in
//     the same breath;
//   - a closed road has an end; when that has come nobody needs to open it;
//   - whoever is suspended leaves their team and the list of those on call.
//
// The words of a place (a base, a closed road) and its point are sealed.
package fleet
