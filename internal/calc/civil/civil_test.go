package civil

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"
)

const today = "2026-11-22"

func TestDatesComeInEverySpelling(t *testing.T) {
	for text, want := range map[string]Day{
		"12/03/1994": {"1994-03-12", false}, "12-3-94": {"1994-03-12", false}, "1994-03-12": {"1994-03-12", false},
		"12 Maret 1994": {"1994-03-12", false}, "12 maret 94": {"1994-03-12", false}, "12-Mar-94": {"1994-03-12", false},
		"Karanganyar, 12 Maret 1994": {"1994-03-12", false}, "Senin, 12-03-1994": {"1994-03-12", false}, "12.03.1994": {"1994-03-12", false},
		"1994-03-12 00:00:00": {"1994-03-12", false}, "1994-03-12T00:00:00Z": {"1994-03-12", false}, "19940312": {"1994-03-12", false},
		"34405": {"1994-03-12", false}, "12 Agt 2020": {"2020-08-12", false}, "1 Peb 2001": {"2001-02-01", false}, "3 Nopember 1950": {"1950-11-03", false},
		"12 / 3 / 1994": {"1994-03-12", false}, "03/25/1994": {"1994-03-25", false}, "29-02-2024": {"2024-02-29", false},
		"1-1-26": {"2026-01-01", false}, "1-1-27": {"1927-01-01", false},
		"1950": {"1950-07-01", true}, "Maret 1994": {"1994-03-15", true}, "03/1994": {"1994-03-15", true}, "00/00/1950": {"1950-07-01", true},
		"": {}, "-": {}, "0000-00-00": {}, "00/00/0000": {},
	} {
		got, ok := Read(text, today)
		qt.Check(t, qt.IsTrue(ok), qt.Commentf("%q", text))
		qt.Check(t, qt.Equals(got, want), qt.Commentf("%q", text))
	}
	for _, text := range []string{"31/02/1994", "30-13-1994", "12 Xyz 1994", "kemarin", "1/2", "12/3/1894", "12/3/194", "tidak tahu", "99999999", "2020 tahun"} {
		got, ok := Read(text, today)
		qt.Check(t, qt.IsFalse(ok), qt.Commentf("%q became %v", text, got))
	}
}

func TestAnAgeGivesTheMiddleOfWhatItLeavesOpen(t *testing.T) {
	for text, want := range map[string]string{
		"3 th": "2023-05-24", "3": "2023-05-24", "3thn": "2023-05-24", "3 tahun 4 bulan": "2023-07-08", "8 bln": "2026-03-08", "8 bulan": "2026-03-08",
		"2 minggu": "2026-11-04", "5 hr": "2026-11-17", "0 hari": "2026-11-22", "1,5 th": "2024-11-21", "72": "1954-05-23",
	} {
		got, ok := ReadAge(text, today)
		qt.Check(t, qt.IsTrue(ok && got.Guessed), qt.Commentf("%q", text))
		qt.Check(t, qt.Equals(got.On, want), qt.Commentf("%q", text))
	}
	for _, text := range []string{"tua", "200 th", "3/4", "3 kg", "<5"} {
		_, ok := ReadAge(text, today)
		qt.Check(t, qt.IsFalse(ok), qt.Commentf("%q", text))
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"12/03/1994", "Karanganyar, 12 Maret 1994", "00/00/1950", "34405", "3 th 2 bln", "0,1 hr", "t 1:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, read := range []func(string, string) (Day, bool){Read, ReadAge} {
			d, ok := read(text, today)
			if !ok || d.On == "" {
				continue
			}
			on, err := time.Parse(layout, d.On)
			if err != nil || on.Year() < 1890 || on.Year() > 2300 {
				t.Fatalf("%q became %v", text, d)
			}
		}
	})
}
