// Package need holds the cases of a health centre: what somebody wants or what
// went wrong, whichever door it came in by, until a person has closed it.
//
// Tables: need_case, need_step (derived). Names, telephone numbers, what somebody
// wrote and notes lie sealed.
//
// Words: a case has a kind, a number, an owner and a timeline; its steps to do are
// the kind's list; a complaint is a case that the head alone reads; the parts of a
// case are one family's each, when two families must not learn of each other.
//
// Rules it keeps:
//   - an open case has exactly one owner who works here: one who leaves hands it to
//     the head by that alone, and a daily look finds whoever the calendar took away;
//   - its first answer is a promise with a deadline that nobody moves; a broken one
//     stands on the head's list and is said again every day;
//   - a confidential case reaches the head and the doctors, a complaint the head:
//     for everybody else it does not exist;
//   - a part names its own family. The other's name is given by a doctor with the
//     head, after both families have agreed, and that is a step of both parts;
//   - only a person closes a case, with an outcome and a reason; it can be reopened.
package need
