// Package rice keeps the word that a missed promise costs the health centre: so many
// grams of rice for a request that was not fetched in time, and the fund that pays it.
//
// Tables: rice_debt, rice_handover, rice_line, rice_batch, rice_day (all derived).
//
// What always holds:
//   - a request has one debt at most, whatever happens to it: the id of the debt
//     follows from the id of the case. Of several reports of one event that are merged,
//     one debt stands for all of them;
//   - the clock makes a debt, in the transaction of the missed deadline; no person
//     does, and no verb removes one. It ends by rice handed over, by proof that the
//     promise was met (visible, with what kind of proof), by a merge (visible, and
//     undone with it), or by two persons with a reason;
//   - a debt is handed over once. A second report of it is kept, posts nothing and
//     waits for a person;
//   - the grams of a debt are those of the settings in force when the request came in;
//   - in the books each change is an entry that sums to zero; what lies in the batches
//     is what the account of the store says, to the gram;
//   - nobody's name, number or free text is in an event, nor where somebody lives;
//   - of somebody who has died nothing is written out or handed out by itself: the head
//     speaks with the family, and offers the rice (rice.offer).
//
// Accounts: gram.expense.<fund> against gram.payable.<case> when it is owed;
// gram.payable.<case> against gram.stock.<fund> when it is handed over; what comes in is
// gram.income.<class of giver> or gram.income.purchase, money rupiah.income.<class>,
// rupiah.cash.<fund> and rupiah.expense.<fund>.
package rice
