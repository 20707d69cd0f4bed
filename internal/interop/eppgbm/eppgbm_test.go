package eppgbm_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
	"sambang/internal/interop/eppgbm"
)

const today = "2026-11-22"

// typed is a row as it comes out of a spreadsheet.
func typed(n int, cells ...string) sheet.Row {
	r := sheet.Row{Number: n}
	for _, c := range cells {
		r.Cells = append(r.Cells, sheet.Cell{Text: c})
	}
	return r
}

func TestColumnsAreKnownByNameInAnyOrder(t *testing.T) {
	l, err := eppgbm.Match([]string{"asi_bulan_3", "Tanggal Pengukuran", "nama anak", "Berat", "TINGGI", "cara ukur", "Detail", "NIK"})
	qt.Assert(t, qt.IsNil(err))
	row, problems := l.Read(typed(7, "Ya", "03/11/2026", "  Kirana   Putri", "7,4 kg", "66.5", "Terlentang", "x", "3201025505260001"), today)
	qt.Check(t, qt.HasLen(problems, 0))
	qt.Check(t, qt.DeepEquals(row, eppgbm.Row{Number: 7, NIK: "3201025505260001", Name: "Kirana Putri", On: "2026-11-03", Grams: 7400, Length: 6650, Position: eppgbm.Lying, Oedema: -1,
		Marks: [eppgbm.Months]string{"", "", "", eppgbm.Yes}}))
}

func TestASheetOfSomethingElseIsRefused(t *testing.T) {
	for _, headers := range [][]string{{}, {"nama_anak", "BERAT"}, {"TANGGALUKUR", "BERAT"}} {
		_, err := eppgbm.Match(headers)
		qt.Check(t, qt.Equals(fault.Of(err).Code, "import.no_measurements"))
	}
}

func TestWhatCannotBeIsSaidAndNotGuessed(t *testing.T) {
	l, err := eppgbm.Match(eppgbm.Headers())
	qt.Assert(t, qt.IsNil(err))
	row, problems := l.Read(typed(2, "1", "320102", "", "2027-01-01", "7400", "-1", "dua", "", "4", "duduk", "?", "barangkali"), today)
	codes := make([]string, 0, len(problems))
	hard := 0
	for _, p := range problems {
		codes = append(codes, p.Code)
		if p.Error {
			hard++
		}
	}
	qt.Check(t, qt.DeepEquals(codes, []string{"import.nik_form", "import.nobody", "import.measured_ahead", "import.figure", "import.figure", "import.figure",
		"import.unknown_word", "import.unknown_word", "import.unknown_word"}), qt.Commentf("a question mark is a blank"))
	qt.Check(t, qt.Equals(hard, 2))
	qt.Check(t, qt.DeepEquals(row, eppgbm.Row{Number: 2, Oedema: -1}))

	cut := typed(3, "1", "3.20102550526E+15", "Kirana", "2026-11-03")
	cut.Cells[1].Mark = sheet.Rounded
	row, problems = l.Read(cut, today)
	qt.Check(t, qt.Equals(row.NIK, ""), qt.Commentf("the last digits would be somebody else's"))
	qt.Check(t, qt.Equals(problems[0].Code, "import.number_cut"))
}

// What is written is read again as it was, through a real file of each format.
func TestAFileComesBackAsItWas(t *testing.T) {
	figure := func(t *rapid.T, name string, most int64) int64 { return rapid.Int64Range(0, most).Draw(t, name) }
	rapid.Check(t, func(t *rapid.T) {
		var rows []eppgbm.Row
		for i := range rapid.IntRange(1, 5).Draw(t, "rows") {
			r := eppgbm.Row{Number: i + 2, NIK: rapid.StringMatching(`[1-9][0-9]{15}`).Draw(t, "nik"), Name: rapid.StringMatching(`[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?`).Draw(t, "name"),
				On: "2026-10-0" + rapid.StringMatching(`[1-9]`).Draw(t, "day"), Grams: figure(t, "grams", 2500) * 10, Length: figure(t, "length", 1100) * 10,
				Arm: figure(t, "arm", 250) * 10, Head: figure(t, "head", 550) * 10, Oedema: rapid.Int64Range(-1, 3).Draw(t, "oedema"),
				Position: rapid.SampledFrom([]string{"", eppgbm.Lying, eppgbm.Standing}).Draw(t, "position"), VitaminA: rapid.Bool().Draw(t, "vitamin")}
			for m := range r.Marks {
				r.Marks[m] = rapid.SampledFrom([]string{"", eppgbm.Yes, eppgbm.No}).Draw(t, "mark")
			}
			rows = append(rows, r)
		}
		format := rapid.SampledFrom([]sheet.Format{sheet.XLSX, sheet.CSV}).Draw(t, "format")
		var file bytes.Buffer
		err := sheet.Write(&file, format, sheet.Sheet{Name: "Pengukuran", AboutName: "Tentang", Header: eppgbm.Headers(), Rows: func(yield func([]string, error) bool) {
			for i, r := range rows {
				if !yield(eppgbm.Line(i+1, r), nil) {
					return
				}
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Open(t.Context(), bytes.NewReader(file.Bytes()), int64(file.Len()), sheet.Usual())
		if err != nil {
			t.Fatal(err)
		}
		var layout eppgbm.Layout
		var back []eppgbm.Row
		for r, err := range book.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, c := range r.Cells {
				texts = append(texts, c.Text)
			}
			if layout == nil {
				if layout, err = eppgbm.Match(texts); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if len(texts) == 1 && strings.HasPrefix(texts[0], "# ") {
				continue
			}
			row, problems := layout.Read(r, today)
			if len(problems) > 0 {
				t.Fatalf("row %d: %v", r.Number, problems)
			}
			back = append(back, row)
		}
		if !slices.Equal(back, rows) {
			t.Fatalf("wrote %v\nread %v", rows, back)
		}
	})
}

// No row of any spreadsheet stops the reader.
func FuzzRow(f *testing.F) {
	f.Add("3201025505260001", "Kirana", "2026-11-03", "7,4", "66.5", "ya")
	f.Fuzz(func(t *testing.T, nik, name, on, grams, length, mark string) {
		l, err := eppgbm.Match([]string{"NIK", "nama_anak", "TANGGALUKUR", "BERAT", "TINGGI", "asi_bulan_0"})
		qt.Assert(t, qt.IsNil(err))
		row, _ := l.Read(typed(1, nik, name, on, grams, length, mark), today)
		if row.Grams < 0 || row.Grams > 60_000 || row.Length < 0 || row.Length > 15_000 || row.On > today {
			t.Fatalf("%+v", row)
		}
	})
}
