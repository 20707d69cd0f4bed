// Package payment pays those who work for the health centre: where the money comes
// from, what a month comes to, who approves it, that it was paid and received.
//
// It owns the tables fund, receipt, support, hand_in, statement and
// statement_entry. The
// books themselves (who is owed what) are the ledger's.
//
// Words. A fund is where money comes from: blud (the centre's own income),
// regent_aid, bok (operational aid of the ministry), gift; these four always stand,
// further ones of a kind are opened. A receipt here is money or goods received into
// a fund. Support is money or goods given to a worker beside fees. A statement is
// what one worker is due for one month, frozen line by line.
//
// What always holds:
//   - an entry of the books that is owed to a worker stands on one statement, once;
//     a statement is the sum of its entries, to the rupiah and for each fund;
//   - who prepares a statement does not approve it, and nobody prepares, approves or
//     pays their own: the person counts, not the role;
//   - a statement is never edited. What was wrong is reversed in the books and comes
//     as a line of its own in the next one; so does a fee that was released late;
//   - it is paid once, and only when it is approved;
//   - what is held stands apart with its reason and is in no sum;
//   - nothing here takes money from a mother: money comes in from funds only.
package payment
