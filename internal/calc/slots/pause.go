package slots

import (
	"time"

	"sambang/internal/core/instant"
)

// gap is the time between two visits one after another.
type gap struct {
	from, to instant.Instant // to is zero after the last visit
	// left is what breaks may take of it: all but the way.
	left time.Duration
}

// rests says whether every break can still be taken when a visit lies between from and to. The
// breaks are taken in their order, each as early as it can be: what is taken early never stands
// in the way of a later one, so this finds a place for all of them wherever there is one.
func (w *ways) rests(from, to instant.Instant) bool {
	if len(w.Pauses) == 0 {
		return true
	}
	gaps, next, now := w.gaps(from, to), 0, instant.Instant(0)
	for _, p := range w.Pauses {
		begins := max(p.Earliest, now)
		for ; next < len(gaps); next++ {
			if g := gaps[next]; g.takes(max(begins, g.from), p.Length) {
				break
			}
		}
		if next == len(gaps) {
			return false
		}
		if begins = max(begins, gaps[next].from); begins.After(p.Latest) {
			return false
		}
		gaps[next].left -= p.Length
		now = begins.Add(p.Length)
	}
	return true
}

// takes says whether a break that begins then ends in the gap and leaves time for the way.
func (g gap) takes(begins instant.Instant, length time.Duration) bool {
	return g.to.IsZero() || !begins.Add(length).After(g.to) && length <= g.left
}

// gaps are those of the day with the visit in it, the first from the beginning of time on. The
// way to the first visit is gone before it, whenever that is.
func (w *ways) gaps(from, to instant.Instant) (out []gap) {
	last, placed := instant.Instant(0), false
	add := func(begins, ends instant.Instant, way time.Duration) {
		if len(out) == 0 {
			way = 0
		}
		out = append(out, gap{last, begins, begins.Sub(last) - way})
		last = max(last, ends)
	}
	for i, b := range w.busy {
		way := w.between[i].takes
		if !placed && !b.From.Before(from) {
			add(from, to, w.into(i))
			placed, way = true, w.before[i].takes
		}
		add(b.From, b.To, way)
	}
	if !placed {
		add(from, to, w.into(len(w.busy)))
	}
	return append(out, gap{from: last})
}

// into is the way to the home from the visit before the i-th.
func (w *ways) into(i int) time.Duration {
	if i == 0 {
		return 0
	}
	return w.after[i-1].takes
}
