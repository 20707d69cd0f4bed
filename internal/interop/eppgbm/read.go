package eppgbm

import (
	"strconv"
	"strings"

	"sambang/internal/calc/civil"
	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
)

// Months are the marks asi_bulan_0 to asi_bulan_6.
const Months = 7

// What a mark says; blank is unknown, never no.
const (
	Yes = "yes"
	No  = "no"
)

// Positions of measuring.
const (
	Lying    = "lying"
	Standing = "standing"
)

// Row is one child measured on one day. A figure of 0 was not taken.
type Row struct {
	// Number is the row of the spreadsheet, from 1.
	Number int
	// NIK are 16 digits or empty; Name as it stands there.
	NIK, Name string
	// On is the civil day (YYYY-MM-DD).
	On string
	// Grams; Length, Arm (LiLA) and Head in tenths of a millimetre.
	Grams, Length, Arm, Head int64
	// Position is Lying, Standing or empty; Oedema the grade, 0 for none, -1 for not said.
	Position string
	Oedema   int64
	VitaminA bool
	// Marks of months 0 to 6: Yes, No or empty.
	Marks [Months]string
}

// Problem is what could not be taken over from a row. Column counts from 1; Error keeps
// the whole row out, else only the cell is left out.
type Problem struct {
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Code   string `json:"code"`
	Error  bool   `json:"error,omitempty"`
}

type field string

// words are the folded names of the columns that are read.
var words = map[string]field{
	"nik": "nik", "namaanak": "name", "nama": "name", "tanggalukur": "on", "tanggalpengukuran": "on",
	"berat": "grams", "tinggi": "length", "lila": "arm", "lingkarkepala": "head", "pittingedema": "oedema",
	"caraukur": "position", "vita": "vita",
	"asibulan0": "m0", "asibulan1": "m1", "asibulan2": "m2", "asibulan3": "m3", "asibulan4": "m4", "asibulan5": "m5", "asibulan6": "m6",
}

// Layout says which column, from 0, tells what.
type Layout map[field]int

// Match finds the columns of a head. A sheet without a day, or without a name or a NIK to
// know the child by, is none of these: import.no_measurements.
func Match(headers []string) (Layout, error) {
	l := Layout{}
	for i, h := range headers {
		f := words[sheet.Fold(h)]
		if _, twice := l[f]; f != "" && !twice {
			l[f] = i
		}
	}
	_, nik := l["nik"]
	_, name := l["name"]
	if _, on := l["on"]; !on || !nik && !name {
		return nil, fault.New(fault.Invalid, "import.no_measurements")
	}
	return l, nil
}

// The most that is taken for a figure of a child under six, so that grams typed as
// kilograms are a problem and no figure: 60 kg, 150 cm. What is unlikely and possible is
// doubted later, by its age.
const (
	mostGrams  = 60_000
	mostLength = 15_000
)

// Read takes one row over. today is the last civil day that can have been measured on.
func (l Layout) Read(r sheet.Row, today string) (Row, []Problem) {
	t := taking{l: l, from: r, row: Row{Number: r.Number, Oedema: -1}}
	t.row.Name = strings.Join(strings.Fields(t.text("name")), " ")
	t.nik()
	if t.row.NIK == "" && t.row.Name == "" {
		t.problem("name", Problem{Code: "import.nobody", Error: true})
	}
	t.day(today)
	t.row.Grams = t.figure("grams", 1000, mostGrams)
	t.row.Length = t.figure("length", 100, mostLength)
	t.row.Arm = t.figure("arm", 100, mostLength)
	t.row.Head = t.figure("head", 100, mostLength)
	t.row.Position = t.choice("position", map[string]string{"terlentang": Lying, "telentang": Lying, "t": Lying, "berdiri": Standing, "h": Standing, "b": Standing})
	if grade := t.choice("oedema", map[string]string{"tidak": "0", "0": "0", "1": "1", "2": "2", "3": "3", "ya": "1"}); grade != "" {
		t.row.Oedema, _ = strconv.ParseInt(grade, 10, 64)
	}
	t.row.VitaminA = t.choice("vita", map[string]string{"ya": Yes, "y": Yes, "1": Yes, "biru": Yes, "merah": Yes, "tidak": No, "t": No, "0": No}) == Yes
	for i := range t.row.Marks {
		t.row.Marks[i] = t.choice(field("m"+strconv.Itoa(i)), map[string]string{"ya": Yes, "y": Yes, "1": Yes, "tidak": No, "t": No, "0": No})
	}
	return t.row, t.problems
}

// taking is one row being read.
type taking struct {
	l        Layout
	from     sheet.Row
	row      Row
	problems []Problem
}

func (t *taking) cell(f field) sheet.Cell {
	i, there := t.l[f]
	if !there || i >= len(t.from.Cells) {
		return sheet.Cell{}
	}
	return t.from.Cells[i]
}

func (t *taking) text(f field) string {
	s := strings.TrimSpace(t.cell(f).Text)
	if s == "-" {
		return ""
	}
	return s
}

func (t *taking) problem(f field, p Problem) {
	p.Row, p.Column = t.from.Number, t.l[f]+1
	t.problems = append(t.problems, p)
}

// nik takes sixteen digits. A number that the spreadsheet has cut would be somebody else's.
func (t *taking) nik() {
	s := strings.NewReplacer(" ", "", "'", "", ".", "").Replace(t.text("nik"))
	switch {
	case strings.Trim(s, "0") == "":
	case t.cell("nik").Mark == sheet.Rounded:
		t.problem("nik", Problem{Code: "import.number_cut"})
	case len(s) != 16 || strings.Trim(s, "0123456789") != "":
		t.problem("nik", Problem{Code: "import.nik_form"})
	default:
		t.row.NIK = s
	}
}

func (t *taking) day(today string) {
	d, ok := civil.Read(t.text("on"), today)
	switch {
	case !ok, d.On == "", d.Guessed:
		t.problem("on", Problem{Code: "import.bad_measuring_date", Error: true})
	case d.On > today:
		t.problem("on", Problem{Code: "import.measured_ahead", Error: true})
	default:
		t.row.On = d.On
	}
}

// figure reads a decimal number with a comma or a point, in units of 1/scale.
func (t *taking) figure(f field, scale float64, most int64) int64 {
	s := strings.ToLower(strings.ReplaceAll(t.text(f), ",", "."))
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "kg"), "cm"))
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0) || v*scale > float64(most) {
		t.problem(f, Problem{Code: "import.figure"})
		return 0
	}
	return int64(v*scale + 0.5)
}

// choice reads one of some words; empty says nothing, and so does a word nobody knows.
func (t *taking) choice(f field, known map[string]string) string {
	s := sheet.Fold(t.text(f))
	if s == "" {
		return ""
	}
	if v := known[s]; v != "" {
		return v
	}
	t.problem(f, Problem{Code: "import.unknown_word"})
	return ""
}
