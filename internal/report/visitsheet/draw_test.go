package visitsheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/paper/papertest"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/report/visitsheet"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// facts are so many visits a day of Teh Euis, from Tuesday 3 March 2026 on.
func facts(t *testing.T, days, visits int) visitsheet.Facts {
	t.Helper()
	from, err := instant.Parse("2026-03-03T08:00:00+07:00")
	qt.Assert(t, qt.IsNil(err))
	f := visitsheet.Facts{Facility: registry.Facility{Name: "Puskesmas Coblong", Slug: "coblong", ServicePhone: "+62222500000"}, Cadre: "Teh Euis", From: "2026-03-03", To: "2026-03-09", At: from}
	for d := range days {
		for i := range visits {
			at := from.Add(time.Duration(d)*24*time.Hour + time.Duration(i)*time.Hour)
			f.Visits = append(f.Visits, visitsheet.Visit{VillageName: "Dago", View: massage.View{ID: ident.Named(fmt.Sprint(d, i)), Number: int64(len(f.Visits) + 1), State: massage.Booked,
				Parent: ident.Named(fmt.Sprint("parent", i)), ParentName: "Ibu Sri Wahyuningsih", ParentPhone: "+6281355500078", Children: []massage.ChildView{{Name: "Nala", Born: "2025-10-01"}, {Name: "Nara", Born: "2025-10-01"}},
				Place: dispatch.Place{Label: "Jalan Ir. H. Juanda nomor 120 RT 02 RW 05", Note: "masuk gang di sebelah warung, rumah pagar hijau"}, CadreName: "Teh Euis",
				Day: at.Time().Format("2006-01-02"), From: at, To: at.Add(45 * time.Minute), Limits: []string{"no_belly"}, Fee: 25_000}})
		}
	}
	return f
}

func pages(made []byte) int { return bytes.Count(made, []byte("<</Type /Page\n")) }

// A full day, with every line a home can have, is one page with a place for each signature.
func TestADayStandsOnOnePage(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		made, err := facts(t, 1, 6).Day(lang, "Bu Petugas")
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(pages(made), 1))
		qt.Check(t, qt.IsFalse(strings.Contains(papertest.Text(made), "visitsheet.")), qt.Commentf("every word is in the catalogue"))
	}
	made, err := facts(t, 1, 6).Day(text.ID, "Bu Petugas")
	qt.Assert(t, qt.IsNil(err))
	said := papertest.Text(made)
	for _, want := range []string{"Puskesmas Coblong", "Lembar kunjungan Teh Euis, Selasa, 3 Mar 2026", "08.00-08.45", "13.00-13.45", "Nala, 5 bulan", "Ibu Sri Wahyuningsih", "0813 5550 0078", "RT 02 RW 05", "pagar hijau", "Dago",
		"perut tidak dipijat", "terima Rp 25.000 tunai", "Tanda tangan", "handuk bersih", "6 kunjungan", "Rahasia", "Bu Petugas"} {
		qt.Check(t, qt.StringContains(said, want))
	}
}

// Whose telephone is not confirmed is not visited; to whom another hour is offered may not be.
func TestADaySaysWhatIsNotSettled(t *testing.T) {
	f := facts(t, 1, 2)
	f.Visits[0].State, f.Visits[1].OfferCadre = massage.Asked, "x"
	made, err := f.Day(text.ID, "Bu Petugas")
	qt.Assert(t, qt.IsNil(err))
	said := papertest.Text(made)
	qt.Check(t, qt.IsFalse(strings.Contains(said, "08.00-08.45")))
	qt.Check(t, qt.StringContains(said, "09.00-09.45"))
	qt.Check(t, qt.StringContains(said, "sedang ditawarkan"))
	f.Visits = f.Visits[:1]
	made, err = f.Day(text.ID, "Bu Petugas")
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(papertest.Text(made), "Tidak ada kunjungan."))
}

func TestAWeekHasItsDaysApart(t *testing.T) {
	f := facts(t, 5, 6)
	f.Visits[0].State = massage.Asked
	made, err := f.Week(text.ID, "Bu Petugas")
	qt.Assert(t, qt.IsNil(err))
	said := papertest.Text(made)
	for _, want := range []string{"Kunjungan kader 3 Mar 2026 sampai 9 Mar 2026", "Selasa, 3 Mar 2026", "Sabtu, 7 Mar 2026", "Teh Euis", "ditahan, nomor belum dipastikan"} {
		qt.Check(t, qt.StringContains(said, want))
	}
	qt.Check(t, qt.IsTrue(pages(made) < 5), qt.Commentf("%d pages", pages(made)))
}

// A name that a spreadsheet would take for a formula is a text in the file.
func TestTheFileOfAWeekDoesNotAct(t *testing.T) {
	f := facts(t, 1, 1)
	f.Visits[0].ParentName, f.Visits[0].Place.Label, f.Visits[0].Children = `=HYPERLINK("http://x")`, "@SUM(A1)", []massage.ChildView{{Name: "+1", Born: "2025-10-01"}}
	var b bytes.Buffer
	qt.Assert(t, qt.IsNil(sheet.Write(&b, sheet.CSV, f.Table(text.ID, "Bu Petugas"))))
	said := b.String()
	for _, want := range []string{`'=HYPERLINK`, `'@SUM`, `'+1`, `'+6281355500078`, "kelurahan", "Dago", "2026-03-03", "08.00"} {
		qt.Check(t, qt.StringContains(said, want))
	}
	b.Reset()
	qt.Check(t, qt.IsNil(sheet.Write(&b, sheet.XLSX, f.Table(text.EN, "Bu Petugas"))))
	qt.Check(t, qt.DeepEquals(f.People(), []ident.ID{f.Visits[0].Parent}))
}
