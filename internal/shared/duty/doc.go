// Package duty keeps who has the desk now, and what the desk does on paper.
//
// Tables: desk_duty, slip_book (derived); phone_health (loose).
//
// Words: the desk duty (meja jaga) is one person's time at the desk; a slip (lembar)
// is one numbered form to write a request on while there is no power or no signal;
// a slip book is what was printed at once; a phone's health is what it said of
// itself when it was last heard.
//
// Rules it keeps:
//   - at most one person has the desk; taking it from somebody ends his time, and
//     what was not signed by both stays marked so;
//   - a hand-over is signed by both: who goes offers, who comes receives under a
//     login of her own;
//   - a number is printed once for ever, over all books; a spoiled slip is voided
//     and never printed again, so that a missing number is one somebody must explain;
//   - a slip's number never decides whether a request is taken in.
package duty
