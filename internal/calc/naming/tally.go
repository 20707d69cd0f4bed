package naming

// tally adds up, for one question, how well everybody fits. It is as long as the
// index and used again for the next question: only the places that were met are
// wiped.
type tally struct {
	total   []float32
	fitting []uint16 // a bit for each clue that fits
	why     []reason
	met     []int32

	// of the clue at hand: the best fit of each place, and the places
	now    []float32
	nowWhy []reason
	nowMet []int32

	words uint16  // which clues are words
	sum   float32 // what all clues weigh
	// inside says by number which villages count; nil: all.
	inside []bool
	people []entry

	fits, more []fit
	queue      ranking
}

// tally gives a clean one for the people of some villages.
func (x *Index) tally(villages []string) *tally {
	t, _ := x.scratch.Get().(*tally)
	if t == nil {
		t = &tally{}
	}
	if n := len(x.people); len(t.total) < n {
		n += n / 8 // room for those who come
		t.total, t.fitting, t.why = make([]float32, n), make([]uint16, n), make([]reason, n)
		t.now, t.nowWhy = make([]float32, n), make([]reason, n)
	}
	t.people, t.inside = x.people, nil
	if villages != nil {
		t.inside = make([]bool, len(x.villages))
		for _, v := range villages {
			if i, ok := x.villages[v]; ok {
				t.inside[i] = true
			}
		}
	}
	return t
}

// note says how well somebody fits the clue at hand; the best counts.
func (t *tally) note(at int32, how float32, why reason) {
	if t.inside != nil && !t.inside[t.people[at].village] {
		return
	}
	if t.now[at] == 0 {
		t.nowMet = append(t.nowMet, at)
	}
	if how > t.now[at] {
		t.now[at], t.nowWhy[at] = how, why
	}
}

// settle adds the clue at hand to the whole.
func (t *tally) settle(i int, weight float32, isWord bool) {
	t.sum += weight
	if isWord {
		t.words |= 1 << i
	}
	for _, at := range t.nowMet {
		if t.fitting[at] == 0 {
			t.met = append(t.met, at)
		}
		t.total[at] += weight * t.now[at]
		t.fitting[at] |= 1 << i
		t.why[at] |= t.nowWhy[at]
		t.now[at], t.nowWhy[at] = 0, 0
	}
	t.nowMet = t.nowMet[:0]
}

// reset wipes what was met; names are not kept between questions.
func (t *tally) reset() {
	for _, at := range t.met {
		t.total[at], t.fitting[at], t.why[at] = 0, 0, 0
	}
	clear(t.queue)
	t.met, t.queue, t.words, t.sum, t.people, t.inside = t.met[:0], t.queue[:0], 0, 0, nil, nil
}
