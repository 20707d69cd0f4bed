package naming

// distance is how many letters must be added, dropped, changed or swapped with
// their neighbour to make a of b (optimal string alignment); most+1 when it is
// more than most. It works on bytes: folded names are plain letters.
func distance(a, b string, most int) int {
	if a == b {
		return 0
	}
	if d := len(a) - len(b); d > most || -d > most || len(a) > longestToken || len(b) > longestToken {
		return most + 1
	}
	var rows [3][longestToken + 1]uint8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(int(last[len(b)]), most+1)
}

// slips is how many slips of a pen a token of this length may have and still be
// taken for another: short names that differ are different names (Sri, Tri).
func slips(length int) int {
	switch {
	case length < 4:
		return 0
	case length < 7:
		return 1
	}
	return 2
}

// letters is the set of letters of a token: tokens with d slips between them
// differ in at most 2d letters of their sets, which is cheap to know beforehand.
func letters(s string) uint32 {
	var set uint32
	for i := range len(s) {
		if c := s[i]; c >= 'a' && c <= 'z' {
			set |= 1 << (c - 'a')
		} else {
			set |= 1 << 26
		}
	}
	return set
}
