// Package training is how people learn what they may do: courses, sessions, what somebody
// read, how they did when they were asked and looked at, and the certificate that follows.
//
// Tables: training_session (derived, its place and a trainer from outside sealed),
// training_place (derived): a worker at a session; training_attempt (derived): a check of
// somebody's knowledge or practice; training_progress (derived): what somebody has read.
//
// Words: a course is a pack of modules, questions and a checklist, and is policy (section
// "training"); a session is a day of it; a place is a worker's at a session; an attempt is a
// check, of the kind knowledge (alone, on the phone), oral (asked aloud) or practical.
//
// Rules it keeps:
//   - the certificate is that of the room workforce: nothing here keeps a second list;
//   - it is given in the transaction in which the last of its conditions is met: knowledge or
//     oral, practical where the course has a checklist, a session where it wants one, all
//     within the policy's days of each other, none from before a withdrawal;
//   - nobody assesses themselves, and nobody puts themselves on the list of who came: the
//     session's own code does, on its day;
//   - which questions are drawn follows from the attempt's id alone, so that a phone without
//     signal draws those that the server scores; the server scores, by the pack the phone had;
//   - who cannot read is asked aloud, in their language;
//   - a renewal is a new certificate after a re-assessment, no sooner than the course says.
//
// No name or free text stands in an event.
package training
