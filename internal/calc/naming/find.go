package naming

import (
	"cmp"
	"container/heap"
	"math/bits"
	"strings"

	"sambang/internal/core/ident"
)

// Query is what somebody asks for.
type Query struct {
	// Text is what was typed: parts of names in any order, misspelt, the last
	// perhaps only begun; a date or year of birth; the mother's name, also behind
	// "ibu"; a house code; a NIK or at least its first six digits; a phone number
	// or its last four digits or more.
	Text string
	// Villages are the only ones to look in; nil: all.
	Villages []string
	// Only, when given, says who may be shown; it is asked for likely hits only.
	Only func(ident.ID) bool
	// Limit is how many hits at most; 0: 20.
	Limit int
}

// What the kinds of clue weigh beside words, which weigh what their rareness
// says: about 1 for Siti and 9 for a name that one of 10,000 carries.
const numberWeight = 8

// fitsMother is what a word counts that fits the mother's name instead of one's own.
const fitsMother = 0.6

// Find gives the people who fit best, the best first. Who fits more of the clues
// comes before who fits fewer; of three clues one may be wrong.
func (x *Index) Find(q Query) []Hit {
	if q.Limit <= 0 {
		q.Limit = 20
	}
	clues := read(q.Text)
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(clues) == 0 || len(x.place) == 0 {
		return nil
	}
	t := x.tally(q.Villages)
	defer x.scratch.Put(t)
	defer t.reset()
	for i := range clues {
		t.settle(i, x.weigh(t, clues, i), clues[i].kind == aWord)
	}
	return x.best(t, len(clues), q)
}

// weigh notes who fits the i-th clue, and gives what the clue weighs.
func (x *Index) weigh(t *tally, clues []clue, i int) float32 {
	switch c := clues[i]; c.kind {
	case aWord:
		return x.weighWord(t, clues, i)
	case aDate:
		x.weighDate(t, c)
	case aNumber:
		x.weighNumber(t, c.text)
	case aCode:
		x.weighHouse(t, c.text)
	}
	return numberWeight
}

// weighWord looks for a word as it stands, misspelt, as a beginning, written
// together with its neighbour, and as two words written together.
func (x *Index) weighWord(t *tally, clues []clue, i int) float32 {
	c := clues[i]
	t.fits = x.fits(c, t.fits[:0])
	for _, f := range t.fits {
		x.credit(t, f, c)
	}
	for _, pair := range [][2]int{{i - 1, i}, {i, i + 1}} {
		x.weighJoined(t, clues, pair[0], pair[1])
	}
	x.weighSplit(t, c)
	if n := len(c.raw); n >= 3 && n <= 8 {
		for _, at := range x.house[c.raw] {
			t.note(at, 1, whyHouse)
		}
	}
	return x.rare(c.text, x.carriers(t.fits))
}

// carriers is how many have the token that fits exactly; without one, how many
// have any of those that fit.
func (x *Index) carriers(fits []fit) int {
	sum := 0
	for _, f := range fits {
		n := len(x.words.terms[f.term].own)
		if f.how == 1 {
			return n
		}
		sum += n
	}
	return sum
}

// fits gives the tokens that a word may be.
func (x *Index) fits(c clue, into []fit) []fit {
	if id, ok := x.words.ids[c.text]; ok {
		into = append(into, fit{id, 1, false})
	}
	into = x.words.near(c.text, into)
	switch {
	case c.begin != "":
		into = x.words.begin(c.begin, into)
		into = x.words.beginNear(c.begin, into)
	case len(c.text) == 1:
		into = x.words.begin(c.text, into)
	}
	if len(c.text) > 1 {
		if id, ok := x.words.ids[c.text[:1]]; ok {
			into = append(into, fit{id, 0.35, true}) // an initial: Siti A.
		}
	}
	return into
}

// credit notes everybody who carries a token that fits.
func (x *Index) credit(t *tally, f fit, c clue) {
	own, mother := f.how, f.how*fitsMother
	if c.mother {
		own, mother = mother, own
	}
	why := whyName
	if f.close {
		why = whyClose
	}
	for _, at := range x.words.terms[f.term].own {
		t.note(at, own, why)
	}
	if len(c.begin) > 0 && len(c.begin) < 3 && !c.mother {
		return // two letters begin the names of everybody's mothers
	}
	for _, at := range x.words.terms[f.term].mother {
		t.note(at, mother, whyMother)
	}
}

