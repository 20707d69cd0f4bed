package coverage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/health"
)

// month is one answer about the month of life it was asked in: y, n, medical (m), the
// last day only (d) or blank (space).
func infant(name, born, marks string) coverage.Infant {
	b := coverage.Infant{Baby: ident.Named(name), Born: born, Village: "desa"}
	for i, mark := range marks {
		on := age.Reached(born, i)
		switch mark {
		case 'y':
			b.Months[i] = coverage.Answer{State: coverage.Yes, Recall: coverage.Yes, On: on}
		case 'n':
			b.Months[i] = coverage.Answer{State: coverage.No, Recall: coverage.No, On: on}
		case 'w': // breast milk only yesterday, but water last week
			b.Months[i] = coverage.Answer{State: coverage.No, Recall: coverage.Yes, On: on}
		case 'd':
			b.Months[i] = coverage.Answer{Recall: coverage.Yes, On: on}
		case 'm':
			b.Months[i] = coverage.Answer{State: coverage.NotCounted, Recall: coverage.No, On: on}
		}
	}
	return b
}

func TestTheTwoIndicatorsHaveTheirOwnDenominators(t *testing.T) {
	babies := []coverage.Infant{
		infant("lulus", "2026-01-10", "yyyyyyy"), // six months on 10 July
		infant("air di bulan 3", "2026-01-11", "yyywyy"),
		infant("kosong", "2026-01-12", "yy yyy"),
		infant("alasan kesehatan", "2026-01-13", "yymmmm"),
		infant("masih kecil", "2026-05-20", "yy"),
		infant("tidak ditanya", "2026-06-01", "  "),
	}
	moved := infant("pindah", "2026-01-14", "yyyyyy")
	moved.GoneOn = "2026-07-01"
	c := coverage.Reckon(append(babies, moved), "2026-07", "2026-07", coverage.ByVillage, "2026-07-31")
	qt.Check(t, qt.Equals(c.Total.Graduates, coverage.Share{Have: 1, Of: 3}), qt.Commentf("who moved away before and who has a health reason are in no share"))
	qt.Check(t, qt.Equals(c.Total.NotProven, 1))
	qt.Check(t, qt.Equals(c.Total.LeftOut, 1))
	// In July only "masih kecil" was asked (its month 1 began on 20 June, month 2 on 20
	// July is blank): the six-month answers are of month 6, which is no recall under six.
	qt.Check(t, qt.Equals(c.Total.Recall, coverage.Share{}))
	june := coverage.Reckon(babies, "2026-06", "2026-06", coverage.ByVillage, "2026-07-31")
	qt.Check(t, qt.Equals(june.Total.Recall, coverage.Share{Have: 4, Of: 4}), qt.Commentf("water last week is not in yesterday's answer"))
	qt.Check(t, qt.Equals(june.Total.Asked, coverage.Share{Have: 4, Of: 5}), qt.Commentf("the health reason is left out, who was not asked is not"))
	qt.Check(t, qt.Equals(june.Total.Graduates, coverage.Share{}), qt.Commentf("nobody reached six months in June"))
	qt.Check(t, qt.DeepEquals(c.Kept, [6]coverage.Share{{3, 3}, {3, 3}, {2, 3}, {1, 3}, {1, 3}, {1, 3}}))
}

func TestAMidwifesDecisionFillsBlanksAndNothingElse(t *testing.T) {
	blank, no := infant("kosong", "2026-01-12", "yy yyy"), infant("tidak", "2026-01-12", "yyn yy")
	blank.Decided, no.Decided = true, true
	qt.Check(t, qt.Equals(blank.Verdict(), coverage.Proven))
	qt.Check(t, qt.Equals(no.Verdict(), coverage.Broken))
}

// The figures, the mother's page and the certificate say the same of one baby.
func TestTheVerdictIsThatOfTheCertificate(t *testing.T) {
	same := map[string]string{health.Proven: coverage.Proven, health.Broken: coverage.Broken, health.Missing: coverage.NotProven, health.Medical: coverage.LeftOut}
	rapid.Check(t, func(t *rapid.T) {
		const born, today = "2025-08-20", "2026-03-02" // six months old
		marks := rapid.StringOfN(rapid.SampledFrom([]rune("ynm ")), 6, 6, -1).Draw(t, "marks")
		var lines []health.Feeding
		for i, mark := range marks {
			f := health.Feeding{ID: ident.Named(fmt.Sprint(i)), Month: int64(i), On: age.Reached(born, i), Answer: health.NotExclusive}
			switch mark {
			case 'y':
				f.Answer = health.Exclusive
			case 'm':
				f.Medical = true
			case ' ':
				continue
			}
			lines = append(lines, f)
		}
		want := same[health.StandingFrom(born, today, lines).Verdict]
		if got := infant("b", born, marks).Verdict(); got != want {
			t.Fatalf("%q: the figures say %s, the certificate %s", marks, got, want)
		}
	})
}

