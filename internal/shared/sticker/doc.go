// Package sticker keeps which houses carry the sticker with the number to call.
//
// Table: house_sticker (derived), one row a house that somebody has told of.
//
// Rules it keeps:
//   - a sticker goes up only where the family agrees, and how they agreed is kept; a
//     family that does not want one is asked for no reason;
//   - putting up, seeing, missing and refusing are reports: told days later they are
//     kept, and what happened last on the wall counts, not what was told last;
//   - each sticker keeps the number that is printed on it: when the health centre's
//     service number changes, every sticker with another number is outdated and waits
//     to be replaced;
//   - a house whose address is hidden, or where somebody lives whose address is, stands
//     on no list of the wall and on no phone;
//   - a sticker says nothing of who lives behind it, and nothing of why they have one.
//
// Houses without a sticker have no row: who asks compares the houses with the rows.
package sticker