// weighJoined looks for two words as one: Dwi Yanti, Dwiyanti.
func (x *Index) weighJoined(t *tally, clues []clue, i, j int) {
	if i < 0 || j >= len(clues) || clues[i].kind != aWord || clues[j].kind != aWord || clues[i].mother != clues[j].mother {
		return
	}
	c := clue{text: once(clues[i].text + clues[j].text), mother: clues[j].mother}
	if clues[j].begin != "" {
		c.begin = once(clues[i].text + clues[j].begin)
	}
	if len(c.text) < 5 || len(c.text) > longestToken {
		return
	}
	t.more = t.more[:0]
	if id, ok := x.words.ids[c.text]; ok {
		t.more = append(t.more, fit{id, 0.95, true})
	}
	t.more = x.words.near(c.text, t.more)
	if c.begin != "" {
		t.more = x.words.begin(c.begin, t.more)
	}
	for _, f := range t.more {
		f.close = true
		x.credit(t, f, c)
	}
}

// weighSplit looks for one word as two: Dwiyanti, Dwi Yanti; YusufPratama, whose
// two middle letters have become one.
func (x *Index) weighSplit(t *tally, c clue) {
	for cut := 2; cut+2 <= len(c.text); cut++ {
		left, ok := x.words.ids[c.text[:cut]]
		if !ok {
			continue
		}
		t.more = t.more[:0]
		for _, half := range secondHalves(c.text, cut) {
			t.more = x.splitRest(half, t.more)
		}
		if strings.HasPrefix(c.begin, c.text[:cut]) && len(c.begin) >= cut+2 {
			for _, half := range secondHalves(c.begin, cut) {
				t.more = x.words.begin(half, t.more)
			}
		}
		for _, f := range t.more {
			x.creditBoth(t, left, f)
		}
	}
}

// secondHalves gives what may stand behind a cut: what does, that with the letter
// before it, which both halves had, and that with the y that an i has swallowed.
func secondHalves(text string, cut int) []string {
	out := []string{text[cut:], text[cut-1:]}
	if text[cut-1] == 'i' && vowel(text[cut]) {
		out = append(out, "j"+text[cut:])
	}
	return out
}

// splitRest gives the tokens that the second half of a word may be.
func (x *Index) splitRest(text string, into []fit) []fit {
	if id, ok := x.words.ids[text]; ok {
		into = append(into, fit{id, 0.95, true})
	}
	if len(text) >= 5 {
		into = x.words.near(text, into)
	}
	return into
}

// creditBoth notes who carries two tokens.
func (x *Index) creditBoth(t *tally, left int32, f fit) {
	for _, at := range x.words.terms[f.term].own {
		for _, other := range x.people[at].own {
			if other == left {
				t.note(at, f.how*0.95, whyClose)
			}
		}
	}
}

// best takes the best from those who were noted.
func (x *Index) best(t *tally, clues int, q Query) []Hit {
	slack, most := 0, 0
	if clues >= 3 {
		slack = 1
	}
	for _, at := range t.met {
		most = max(most, bits.OnesCount16(t.fitting[at]))
	}
	queue := t.queue[:0]
	for _, at := range t.met {
		if n := bits.OnesCount16(t.fitting[at]); q.Only != nil || n >= most-slack {
			queue = append(queue, ranked{at, n, x.share(t, at), x.people[at].id})
		}
	}
	t.queue = queue
	heap.Init(&queue)
	var hits []Hit
	for len(queue) > 0 && len(hits) < q.Limit {
		r := heap.Pop(&queue).(ranked)
		if len(hits) > 0 && r.clues < most-slack {
			break
		}
		if q.Only == nil || q.Only(r.id) {
			if len(hits) == 0 {
				most = r.clues
			}
			hits = append(hits, Hit{r.id, float64(r.score), t.why[r.at].codes()})
		}
	}
	return hits
}

// share is how much of what was said fits; whose name has nothing else in it
// comes first among equals.
func (x *Index) share(t *tally, at int32) float32 {
	tight := float32(1)
	if n := len(x.people[at].own); n > 0 {
		tight = min(1, float32(bits.OnesCount16(t.fitting[at]&t.words))/float32(n))
	}
	return 0.97*t.total[at]/t.sum + 0.03*tight
}

type ranked struct {
	at    int32
	clues int
	score float32
	id    ident.ID
}

// ranking is a heap with the best on top.
type ranking []ranked

func (r ranking) Len() int { return len(r) }
func (r ranking) Less(i, j int) bool {
	return cmp.Or(-cmp.Compare(r[i].clues, r[j].clues), -cmp.Compare(r[i].score, r[j].score), cmp.Compare(r[i].id, r[j].id)) < 0
}
func (r ranking) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r *ranking) Push(v any)   { *r = append(*r, v.(ranked)) }
func (r *ranking) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}
