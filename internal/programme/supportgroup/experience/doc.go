// Package experience is the bank of what helped: a problem somebody else has had is half
// solved. A cadre writes down what a mother had, what was tried and what helped; the
// midwife reads it and lets it in; whoever has the same problem next finds it.
//
// Tables: experience (derived, its words sealed), member_problem (derived, its words
// sealed): what a mother told of, who answered and how it ended; help_sentence (derived,
// its words sealed): the one sentence that answers a month with other food, by reason.
//
// Words: a problem is told, answered, looked at again and solved (or not); it is passed on
// to the midwife by a danger sign, after 48 hours without an answer, or when what was
// advised did not help.
//
// Rules it keeps:
//   - nobody but a midwife lets an experience in, and whoever corrects its words afterwards
//     takes it out again until she has read it;
//   - no mother is told a sentence of help that a midwife has not let in;
//   - no name goes in: words that name somebody of the groups or of the staff of the
//     village are refused until the midwife says that she has looked at them;
//   - a danger sign is heard first: with it a problem is a request for a visit in the same
//     transaction, whatever else is true of it, and the midwife has it at once;
//   - a problem has one clock from the hour it was told: nothing that a phone or a person
//     does later moves it (48 hours: issue of the programme; policy "experience");
//   - a problem ends with how it ended, and with what helped when somebody's experience did.
//
// No name or free text stands in an event.
package experience
