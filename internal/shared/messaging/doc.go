// Package messaging holds what is to be said to people: a conversation with an
// outbox for each person, whatever carries it.
//
// Table: message (derived).
//
// Rules it keeps:
//   - a row says what kind of message it is and to whom; its words, the name, the
//     number and the link are put in when it is read, so the log holds none of
//     them, a link sent again is the same, and a revoked one is gone from here too;
//   - words are neutral: no diagnosis, no feeding status, nothing about means, no
//     full address, no child's name. What it is about stands behind the link;
//   - channel "hand": a worker sends it from their own phone and says so; "log":
//     nobody sends it, the page of phones shows it;
//   - a worker on the road is given no link of another person's page: the code that
//     proves their own delivery stands there; the text then goes without it;
//   - nothing is written to the dead, to their family until somebody has been there,
//     to who has moved away or is erased, nor does any message name them: what waits
//     stops with the life event, what is queued later stops at once, with its reason;
//   - what was sent stays sent: a later "skipped" does not undo it.
package messaging
