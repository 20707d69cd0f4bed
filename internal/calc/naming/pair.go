package naming

import "strings"

// alike is what two names say about being one person's.
type alike struct {
	odds float64 // natural logarithm
	same bool    // token by token, though perhaps not all of them
	near bool    // with slips, in part, or written together
	// against: both have a token that the other has not, or one that hardly fits.
	against bool
}

// sameName weighs the names. A newborn that is called after the mother may have
// any name by now.
func (x *Index) sameName(c candidate, at int32) (alike, reason) {
	e := &x.people[at]
	w := x.compare(c.own, x.texts(e.own))
	switch {
	case w.odds < 0 && c.unnamed != e.unnamed:
		return alike{}, 0
	case !w.same && !w.near || w.odds < 0:
		return w, 0
	case w.near:
		return w, whyClose
	}
	return w, whyName
}

func (x *Index) texts(ids []int32) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = x.words.terms[id].text
	}
	return out
}

// What is said against two names being one's: conflict for two tokens that
// stand where the other has another one, surplus for one that the other leaves out.
const (
	conflict  = -4.5
	surplus   = -1.2
	otherTwin = -9 // two numbers of twins
)

// compare pairs the tokens of two names, the best pairs first, and weighs what
// fits and what is left over.
func (x *Index) compare(a, b []string) alike {
	if len(a) == 0 || len(b) == 0 {
		return alike{}
	}
	if strings.Join(a, "") == strings.Join(b, "") || len(a) != len(b) && once(strings.Join(a, "")) == once(strings.Join(b, "")) {
		w := alike{same: len(a) == len(b), near: len(a) != len(b)}
		for _, token := range a {
			w.odds += x.weight(token)
		}
		return w
	}
	w := x.pairUp(a, b)
	if w.odds < x.weight(a[0]) {
		w = x.pairJoined(b, a, x.pairJoined(a, b, w))
	}
	return w
}

// pairJoined tries two neighbours of the first name as one word.
func (x *Index) pairJoined(a, b []string, w alike) alike {
	for i := range len(a) - 1 {
		joined := append(append(append([]string{}, a[:i]...), once(a[i]+a[i+1])), a[i+2:]...)
		if j := x.pairUp(joined, b); j.odds > w.odds {
			w = j
			w.near = true
		}
	}
	return w
}

// pairUp pairs two names as they stand.
func (x *Index) pairUp(a, b []string) alike {
	var w alike
	var usedA, usedB uint32
	for {
		i, j, how := bestPair(a, b, usedA, usedB)
		if how == 0 {
			break
		}
		usedA, usedB = usedA|1<<i, usedB|1<<j
		w.odds += x.fitting(a[i], b[j], how)
		w.same, w.near, w.against = true, w.near || how < 1, w.against || how <= farFetched
	}
	return w.leftOver(a, b, usedA, usedB)
}

// fitting is what a pair of tokens says: of two spellings the rarer one is taken
// for the slip, so the commoner says how many share it. Two that several people
// carry each are more likely two names (Sumini, Sunini).
func (x *Index) fitting(a, b string, how float64) float64 {
	if how < 1 && x.known(a) && x.known(b) {
		how *= 0.6
	}
	return how * min(x.weight(a), x.weight(b))
}

// known reports whether a token is a name of its own, not one form's slip.
func (x *Index) known(token string) bool {
	id, ok := x.words.ids[token]
	return ok && len(x.words.terms[id].own) > 3
}

// weight is the logarithm of how rare a token is, 9 at most: of names that one
// form alone has, most are slips of the pen.
func (x *Index) weight(token string) float64 {
	id, ok := x.words.ids[token]
	if !ok {
		return 9
	}
	return min(9, float64(x.rare(token, len(x.words.terms[id].own))))
}

// leftOver weighs the tokens that found no partner.
func (w alike) leftOver(a, b []string, usedA, usedB uint32) alike {
	left, over := rest(a, usedA), rest(b, usedB)
	if len(left) == 1 && len(over) == 1 && isNumber(left[0]) && isNumber(over[0]) {
		w.odds += otherTwin
		w.against = true
		return w
	}
	pairs := min(len(left), len(over))
	w.against = w.against || pairs > 0
	w.odds += conflict*float64(pairs) + surplus*float64(len(left)+len(over)-2*pairs)
	w.near = w.near || len(left)+len(over) > 0
	return w
}

func rest(tokens []string, used uint32) []string {
	var out []string
	for i, t := range tokens {
		if used&(1<<i) == 0 {
			out = append(out, t)
		}
	}
	return out
}

// bestPair gives the two tokens that fit best among those without a partner.
func bestPair(a, b []string, usedA, usedB uint32) (int, int, float64) {
	bi, bj, best := 0, 0, 0.0
	for i, s := range a {
		for j, t := range b {
			if usedA&(1<<i) != 0 || usedB&(1<<j) != 0 {
				continue
			}
			if how := tokenFit(s, t); how > best {
				bi, bj, best = i, j, how
			}
		}
	}
	return bi, bj, best
}

// farFetched is the fit of two tokens with one slip more than is usual: it takes
// the rest of what is known to believe it, and among brothers it is no slip.
const farFetched = 0.25

// tokenFit says how well two tokens fit: 1 the same, 0 not at all.
func tokenFit(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case isNumber(a) || isNumber(b):
		return 0
	}
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 1 && long[0] == short[0] {
		return 0.3
	}
	most := slips(len(long))
	d := distance(a, b, most+1)
	if d <= most {
		return float64(slipped(d, len(long)))
	}
	if len(short) >= 4 && strings.HasPrefix(long, short) {
		return 0.5 // Wahyu for Wahyuni
	}
	if d == most+1 && a[0] == b[0] {
		return farFetched
	}
	return 0
}