func TestNobodyCountsBeforeTheDay(t *testing.T) {
	b := []coverage.Infant{infant("lulus", "2026-01-10", "yyyyyy")}
	qt.Check(t, qt.Equals(coverage.Reckon(b, "2026-07", "2026-07", coverage.ByVillage, "2026-07-09").Total.Graduates, coverage.Share{}))
	qt.Check(t, qt.Equals(coverage.Reckon(b, "2026-07", "2026-07", coverage.ByVillage, "2026-07-10").Total.Graduates, coverage.Share{Have: 1, Of: 1}))
}

func TestWhatIsDueAndWhatIsBlank(t *testing.T) {
	babies := []coverage.Infant{
		infant("asked already", "2026-05-20", "yy"),
		infant("due", "2026-05-10", "y  "),
		infant("grown", "2025-12-01", "yyyyyyy"),
	}
	due := coverage.DueOn(babies, "2026-07-12")
	qt.Assert(t, qt.HasLen(due, 1))
	qt.Check(t, qt.DeepEquals(due[0], coverage.Due{Baby: ident.Named("due"), Village: "desa", Month: 2, From: "2026-07-10", Blank: []int{1}}))
}

func TestARiskSaysWhy(t *testing.T) {
	babies := []coverage.Infant{infant("bekerja", "2026-04-10", "yyyy"), infant("ragu", "2026-04-11", "yyd"), infant("sudah berhenti", "2026-04-12", "yn"), infant("aman", "2026-06-30", "y")}
	known := map[ident.ID]coverage.Known{ident.Named("bekerja"): {Working: true, Problem: true}, ident.Named("sudah berhenti"): {Problem: true}}
	risks := coverage.RisksOn(babies, known, "2026-07-10")
	qt.Assert(t, qt.HasLen(risks, 2))
	qt.Check(t, qt.DeepEquals(risks[0].Why, []string{coverage.RiskProblem, coverage.RiskWorking}))
	qt.Check(t, qt.DeepEquals(risks[1].Why, []string{coverage.RiskDoubtful}))
}

// Invariant 21: the figures are the lists. Every number is the length of its list, sums of
// places and of months are the total, and no baby is in two lists that exclude each other.
func TestEveryFigureIsItsList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var babies []coverage.Infant
		for i := range rapid.IntRange(0, 30).Draw(t, "babies") {
			born := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 600).Draw(t, "born")).Format(time.DateOnly)
			b := infant(fmt.Sprint("baby ", i), born, rapid.StringOfN(rapid.SampledFrom([]rune("yyyynwdm ")), 0, 7, -1).Draw(t, "marks"))
			b.Village = rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "village")
			b.Decided = rapid.Bool().Draw(t, "decided")
			if rapid.Bool().Draw(t, "gone") {
				b.GoneOn = rapid.SampledFrom([]string{"2025-06-03", "2026-02-14"}).Draw(t, "gone on")
			}
			babies = append(babies, b)
		}
		today := rapid.SampledFrom([]string{"2026-03-17", "2026-08-31"}).Draw(t, "today")
		from, to := "2025-07", "2026-06"
		c := coverage.Reckon(babies, from, to, coverage.ByVillage, today)
		var months, places coverage.Figures
		for _, m := range c.Months {
			months = plus(months, m.Figures)
			// Within a month every baby counts once, so the list is as long as the number.
			length := func(what string) int {
				return len(coverage.Behind(babies, what, m.Month, m.Month, coverage.ByVillage, "", true, today))
			}
			for what, n := range map[string]int{
				coverage.ListRecalled: m.Recall.Have, coverage.ListRecalledNot: m.Recall.Of - m.Recall.Have, coverage.ListUnasked: m.Asked.Of - m.Asked.Have,
				coverage.ListGraduates: m.Graduates.Have, coverage.ListNotProven: m.NotProven, coverage.ListBroken: m.Graduates.Of - m.Graduates.Have - m.NotProven,
				coverage.ListLeftOut: m.LeftOut,
			} {
				if got := length(what); got != n {
					t.Fatalf("%s %s: %d in the list, %d in the figure", m.Month, what, got, n)
				}
			}
		}
		for _, p := range c.Places {
			places = plus(places, p.Figures)
		}
		if months != c.Total || places != c.Total {
			t.Fatalf("months %v, places %v, total %v", months, places, c.Total)
		}
		if c.Kept[5].Have != c.Total.Graduates.Have || c.Kept[0].Of != c.Total.Graduates.Of {
			t.Fatalf("kept %v, graduates %v", c.Kept, c.Total.Graduates)
		}
	})
}

func plus(a, b coverage.Figures) coverage.Figures {
	sum := func(a, b coverage.Share) coverage.Share {
		return coverage.Share{Have: a.Have + b.Have, Of: a.Of + b.Of}
	}
	return coverage.Figures{Recall: sum(a.Recall, b.Recall), Asked: sum(a.Asked, b.Asked), Graduates: sum(a.Graduates, b.Graduates),
		NotProven: a.NotProven + b.NotProven, LeftOut: a.LeftOut + b.LeftOut}
}
