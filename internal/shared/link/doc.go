// Package link makes the pages that people outside the staff act through: a
// mother's, a recipient's, the head's at night.
//
// Tables: link (derived), link_viewer (loose).
//
// Rules it keeps:
//   - a link has one purpose and one subject, expires, can be revoked, and is listed;
//   - its secret (130 bits) is derived from the row and never stored: sending it
//     again sends the same, revoking raises the generation and kills the old one;
//   - a wrong, unknown, revoked or foreign token all look alike, and take the same work;
//   - it dies with who looks at it, or when they move away; a former guardian's
//     pages of a child die the moment another guardian is there;
//   - when what it is about ends, all links of it die at the same instant;
//   - looking at a page changes nothing in the log. Who looks is noted by browser,
//     only when the page itself reports it, so that its owner sees who watches.
package link
