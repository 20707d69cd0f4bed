package people

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
)

// Kind is which form a list follows.
type Kind string

// The forms that are known by their heads.
const (
	Own         Kind = "own"
	EPPGBM      Kind = "eppgbm"        // the import sheet of identities, 22 or 23 columns
	EPPGBMTaken Kind = "eppgbm_export" // what e-PPGBM gives out, with measurements
	DTSEN       Kind = "dtsen"
	Unknown     Kind = "unknown"
)

// Mapping says which column tells what.
type Mapping struct {
	Kind Kind `json:"kind"`
	// Headers are the words at the head of the columns, as they stand there.
	Headers []string `json:"headers"`
	// Columns has a field for each header; empty: not read.
	Columns []Field `json:"columns"`
	// Village is the code of the village of rows that name none.
	Village string `json:"village,omitempty"`
}

// Signature names a form by its headers in their order: a mapping that somebody
// made is remembered by it.
func Signature(headers []string) string {
	h := sha256.New()
	for _, s := range headers {
		h.Write([]byte(sheet.Fold(s) + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// Match finds what the columns tell. Of two columns that tell the same, the first
// one counts; the other one stays unmatched.
func Match(headers []string) Mapping {
	m := Mapping{Kind: kindOf(headers), Headers: slices.Clone(headers), Columns: make([]Field, len(headers))}
	seen := map[Field]bool{}
	for i, h := range headers {
		f := words[sheet.Fold(h)]
		if f == ignored || f == None || seen[f] {
			continue
		}
		m.Columns[i], seen[f] = f, true
	}
	return m
}

// kindOf looks for words that only one form has.
func kindOf(headers []string) Kind {
	has := map[string]bool{}
	for _, h := range headers {
		has[sheet.Fold(h)] = true
	}
	switch {
	case has["kodekeluarga"] && has["kodewarga"]:
		return Own
	case has["namaanak"] && has["anakke"]:
		return EPPGBM
	case has["pukesmas"], has["zsbbu"], has["tanggalpengukuran"] && has["namaortu"]:
		return EPPGBMTaken
	case has["desil"] && (has["nokk"] || has["nomorkk"] || has["idkeluarga"]), has["idkeluargadtsen"], has["hubungandengankepalakeluarga"], has["stathubkel"], has["hubungankepalakeluarga"]:
		return DTSEN
	}
	return Unknown
}

// Unmatched lists the columns that are not read and not known as useless, from 1.
func (m Mapping) Unmatched() []int {
	var all []int
	for i, f := range m.Columns {
		if f == None && words[sheet.Fold(m.Headers[i])] != ignored && strings.TrimSpace(m.Headers[i]) != "" {
			all = append(all, i+1)
		}
	}
	return all
}

// Has reports whether a column tells a field.
func (m Mapping) Has(f Field) bool { return slices.Contains(m.Columns, f) }

// Check refuses a mapping that somebody changed into one that cannot be:
// import.bad_mapping, or import.no_name_column when nothing tells the name.
func (m Mapping) Check() *fault.Error {
	if len(m.Columns) != len(m.Headers) {
		return fault.BadField("import.bad_mapping", "columns")
	}
	seen := map[Field]bool{}
	for _, f := range m.Columns {
		if f == None {
			continue
		}
		if seen[f] || !slices.Contains(Fields(), f) {
			return fault.BadField("import.bad_mapping", "columns")
		}
		seen[f] = true
	}
	if !seen[Name] {
		return fault.BadField("import.no_name_column", "columns")
	}
	return nil
}

// headerWithin is how many rows may stand above the head: titles, the name of an office.
const headerWithin = 15

// FindHeader looks for the row that has the most words we know, among the first
// ones. Found is false when no row has two of them; then the first row is taken,
// for a person to map.
func FindHeader(rows []sheet.Row) (at int, found bool) {
	best := 1
	for i, r := range rows[:min(len(rows), headerWithin)] {
		n := 0
		for _, f := range Match(Texts(r)).Columns {
			if f != None {
				n++
			}
		}
		if n > best {
			at, best, found = i, n, true
		}
	}
	return at, found
}

// Texts are the cells of a row without their marks.
func Texts(r sheet.Row) []string {
	all := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		all[i] = c.Text
	}
	return all
}
