package suppress_test

import (
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/suppress"
)

func TestATableHidesWhatItsOtherRowsWouldGiveAway(t *testing.T) {
	// The 2 hides its neighbour in the row and one in its column, and those theirs.
	qt.Check(t, qt.DeepEquals(suppress.Table([][]int64{{2, 9, 30}, {20, 51, 40}, {8, 50, 60}}),
		[][]bool{{true, true, false}, {false, false, false}, {true, true, false}}))
	qt.Check(t, qt.DeepEquals(suppress.Table([][]int64{{9, 8}, {7, 6}}), [][]bool{{false, false}, {false, false}}))
	qt.Check(t, qt.DeepEquals(suppress.Table(nil), [][]bool{}))
}

// In no row and no column is one count hidden alone, or several of fewer than five
// together, while others of the line are shown.
func TestNoLineOfATableGivesAHiddenCountAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "columns")
		counts := make([][]int64, rows)
		for i := range counts {
			for range columns {
				counts[i] = append(counts[i], rapid.Int64Range(0, 12).Draw(t, "count"))
			}
		}
		hidden := suppress.Table(counts)
		line := func(n int, at func(int) (int, int)) {
			some, sum := 0, int64(0)
			for k := range n {
				i, j := at(k)
				if hidden[i][j] {
					some, sum = some+1, sum+counts[i][j]
				} else if counts[i][j] < suppress.Least {
					t.Fatalf("%d is shown", counts[i][j])
				}
			}
			if some > 0 && some < n && (some == 1 || sum < suppress.Least) {
				t.Fatalf("%d hidden counts of %d together: %v %v", some, sum, counts, hidden)
			}
		}
		for i := range rows {
			line(columns, func(k int) (int, int) { return i, k })
		}
		for j := range columns {
			line(rows, func(k int) (int, int) { return k, j })
		}
	})
}
