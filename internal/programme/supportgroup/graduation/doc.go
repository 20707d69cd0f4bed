// Package graduation says which babies have had breast milk alone for six months, and
// keeps the certificates their mothers are given.
//
// Tables: six_month_certificate, graduation_decision (both derived). The names on a
// certificate and the reason of a decision lie sealed.
//
// Words: a certificate (sertifikat) says "telah memberi ASI eksklusif 6 bulan" and
// nothing about passing; a decision is a midwife's, of months that nobody was asked
// about; a certificate waits to be told (to_tell) from when a correction breaks its rule
// until the midwife has told the mother, and only then it is withdrawn.
//
// What always holds:
//   - a certificate is made if, and only if, months 0 to 5 are all yes and six months are
//     reached, or the midwife has decided of every month that is blank;
//   - a baby has one certificate that is not withdrawn, at most; twins have one each;
//   - a number is given once, in the year in which it was given;
//   - when a correction breaks the rule, nobody learns of it before the mother: the page
//     that anybody may open says "valid" until the midwife has told her;
//   - when a further correction mends the rule before that, nothing was ever said.
package graduation
