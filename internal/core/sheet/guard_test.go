package sheet_test

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/sheet"
)

const (
	empty = `<sheetData/>`
	mega  = 1 << 20
)

// bomb is a workbook whose sheet has 200 MiB of nothing, 204 kB when packed.
func bomb(t testing.TB) []byte {
	return workbook(t, `<sheetData><row><c t="inlineStr"><is><t>`+strings.Repeat(" ", 200*mega)+`</t></is></c></row></sheetData>`)
}

// lie makes an archive say that its parts are small: sizes in the directory at
// its end are set to one byte.
func lie(file []byte) []byte {
	for at := 0; ; {
		i := bytes.Index(file[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return file
		}
		at += i + 4
		binary.LittleEndian.PutUint32(file[at+20:], 1)
	}
}

// dense is a workbook that keeps within every stated size and has one text of
// 50 MiB in it.
func dense(t testing.TB) []byte {
	return workbook(t, `<sheetData><row><c t="inlineStr"><x a="`+noise(mega-100)+`"/><is><t>`+strings.Repeat(" ", 50*mega)+`</t></is></c></row></sheetData>`)
}

func TestWhatCannotBeAListIsRefusedByName(t *testing.T) {
	sixteenThousand := `<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>`
	manyRows := `<sheetData>` + strings.Repeat(`<row><c><v>`+noise(20)+`</v></c></row>`, 60_001) + `<x>` + noise(mega/2) + `</x></sheetData>`
	for _, c := range []struct {
		name, want string
		file       []byte
	}{
		{"an empty file", "sheet.empty", nil},
		{"eleven megabytes", "sheet.too_large", make([]byte, 11*mega)},
		{"a small file that inflates to 200 MiB", "sheet.bomb", bomb(t)},
		{"the same that says it does not", "sheet.broken", lie(bomb(t))},
		{"one that hides its blanks between noise", "sheet.bomb", dense(t)},
		{"a thousand parts and more", "sheet.too_many_parts", archive(t, make([]part, 1001)...)},
		{"16,384 columns used", "sheet.too_many_columns", workbook(t, sixteenThousand)},
		{"16,384 columns claimed", "sheet.too_many_columns", workbook(t, `<dimension ref="A1:XFD1048576"/>`+empty)},
		{"60,001 rows", "sheet.too_many_rows", workbook(t, manyRows)},
		{"60,001 lines", "sheet.too_many_rows", []byte(strings.Repeat("a,b\n", 60_001))},
		{"201 columns of CSV", "sheet.too_many_columns", []byte(strings.Repeat("a,", 200) + "b\n")},
		{"an endless cell", "sheet.text_too_long", []byte("nama\n" + strings.Repeat("a", 200_000))},
		{"an endless shared text", "sheet.text_too_long", workbook(t, empty, part{"xl/sharedStrings.xml", "<sst><si><t>" + strings.Repeat("ab<x/>", 100_000) + "</t></si></sst>"})},
		{"markup without an end", "sheet.bomb", workbook(t, `<sheetData a="`+noise(2*mega)+`">`)},
		{"an entity of the file's own", "sheet.not_a_sheet", archive(t, part{"xl/workbook.xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>`})},
		{"an entity nobody declared", "sheet.broken", workbook(t, `<sheetData><row><c t="str"><v>&e;</v></c></row></sheetData>`)},
		{"a document", "sheet.not_a_sheet", archive(t, part{"word/document.xml", "<w/>"})},
		{"a page that calls itself a sheet", "sheet.not_a_sheet", []byte("\n<html><table><tr><td>Nama</td></tr></table></html>")},
		{"a picture", "sheet.not_a_sheet", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")},
		{"a workbook of before 2007", "sheet.old_xls", append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 600)...)},
		{"a locked workbook", "sheet.encrypted", append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)},
		{"half a workbook", "sheet.broken", workbook(t, empty)[:300]},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(t, c.file)
			qt.Assert(t, qt.Equals(code(err), c.want), qt.Commentf("%v", err))
		})
	}
}

// noise does not shrink much: letters without a pattern.
func noise(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = 'a' + byte(x>>24)%26
	}
	return string(b)
}

func TestATextWithoutAnEndTakesLittleMemory(t *testing.T) {
	file := dense(t)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := read(t, file)
	runtime.ReadMemStats(&after)
	qt.Assert(t, qt.Equals(code(err), "sheet.bomb"))
	// What was ever allocated, not what is left: the peak cannot be above it.
	qt.Assert(t, qt.IsTrue(after.TotalAlloc-before.TotalAlloc < 40*mega), qt.Commentf("%d MiB", (after.TotalAlloc-before.TotalAlloc)/mega))
}

func TestAnArchiveInTheArchiveIsLeftAlone(t *testing.T) {
	file := workbook(t, `<sheetData><row><c t="inlineStr"><is><t>Sri</t></is></c></row></sheetData>`, part{"xl/media/inner.zip", string(bomb(t))})
	rows, err := read(t, file)
	must(t, err)
	qt.Assert(t, qt.Equals(texts(rows), "1|Sri\n"))
}

func TestARefusalNamesTheRow(t *testing.T) {
	_, err := read(t, workbook(t, `<sheetData><row r="7"><c r="A7"><v>1</v></c><c r="GS7"><v>1</v></c></row></sheetData>`))
	qt.Assert(t, qt.ErrorMatches(err, `sheet.too_many_columns \(7\)`))
}

func TestAHangUpEndsTheReading(t *testing.T) {
	b, err := sheet.Open(t.Context(), strings.NewReader("a;b\nc;d\n"), 8, sheet.Usual())
	must(t, err)
	n := 0
	for range b.Rows() {
		n++
		break
	}
	qt.Assert(t, qt.Equals(n, 1))
}
