package campaign

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sambang/internal/calc/naming"
)

// Named is a village with its name, as messages call it.
type Named struct{ Code, Name string }

// Tally is how often a seller did something, in one village.
type Tally struct {
	Kind  string `json:"kind"`
	Count int64  `json:"count"`
	// Village is a code; empty: none was named.
	Village string `json:"village,omitempty"`
}

// Parsed is what a message says. Unknown are the words that are no number, no kind, no
// village and no filler: with one of them nothing is taken as understood.
type Parsed struct {
	Tallies []Tally
	Unknown []string
}

// call is a word for what sellers do.
type call struct{ word, kind string }

// calls are what sellers call it, in everyday spellings; slips of the pen are found by
// likeness (naming.Near).
var calls = []call{
	{"leaflet", Leaflet}, {"leaflets", Leaflet}, {"liflet", Leaflet}, {"selebaran", Leaflet}, {"brosur", Leaflet}, {"pamflet", Leaflet},
	{"buku", PocketBook}, {"bukusaku", PocketBook},
	{"ngobrol", Talk}, {"obrolan", Talk}, {"cerita", Talk}, {"bicara", Talk}, {"bincang", Talk},
	{"rujuk", Referral}, {"rujukan", Referral}, {"kirim", Referral}, {"posyandu", Referral},
	{"biskuit", Biscuits}, {"kue", Biscuits},
}

// fillers stand around numbers and names and say nothing.
var fillers = words("di ke dan dgn dengan untuk utk buat ibu bu bumil busui orang org lembar lbr buah bh eksemplar saku desa dusun pasar tadi hari ini kemarin sudah ada bagi dibagi sebar kasih")

// numerals are numbers as words, up to twelve and the tens.
var numerals = map[string]int64{"satu": 1, "se": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
	"sepuluh": 10, "sebelas": 11, "duabelas": 12, "selusin": 12, "limabelas": 15, "duapuluh": 20}

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// Parse reads a seller's short message: "3 leaflet Jambewangi, rujuk 1". Numbers stand
// before or after what they count; one without is one. A village belongs to what stands
// before it, or, in a message that begins with one, to what comes after.
func Parse(text string, villages []Named) Parsed {
	p := reader{villages: villages, said: split(text)}
	for p.at < len(p.said) {
		p.step()
	}
	p.close()
	for i := range p.out.Tallies {
		if p.out.Tallies[i].Village == "" {
			p.out.Tallies[i].Village = p.last
		}
	}
	return p.out
}

// reader goes through the words of a message.
type reader struct {
	villages []Named
	said     []string
	at       int
	out      Parsed
	// kind and number are what was read and not yet put together; 0: no number.
	kind   string
	number int64
	// last is the village named last, before that villages stand before what they are of.
	last   string
	before bool
}

// split cuts a message into words and numbers: "3leaflet" is two. Commas part nothing that
// the words do not part.
func split(text string) (out []string) {
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	digit := false
	for _, r := range strings.ToLower(text) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case b.Len() > 0 && unicode.IsDigit(r) != digit:
			flush()
		}
		digit = unicode.IsDigit(r)
		b.WriteRune(r)
	}
	flush()
	return out
}

func (p *reader) step() {
	word := p.said[p.at]
	if n, ok := numberOf(word); ok {
		p.at++
		p.count(n)
		return
	}
	if code, used := p.village(); used > 0 {
		p.at += used
		p.place(code)
		return
	}
	p.at++
	kind, ok := kindOf(word)
	switch {
	case ok && kind == PocketBook && p.at < len(p.said) && p.said[p.at] == "saku":
		p.at++
		p.do(kind)
	case ok:
		p.do(kind)
	case !fillers[word]:
		p.out.Unknown = append(p.out.Unknown, word)
	}
}

func numberOf(word string) (int64, bool) {
	if n, ok := numerals[word]; ok {
		return n, true
	}
	n, err := strconv.ParseInt(word, 10, 32)
	return n, err == nil
}

// kindOf is what a word calls; the nearest, when none is spelt so.
func kindOf(word string) (string, bool) {
	found := ""
	for _, c := range calls {
		if c.word == word {
			return c.kind, true
		}
	}
	for _, c := range calls {
		if fillers[word] || !naming.Near(word, c.word) {
			continue
		}
		if found != "" && found != c.kind {
			return "", false // it could be either: nobody guesses
		}
		found = c.kind
	}
	return found, found != ""
}

// village finds the longest name that stands here, of up to three words; none of them is a
// number, and one that is spelt otherwise has no word in it that says something else.
func (p *reader) village() (code string, used int) {
	for n := min(3, len(p.said)-p.at); n > 0; n-- {
		of := p.said[p.at : p.at+n]
		if slices.ContainsFunc(of, func(w string) bool { _, number := numberOf(w); return number }) {
			continue
		}
		if code := named(strings.Join(of, ""), p.villages, !slices.ContainsFunc(of, means)); code != "" {
			return code, n
		}
	}
	return "", 0
}

// means reports whether a word says something in a message.
func means(word string) bool {
	return fillers[word] || slices.ContainsFunc(calls, func(c call) bool { return c.word == word })
}

// named is the village of a name: the one that is called so, else, where a likeness will
// do, the only one that is called nearly so.
func named(name string, villages []Named, likeness bool) (code string) {
	for _, v := range villages {
		if name == strings.Join(split(v.Name), "") {
			return v.Code
		}
	}
	for _, v := range villages {
		if !likeness || !naming.Near(name, strings.Join(split(v.Name), "")) {
			continue
		}
		if code != "" {
			return "" // it could be either: nobody guesses
		}
		code = v.Code
	}
	return code
}

// count meets a number: it is of the kind before it, or of the one that comes.
func (p *reader) count(n int64) {
	switch {
	case p.kind != "" && p.number == 0:
		p.number = n
		p.close()
	default:
		p.close()
		p.number = n
	}
}

// do meets a kind.
func (p *reader) do(kind string) {
	if p.kind != "" {
		p.close()
	}
	p.kind = kind
	if p.number > 0 {
		p.close()
	}
}

// place meets a village.
func (p *reader) place(code string) {
	p.close()
	if len(p.out.Tallies) == 0 {
		p.before = true
	}
	p.last = code
	if p.before {
		return
	}
	for i := range p.out.Tallies {
		if p.out.Tallies[i].Village == "" {
			p.out.Tallies[i].Village = code
		}
	}
}

// close puts a kind and its number together. A number without a kind was not understood.
func (p *reader) close() {
	switch {
	case p.kind == "" && p.number > 0:
		p.out.Unknown = append(p.out.Unknown, strconv.FormatInt(p.number, 10))
	case p.kind != "":
		t := Tally{Kind: p.kind, Count: max(p.number, 1)}
		if p.before {
			t.Village = p.last
		}
		p.out.Tallies = append(p.out.Tallies, t)
	}
	p.kind, p.number = "", 0
}
