package sheet

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"sambang/internal/core/fault"
)

// Line is one line of what a file says about itself: as Diunduh oleh, Wati.
type Line struct{ Label, Text string }

// Sheet is a table to be written. The words are the caller's.
type Sheet struct {
	// Name is that of the sheet, at most 31 characters; AboutName that of the
	// second one, which holds About.
	Name, AboutName string
	Header          []string
	Rows            iter.Seq2[[]string, error]
	// Numbers are columns, from 0, whose whole numbers an XLSX holds as numbers, so
	// that they can be added up there; what is no number stays a text.
	Numbers []int
	// By, Title and About are the watermark: who took this file, what it is, and
	// when, of which health centre and what for. All stand in the properties of
	// an XLSX, About also on its second sheet and in the last line of a CSV.
	By, Title string
	About     []Line
}

// Write writes the table in a format.
func Write(w io.Writer, f Format, s Sheet) error {
	if f == CSV {
		return writeCSV(w, s)
	}
	return writeXLSX(w, s)
}

// textFormat is Excel's built-in format "@": what is typed into such a cell stays
// a text, so that a corrected NIK keeps its sixteen digits.
const textFormat = 49

// figureFormat is Excel's built-in "#,##0": whole numbers with thousands apart.
const figureFormat = 3

// looks is how cells are shown: texts, and in some columns figures.
type looks struct {
	text, figure int
	numbers      []int
}

// cell is a text as it goes into a column.
func (l looks) cell(column int, t string) excelize.Cell {
	if slices.Contains(l.numbers, column) {
		if n, err := strconv.ParseInt(t, 10, 64); err == nil {
			return excelize.Cell{StyleID: l.figure, Value: n}
		}
	}
	return excelize.Cell{StyleID: l.text, Value: t}
}

func writeXLSX(w io.Writer, s Sheet) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	style, err := f.NewStyle(&excelize.Style{NumFmt: textFormat})
	if err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	if err := f.SetSheetName(f.GetSheetName(0), s.Name); err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	figures, err := f.NewStyle(&excelize.Style{NumFmt: figureFormat})
	if err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	if err := fill(f, s.Name, looks{style, figures, s.Numbers}, len(s.Header), headed(s)); err != nil {
		return err
	}
	if _, err := f.NewSheet(s.AboutName); err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	if err := fill(f, s.AboutName, looks{text: style}, 2, about(s)); err != nil {
		return err
	}
	p := &excelize.DocProperties{Creator: s.By, LastModifiedBy: s.By, Title: s.Title, Description: signature(s.About)}
	if err := f.SetDocProps(p); err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	return fault.Wrap(f.Write(w), "sheet: write")
}

// fill writes rows of texts. Every cell but a figure is typed as a text and shown
// as one: what looks like a formula is not one.
func fill(f *excelize.File, name string, look looks, columns int, rows iter.Seq2[[]string, error]) error {
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	if err := errors.Join(sw.SetColStyle(1, max(columns, 1), look.text), sw.SetColWidth(1, max(columns, 1), 18)); err != nil {
		return fault.Wrap(err, "sheet: write")
	}
	number := 0
	for texts, err := range rows {
		if err != nil {
			return err
		}
		number++
		cells := make([]any, len(texts))
		for i, t := range texts {
			if t != "" {
				cells[i] = look.cell(i, t)
			}
		}
		at, err := excelize.CoordinatesToCellName(1, number)
		if err == nil {
			err = sw.SetRow(at, cells)
		}
		if err != nil {
			return fault.Wrap(err, "sheet: write")
		}
	}
	return fault.Wrap(sw.Flush(), "sheet: write")
}

// headed is the header and then the rows.
func headed(s Sheet) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		if !yield(s.Header, nil) {
			return
		}
		for r, err := range s.Rows {
			if !yield(r, err) {
				return
			}
		}
	}
}

func about(s Sheet) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, l := range s.About {
			if !yield([]string{l.Label, l.Text}, nil) {
				return
			}
		}
	}
}

// signature is the watermark in one line.
func signature(about []Line) string {
	all := make([]string, len(about))
	for i, l := range about {
		all[i] = l.Label + ": " + l.Text
	}
	return strings.Join(all, " · ")
}

// writeCSV writes UTF-8 with its mark and semicolons, as an Indonesian Excel
// wants it: the comma is its decimal sign. All cells are quoted.
func writeCSV(w io.Writer, s Sheet) error {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString("\ufeff")
	for r, err := range headed(s) {
		if err != nil {
			return err
		}
		for i, t := range r {
			if i > 0 {
				_ = b.WriteByte(';')
			}
			quote(b, Safe(t))
		}
		_, _ = b.WriteString("\r\n")
	}
	if len(s.About) > 0 {
		quote(b, "# "+signature(s.About))
		_, _ = b.WriteString("\r\n")
	}
	return fault.Wrap(b.Flush(), "sheet: write") // the first error of all
}

func quote(b *bufio.Writer, t string) {
	_ = b.WriteByte('"')
	_, _ = b.WriteString(strings.ReplaceAll(t, `"`, `""`))
	_ = b.WriteByte('"')
}

// Safe puts a quote mark before a text that a spreadsheet would take for a
// formula: it is shown as text then. Open takes the mark away again; a text that
// had one already gets another.
func Safe(t string) string {
	if acts(strings.TrimLeft(t, "'")) {
		return "'" + t
	}
	return t
}

// acts reports whether a text begins like a formula: with = + - @ in their plain
// or full-width form, perhaps behind blanks and invisible characters, or with a
// tab or a line end (OWASP ASVS 1.2.10).
func acts(t string) bool {
	if t == "" {
		return false
	}
	if strings.ContainsRune("\t\r\n", rune(t[0])) {
		return true
	}
	t = strings.TrimLeftFunc(t, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) || unicode.IsControl(c)
	})
	return t != "" && strings.ContainsAny(first(t), "=+-@＝＋－＠\u2212")
}

func first(t string) string {
	for _, c := range t {
		return string(c)
	}
	return ""
}
