package visitslip_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/paper/papertest"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/report/visitslip"
	"sambang/internal/shared/registry"
)

func slip(t *testing.T, weeks int, fee int64) (f visitslip.Facts) {
	t.Helper()
	from, err := instant.Parse("2026-03-03T09:00:00+07:00")
	qt.Assert(t, qt.IsNil(err))
	f = visitslip.Facts{Facility: registry.Facility{Name: "Puskesmas Coblong", Slug: "coblong", ServicePhone: "+62222500000"}, FeedMinutes: 30, RestHours: 72}
	for i := range weeks {
		at := from.Add(time.Duration(i) * 7 * 24 * time.Hour)
		f.Visits = append(f.Visits, visitslip.Visit{Booking: massage.Booking{ID: ident.ID(strings.Repeat("a", i+1)), Number: int64(42 + i), Day: at.Time().Format("2006-01-02"), From: at, To: at.Add(30 * time.Minute), Fee: fee}, Cadre: "Teh Euis (Dago)"})
	}
	f.Booking = f.Visits[0].Booking
	return f
}

func TestASlipSaysWhenWhoComesAndWhatItCosts(t *testing.T) {
	f := slip(t, 1, 0)
	f.Page = "/t/coblong-abc"
	made, err := f.Draw(text.ID, "https://contoh.example")
	qt.Assert(t, qt.IsNil(err))
	said := papertest.Text(made)
	for _, want := range []string{"Puskesmas Coblong", "Janji kunjungan ke rumah", "0042", "3 Mar 2026", "09.00 - 09.30", "Teh Euis (Dago)", "Gratis", "30 menit", "72 jam", "Buku kesehatan"} {
		qt.Check(t, qt.StringContains(said, want))
	}
	for _, never := range []string{"bayi", "Bayi", "pijat", "Pijat", "ASI"} {
		qt.Check(t, qt.IsFalse(strings.Contains(said, never)), qt.Commentf("it lies in a kitchen: %s", never))
	}
	read, err := papertest.SquareOf(dots(papertest.Strokes(made)[0])).Read()
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(read, "https://contoh.example/t/coblong-abc"))
}

// dots are the strokes of the square code: what else is filled is taller.
func dots(all []papertest.Stroke) (code []papertest.Stroke) {
	for _, s := range all {
		if s.Tall < 2 {
			code = append(code, s)
		}
	}
	return code
}

// Whatever course it is, the slip is one sheet; and the sum is that of what was promised.
func TestACourseStandsOnOneSheetWithItsSum(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		f := slip(t, 8, 25_000)
		f.Visits[7].Fee = 20_000
		f.Page = "/t/coblong-abc"
		made, err := f.Draw(lang, "https://contoh.example")
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(bytes.Count(made, []byte("<</Type /Page\n")), 1))
		said := papertest.Text(made)
		qt.Check(t, qt.StringContains(said, text.Rp(lang, 25_000)))
		qt.Check(t, qt.StringContains(strings.ReplaceAll(said, "  ", " "), text.Rp(lang, 195_000)))
		qt.Check(t, qt.IsFalse(strings.Contains(said, "visitslip.")), qt.Commentf("every word is in the catalogue"))
	}
}
