package api

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-quicktest/qt"
	"github.com/xuri/excelize/v2"

	"sambang/internal/core/ident"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/registry"
)

// aMonth is a statement with everything that can stand on one.
func aMonth(lang string) stated {
	funds := []ledger.Part{{Fund: "blud", Amount: 20_000}, {Fund: "gift_bank", Amount: 5_000}}
	v := payment.StatementView{Number: 14, WorkerName: "Joko Susilo", Month: "2026-07", State: payment.Paid, How: "cash", PaidOn: "2026-08-03", PaidByName: "Bu Yuni",
		PreparedByName: "Bu Yuni", SettledByName: "dr. Retno", Held: []payment.HeldLine{{Number: "0431", On: "2026-07-21", Amount: 25_000, Reason: "no_code"}}}
	for i, kind := range []string{"delivery", "delivery", "failed", "support", "correction"} {
		l := payment.Line{Entry: ident.Named(kind), Kind: kind, Number: "042" + string(rune('0'+i)), On: "2026-07-0" + string(rune('1'+i)), Ride: ident.Named("ride"), Amount: 25_000, Parts: funds}
		if kind == "correction" {
			l.Amount, l.Parts, l.On = -25_000, []ledger.Part{{Fund: "blud", Amount: -25_000}}, "2026-06-28"
		}
		if kind == "support" {
			l.Number, l.Ride, l.Parts = "", "", []ledger.Part{{Fund: "gift_bank", Amount: 25_000}}
		}
		l.Earlier = l.On < "2026-07"
		v.Lines = append(v.Lines, l)
		v.Amount += l.Amount
	}
	v.Funds = []ledger.Part{{Fund: "blud", Amount: 35_000}, {Fund: "gift_bank", Amount: 40_000}}
	return stated{StatementView: v, facility: registry.Facility{Name: "Puskesmas Contoh", Zone: "Asia/Jakarta", ServicePhone: "0271 000000", Demo: true},
		lang: lang, funds: map[string]string{"gift_bank": "Hibah Bank Desa"}, by: "Bu Yuni", at: "2026-08-03"}
}

// A statement is one sheet of A4 that can be signed, in both languages. The paper is
// left beside the test's own files when SAMBANG_LOOK names a folder.
func TestAStatementIsOnePaper(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		made, err := aMonth(lang).pdf()
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(bytes.Count(made, []byte("<</Type /Page\n")), 1))
		if dir := os.Getenv("SAMBANG_LOOK"); dir != "" {
			qt.Assert(t, qt.IsNil(os.WriteFile(filepath.Join(dir, "statement-"+lang+".pdf"), made, 0o600)))
		}
	}
}

// The same as a workbook: sums are numbers, what is held stands beside them.
func TestAStatementIsAWorkbook(t *testing.T) {
	var b bytes.Buffer
	s := aMonth(text.ID)
	qt.Assert(t, qt.IsNil(sheet.Write(&b, sheet.XLSX, s.sheet())))
	f, err := excelize.OpenReader(&b)
	qt.Assert(t, qt.IsNil(err))
	defer f.Close()
	rows, err := f.GetRows(text.T(text.ID, "sheet.data", nil), excelize.Options{RawCellValue: true})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.DeepEquals(rows[0][5:8], []string{"Rupiah", "BLUD", "Hibah Bank Desa"}))
	qt.Assert(t, qt.DeepEquals(rows[5][5:7], []string{"-25000", "-25000"}))
	qt.Assert(t, qt.DeepEquals(rows[6][5:8], []string{"75000", "35000", "40000"}))
	qt.Assert(t, qt.StringContains(rows[7][len(rows[7])-1], "Rp 25.000"))
}
