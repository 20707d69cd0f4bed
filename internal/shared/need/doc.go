// Package need holds the cases of a health centre: what somebody wants or what
// went wrong, whichever door it came in by, until a person has closed it.
//
// Tables: need_case, need_step, triage_table (derived). Names, telephone numbers, what somebody
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
//
// A request is a case that asks for help. Of it holds besides:
//
//   - it starts once, with the earliest evidence by any door, and no verb moves a
//     start or a deadline; a person or a place that nobody knows stops none;
//   - of two that tell of the same the earlier stands for both, and taking them
//     apart gives each its own clock again;
//   - joining, ending and renaming take two persons; the patient alone takes it back,
//     by the code of its receipt;
//   - the table of danger signs gives the colour once head and health worker have
//     signed it; a colour moves a request in the queue and nothing else;
//   - many from one telephone stand behind and are refused by nobody;
//   - when the patient dies the machine is silent and the head rings the family.
package need
