package capacity

import (
	"reflect"

	"sambang/internal/calc/routing"
)

// memo remembers the last questions of a week. Its days are often the same day again: what
// was looked for on Monday need not be looked for on Tuesday.
type memo struct {
	last []remembered
	size int
}

// remembered is a day before and after one more, as problems, and what was found.
type remembered struct {
	before, after *routing.Problem
	effort        Effort
	plan          routing.Plan
	found         bool
	why           string
}

// The sizes of a memory: the days of a week at one hour, and every step of filling one.
const (
	oneHour = 8
	oneFill = 2 * MostLimit
)

// find gives what was found for the same figures with the same effort.
func (m *memo) find(before, after *routing.Problem, e Effort) (remembered, bool) {
	for _, r := range m.last {
		if r.effort == e && len(r.after.Stops) == len(after.Stops) && reflect.DeepEqual(r.before, before) && reflect.DeepEqual(r.after, after) {
			return r, true
		}
	}
	return remembered{}, false
}

// keep remembers one more, and forgets the oldest.
func (m *memo) keep(r remembered) {
	if len(m.last) == m.size {
		m.last = append(m.last[:0], m.last[1:]...)
	}
	m.last = append(m.last, r)
}
