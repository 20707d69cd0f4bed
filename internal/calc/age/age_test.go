package age_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/age"
)

func TestWholeMonths(t *testing.T) {
	for _, c := range []struct {
		born, on string
		want     int
	}{
		{"2026-01-15", "2026-01-15", 0},
		{"2026-01-15", "2026-02-14", 0},
		{"2026-01-15", "2026-02-15", 1},
		{"2025-08-31", "2026-02-28", 5}, // no 31st in February: six months on the 1st of March
		{"2025-08-31", "2026-03-01", 6},
		{"2024-02-29", "2025-02-28", 11},
		{"2026-01-15", "2026-01-14", age.Unknown},
		{"", "2026-01-14", age.Unknown},
		{"2026-01-14", "besok", age.Unknown},
	} {
		qt.Check(t, qt.Equals(age.Months(c.born, c.on), c.want), qt.Commentf("%s on %s", c.born, c.on))
	}
}

func TestNobodyGrowsYoungerNorTwoMonthsInADay(t *testing.T) {
	day := func(t *rapid.T, name string) time.Time {
		return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, name))
	}
	rapid.Check(t, func(t *rapid.T) {
		born := day(t, "born")
		on := born.AddDate(0, 0, rapid.IntRange(0, 2000).Draw(t, "days"))
		today := age.Months(born.Format(time.DateOnly), on.Format(time.DateOnly))
		next := age.Months(born.Format(time.DateOnly), on.AddDate(0, 0, 1).Format(time.DateOnly))
		if today < 0 || next < today || next > today+1 {
			t.Fatalf("born %s: %d months on %s, %d a day later", born, today, on, next)
		}
	})
}

func TestTheDayAnAgeIsReachedIsTheFirstOfIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "born"))
		n := rapid.IntRange(0, 60).Draw(t, "months")
		on := age.Reached(born.Format(time.DateOnly), n)
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			t.Fatal(err)
		}
		if got := age.Months(born.Format(time.DateOnly), on); got != n {
			t.Fatalf("born %s: %d months on %s, want %d", born, got, on, n)
		}
		if before := age.Months(born.Format(time.DateOnly), day.AddDate(0, 0, -1).Format(time.DateOnly)); before >= n {
			t.Fatalf("born %s: %d months already on the day before %s", born, before, on)
		}
	})
}
