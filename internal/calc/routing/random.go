package routing

import "math/bits"

// random is a small generator (wyrand, Wang Yi 2019): a search must give the same plan for
// the same seed on every machine and for ever.
type random struct{ state uint64 }

func newRandom(seed uint64) random { return random{seed*0x9e3779b97f4a7c15 + 0x2545f4914f6cdd1d} }

func (r *random) next() uint64 {
	r.state += 0xa0761d6478bd642f
	hi, lo := bits.Mul64(r.state, r.state^0xe7037ed1a0b428db)
	return hi ^ lo
}

// under is a whole number from 0 to n-1; n is at least 1.
func (r *random) under(n int32) int32 {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int32(hi)
}

// unit is a number from 0 to below 1.
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }
