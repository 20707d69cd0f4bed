package suppress

// Table says which counts of a table are not to be shown when the totals of its rows
// and of its columns are: those under Least, and others until no hidden one can be
// reckoned from its row or its column. A row or a column of nothing but hidden counts
// is as good as not split. Rows are of one length.
func Table(counts [][]int64) [][]bool {
	out := make([][]bool, len(counts))
	for i, row := range counts {
		out[i] = make([]bool, len(row))
		for j, n := range row {
			out[i][j] = n < Least
		}
	}
	if len(counts) == 0 {
		return out
	}
	for changed := true; changed; {
		changed = false
		for i := range counts {
			changed = cover(len(counts[i]), at(counts[i]), at(out[i])) || changed
		}
		for j := range counts[0] {
			changed = cover(len(counts), func(i int) *int64 { return &counts[i][j] }, func(i int) *bool { return &out[i][j] }) || changed
		}
	}
	return out
}

func at[T any](s []T) func(int) *T { return func(i int) *T { return &s[i] } }

// cover hides the smallest shown counts of a line until what is hidden is at least two
// counts of at least Least together, and reports whether it had to.
func cover(n int, count func(int) *int64, hidden func(int) *bool) (changed bool) {
	for {
		some, sum, next := 0, int64(0), -1
		for i := range n {
			switch {
			case *hidden(i):
				some, sum = some+1, sum+*count(i)
			case next < 0 || *count(i) < *count(next):
				next = i
			}
		}
		if some == 0 || next < 0 || some > 1 && sum >= Least {
			return changed
		}
		*hidden(next), changed = true, true
	}
}
