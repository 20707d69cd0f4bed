package sheet_test

import (
	"bytes"
	"testing"
	"unicode/utf16"

	"github.com/go-quicktest/qt"
	"github.com/xuri/excelize/v2"

	"sambang/internal/core/sheet"
)

func wide(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func TestListsComeInManyForms(t *testing.T) {
	for _, c := range []struct {
		name, want string
		file       []byte
	}{
		{"commas", "1|nama|rt\n2|Sri|001\n", []byte("nama,rt\nSri,001\n")},
		{"semicolons and decimal commas", "1|nama|berat\n2|Sri|3,2\n", []byte("nama;berat\r\nSri;3,2\r\n")},
		{"tabs", "1|nama|rt\n2|Sri|1\n", []byte("nama\trt\nSri\t1")},
		{"a mark of UTF-8", "1|nama\n2|Sri\n", []byte("\xef\xbb\xbfnama\nSri")},
		{"UTF-16 of Excel", "1|nama|rt\n2|Sri é|1\n", wide("nama\trt\r\nSri é\t1\r\n")},
		{"Windows-1252", "1|nama\n2|Andr\u00e9 \u2013 Sri\n", []byte("nama\nAndr\xe9 \x96 Sri\n")},
		{"line ends of old Macs", "1|nama\n2|Sri\n", []byte("nama\rSri\r")},
		{"empty lines count", "1|nama\n4|Sri\n", []byte("nama\n\n;;\nSri;\n")},
		{"quotes", "1|Sri \"Cantik\"|dua\nbaris\n2|x|y\n", []byte("\"Sri \"\"Cantik\"\"\",\"dua\nbaris\"\nx,y\n")},
		{"quotes inside", "1|Sri \"Cantik\" W|b\n", []byte("Sri \"Cantik\" W,b\n")},
		{"a quote nobody closed", "1|\"Sri|b\n2|c\n", []byte("\"Sri,b\nc\n")},
		{"the line that names the delimiter", "2|a,b|c\n", []byte("sep=;\na,b;c\n")},
		{"a text wrapped against zeros lost", "1|0812|x\n", []byte("=\"0812\",x\n")},
		{"our own mark and signature", "1|+62812|-\n", []byte("'+62812;'-\n\"# Diunduh oleh: Wati\"\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := read(t, c.file)
			must(t, err)
			qt.Assert(t, qt.Equals(texts(rows), c.want))
		})
	}
}

func TestALongNumberThatASpreadsheetCutIsMarked(t *testing.T) {
	rows, err := read(t, []byte("3.31315E+15;3,31315E+15;3313145203980001;12E+3\n"))
	must(t, err)
	qt.Assert(t, qt.DeepEquals(rows[0].Cells, []sheet.Cell{
		{"3.31315E+15", sheet.Rounded}, {"3,31315E+15", sheet.Rounded}, {"3313145203980001", sheet.Plain}, {"12E+3", sheet.Plain}}))
}

const styled = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-421]dd\ mmmm\ yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;day &quot;0.0"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`

const shared = `<sst><si><t>Sri</t></si><si><r><t>Siti </t></r><r><rPr><b/></rPr><t xml:space="preserve">Nur</t></r><rPh><t>x</t></rPh></si></sst>`

func TestCellsOfAWorkbookSayWhatTheyAre(t *testing.T) {
	rows, err := read(t, workbook(t, `<dimension ref="A1:M4"/><sheetData>
<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>99</v></c></row>
<row r="4"><c r="A4"><v>3313145203980000</v></c><c r="B4"><v>3.3131452039800011E+15</v></c><c r="C4"><v>81234567890</v></c>
<c r="D4" s="1"><v>34405</v></c><c r="E4" s="2"><v>34405.5</v></c><c r="F4" s="3"><v>7</v></c>
<c r="G4"><f>1+1</f><v>2</v></c><c r="H4" t="str"><f>HYPERLINK("http://x")</f><v>klik</v></c><c r="I4"><f>SUM(A1)</f></c>
<c r="J4" t="e"><v>#N/A</v></c><c r="K4" t="b"><v>1</v></c><c r="L4" t="d"><v>1994-03-12T00:00:00</v></c><c r="M4"><v>3.2000000000000002</v></c></row>
</sheetData>`, part{"xl/styles.xml", styled}, part{"xl/sharedStrings.xml", shared}))
	must(t, err)
	qt.Assert(t, qt.HasLen(rows, 2))
	qt.Check(t, qt.DeepEquals(rows[0], sheet.Row{Number: 2, Cells: []sheet.Cell{{}, {Text: "Sri"}, {Text: "Siti Nur"}}}))
	qt.Check(t, qt.DeepEquals(rows[1], sheet.Row{Number: 4, Cells: []sheet.Cell{
		{"3313145203980000", sheet.Rounded}, {"3313145203980001", sheet.Number}, {"81234567890", sheet.Number},
		{"1994-03-12", sheet.Date}, {"1994-03-12", sheet.Date}, {"7", sheet.Number},
		{"2", sheet.Number}, {"klik", sheet.Formula}, {},
		{"", sheet.Broken}, {"1", sheet.Plain}, {"1994-03-12", sheet.Date}, {"3.2", sheet.Number}}}))
}

func TestDaysOfOldMacsCountFrom1904(t *testing.T) {
	file := archive(t, part{"xl/workbook.xml", `<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", links}, part{"xl/styles.xml", styled},
		part{"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c s="1"><v>32943</v></c></row></sheetData></worksheet>`})
	rows, err := read(t, file)
	must(t, err)
	qt.Assert(t, qt.Equals(texts(rows), "1|1994-03-12\n"))
}

// A file as another program writes it: types, dates and formulas of its own.
func TestAWorkbookOfAnotherProgramIsRead(t *testing.T) {
	f := excelize.NewFile()
	must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Nama", "NIK", "Tgl Lahir", "Berat"}))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	must(t, f.SetSheetRow("Sheet1", "A3", &[]any{"Siti Aminah", "3313145203980001", 34405, 3.2}))
	must(t, f.SetCellStyle("Sheet1", "C3", "C3", style))
	var b bytes.Buffer
	must(t, f.Write(&b))
	rows, err := read(t, b.Bytes())
	must(t, err)
	qt.Assert(t, qt.Equals(texts(rows), "1|Nama|NIK|Tgl Lahir|Berat\n3|Siti Aminah|3313145203980001|1994-03-12|3.2\n"))
}
