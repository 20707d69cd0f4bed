// Package money holds the three units Sambang counts in: rupiah, grams of rice
// and pieces. Whole numbers only: nothing here is ever a fraction.
package money

import "strconv"

// Unit names what an amount counts.
type Unit string

// The units of the ledger.
const (
	Rupiah Unit = "rupiah"
	Gram   Unit = "gram"
	Piece  Unit = "piece"
)

// Valid reports whether the unit is one of ours.
func (u Unit) Valid() bool { return u == Rupiah || u == Gram || u == Piece }

// Rp writes rupiah as people here read it: Rp 25.000, minus before the sign.
func Rp(n int64) string {
	if n < 0 {
		return "-Rp " + Dotted(-n)
	}
	return "Rp " + Dotted(n)
}

// Dotted groups thousands with dots.
func Dotted(n int64) string {
	s := strconv.FormatInt(n, 10)
	neg := ""
	if s[0] == '-' {
		neg, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return neg + s
}
