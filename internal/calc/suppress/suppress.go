// Package suppress hides small counts of a split whose total is shown, so that
// nobody learns of one person what a village of four had. Pure.
package suppress

// Least is the smallest count of a split that is shown: fewer than five are hidden,
// none included (threat T24, the ministry's practice for published tables).
const Least = 5

// Hidden says which counts of a split are not to be shown: each under Least, and when
// that is a single one the next smallest too, for else the total gives it away. A
// split of one part alone is its total and is shown: totals always are.
func Hidden(counts []int64) []bool {
	out := make([]bool, len(counts))
	if len(counts) < 2 {
		return out
	}
	hidden, sum := 0, int64(0)
	for i, n := range counts {
		if n < Least {
			out[i] = true
			hidden++
			sum += n
		}
	}
	// What is hidden together must be Least too, or there is nothing to guess between.
	for hidden > 0 && hidden < len(counts) && (hidden == 1 || sum < Least) {
		next := -1
		for i, n := range counts {
			if !out[i] && (next < 0 || n < counts[next]) {
				next = i
			}
		}
		out[next] = true
		hidden++
		sum += counts[next]
	}
	return out
}
