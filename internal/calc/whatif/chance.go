package whatif

import "math"

// chance is a drawn figure: it follows from what it is for, never from how many were
// drawn before, so that two scenarios share the luck of what they have in common. No
// generator of the standard library is used: its draws may change with its version.
type chance uint64

// of goes on to one of many: a day, a request, a door.
func (c chance) of(n int) chance { return chance(mix(uint64(c) + 0x9e3779b97f4a7c15*uint64(n+1))) }

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// unit is between 0 and 1, neither of them.
func (c chance) unit() float64 { return (float64(mix(uint64(c))>>11) + 0.5) / (1 << 53) }

// normal is from the standard normal distribution (Box and Muller 1958).
func (c chance) normal() float64 {
	return math.Sqrt(-2*math.Log(c.of(0).unit())) * math.Cos(2*math.Pi*c.of(1).unit())
}

// slow80 is the 80% quantile of the standard normal distribution.
const slow80 = 0.8416212335729143

// times is a factor with middle 1 that stays below slow in 80 of 100 draws: travel and
// service times lean to the long side, so their logarithm is what is normal. It is held
// within a third and five times, for a way has a shortest and a day an end.
func (c chance) times(slow float64) float64 {
	if slow <= 1 {
		return 1
	}
	return min(5, max(1.0/3, math.Exp(c.normal()*math.Log(slow)/slow80)))
}

// count is a Poisson number with this mean (by its waiting times; means here are below
// a few hundred).
func (c chance) count(mean float64) int {
	n, sum := 0, 0.0
	for {
		sum -= math.Log(c.of(n).unit())
		if sum >= mean {
			return n
		}
		n++
	}
}

// pick is the index of one of the weights.
func (c chance) pick(weights []float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	at := c.unit() * sum
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}
