package antenatal_test

import (
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/antenatal"
)

// Six visits in a pregnancy: one, two and three a trimester.
func TestAPregnancyHasSixVisitsByTrimester(t *testing.T) {
	last := antenatal.LastPeriod("2026-10-08")
	qt.Assert(t, qt.Equals(last, "2026-01-01"))
	windows := antenatal.Windows(antenatal.Pregnancy(), last)
	perTrimester := map[int]int{}
	for _, w := range windows {
		end := antenatal.Days(last, w.To)
		switch {
		case end <= 12*7:
			perTrimester[1]++
		case end <= 24*7:
			perTrimester[2]++
		default:
			perTrimester[3]++
		}
	}
	qt.Assert(t, qt.DeepEquals(perTrimester, map[int]int{1: 1, 2: 2, 3: 3}))
	qt.Assert(t, qt.Equals(windows[0], antenatal.Window{Code: "K1", From: "2026-01-01", To: "2026-03-26"}))
	qt.Assert(t, qt.Equals(windows[5].To, "2026-10-22"))
}

func TestAfterABirth(t *testing.T) {
	qt.Assert(t, qt.DeepEquals(antenatal.Windows(antenatal.Mother(), "2026-03-01"), []antenatal.Window{
		{"KF1", "2026-03-01", "2026-03-03"}, {"KF2", "2026-03-04", "2026-03-08"}, {"KF3", "2026-03-09", "2026-03-29"}, {"KF4", "2026-03-30", "2026-04-12"}}))
	qt.Assert(t, qt.DeepEquals(antenatal.Windows(antenatal.Newborn(), "2026-03-01"), []antenatal.Window{
		{"KN1", "2026-03-01", "2026-03-03"}, {"KN2", "2026-03-04", "2026-03-08"}, {"KN3", "2026-03-09", "2026-03-29"}}))
	qt.Assert(t, qt.HasLen(antenatal.Windows(antenatal.Newborn(), "besok"), 0))
}

func TestWhatComesNext(t *testing.T) {
	windows := antenatal.Windows(antenatal.Mother(), "2026-03-01")
	done := func(codes ...string) (out []antenatal.Done) {
		for _, c := range codes {
			out = append(out, antenatal.Done{Code: c, On: "2026-03-02"})
		}
		return out
	}
	for _, c := range []struct {
		name, today    string
		done           []antenatal.Done
		next, late, on string
		missed         []string
	}{
		{"on the day of the birth", "2026-03-01", nil, "KF1", "2026-03-04", "2026-03-04", nil},
		{"on the last day of its window", "2026-03-03", nil, "KF1", "2026-03-04", "2026-03-04", nil},
		{"a window passed", "2026-03-04", nil, "KF2", "2026-03-04", "2026-03-09", []string{"KF1"}},
		{"two windows passed: late since the first", "2026-03-10", nil, "KF3", "2026-03-04", "2026-03-30", []string{"KF1", "KF2"}},
		{"a visit ends what was late", "2026-03-10", done("KF2"), "KF3", "2026-03-30", "2026-03-30", []string{"KF1"}},
		{"the next one is known ahead", "2026-03-02", done("KF1"), "KF2", "2026-03-09", "2026-03-09", nil},
		{"all done", "2026-03-10", done("KF1", "KF2", "KF3", "KF4"), "", "", "", nil},
		{"all passed", "2026-05-01", nil, "", "", "", []string{"KF1", "KF2", "KF3", "KF4"}},
		{"the code of an earlier birth", "2026-03-01", []antenatal.Done{{Code: "KF1", On: "2024-05-05"}}, "KF1", "2026-03-04", "2026-03-04", nil},
	} {
		p := antenatal.Next(windows, c.done, c.today)
		qt.Check(t, qt.Equals(p.Next.Code, c.next), qt.Commentf(c.name))
		qt.Check(t, qt.Equals(p.LateFrom, c.late), qt.Commentf(c.name))
		qt.Check(t, qt.Equals(p.Turn, c.on), qt.Commentf(c.name))
		qt.Check(t, qt.DeepEquals(p.Missed, c.missed), qt.Commentf(c.name))
	}
	qt.Assert(t, qt.DeepEquals(antenatal.Next(nil, nil, "2026-03-01"), antenatal.Plan{}))
}

// The rules leave no day out and take none twice, and a plan changes on the day it says
// and on no other.
func TestEveryDayHasItsVisit(t *testing.T) {
	for _, rules := range [][]antenatal.Rule{antenatal.Pregnancy(), antenatal.Mother(), antenatal.Newborn()} {
		for i, r := range rules {
			qt.Check(t, qt.IsTrue(r.From <= r.To))
			if i > 0 {
				qt.Check(t, qt.Equals(r.From, rules[i-1].To+1), qt.Commentf(r.Code))
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		rules := rapid.SampledFrom([][]antenatal.Rule{antenatal.Pregnancy(), antenatal.Mother(), antenatal.Newborn()}).Draw(t, "rules")
		from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 700).Draw(t, "from")).Format(time.DateOnly)
		today := antenatal.Shift(from, rapid.IntRange(0, 320).Draw(t, "today"))
		windows := antenatal.Windows(rules, from)
		var done []antenatal.Done
		for _, r := range rules {
			if rapid.Bool().Draw(t, r.Code) {
				done = append(done, antenatal.Done{Code: r.Code, On: from})
			}
		}
		p := antenatal.Next(windows, done, today)
		if p.Next.Code != "" && (p.Next.To < today || slices.ContainsFunc(done, func(d antenatal.Done) bool { return d.Code == p.Next.Code })) {
			t.Fatalf("%+v is over or done", p.Next)
		}
		if slices.Contains(p.Missed, p.Next.Code) {
			t.Fatalf("%s is missed and still to come", p.Next.Code)
		}
		if before := antenatal.Next(windows, done, antenatal.Shift(p.Turn, -1)); p.Turn != "" && before.Next != p.Next {
			t.Fatalf("it changed before %s", p.Turn)
		}
		if after := antenatal.Next(windows, done, p.Turn); p.Turn != "" && after.Next == p.Next {
			t.Fatalf("it did not change on %s", p.Turn)
		}
	})
}
