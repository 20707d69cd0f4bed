package naming

import (
	"cmp"
	"container/heap"
	"math"
	"slices"

	"sambang/internal/core/ident"
)

// Likely is the score of Like from which two records are shown as one person
// without being asked for. TestRecall says how often that is right.
const Likely = 0.85

// mostNamesakes is how many people with the most similar names are weighed.
const mostNamesakes = 300

// Like gives the people who may be this one, the likeliest first; p itself, when
// it stands in the index, is not among them. limit 0 is 5. Everybody with a name
// like it, or the same birth date, NIK, phone or house is weighed by Weights.
func (x *Index) Like(p Person, limit int) []Hit {
	if limit <= 0 {
		limit = 5
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	c := x.candidate(p)
	var hits []Hit
	for _, at := range x.suspects(c) {
		score, why := x.weighPair(c, at)
		if why&(whyName|whyClose|whyNIK) == 0 && score < 0.02 {
			continue // a neighbour, a sister
		}
		hits = append(hits, Hit{x.people[at].id, score, why.codes()})
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(a.ID, b.ID)) })
	return hits[:min(len(hits), limit)]
}

// candidate is the person who is compared with those in the index.
type candidate struct {
	id          ident.ID
	own, mother []string
	born        day
	// sharing is how many in the index were born on the same day.
	sharing int
	nik     uint64
	phones  []uint64
	house   string
	village int32 // -1: one that nobody in the index lives in
	female  bool
	male    bool
	unnamed bool
}

func (x *Index) candidate(p Person) candidate {
	c := candidate{id: p.ID, own: Fold(p.Name), mother: Fold(p.Mother), born: dayOf(p.Born, p.BornGuessed), nik: nikOf(p.NIK),
		house: houseOf(p.House), village: -1, female: p.Sex == "female", male: p.Sex == "male", unnamed: unnamed(p.Name)}
	if v, ok := x.villages[p.Village]; ok {
		c.village = v
	}
	for _, born := range x.born {
		if born == c.born {
			c.sharing++
		}
	}
	for _, s := range p.Phones {
		if n := phoneOf(s); n != 0 {
			c.phones = append(c.phones, n)
		}
	}
	return c
}

// suspects gives the places worth weighing.
func (x *Index) suspects(c candidate) []int32 {
	t := x.tally(nil)
	defer x.scratch.Put(t)
	defer t.reset()
	clues := make([]clue, len(c.own))
	for i, token := range c.own {
		clues[i] = clue{kind: aWord, text: token}
	}
	for i := range clues {
		t.settle(i, x.weighWord(t, clues, i), true)
	}
	queue := t.queue[:0]
	for _, at := range t.met {
		queue = append(queue, ranked{at, 0, t.total[at], x.people[at].id})
	}
	t.queue = queue
	heap.Init(&queue)
	var out []int32
	for len(queue) > 0 && len(out) < mostNamesakes {
		out = append(out, heap.Pop(&queue).(ranked).at)
	}
	out = append(out, x.namesakesBy(c)...)
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(at int32) bool { return x.people[at].id == c.id })
}

// namesakesBy gives who shares the birth date, the NIK, a phone or the house.
func (x *Index) namesakesBy(c candidate) []int32 {
	out := slices.Clone(x.house[c.house])
	if c.nik != 0 {
		for at, nik := range x.nik {
			if nik == c.nik {
				out = append(out, int32(at))
			}
		}
	}
	if c.born.exact() {
		for at, born := range x.born {
			if born == c.born {
				out = append(out, int32(at))
			}
		}
	}
	if len(c.phones) > 0 {
		for at, p := range x.phone {
			if p != 0 && x.dials(int32(at), func(n uint64) bool { return slices.Contains(c.phones, n) }) {
				out = append(out, int32(at))
			}
		}
	}
	return out
}

