package people

import (
	"strings"

	"sambang/internal/calc/civil"
	"sambang/internal/core/ident"
	"sambang/internal/core/sheet"
	"sambang/internal/shared/registry"
)

// Reader reads rows by a mapping.
type Reader struct {
	m        Mapping
	known    Known
	villages map[string]string // folded name or code -> code
	posts    map[string]ident.ID
	due      string // the day two-digit years of due dates end at
}

// NewReader makes a reader. The mapping was checked.
func NewReader(m Mapping, k Known) *Reader {
	r := &Reader{m: m, known: k, villages: map[string]string{}, posts: map[string]ident.ID{}, due: nextYear(k.Today)}
	for _, v := range k.Villages {
		r.villages[sheet.Fold(string(v.ID))] = string(v.ID)
		r.villages[foldPlace(v.Name)] = string(v.ID)
	}
	for _, p := range k.Posyandus {
		r.posts[p.Village+" "+foldPlace(p.Name)] = p.ID
	}
	return r
}

// nextYear lets an expected birth lie ahead.
func nextYear(today string) string {
	if len(today) < 4 {
		return today
	}
	return itoa(atoi(today[:4])+1) + today[4:]
}

// foldPlace drops what is written before the name of a village or a posyandu, and
// the blanks: Desa Bojong Nangka and Bojongnangka are one.
func foldPlace(name string) string {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(name, ".", " ")))
	for len(words) > 1 && placeTitles[words[0]] {
		words = words[1:]
	}
	return sheet.Fold(strings.Join(words, ""))
}

var placeTitles = map[string]bool{"desa": true, "ds": true, "kelurahan": true, "kel": true, "posyandu": true, "pos": true}

// line is one row while it is read.
type line struct {
	*Reader
	number   int
	cells    []sheet.Cell
	row      registry.Row
	age      civil.Day
	gone     bool
	guess    bool
	problems []Problem
}

// Row reads one row. A row with an error among its problems is not to be filed.
func (r *Reader) Row(s sheet.Row) (registry.Row, []Problem) {
	l := &line{Reader: r, number: s.Number, cells: s.Cells}
	for i, f := range r.m.Columns {
		if f == None || i >= len(s.Cells) {
			continue
		}
		c := s.Cells[i]
		switch {
		case c.Mark == sheet.Broken:
			l.warn(i, f, Problem{Code: "import.cell_broken"})
		case c.Text != "" && c.Text != "-":
			l.read(i, f, c)
		}
	}
	l.finish()
	return l.row, l.problems
}

func (l *line) warn(column int, f Field, p Problem) {
	p.Row, p.Column, p.Field = l.number, column+1, f
	l.problems = append(l.problems, p)
}

func (l *line) fail(column int, f Field, p Problem) { p.Error = true; l.warn(column, f, p) }

// limits are the lengths that the register takes of a text, in characters.
var limits = map[Field]int{Name: 120, Mother: 120, Hamlet: 80, Street: 200, Landmark: 200, Directions: 500, DecileSource: 40, PovertyLetter: 60, PovertyBy: 60,
	Languages: 30, Insurance: 20, NIK: 30, KK: 30, MotherNIK: 30}

func (l *line) read(i int, f Field, c sheet.Cell) {
	text := strings.Join(strings.Fields(c.Text), " ")
	if n, ok := limits[f]; ok {
		if cut := []rune(text); len(cut) > n {
			text = string(cut[:n])
			l.warn(i, f, Problem{Code: "import.text_cut"})
		}
	}
	switch f {
	case Name, Mother, Hamlet, Street, Landmark, Directions, DecileSource, PovertyLetter, PovertyBy, Languages:
		*l.text(f) = text
	case NIK, KK, MotherNIK, Insurance:
		l.digits(i, f, c, text)
	case Phone:
		l.phones(i, f, text)
	case Born, Due, DecileOn, PovertyOn:
		l.date(i, f, text)
	case Age:
		l.readAge(i, f, text)
	case Sex, Relation:
		l.choice(i, f, text)
	case Decile:
		l.decile(i, f, text)
	case RT, RW, RTRW:
		l.neighbourhood(i, f, text)
	case Village, Posyandu, House, PersonID, HouseholdID:
		l.place(i, f, text)
	case Guessed:
		l.guess = yes(text)
	case Alone:
		l.row.LivesAlone = yes(text)
	case Disabled:
		l.row.Disabled = yes(text)
	case Deleted, MovedAway:
		l.gone = l.gone || yes(text)
	}
}

// text is where a plain text goes.
func (l *line) text(f Field) *string {
	r := &l.row
	return map[Field]*string{Name: &r.Name, Mother: &r.Mother, Hamlet: &r.Hamlet, Street: &r.Street, Landmark: &r.Landmark, Directions: &r.Directions,
		DecileSource: &r.DecileSource, PovertyLetter: &r.PovertyLetter, PovertyBy: &r.PovertyLetterBy, Languages: &r.Languages,
		NIK: &r.NIK, KK: &r.KK, MotherNIK: &r.MotherNIK, Insurance: &r.Insurance,
		Due: &r.Due, DecileOn: &r.DecileOn, PovertyOn: &r.PovertyLetterOn, RT: &r.RT, RW: &r.RW}[f]
}

// finish looks at the row as a whole.
func (l *line) finish() {
	r := &l.row
	if r.Name == "" {
		l.fail(-1, Name, Problem{Code: "import.no_name"})
	}
	if l.gone {
		l.fail(-1, Deleted, Problem{Code: "import.taken_off"})
	}
	if r.Born == "" && l.age.On != "" {
		r.Born, r.BornGuessed = l.age.On, true
	}
	r.BornGuessed = r.Born != "" && (r.BornGuessed || l.guess)
	if r.Village == "" && !l.has(Village) {
		r.Village = l.m.Village
	}
	if r.Village == "" && r.House == "" && r.Household == "" && !l.has(Village) {
		l.fail(-1, Village, Problem{Code: "import.no_village"})
	}
	if r.DecileSource = oneWord(r.DecileSource); r.Decile > 0 && r.DecileSource == "" {
		r.DecileSource = "dtsen" // the only list of deciles there is
	}
	l.doubts()
	l.post()
}

// oneWord is how the register keeps the name of a source.
func oneWord(s string) string {
	return strings.Trim(strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			return c
		case c == ' ' || c == '_' || c == '-':
			return '_'
		}
		return -1
	}, strings.ToLower(s)), "_")
}

// has reports whether a field already has a problem.
func (l *line) has(f Field) bool {
	for _, p := range l.problems {
		if p.Field == f {
			return true
		}
	}
	return false
}

// doubts compares a NIK with the rest of the row. It is kept: it is not corrected
// when it is wrong.
func (l *line) doubts() {
	born := l.row.Born
	if l.row.BornGuessed {
		born = "" // the guess is not what the NIK has to fit
	}
	for _, d := range registry.NIKDoubts(l.row.NIK, born, l.row.Sex) {
		switch d {
		case registry.NIKBorn:
			l.warn(l.column(NIK), NIK, Problem{Code: "import.nik_not_born"})
		case registry.NIKSex:
			l.warn(l.column(NIK), NIK, Problem{Code: "import.nik_not_sex"})
		default:
			l.warn(l.column(NIK), NIK, Problem{Code: "import.nik_form"})
		}
	}
}

// column is where a field stands, from 0; -1 for nowhere.
func (l *line) column(f Field) int {
	for i, c := range l.m.Columns {
		if c == f {
			return i
		}
	}
	return -1
}
