// Package supportgroup is the circle in which mothers help each other: who is in it, who
// is to be invited, when it meets and who came. A problem somebody else has had is half
// solved, and a father or a grandmother who comes along is half the help at home.
//
// Tables (all derived): support_group, group_member (one row a mother and child, from the
// day an invitation falls due to the end), group_meeting, group_attendance (one row a
// member at a meeting that was held).
//
// Words: a group has a leader (the cadre who leads it) and a coach (the midwife beside
// it); a member is a mother, expecting or with a child of the first six months; an
// invitation is due, waits (mother or child is not home), is made, and answered; a group
// is asleep when it has not met for as many whole months as the policy says.
//
// Rules it keeps:
//   - an invitation falls due by the register alone: a child was born in a village that
//     has a group, and mother and child are home. It is made by a person, never sent by
//     the machine; while they are in hospital or in mourning it waits;
//   - a group has never more members than the policy says;
//   - one mother has at most one row that is going on, whatever record of hers is named;
//   - who has died or moved away, and whose child has, leaves in the same transaction and
//     quietly; who is through six months has finished, by the machine, on that day;
//   - what was held is kept also when it contradicts what was planned; a photo is kept
//     only where everybody present said yes, and is erased when one of them takes it back;
//   - members see of each other the first names of those who are in, and no months.
//
// What a baby is fed is not this room's: see shared/health. No name or free text stands
// in an event.
package supportgroup
