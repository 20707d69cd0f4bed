package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"github.com/xuri/excelize/v2"

	"sambang/internal/core/sheet"
)

func rowsOf(rows ...[]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func list(rows ...[]string) sheet.Sheet {
	return sheet.Sheet{Name: "Data", AboutName: "Keterangan", Header: []string{"nama", "telepon"}, Rows: rowsOf(rows...),
		By: "Wati", Title: "Warga Nangsri", About: []sheet.Line{{Label: "Diunduh oleh", Text: "Wati"}, {Label: "Keperluan", Text: "=daftar"}}}
}

// evil are texts that a spreadsheet would act on (threat T9).
var evil = []string{`=HYPERLINK("http://x","klik")`, "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", " =1", "\u200b=1", "\u00a0+1", "\u22121", "'=1", "''+1"}

func written(t *testing.T, f sheet.Format, s sheet.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, sheet.Write(&b, f, s))
	return b.Bytes()
}

func TestWhatIsWrittenToCSVDoesNotAct(t *testing.T) {
	for _, text := range evil {
		got := string(written(t, sheet.CSV, list([]string{text, "x"})))
		line := strings.SplitN(got, "\r\n", 2)[1]
		qt.Check(t, qt.IsTrue(strings.HasPrefix(line, `"'`)), qt.Commentf("%q became %q", text, line))
	}
	for _, text := range []string{"Sri", "12-3-1994", "a=b", "", "#1"} {
		qt.Check(t, qt.Equals(sheet.Safe(text), text))
	}
}

func TestWhatIsWrittenToAWorkbookIsText(t *testing.T) {
	var rows [][]string
	for _, text := range evil {
		rows = append(rows, []string{text, "3313145203980001"})
	}
	file := written(t, sheet.XLSX, list(rows...))
	f, err := excelize.OpenReader(bytes.NewReader(file))
	must(t, err)
	for i, text := range evil {
		at, _ := excelize.CoordinatesToCellName(1, i+2)
		kind, err := f.GetCellType("Data", at)
		must(t, err)
		qt.Check(t, qt.Equals(kind, excelize.CellTypeInlineString), qt.Commentf("%q", text))
		formula, err := f.GetCellFormula("Data", at)
		must(t, err)
		qt.Check(t, qt.Equals(formula, ""))
	}
	style, err := f.GetCellStyle("Data", "B2")
	must(t, err)
	shown, err := f.GetStyle(style)
	must(t, err)
	qt.Check(t, qt.Equals(shown.NumFmt, 49), qt.Commentf("a corrected NIK stays a text"))
}

func TestAFileSaysWhoTookIt(t *testing.T) {
	file := written(t, sheet.XLSX, list([]string{"Sri", ""}))
	f, err := excelize.OpenReader(bytes.NewReader(file))
	must(t, err)
	about, err := f.GetRows("Keterangan")
	must(t, err)
	qt.Check(t, qt.DeepEquals(about, [][]string{{"Diunduh oleh", "Wati"}, {"Keperluan", "=daftar"}}))
	p, err := f.GetDocProps()
	must(t, err)
	qt.Check(t, qt.DeepEquals([]string{p.Creator, p.Title, p.Description}, []string{"Wati", "Warga Nangsri", "Diunduh oleh: Wati · Keperluan: =daftar"}))

	text := string(written(t, sheet.CSV, list([]string{"Sri", ""})))
	qt.Check(t, qt.Equals(text, "\ufeff\"nama\";\"telepon\"\r\n\"Sri\";\"\"\r\n\"# Diunduh oleh: Wati · Keperluan: =daftar\"\r\n"))
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rows := [][]string{{"Sri \"Cantik\"", "+6281234567890"}, {"dua\nbaris", "'=1"}, {"", ""}, {"=1", "ยง é <&>"}}
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		got, err := read(t, written(t, f, list(rows...)))
		must(t, err)
		qt.Check(t, qt.Equals(texts(got), "1|nama|telepon\n2|Sri \"Cantik\"|+6281234567890\n3|dua\nbaris|'=1\n5|=1|ยง é <&>\n"), qt.Commentf("%s", f))
	}
}

func TestAListThatCannotBeReadIsNotHalfWritten(t *testing.T) {
	gone := errors.New("the database has gone")
	s := list()
	s.Rows = func(yield func([]string, error) bool) { yield(nil, gone) }
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		qt.Check(t, qt.ErrorIs(sheet.Write(io.Discard, f, s), gone))
	}
}

func TestAWorkbookOfOursHasNoPartThatPointsOut(t *testing.T) {
	file := written(t, sheet.XLSX, list([]string{"http://example.org", ""}))
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	for _, p := range z.File {
		r, err := p.Open()
		must(t, err)
		all, err := io.ReadAll(r)
		must(t, err)
		qt.Check(t, qt.IsFalse(bytes.Contains(all, []byte(`TargetMode="External"`))), qt.Commentf("%s", p.Name))
	}
}

// A column of sums can be added up; what is no number there stays what it was.
func TestFiguresAreNumbersInAWorkbook(t *testing.T) {
	s := list([]string{"Joko", "25000"}, []string{"Rudi", "=1+1"})
	s.Numbers = []int{1}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, sheet.XLSX, s)))
	must(t, err)
	defer f.Close()
	for cell, kind := range map[string]excelize.CellType{"B1": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "B3": excelize.CellTypeInlineString} {
		got, err := f.GetCellType("Data", cell)
		must(t, err)
		qt.Check(t, qt.Equals(got, kind), qt.Commentf("%s", cell))
	}
	raw, err := f.GetCellValue("Data", "B2", excelize.Options{RawCellValue: true})
	must(t, err)
	qt.Check(t, qt.Equals(raw, "25000"))
}
