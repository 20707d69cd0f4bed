// Package money holds the three units Sambang counts in: rupiah, grams of rice
// and pieces. Whole numbers only: nothing here is ever a fraction.
package money

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