// weighPair says how likely a candidate is the person at a place. Each field adds
// the logarithm of how much more often it would look so for one person than for
// two (Fellegi and Sunter, 1969); it begins with the odds that two records taken
// at random are one person. The weights of agreement follow from how many share
// the value by chance; those of disagreement, from how often forms are filled in
// wrongly, are our own estimates.
func (x *Index) weighPair(c candidate, at int32) (float64, reason) {
	e := &x.people[at]
	odds := -math.Log(float64(len(x.place)) + supposed)
	names, why := x.sameName(c, at)
	birth, family := x.sameBirth(c, at, &why), min(familyMost, x.sameFamily(c, at, &why))
	odds += names.odds + birth + family + x.sameNIK(c, at, &why)
	if names.odds < 0 && why&(whyName|whyClose|whyNIK) == 0 {
		odds = min(odds, 0) // nothing of the name fits: never likely
	}
	if birth > 3 && family > 3 && why&whyNIK == 0 && names.against {
		odds -= twins
	}
	if c.female && e.male || c.male && e.female {
		odds -= 4
	} else if c.female == e.female && c.male == e.male {
		odds += 0.5
	}
	return 1 / (1 + math.Exp(-odds)), why
}

// familyMost is what a shared mother, house, phone and village say together at
// most: brothers and sisters share them all.
const familyMost = 7

// twins is said against two records of one birth date and one family in whose
// names one part differs: Hasan and Husen are often both Muhammad.
const twins = 4

func (x *Index) sameFamily(c candidate, at int32, why *reason) float64 {
	e, odds := &x.people[at], 0.0
	if len(c.mother) > 0 && len(e.mother) > 0 {
		w := x.compare(c.mother, x.texts(e.mother))
		odds += max(-4, min(5, w.odds))
		if w.odds > 1 {
			*why |= whyMother
		}
	}
	if c.house != "" && c.house == e.house {
		odds += 3
		*why |= whyHouse
	}
	if len(c.phones) > 0 && x.dials(at, func(n uint64) bool { return slices.Contains(c.phones, n) }) {
		odds += 3
		*why |= whyPhone
	}
	switch {
	case c.village == e.village && c.village > 0:
		odds += 1.5
	case c.village != 0 && e.village != 0:
		odds -= 0.7
	}
	return odds
}

// sameBirth: a date is shared by one in about 20,000 (60 years of days), but lists
// are full of days that somebody has made up, so it is counted; one that differs
// in a digit, or has day and month swapped, is shared by far more.
func (x *Index) sameBirth(c candidate, at int32, why *reason) float64 {
	a, b := c.born, x.born[at]
	if a == 0 || b == 0 {
		return 0
	}
	years := math.Abs(float64(a.year() - b.year()))
	if !a.exact() || !b.exact() {
		switch {
		case years == 0:
			*why |= whyBorn
			return 3
		case years <= 3:
			return 1
		}
		return max(-6, -0.5*years)
	}
	switch {
	case a == b:
		*why |= whyBorn
		return min(9, float64(x.shared(c.sharing, 1.0/20_000)))
	case a.swapped() == b:
		*why |= whyBorn
		return 7.5
	case oneDigit(a, b):
		*why |= whyBorn
		return 3.5
	case years == 0:
		return -3
	}
	return max(-7, -4-0.2*years)
}

// oneDigit reports whether two dates differ in one digit, or in two digits that
// are swapped.
func oneDigit(a, b day) bool {
	return digitsApart(uint64(a), uint64(b)) == 1
}

// digitsApart counts the digits in which two numbers differ; two neighbours that
// are swapped count once.
func digitsApart(a, b uint64) int {
	n := 0
	for a != b {
		if a%10 != b%10 {
			n++
			if a%100 != b%100 && a/10%10 == b%10 && b/10%10 == a%10 {
				a, b = a/10, b/10
			}
		}
		a, b = a/10, b/10
	}
	return n
}

// sameNIK: a NIK names one person, though forms carry those of a husband, and
// slips. It holds region, birth date and sex, which says nothing that the birth
// date has not said; and two people of one day differ in the last digits only.
func (x *Index) sameNIK(c candidate, at int32, why *reason) float64 {
	a, b := c.nik, x.nik[at]
	if a == 0 || b == 0 {
		return 0
	}
	begin, serial := digitsApart(a/10_000, b/10_000), digitsApart(a%10_000, b%10_000)
	switch {
	case begin+serial == 0:
		*why |= whyNIK
		return 11
	case begin == 1 && serial == 0 && c.born == x.born[at]:
		*why |= whyNIK
		return 3
	case begin == 1 && serial == 0 && c.born == 0:
		return 1
	case begin == 0 && serial == 1:
		return -2
	}
	return -5
}
