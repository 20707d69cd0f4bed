package calendar_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
)

var working = []int{1, 2, 3, 4, 5}

// sri works in a factory: a year of hers as the officer writes it down.
func sri() []calendar.Period {
	return []calendar.Period{
		{ID: "n", From: "2026-01-05", Kind: calendar.Normal, Weekdays: working, At: "11:40", N: 1},
		{ID: "r", From: "2026-02-18", To: "2026-03-19", Kind: calendar.Ramadan, Weekdays: working, At: "10:30", N: 2},
		{ID: "l", From: "2026-03-02", To: "2026-03-03", Kind: calendar.Leave, N: 3},
		{ID: "s", From: "2026-03-30", Kind: calendar.Shift, Weekdays: []int{6, 7}, At: "19:00", N: 4},
	}
}

func TestAYearOfHers(t *testing.T) {
	e := calendar.Exceptions{Holidays: []string{"2026-03-20"}}
	for day, want := range map[string]string{
		"2026-01-04": "",      // before she takes part
		"2026-01-05": "11:40", // Monday
		"2026-01-10": "",      // Saturday
		"2026-02-18": "10:30", // the first day of Ramadan
		"2026-03-02": "",      // on leave, whatever else is written
		"2026-03-04": "10:30",
		"2026-03-20": "", // a holiday
		"2026-03-23": "11:40",
		"2026-03-30": "", // Monday, and she now works at the weekend
		"2026-04-04": "19:00",
		"tomorrow":   "",
	} {
		got, comes := calendar.Schedule{Subject: "sri", Periods: sri()}.On(day, e)
		qt.Check(t, qt.Equals(got.At, want), qt.Commentf("on %s", day))
		qt.Check(t, qt.Equals(comes, want != ""), qt.Commentf("on %s", day))
	}
}

func TestLeaveHoldsAlsoWhenAShiftBeginsWithinIt(t *testing.T) {
	p := []calendar.Period{
		{ID: "l", From: "2026-05-04", To: "2026-05-08", Kind: calendar.Leave, N: 1},
		{ID: "s", From: "2026-05-06", Kind: calendar.Shift, Weekdays: working, At: "15:00", N: 2},
	}
	_, comes := calendar.Schedule{Periods: p}.On("2026-05-07", calendar.Exceptions{})
	qt.Check(t, qt.IsFalse(comes))
	_, comes = calendar.Schedule{Periods: p}.On("2026-05-11", calendar.Exceptions{})
	qt.Check(t, qt.IsTrue(comes))
}

func TestHoursOfTheWall(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Jakarta")
	qt.Assert(t, qt.IsNil(err))
	at, ok := calendar.At("2026-03-04", "10:30", zone)
	qt.Check(t, qt.IsTrue(ok))
	qt.Check(t, qt.Equals(at.UTC().Format(time.RFC3339), "2026-03-04T03:30:00Z"))
	_, ok = calendar.At("2026-03-04", "25:00", zone)
	qt.Check(t, qt.IsFalse(ok))
	qt.Check(t, qt.DeepEquals(calendar.Days("2026-02-27", 3), []string{"2026-02-27", "2026-02-28", "2026-03-01"}))
	qt.Check(t, qt.Equals(calendar.Move("2026-03-01", -1), "2026-02-28"))
	qt.Check(t, qt.IsFalse(calendar.IsHour("9:30")))
}

func drawDay(t *rapid.T, name string) string {
	return calendar.Move("2026-01-01", rapid.IntRange(0, 120).Draw(t, name))
}

func drawSchedule(t *rapid.T, subject string) calendar.Schedule {
	s := calendar.Schedule{Subject: subject}
	for i := range rapid.IntRange(0, 6).Draw(t, "periods") {
		p := calendar.Period{ID: strconv.Itoa(i), N: i, From: drawDay(t, "from"), Kind: rapid.SampledFrom(calendar.Kinds()).Draw(t, "kind"),
			Weekdays: rapid.SliceOfN(rapid.IntRange(1, 7), 0, 7).Draw(t, "weekdays"), At: rapid.SampledFrom([]string{"07:30", "11:40", "19:00"}).Draw(t, "at")}
		if rapid.Bool().Draw(t, "ends") {
			p.To = calendar.Move(p.From, rapid.IntRange(0, 40).Draw(t, "long"))
		}
		s.Periods = append(s.Periods, p)
	}
	return s
}

func TestWhatAlwaysHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := []calendar.Schedule{drawSchedule(t, "a"), drawSchedule(t, "b"), drawSchedule(t, "c")}
		e := calendar.Exceptions{Holidays: []string{drawDay(t, "holiday"), drawDay(t, "holiday")}}
		day := drawDay(t, "day")
		got := calendar.PickupsOn(day, all, e)
		if len(calendar.PickupsOn(e.Holidays[0], all, e)) > 0 {
			t.Fatalf("something comes on a holiday")
		}
		seen := map[string]bool{}
		for _, p := range got {
			i := slices.IndexFunc(all, func(s calendar.Schedule) bool { return s.Subject == p.Subject })
			if seen[p.Subject] || !onlyOne(day, p.Period, all[i].Periods) {
				t.Fatalf("not exactly one period holds for %s on %s: %v", p.Subject, day, p.Period)
			}
			seen[p.Subject] = true
		}
		slices.Reverse(all)
		for i := range all {
			all[i].Periods = rapid.Permutation(all[i].Periods).Draw(t, "shuffled")
		}
		if again := calendar.PickupsOn(day, all, e); !reflect.DeepEqual(again, got) {
			t.Fatalf("the order changes what comes: %v, then %v", got, again)
		}
	})
}

// onlyOne reports whether a period may hold for a day beside all others: none that
// covers the day is leave, and none begins later.
func onlyOne(day string, held calendar.Period, all []calendar.Period) bool {
	for _, o := range all {
		covers := o.From <= day && (o.To == "" || day <= o.To)
		if covers && (o.Kind == calendar.Leave || o.From > held.From) {
			return false
		}
	}
	return held.Kind != calendar.Leave
}
