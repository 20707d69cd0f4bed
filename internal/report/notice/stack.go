package notice

import "sambang/internal/programme/homevisit/board"

// Dot is one request in the picture of the waits.
type Dot struct {
	// Column counts from the left, Place from the ground.
	Column, Place int64
	Late          bool
}

// Stacked are the dots in their columns. Whole is how many minutes the picture is
// wide: a quarter more than the promise. Most is the tallest column.
type Stacked struct {
	Dots        []Dot
	Whole, Most int64
}

// Stack puts one dot for each wait into so many columns. Who waited longer than the
// picture is wide stands in its last column; a late one never stands before the line,
// nor one in time behind it, whatever the columns are rounded to.
func Stack(waits []board.Wait, limit, columns int64) Stacked {
	s := Stacked{Whole: max(limit*5/4, 1)}
	at := limit * columns / s.Whole
	tall := map[int64]int64{}
	for _, w := range waits {
		c := min(w.Minutes*columns/s.Whole, columns-1)
		if w.Late {
			c = max(c, at)
		} else {
			c = min(c, at-1)
		}
		s.Dots = append(s.Dots, Dot{c, tall[c], w.Late})
		tall[c]++
		s.Most = max(s.Most, tall[c])
	}
	return s
}
