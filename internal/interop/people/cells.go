package people

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"sambang/internal/calc/civil"
	"sambang/internal/core/ident"
	"sambang/internal/core/sheet"
	"sambang/internal/shared/registry"
)

func itoa(n int) string { return strconv.Itoa(n) }

// atoi reads digits; what are none are nothing.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func yes(text string) bool { return yeses[sheet.Fold(text)] }

// digits reads a number that is a name. One that the spreadsheet has cut is left
// out: it would be somebody else's.
func (l *line) digits(i int, f Field, c sheet.Cell, text string) {
	if c.Mark == sheet.Rounded {
		l.warn(i, f, Problem{Code: "import.number_cut"})
		return
	}
	bare := registry.NormalNIK(text)
	if strings.Trim(bare, "0") == "" {
		return
	}
	if f == KK && !sixteen(bare) {
		l.warn(i, f, Problem{Code: "import.kk_form"})
		return
	}
	if f == MotherNIK && !sixteen(bare) {
		l.warn(i, f, Problem{Code: "import.nik_form"})
		return
	}
	*l.text(f) = bare
}

func sixteen(s string) bool { return len(s) == 16 && strings.Trim(s, "0123456789") == "" }

// phones reads one number or several with a stroke, a comma or "atau" between.
func (l *line) phones(i int, f Field, text string) {
	for _, one := range regexpBetween.Split(text, -1) {
		n, err := registry.NormalPhone(one)
		if err != nil {
			l.warn(i, f, Problem{Code: "import.phone_form"})
			continue
		}
		if n != "" && len(l.row.Phones) < 5 {
			l.row.Phones = append(l.row.Phones, n)
		}
	}
}

var regexpBetween = regexp.MustCompile(`\s*(?:[,;/]|\batau\b|\bdan\b)\s*`)

func (l *line) date(i int, f Field, text string) {
	by := l.known.Today
	if f == Due {
		by = l.due
	}
	d, ok := civil.Read(text, by)
	switch {
	case !ok && f == Born:
		l.fail(i, f, Problem{Code: "import.bad_date"})
	case !ok:
		l.warn(i, f, Problem{Code: "import.date_left_out"})
	case f == Born && d.On > l.known.Today:
		l.fail(i, f, Problem{Code: "import.born_ahead"})
	case f == Born:
		l.row.Born, l.row.BornGuessed = d.On, d.Guessed
	default:
		*l.text(f) = d.On
	}
}

func (l *line) readAge(i int, f Field, text string) {
	d, ok := civil.ReadAge(text, l.known.Today)
	if !ok {
		l.warn(i, f, Problem{Code: "import.age_form"})
		return
	}
	l.age = d
}

func (l *line) choice(i int, f Field, text string) {
	if f == Sex {
		if l.row.Sex = sexes[sheet.Fold(text)]; l.row.Sex == "" {
			l.warn(i, f, Problem{Code: "import.sex_unknown"})
		}
		return
	}
	if l.row.Relation = relations[sheet.Fold(text)]; l.row.Relation == "" {
		l.warn(i, f, Problem{Code: "import.relation_unknown"})
		l.row.Relation = registry.OtherRelative
	}
}

// decile reads 1 to 10, also as "Desil 2" and "2,0".
func (l *line) decile(i int, f Field, text string) {
	t := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(text), "desil"))
	v, err := strconv.ParseFloat(strings.Replace(t, ",", ".", 1), 64)
	if err != nil || v < 1 || v > 10 || v != float64(int64(v)) {
		l.warn(i, f, Problem{Code: "import.decile_form"})
		return
	}
	l.row.Decile = int64(v)
}

var (
	number = regexp.MustCompile(`\d+`)
	place  = regexp.MustCompile(`^[A-Za-z.\s]*\d{1,3}(?:[\s/-]+[A-Za-z.\s]*\d{1,3})?$`)
)

// neighbourhood reads RT and RW, alone or together: 2, 002, RT 02/RW 05, 002/005.
func (l *line) neighbourhood(i int, f Field, text string) {
	n := number.FindAllString(text, -1)
	if !place.MatchString(text) || f != RTRW && len(n) != 1 {
		l.warn(i, f, Problem{Code: "import.rt_form"})
		return
	}
	three := func(s string) string {
		if atoi(s) == 0 {
			return ""
		}
		return fmt.Sprintf("%03d", atoi(s))
	}
	if f == RTRW {
		l.row.RT = three(n[0])
		if len(n) > 1 {
			l.row.RW = three(n[1])
		}
		return
	}
	*l.text(f) = three(n[0])
}

func (l *line) place(i int, f Field, text string) {
	switch f {
	case Village:
		if l.row.Village = l.village(text); l.row.Village == "" {
			l.fail(i, f, Problem{Code: "import.unknown_village"})
		}
	case House:
		code, ok := registry.NormalHouseCode(text)
		if l.row.House = code; !ok {
			l.fail(i, f, Problem{Code: "import.house_form"})
		}
	case PersonID, HouseholdID:
		id, err := ident.Parse(strings.ToLower(text))
		if err != nil {
			l.fail(i, f, Problem{Code: "import.id_form"})
			return
		}
		if f == PersonID {
			l.row.Person = id
		} else {
			l.row.Household = id
		}
	}
}

// village knows a village by name or by code, with or without its dots.
func (l *line) village(text string) string {
	if v := l.villages[foldPlace(text)]; v != "" {
		return v
	}
	return l.villages[sheet.Fold(text)]
}

// post finds the posyandu when the village is known: names like Melati stand in
// every village.
func (l *line) post() {
	i := l.column(Posyandu)
	if i < 0 || i >= len(l.cells) || l.cells[i].Text == "" || l.row.Village == "" {
		return
	}
	if l.row.Posyandu = l.posts[l.row.Village+" "+foldPlace(l.cells[i].Text)]; l.row.Posyandu == "" {
		l.warn(i, Posyandu, Problem{Code: "import.unknown_posyandu"})
	}
}
