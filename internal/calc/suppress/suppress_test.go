package suppress_test

import (
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/suppress"
)

func TestSmallCountsAndTheirNeighbourAreHidden(t *testing.T) {
	for _, c := range []struct {
		counts []int64
		want   []bool
	}{
		{nil, []bool{}},
		{[]int64{3}, []bool{false}}, // the whole is always shown
		{[]int64{12, 9, 5}, []bool{false, false, false}},
		{[]int64{12, 9, 4}, []bool{false, true, true}}, // 4 alone would be total less the rest
		{[]int64{12, 4, 3}, []bool{false, true, true}},
		{[]int64{12, 9, 0, 0}, []bool{false, true, true, true}}, // two empty villages alone would be known to be empty
		{[]int64{2, 1}, []bool{true, true}},
	} {
		qt.Check(t, qt.DeepEquals(suppress.Hidden(c.counts), c.want), qt.Commentf("%v", c.counts))
	}
}

// With the total at hand nobody can reckon a hidden count: there are at least two
// hidden, they hold at least five together unless everything is hidden, and nothing
// small is shown.
func TestNothingHiddenFollowsFromTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(0, 40), 2, 12).Draw(t, "counts")
		hidden, sum := 0, int64(0)
		for i, h := range suppress.Hidden(counts) {
			if h {
				hidden++
				sum += counts[i]
			} else if counts[i] < suppress.Least {
				t.Fatalf("%d is shown of %v", counts[i], counts)
			}
		}
		if hidden == 1 {
			t.Fatalf("one count is hidden alone in %v", counts)
		}
		if hidden > 0 && hidden < len(counts) && sum < suppress.Least {
			t.Fatalf("the hidden hold %d together in %v", sum, counts)
		}
	})
}
