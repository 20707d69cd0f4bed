// Package workforce knows who works for a health centre and what they may do.
//
// It owns the tables worker, certificate, appointment, shift, role_grant,
// staff_account and phone; the package signin below it owns the accounts and
// sessions. A worker's name and phone lie in the registry, under the worker's id.
//
// Rules it keeps:
//   - fit for a course is who, on that civil day in the facility's zone, has a
//     certificate of that course that was not withdrawn and a letter of
//     appointment, and is not suspended: an uncertified, unappointed or suspended
//     courier is never fit, and everybody who offers, accepts or begins work asks
//     anew;
//   - a suspension takes new work away at once; it does not take the role, so
//     that what a courier carries can still be reported;
//   - a role is held between days; nobody gives a role to themselves, and only a
//     head (or the machine at the founding) makes a head, a deputy with an end.
package workforce
