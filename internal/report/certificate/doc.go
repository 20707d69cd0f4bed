// Package certificate draws the certificate of six months on breast milk alone, on A4, as
// the health centre's template has it. It reads through the rooms and changes nothing; a
// door asks for it, sends it, and writes down who was shown.
package certificate
