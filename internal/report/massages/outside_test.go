package massages_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/report/massages"
)

// visited are so many families of a village, each with some visits.
func visited(village string, families, visits int, alone bool) (out []massages.Line) {
	for i := range families {
		for k := range visits {
			l := done(fmt.Sprintf("2026-03-%02d", k+1), village, fmt.Sprint(village, i), 1, 4, 5)
			l.Taught = alone
			out = append(out, l)
		}
	}
	return out
}

func TestAPartnerSeesNoSmallNumber(t *testing.T) {
	page := massages.Page(append(visited(dago, 12, 2, true), visited(sekelo, 4, 3, false)...), dago, sekelo, "32.73.02.1006")
	qt.Check(t, qt.DeepEquals(page.Places, []massages.OutsidePlace{{dago, 12, false}, {sekelo, 0, true}, {"32.73.02.1006", 0, true}}))
	qt.Check(t, qt.DeepEquals([]int{page.Of, page.Visits, page.Alone, page.Again, page.Stars}, []int{12, 24, 12, 12, 400}))
	few := massages.Page(append(visited(dago, 12, 1, false), visited(dago, 2, 2, true)...), dago)
	qt.Check(t, qt.DeepEquals([]int{few.Of, few.Alone, few.Again}, []int{12, -1, -1}), qt.Commentf("two of twelve are somebody"))
}

// Whatever happened in villages of few families, the page is the same, to the last figure: so
// nothing on it, and no difference of its figures, says anything of them.
func TestNothingOfAFewFamiliesIsOnThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := func(village string, from, to int, name string) []massages.Line {
			return visited(village, rapid.IntRange(from, to).Draw(t, name), rapid.IntRange(1, 3).Draw(t, name+" visits"), rapid.Bool().Draw(t, name+" alone"))
		}
		shown := append(some(dago, 0, 9, "dago"), some("32.73.02.1006", 0, 9, "lebak")...)
		one := massages.Page(append(some(sekelo, 0, massages.LeastShown-1, "one"), shown...), dago, sekelo, "32.73.02.1006")
		other := massages.Page(append(some(sekelo, 0, massages.LeastShown-1, "other"), shown...), dago, sekelo, "32.73.02.1006")
		if fmt.Sprint(one) != fmt.Sprint(other) {
			t.Fatalf("%v is not %v", one, other)
		}
		sum := 0
		for _, p := range one.Places {
			sum += p.Families
			if p.Families < massages.LeastShown != p.Few {
				t.Fatalf("%v shows %v", one, p)
			}
		}
		if sum != one.Of {
			t.Fatalf("%d of %v", sum, one)
		}
	})
}
