// Package workforce knows who works for a health centre and what they may do.
//
// It owns the tables worker, certificate, appointment, shift, role_grant,
// staff_account, phone and break_glass; the package signin below it owns the accounts and
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
//     head (or the machine at the founding) makes a head, a deputy with an end;
//     what the clock alone takes (a deputy's last day) is taken without a command;
//   - who needs to see more of one person than the role shows breaks a glass: four
//     hours, with a reason, told to the head in the same transaction and to the
//     person; the administrator only after the head has agreed;
//   - what waits for a second person goes to whoever is head that day as a link
//     that works once and asks for their own secret, for it came by way of others.
package workforce
