package naming

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
)

// vocabulary is every token that is in use, each with the people who carry it,
// by their place in the index: in their own name, or in their mother's. There
// are about ten thousand tokens for a hundred thousand people, so that all of
// them can be looked at for one that was misspelt.
type vocabulary struct {
	ids    map[string]int32
	terms  []term
	free   []int32
	sorted []int32 // by text, for beginnings
	// length holds the tokens of each length, with their letters at hand.
	length [longestToken + 1][]cell
}

type term struct {
	text        string
	own, mother []int32
}

type cell struct {
	letters uint32
	id      int32
}

// fit is a token that fits a word that was asked for, and how well (0 to 1).
type fit struct {
	term  int32
	how   float32
	close bool // misspelt
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]int32{}} }

// add gives the token of a text, new if need be.
func (v *vocabulary) add(text string) int32 {
	if id, ok := v.ids[text]; ok {
		return id
	}
	var id int32
	if n := len(v.free); n > 0 {
		id, v.free = v.free[n-1], v.free[:n-1]
		v.terms[id] = term{text: text}
	} else {
		id = int32(len(v.terms))
		v.terms = append(v.terms, term{text: text})
	}
	v.ids[text] = id
	v.sorted = slices.Insert(v.sorted, v.from(text), id)
	v.length[len(text)] = append(v.length[len(text)], cell{letters(text), id})
	return id
}

// from is where in sorted the texts from this one on begin.
func (v *vocabulary) from(text string) int {
	return sort.Search(len(v.sorted), func(i int) bool { return v.terms[v.sorted[i]].text >= text })
}

// forget lets go of a token that nobody carries any more: an erased name leaves
// nothing behind.
func (v *vocabulary) forget(id int32) {
	t := v.terms[id]
	if len(t.own) > 0 || len(t.mother) > 0 {
		return
	}
	at := v.from(t.text)
	v.sorted = slices.Delete(v.sorted, at, at+1)
	same := v.length[len(t.text)]
	i := slices.IndexFunc(same, func(c cell) bool { return c.id == id })
	same[i] = same[len(same)-1]
	v.length[len(t.text)] = same[:len(same)-1]
	delete(v.ids, t.text)
	v.terms[id] = term{}
	v.free = append(v.free, id)
}

// near gives the tokens that may be this one with a slip of the pen, itself not
// among them.
func (v *vocabulary) near(text string, into []fit) []fit {
	most := slips(len(text))
	if most == 0 || len(text) > longestToken {
		return into
	}
	set := letters(text)
	for n := max(1, len(text)-most); n <= min(longestToken, len(text)+most); n++ {
		for _, c := range v.length[n] {
			if bits.OnesCount32(c.letters^set) > 2*most {
				continue
			}
			if d := distance(text, v.terms[c.id].text, most); d > 0 && d <= most {
				into = append(into, fit{c.id, slipped(d, len(text)), true})
			}
		}
	}
	return into
}

// slipped is how well a token fits with d slips: two of seven letters weigh more
// than two of twelve.
func slipped(d, length int) float32 { return max(0.4, 1-1.3*float32(d)/float32(max(length, 4))) }

// begin gives the tokens that begin with a text and are longer.
func (v *vocabulary) begin(text string, into []fit) []fit {
	for i := v.from(text); i < len(v.sorted); i++ {
		t := v.terms[v.sorted[i]].text
		if !strings.HasPrefix(t, text) {
			break
		}
		if len(t) > len(text) {
			into = append(into, fit{v.sorted[i], 0.7 + 0.25*float32(len(text))/float32(len(t)), false})
		}
	}
	return into
}

// beginNear gives the longer tokens whose beginning may be a text with one slip
// of the pen. The first letter counts as heard rightly.
func (v *vocabulary) beginNear(text string, into []fit) []fit {
	if len(text) < 4 {
		return into
	}
	set := letters(text)
	for i := v.from(text[:1]); i < len(v.sorted); i++ {
		t := v.terms[v.sorted[i]].text
		if t[0] != text[0] {
			break
		}
		if len(t) < len(text) || strings.HasPrefix(t, text) || bits.OnesCount32(set&^letters(t)) > 1 {
			continue
		}
		for n := len(text) - 1; n <= min(len(t)-1, len(text)+1); n++ {
			if distance(text, t[:n], 1) <= 1 {
				into = append(into, fit{v.sorted[i], 0.55, true})
				break
			}
		}
	}
	return into
}
