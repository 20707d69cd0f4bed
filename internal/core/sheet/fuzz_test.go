package sheet_test

import (
	"archive/zip"
	"strings"
	"testing"
	"unicode/utf8"

	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
)

// sane is what must hold of anything that was read.
func sane(t *testing.T, rows []sheet.Row, err error) {
	if err != nil && fault.Of(err).Kind != fault.Invalid {
		t.Fatalf("not the file's fault: %v", err)
	}
	last := 0
	for _, r := range rows {
		if r.Number <= last || len(r.Cells) == 0 || len(r.Cells) > sheet.Usual().Columns || r.Cells[len(r.Cells)-1].Text == "" {
			t.Fatalf("row %d after %d has %d cells", r.Number, last, len(r.Cells))
		}
		last = r.Number
		for _, c := range r.Cells {
			if !utf8.ValidString(c.Text) || strings.TrimSpace(c.Text) != c.Text && c.Mark != sheet.Plain {
				t.Fatalf("row %d: %q", r.Number, c.Text)
			}
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add([]byte("nama;rt\n\"Sri\";1\n"))
	f.Add([]byte("\xff\xfes\x00"))
	f.Add([]byte("sep=;\n'=1;\"a\"b\r\r\n"))
	f.Add(workbook(f, `<sheetData><row r="3"><c r="B3"><v>1</v></c></row></sheetData>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, err := read(t, file)
		sane(t, rows, err)
	})
}

// FuzzSheet puts anything where the rows of a workbook stand.
func FuzzSheet(f *testing.F) {
	f.Add(`<sheetData><row r="3"><c r="B3" s="1"><v>1</v></c><c t="s"><f>x</f><v>1</v></c></row></sheetData>`, styled, shared)
	f.Add(`<row r="-1"><c r="ZZZZ9"/><c r="A1" t="inlineStr"><is><t>a</t></is>`, `<cellXfs><xf numFmtId="999"/>`, `<si><si></t>`)
	f.Fuzz(func(t *testing.T, data, styles, texts string) {
		// Packed without shrinking: shrinking would be most of the work.
		rows, err := read(t, pack(t, zip.Store, []part{{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", links},
			{"xl/worksheets/sheet1.xml", data}, {"xl/styles.xml", styles}, {"xl/sharedStrings.xml", texts}}))
		sane(t, rows, err)
	})
}

// FuzzCSV writes any text and reads it back as it was, but for blanks around it.
func FuzzCSV(f *testing.F) {
	for _, s := range evil {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || strings.TrimSpace(text) == "" || len(text) > 1000 {
			return
		}
		if strings.HasPrefix(strings.TrimSpace(text), "=\"") || strings.HasPrefix(text, "# ") || sheet.Safe(text) != sheet.Safe(strings.TrimSpace(text)) {
			return
		}
		rows, err := read(t, written(t, sheet.CSV, list([]string{text, "x"})))
		if err != nil || len(rows) != 2 || rows[1].Cells[0].Text != strings.TrimSpace(text) {
			t.Fatalf("%q: %v, %v", text, texts(rows), err)
		}
	})
}
