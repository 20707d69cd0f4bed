package people

import (
	"math"
	"math/rand/v2"
)

// dice is a seeded source with the draws that a town needs.
type dice struct{ *rand.Rand }

// roll gives dice that depend on the seed and on what they are for, so that a
// change in one part of a town leaves the others as they were.
func roll(seed, purpose uint64) dice { return dice{rand.New(rand.NewPCG(seed, purpose))} }

// The purposes of dice.
const (
	forPlaces = iota + 1
	forFamilies
	forPapers
	forSpoiling
)

// yes is true with a chance of percent in 100.
func (d dice) yes(percent float64) bool { return d.Float64()*100 < percent }

// between draws a whole number from low to high, both possible.
func (d dice) between(low, high int) int {
	if high <= low {
		return low
	}
	return low + d.IntN(high-low+1)
}

// span draws evenly from low to high.
func (d dice) span(low, high float64) float64 { return low + d.Float64()*max(0, high-low) }

// near draws from a bell around middle, cut at low and high.
func (d dice) near(middle, deviation, low, high float64) float64 {
	return math.Min(high, math.Max(low, middle+d.NormFloat64()*deviation))
}

// weigh draws an index with the given weights; 0 when they are all nothing.
func (d dice) weigh(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum <= 0 {
		return 0
	}
	at := d.IntN(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return 0
}

// pick draws one of a list, which has at least one.
func pick[T any](d dice, list []T) T { return list[d.IntN(len(list))] }

// shares cuts a whole into parts by weight, exactly: the largest remainders get
// what rounding down leaves over, the first of equals first.
func shares(whole int, weights []int) []int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	parts, left := make([]int, len(weights)), whole
	for i, w := range weights {
		parts[i] = whole * w / sum
		left -= parts[i]
	}
	for range left {
		best := 0
		for i, w := range weights {
			if whole*w-parts[i]*sum > whole*weights[best]-parts[best]*sum {
				best = i
			}
		}
		parts[best]++
	}
	return parts
}
