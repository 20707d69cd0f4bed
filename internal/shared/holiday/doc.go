// Package holiday is the health centre's list of days off, which every programme
// reads that plans days ahead: milk is not fetched on them and no cadre is booked.
//
// It owns milk_holiday. The words that were released while the list was the milk
// programme's stay as they are (decision 0028): the verbs schedule.set_holiday and
// schedule.drop_holiday, their events and codes, the table.
//
// What always holds: a civil day is on a facility's list once; its name is sealed, for
// it is free text. What the list means to a programme is the programme's: it follows
// Set, Filled and Dropped.
package holiday
