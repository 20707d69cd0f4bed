package naming

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longestAsk = 200 // letters that are read of what was typed
	mostClues  = 12
)

type kind uint8

const (
	aWord   kind = iota // part of a name
	aNumber             // a year, a phone, a NIK, a house code
	aDate
	aCode // a house code with letters
)

// clue is one thing that was said of whoever is sought.
type clue struct {
	kind kind
	text string // a word folded; digits; a code
	// begin is what the word that is being typed begins with; empty: it is whole.
	begin string
	// raw is the word as it was typed, for it may be a code.
	raw string
	// mother: it was said of the mother.
	mother bool
	date   day
	// year2 is the year of a date of which only two digits were said, or -1.
	year2 int
}

var (
	isoDate   = regexp.MustCompile(`\b(\d{4})-(\d{1,2})-(\d{1,2})\b`)
	dayFirst  = regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b`)
	monthName = regexp.MustCompile(`\b(\d{1,2})\s+([a-z]{3,9})\s+(\d{4})\b`)
	phoneForm = regexp.MustCompile(`(?:\+62|\b62|\b0)[\s.-]?8(?:[\s.-]?\d){5,12}\b`)
)

// months are known by the first three letters, in Indonesian and in English.
var months = map[string]int{"jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "aug": 8,
	"sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12}

// motherWords say in the middle of a text that the mother's name follows.
var motherWords = set("ibu bu ibuk ibunya anak anaknya")

// read takes apart what somebody typed.
func read(text string) []clue {
	text = strings.ToLower(first(text, longestAsk))
	typing := endsInLetter(text)
	text, clues := readDates(text)
	text = phoneForm.ReplaceAllStringFunc(text, func(s string) string {
		clues = append(clues, clue{kind: aNumber, text: digitsOf(s)})
		return " "
	})
	names := [2][]string{}
	who, last := 0, -1 // whose name is being read, and whose came last
	for piece := range strings.FieldsSeq(text) {
		switch {
		case strings.ContainsFunc(piece, unicode.IsDigit):
			clues = append(clues, readNumber(piece))
			last = -1
		case who == 0 && len(names[0]) > 0 && motherWords[piece]:
			who = 1
		default:
			names[who], last = append(names[who], piece), who
		}
	}
	for i, said := range names {
		clues = append(clues, readName(said, i == 1, typing && last == i)...)
	}
	return clues[:min(len(clues), mostClues)]
}

// readName folds the words of a name, the last of which may be a beginning.
func readName(said []string, mother, typing bool) []clue {
	var out []clue
	for _, token := range fold(strings.Join(said, " "), typing) {
		out = append(out, clue{kind: aWord, text: token, raw: token, mother: mother})
	}
	if len(said) == 1 && len(out) == 1 {
		out[0].raw = said[0]
	}
	if n := len(out); typing && n > 0 {
		word := said[len(said)-1]
		out[n-1].begin = out[n-1].text
		if b := stem(word[strings.LastIndexFunc(word, notLetter)+1:]); b != "" && spell(b) == out[n-1].text {
			out[n-1].begin = b
		}
	}
	return out
}

// readNumber reads a piece with digits in it.
func readNumber(piece string) clue {
	text := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, piece)
	switch {
	case !isNumber(text):
		return clue{kind: aCode, text: houseOf(text)}
	case len(text) <= 2:
		return clue{kind: aWord, text: text} // the second of twins
	}
	return clue{kind: aNumber, text: text}
}

// readDates takes the dates out of a text. The day comes first, unless that
// cannot be.
func readDates(text string) (string, []clue) {
	var clues []clue
	take := func(form *regexp.Regexp, y, m, d int) {
		text = form.ReplaceAllStringFunc(text, func(s string) string {
			part := form.FindStringSubmatch(s)
			month, named := months[part[m][:min(3, len(part[m]))]]
			if !named {
				month, _ = strconv.Atoi(part[m])
			}
			year, _ := strconv.Atoi(part[y])
			dom, _ := strconv.Atoi(part[d])
			c, ok := dated(year, month, dom, len(part[y]) == 2)
			if !ok {
				return s
			}
			clues = append(clues, c)
			return " "
		})
	}
	take(isoDate, 1, 2, 3)
	take(dayFirst, 3, 2, 1)
	take(monthName, 3, 2, 1)
	return text, clues
}

// dated makes the clue of a date; of a year of two digits the century is open.
func dated(year, month, dom int, short bool) (clue, bool) {
	if month > 12 && dom <= 12 {
		month, dom = dom, month
	}
	c := clue{kind: aDate, year2: -1}
	if short {
		c.year2, year = year, 2000
	}
	c.date = makeDay(year, month, dom)
	return c, c.date != 0
}

func first(s string, letters int) string {
	for i := range s {
		if letters == 0 {
			return s[:i]
		}
		letters--
	}
	return s
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
