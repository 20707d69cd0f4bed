package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
)

// part is one part of an archive made by a test.
type part struct{ name, text string }

// archive packs parts as they are.
func archive(t testing.TB, parts ...part) []byte { return pack(t, zip.Deflate, parts) }

func pack(t testing.TB, method uint16, parts []part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		must(t, err)
		_, err = io.WriteString(w, p.text)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

const book = `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
 <sheet name="Sandi" sheetId="1" state="hidden" r:id="rId9"/><sheet name="Data" sheetId="2" r:id="rId1"/></sheets></workbook>`

const links = `<Relationships><Relationship Id="rId9" Target="worksheets/sheet9.xml"/><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`

// workbook is the least that is a workbook, with what stands in its sheet.
func workbook(t testing.TB, sheetData string, more ...part) []byte {
	t.Helper()
	parts := []part{{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", links},
		{"xl/worksheets/sheet1.xml", `<worksheet>` + sheetData + `</worksheet>`}}
	return archive(t, append(parts, more...)...)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read opens a file and reads all of it.
func read(t testing.TB, file []byte) ([]sheet.Row, error) {
	t.Helper()
	b, err := sheet.Open(t.Context(), bytes.NewReader(file), int64(len(file)), sheet.Usual())
	if err != nil {
		return nil, err
	}
	var all []sheet.Row
	for r, err := range b.Rows() {
		if err != nil {
			return all, err
		}
		all = append(all, r)
	}
	return all, nil
}

// code is the code of an error; empty for none.
func code(err error) string {
	if err == nil {
		return ""
	}
	var e *fault.Error
	if !errors.As(err, &e) {
		return "uncoded: " + err.Error()
	}
	return e.Code
}

// texts is what the cells of the rows say, one line a row: number, then cells.
func texts(rows []sheet.Row) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%d", r.Number)
		for _, c := range r.Cells {
			b.WriteString("|" + c.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}
