package reach_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/report/coverage"
	"sambang/internal/report/reach"
)

const (
	jambewangi = "35.10.16.2001"
	sempu      = "35.10.16.2002"
	karangsari = "35.10.16.2003"
)

func TestWhatASellerToldStandsInItsWeekAndVillage(t *testing.T) {
	sumi := ident.Named("sumi")
	facts := []reach.Fact{
		{"2026-02-20", jambewangi, sumi, reach.Leaflet, "message", 3}, // before the span: only the first day
		{"2026-03-01", jambewangi, sumi, reach.Leaflet, "message", 3}, // a Sunday
		{"2026-03-02", jambewangi, sumi, reach.Leaflet, "tap", 1},     // the Monday after it
		{"2026-03-04", "", sumi, reach.Leaflet, "weekly_count", 12},   // nobody said where
		{"2026-03-05", sempu, "", reach.Scan, "scan", 2},
		{"2026-03-06", jambewangi, sumi, reach.Told, "lead", 1},
		{"2026-03-09", jambewangi, sumi, reach.Leaflet, "tap", 9}, // after the span
	}
	r := reach.Reckon(facts, []string{jambewangi, karangsari}, "2026-03-01", "2026-03-08")
	qt.Check(t, qt.Equals(r.Total, reach.Counts{Leaflets: 16, Scans: 2, Told: 1}))
	qt.Check(t, qt.DeepEquals(r.Weeks, []reach.Week{
		{"2026-02-23", reach.Counts{Leaflets: 3}},
		{"2026-03-02", reach.Counts{Leaflets: 13, Scans: 2, Told: 1}},
	}))
	qt.Check(t, qt.DeepEquals(r.Places, []reach.Place{
		{Village: "", Counts: reach.Counts{Leaflets: 12}, Weeks: []int{0, 12}, First: "2026-03-04"},
		{Village: jambewangi, Counts: reach.Counts{Leaflets: 4, Told: 1}, Weeks: []int{3, 1}, First: "2026-02-20"},
		{Village: sempu, Counts: reach.Counts{Scans: 2}, Weeks: []int{0, 0}, First: "2026-03-05"},
		{Village: karangsari, Weeks: []int{0, 0}},
	}))
	qt.Check(t, qt.DeepEquals(r.Ways, []reach.Way{{"weekly_count", 12}, {"message", 3}, {"tap", 1}}))
	qt.Check(t, qt.DeepEquals(r.Sellers, []reach.Seller{{sumi, reach.Counts{Leaflets: 16, Told: 1}}}))
}

// However it is cut, it is the same sum: no week, village or way loses or doubles a fact.
func TestEveryCutIsTheSameSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) string {
			return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 120).Draw(t, "day")).Format(time.DateOnly)
		})
		facts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) reach.Fact {
			return reach.Fact{day.Draw(t, "day"), rapid.SampledFrom([]string{"", jambewangi, sempu}).Draw(t, "village"), ident.Named(rapid.SampledFrom([]string{"a", "b"}).Draw(t, "seller")),
				rapid.SampledFrom(reach.Kinds).Draw(t, "kind"), rapid.SampledFrom([]string{"tap", "message"}).Draw(t, "source"), rapid.IntRange(1, 9).Draw(t, "n")}
		}), 0, 40).Draw(t, "facts")
		from, to := day.Draw(t, "from"), day.Draw(t, "to")
		if to < from {
			from, to = to, from
		}
		r := reach.Reckon(facts, nil, from, to)
		sum := 0
		for _, f := range facts {
			if f.Day >= from && f.Day <= to && slices.Contains([]string{reach.Leaflet, reach.Talk, reach.Massage, reach.Referral}, f.Kind) {
				sum += f.N
			}
		}
		weeks, places, byWeek, sellers, ways := 0, 0, 0, 0, 0
		for _, w := range r.Weeks {
			weeks += w.Contacts()
		}
		for _, p := range r.Places {
			places += p.Contacts()
			for _, n := range p.Weeks {
				byWeek += n
			}
		}
		for _, s := range r.Sellers {
			sellers += s.Contacts()
		}
		for _, w := range r.Ways {
			ways += w.Contacts
		}
		got := []int{r.Total.Contacts(), weeks, places, byWeek, sellers, ways}
		if !slices.Equal(got, []int{sum, sum, sum, sum, sum, sum}) {
			t.Fatalf("%v, want %d in each", got, sum)
		}
	})
}

// born is a baby of a village whose six months are reached in a civil month.
func born(village, six string, proven bool) coverage.Infant {
	b := coverage.Infant{Baby: ident.Named(village + six + fmt.Sprint(proven)), Born: birthOf(six), Village: village}
	for i := range b.Months[:6] {
		b.Months[i] = coverage.Answer{State: coverage.Yes, On: age.Reached(b.Born, i)}
	}
	if !proven {
		b.Months[3].State = coverage.No
	}
	return b
}

func TestBeforeAndAfterHaveTheSameNumberOfMonths(t *testing.T) {
	babies := []coverage.Infant{
		born(sempu, "2025-12", true), // another village
		born(jambewangi, "2025-10", true),
		born(jambewangi, "2025-12", false), born(jambewangi, "2026-01", false), // before
		born(jambewangi, "2026-02", true),                                    // the month it came: in neither
		born(jambewangi, "2026-03", true), born(jambewangi, "2026-04", true), // after
		born(jambewangi, "2026-05", true), // not over yet
	}
	c := reach.ChangeOf(babies, jambewangi, "2026-02-20", "2026-05-20")
	qt.Assert(t, qt.IsNotNil(c))
	qt.Check(t, qt.Equals(c.Months, 2))
	qt.Check(t, qt.Equals(c.BeforeTo, "2026-01"))
	qt.Check(t, qt.Equals(c.AfterFrom, "2026-03"))
	qt.Check(t, qt.Equals(c.Before.Graduates, coverage.Share{Have: 0, Of: 2}))
	qt.Check(t, qt.Equals(c.After.Graduates, coverage.Share{Have: 2, Of: 2}))
	qt.Check(t, qt.IsNil(reach.ChangeOf(babies, jambewangi, "2026-04-30", "2026-05-31")), qt.Commentf("no whole month has passed"))
	qt.Check(t, qt.Equals(reach.ChangeOf(babies, jambewangi, "2024-01-05", "2026-05-20").Months, 6), qt.Commentf("never more than six a side"))
}

// birthOf is a day of birth whose seventh month begins in a civil month.
func birthOf(six string) string {
	at, err := time.Parse("2006-01", six)
	if err != nil {
		panic(err)
	}
	return at.AddDate(0, -6, 14).Format(time.DateOnly)
}
