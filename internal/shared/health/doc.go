// Package health holds what is known of the health of people of the register: one
// dated fact at a time, with who saw it and how.
//
// Tables: visit_record (derived, its content sealed), one row a version of what was
// found and done with one person at one visit (docs/visit-record.md); feeding (derived),
// one line a baby and month of life: fed only breast milk
// or not (WHO/UNICEF 2021: the day before; here told for the month, as the KIA card's
// E0 to E6 marks are).
//
// Rules it keeps:
//   - a baby and month have one line that counts. A correction is a new line that
//     replaces the old one by link; both stay;
//   - the month follows the day of birth and the day it was seen, never the day it was
//     typed in;
//   - that a doctor's reason stands behind other food is said by a health worker only;
//   - a record of a visit is never changed: a correction is a new version, and both stay
//     for the years the law wants;
//   - a figure that cannot be is not kept, and its record's danger signs are heard;
//   - the danger signs of one visit are one request at the desk, in the same transaction;
//   - nobody is asked about who has died or moved away, and nothing is told of a day
//     after that.
package health
