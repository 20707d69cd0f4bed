// Package page is the door of people without a log-in: link pages, drawn by the
// server, that work on any phone and without JavaScript.
//
// A link has one of three faces: the mother's delivery (purpose track), the
// mother's own place (place), and what somebody else may see of one delivery
// (receive, and track when it was made for another person than its owner).
//
// What always holds:
//   - a GET or HEAD changes nothing and shows nothing personal to a browser that
//     has not opened the link with the button: previews of messages open every link;
//   - a wrong, unknown, revoked or forbidden link gives the same bytes;
//   - the live view is what tracking's rule says of this one job, nothing else;
//   - no position of the one who looks is ever asked for;
//   - every change is a command of the journal, with the id its form was drawn with.
package page
