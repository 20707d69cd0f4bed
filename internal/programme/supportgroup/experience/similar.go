package experience

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"sambang/internal/core/ident"
)

// Told is an experience with its words, as it is compared.
type Told struct {
	ID      ident.ID `json:"id"`
	Problem string   `json:"problem"`
	Month   int64    `json:"month"`
	What    string   `json:"what"`
	Tried   string   `json:"tried,omitempty"`
	Helped  string   `json:"helped"`
	// Times is how many problems were solved with it.
	Times int64 `json:"times"`
}

// Similar gives the most that are like a problem, the likest first: the same problem
// stands before another, then whose words are shared, then a baby of like age, then what
// has helped oftener. Another problem is given only where words are shared.
func Similar(all []Told, problem string, month int64, words string, most int) []Told {
	type weighed struct {
		Told
		same          bool
		shared, apart int64
	}
	mine := wordsOf(words)
	var out []weighed
	for _, t := range all {
		w := weighed{Told: t, same: t.Problem == problem}
		for word := range wordsOf(t.What + " " + t.Tried + " " + t.Helped) {
			if mine[word] {
				w.shared++
			}
		}
		if month >= 0 && t.Month >= 0 {
			w.apart = max(month-t.Month, t.Month-month)
		}
		if w.same || w.shared > 0 {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b weighed) int {
		if a.same != b.same {
			if a.same {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.apart, b.apart), cmp.Compare(b.Times, a.Times), cmp.Compare(a.ID, b.ID))
	})
	like := make([]Told, 0, most)
	for _, w := range out[:min(len(out), most)] {
		like = append(like, w.Told)
	}
	return like
}

// shortest is the shortest word that says something.
const shortest = 4

// common are words that every story has.
var common = map[string]bool{"yang": true, "dengan": true, "untuk": true, "tidak": true, "bayi": true, "saya": true, "sudah": true, "juga": true, "lalu": true,
	"karena": true, "masih": true, "hari": true, "bulan": true, "ibunya": true, "anak": true, "dari": true, "pada": true, "akan": true, "bisa": true, "lebih": true}

// wordsOf is the set of words of a text that say something.
func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= shortest && !common[w] {
			out[w] = true
		}
	}
	return out
}

// Names finds words of a text that are names of people: of those known, or a word in
// capitals after a title (Bu, Pak, Mbah ...). What begins a sentence is no name by that.
func Names(text string, known []string) []string {
	people := map[string]bool{}
	for _, name := range known {
		for _, part := range strings.Fields(name) {
			if part = plainWord(part); len(part) >= 3 && !titles[part] {
				people[part] = true
			}
		}
	}
	var out []string
	before := ""
	for _, w := range strings.Fields(text) {
		plain := plainWord(w)
		first, _ := firstLetter(w)
		if plain != "" && (people[plain] && unicode.IsUpper(first) || titles[before] && unicode.IsUpper(first) && !titles[plain]) {
			out = append(out, strings.Trim(w, ".,;:!?()\"'"))
		}
		before = plain
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var titles = map[string]bool{"bu": true, "ibu": true, "pak": true, "bapak": true, "mbah": true, "mbak": true, "mas": true, "nenek": true, "kakek": true,
	"bidan": true, "dokter": true, "dr": true, "ny": true, "teh": true, "neng": true, "kader": true, "dik": true, "adik": true}

func plainWord(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))
}

func firstLetter(w string) (rune, bool) {
	for _, r := range w {
		if unicode.IsLetter(r) {
			return r, true
		}
	}
	return 0, false
}
