// Package campaign is Ayo Kembali ke ASI: sellers of newspapers and of herbal drinks carry
// the word about breast milk on their rounds.
//
// Tables: campaign_seller, campaign_batch, campaign_contact, campaign_scan, campaign_move,
// campaign_stock (all derived).
//
// Words: a seller is a worker (shared/workforce, kind "seller") with a round; a batch is a
// number of leaflets or pocket books with one short code, in one seller's hands; a contact
// is what a seller did at one place on one day, told in one way (its source); a scan is a
// page opened from a batch's code, by nobody in particular.
//
// Rules it keeps:
//   - what was received - handed out - returned - written off = what is on hand, and never
//     below zero, for each seller and in the store (invariant 17). The books
//     (shared/ledger, in pieces) say the same as the rows, to the piece;
//   - nobody is given leaflets who has no valid certificate of the sellers' course on that
//     day; what somebody untrained tells is kept, marked so, and not counted;
//   - sellers fill in no form: a citizen's scan, one short message, one tap, or the officer
//     counting at the stall, each marked as what it is. A report of more than was on hand
//     is kept, and only what was there leaves the books;
//   - a massage is a contact only with a valid certificate of its course and after three
//     questions; a yes makes it a case of the midwife, and nothing of the answers is kept;
//   - biscuits are the seller's own, counted only because the seller likes to tell;
//   - a contact is never changed: a correction stands beside it, and both are kept;
//   - no position of a seller is asked for, and no name, number or free text is in an event.
//
// Accounts: piece.income.campaign.<material> is what came in, piece.stock.campaign.<material>
// the store, piece.held.campaign.<seller>.<material> what a seller has,
// piece.expense.campaign.handed_out.<material> and piece.expense.campaign.written_off.<material>
// what is gone.
package campaign
