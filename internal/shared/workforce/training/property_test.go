package training_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// paper is a certificate as the model knows it, in days since the story's first.
type paper struct {
	from, to int
	gone     bool
}

// model is what has happened to Mbok Sri, in her own words: the last good day of each
// part, and her papers. A part that was before a withdrawal is not there.
type model struct {
	asked, seen, came int // the last day; -1: never
	papers            []paper
}

// Of the course of the story: how long a certificate lasts, how early it is renewed, and
// within how many days the parts are to be.
const valid, renew, parts = 365, 60, 180

func (m model) valid(day int) bool {
	return slices.ContainsFunc(m.papers, func(p paper) bool { return !p.gone && p.from <= day && day <= p.to })
}

// due reports whether everything is there for a certificate on a day, and its last day.
func (m model) due(day int) (bool, int) {
	ends, first := day, day-parts
	for _, p := range m.papers {
		if !p.gone {
			ends, first = max(ends, p.to), max(first, p.to-renew)
		}
	}
	early := slices.ContainsFunc(m.papers, func(p paper) bool { return !p.gone && day < p.to-renew })
	return !early && m.came >= 0 && m.asked >= 0 && m.asked >= first && m.seen >= 0 && m.seen >= first, ends + valid
}

// TestNobodyHasACertificateWithoutEveryPart is the rule of certificates over random dates:
// whatever is checked, taken back, appealed and renewed, in any order and at any distance,
// Mbok Sri may on a day exactly if a certificate that is not withdrawn spans it, one comes
// into being exactly when the last part does, and every one has a number of its own.
func TestNobodyHasACertificateWithoutEveryPart(t *testing.T) {
	seen := map[string]int{}
	const course = workforce.BreastfeedingBasics
	rapid.Check(t, func(r *rapid.T) {
		s := open(t, storetest.SQLite(t))
		m, day, appeal := model{asked: -1, seen: -1, came: -1}, 0, false
		start := stagetest.Hour("08:00")
		for n := range rapid.IntRange(8, 18).Draw(r, "steps") {
			day += rapid.SampledFrom([]int{0, 0, 1, 20, 59, 60, 61, 179, 180, 181, 364, 365}).Draw(r, "days")
			s.Clock.Set(start.Add(time.Duration(day)*24*time.Hour + time.Duration(n)*time.Minute))
			name, today := fmt.Sprint("step ", n), s.Clock.Now().Day(stagetest.WIB)
			may := []string{"ask", "ask", "look", "look", "meet", "meet", "badly", "withdraw", "appeal"}
			if appeal { // rarely does it come to that: then often
				may = append(may, "appeal", "appeal", "appeal", "appeal", "appeal")
			}
			switch rapid.SampledFrom(may).Draw(r, "what") {
			case "ask":
				s.Must(s.midwife(), "training.examine", examine(name, sri, course, 0))
				m.asked = day
			case "look":
				s.Must(s.midwife(), "training.assess", assess(name, sri, course))
				m.seen = day
			case "badly":
				s.Must(s.midwife(), "training.examine", examine(name, sri, course, 5))
			case "meet":
				id := ident.Named(name)
				s.Must(s.officer(), "training.plan", training.Plan{Session: id, Course: course, On: today, Trainer: retno})
				s.Must(s.officer(), "training.attend", training.Attend{Session: id, Present: []ident.ID{sri}, How: training.ByList})
				m.came = day
			case "withdraw":
				if slices.ContainsFunc(m.papers, func(p paper) bool { return !p.gone }) {
					s.withdraw(sri, course)
					seen["withdrawn"]++
					m, appeal = m.withdrawn(), true
				}
				continue
			case "appeal":
				if appeal {
					s.Must(s.officer(), "workforce.appeal", workforce.Appeal{Worker: sri, Course: course, Words: "a"})
					s.Must(s.officer(), "workforce.settle_appeal", workforce.SettleAppeal{Worker: sri, Course: course, Outcome: workforce.Upheld, Words: "a"})
					seen["upheld"]++
					appeal = false
				}
				continue
			}
			if due, ends := m.due(day); due {
				m.papers = append(m.papers, paper{from: day, to: ends})
				seen["certified"]++
				if len(m.papers) > 1 {
					seen["again"]++
				}
			}
			m.compare(r, s, day)
			seen[fmt.Sprint("may ", m.valid(day))]++
		}
	})
	for _, what := range []string{"certified", "again", "withdrawn", "upheld", "may true", "may false"} {
		qt.Check(t, qt.IsTrue(seen[what] > 0), qt.Commentf("these days never saw: %s", what))
	}
}

// withdrawn is the model after everything was taken back: no part of before is left.
func (m model) withdrawn() model {
	out := model{asked: -1, seen: -1, came: -1}
	for _, p := range m.papers {
		p.gone = true
		out.papers = append(out.papers, p)
	}
	return out
}

func (m model) compare(r *rapid.T, s school, day int) {
	all := s.certificates(sri, workforce.BreastfeedingBasics)
	if len(all) != len(m.papers) {
		r.Fatalf("day %d: %d certificates, want %d", day, len(all), len(m.papers))
	}
	numbers := []string{}
	for _, c := range all {
		numbers = append(numbers, c.Number)
	}
	slices.Sort(numbers)
	if len(slices.Compact(numbers)) != len(all) {
		r.Fatalf("a number was given twice: %v", numbers)
	}
	for _, at := range []int{day - 1, day, day + renew, day + valid, day + valid + 1} {
		on := stagetest.Hour("08:00").Add(time.Duration(at) * 24 * time.Hour).Day(stagetest.WIB)
		if got := slices.ContainsFunc(all, func(c workforce.Certificate) bool { return c.On(on) }); got != m.valid(at) {
			r.Fatalf("on day %d she may: %v, want %v", at, got, m.valid(at))
		}
	}
	if s.certified(sri, workforce.BreastfeedingBasics) != m.valid(day) {
		r.Fatalf("day %d: the question and the rows differ", day)
	}
}
