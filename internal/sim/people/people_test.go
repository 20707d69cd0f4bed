package people_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/sim/people"
)

const today = "2026-11-22"

func centres(t *testing.T) []people.Centre {
	t.Helper()
	all, err := people.Centres(today)
	qt.Assert(t, qt.IsNil(err))
	return all
}

func centre(t *testing.T, slug string) people.Centre {
	t.Helper()
	for _, c := range centres(t) {
		if c.Slug == slug {
			return c
		}
	}
	t.Fatalf("no centre %s", slug)
	return people.Centre{}
}

func town(t *testing.T, seed uint64, c people.Centre) people.Town {
	t.Helper()
	town, err := people.Generate(seed, c)
	qt.Assert(t, qt.IsNil(err))
	return town
}

func digest(t *testing.T, of any) string {
	t.Helper()
	text, err := json.Marshal(of)
	qt.Assert(t, qt.IsNil(err))
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func TestSempuHasItsFamiliesInItsThreeVillages(t *testing.T) {
	t.Parallel()
	town := town(t, 1, centre(t, "sempu"))
	c := town.Count()
	qt.Assert(t, qt.Equals(c.Families, 1666))
	qt.Assert(t, qt.Equals(c.Pregnant, 62))
	qt.Assert(t, qt.Equals(c.Small, 102))
	qt.Assert(t, qt.Equals(c.Alone, 69))
	in := map[string]int{}
	for _, h := range town.Households {
		qt.Assert(t, qt.IsTrue(h.Decile >= 1 && h.Decile <= 4))
		in[town.Houses[h.House].Village]++
	}
	qt.Assert(t, qt.Equals(len(in), 3))
	for _, village := range []string{"35.10.20.2001", "35.10.20.2002", "35.10.20.2007"} {
		qt.Assert(t, qt.IsTrue(in[village] > 300))
	}
}

func TestEveryCentreHasExactlyWhatItSays(t *testing.T) {
	t.Parallel()
	for _, c := range centres(t) {
		for seed := uint64(0); seed < 5; seed++ {
			got := town(t, seed, c).Count()
			got.People, got.NoPoint = 0, 0
			qt.Check(t, qt.Equals(got, people.Counts{Families: c.Families, Pregnant: c.Pregnant, Overdue: c.Overdue, Small: c.Small, Alone: c.Alone}),
				qt.Commentf("%s, seed %d", c.Slug, seed))
		}
	}
}

// The digests change when anything about a town does: then look at a town again
// before putting the new ones here.
func TestTheSameSeedGivesTheSameTown(t *testing.T) {
	t.Parallel()
	golden := map[string]string{"kebakkramat1": "fcdaf1bbc1647571", "sempu": "8dc59c67f9825f00", "coblong": "979f654acbcbe348", "bojongnangka": "1a219b2ceedd4ca5"}
	for _, c := range centres(t) {
		one := town(t, people.DemoSeed, c)
		qt.Check(t, qt.Equals(digest(t, one), golden[c.Slug]), qt.Commentf("%s", c.Slug))
		qt.Check(t, qt.Equals(digest(t, town(t, people.DemoSeed, c)), digest(t, one)))
		qt.Check(t, qt.Not(qt.Equals(digest(t, town(t, 2, c)), digest(t, one))))
	}
}

func TestEveryMidwifeOfTheDemoHasSomebodyToAskAbout(t *testing.T) {
	t.Parallel()
	asked := map[string]int{}
	for _, c := range centres(t) {
		town := town(t, people.DemoSeed, c)
		for _, p := range town.People {
			if p.Due != "" && p.Due <= "2026-11-18" { // four days before today
				asked[town.Houses[town.Households[p.Household].House].Village]++
			}
		}
	}
	// The villages of the midwives who can sign in; the first four are of one.
	qt.Check(t, qt.IsTrue(asked["33.13.14.2006"]+asked["33.13.14.2007"]+asked["33.13.14.2008"]+asked["33.13.14.2010"] > 0))
	for _, village := range []string{"35.10.20.2001", "35.10.20.2002", "35.10.20.2007", "32.73.02.1005", "32.01.02.2005"} {
		qt.Check(t, qt.IsTrue(asked[village] > 0), qt.Commentf("%s: %v", village, asked))
	}
}

func TestACentreThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(*people.Centre){
		"no village":                        func(c *people.Centre) { c.Villages = nil },
		"a village without a hamlet":        func(c *people.Centre) { c.Villages[0].Hamlets = nil },
		"no day":                            func(c *people.Centre) { c.Day = "today" },
		"phones of real people":             func(c *people.Centre) { c.Phones = "08123456" },
		"more elders alone than families":   func(c *people.Centre) { c.Alone = c.Families + 1 },
		"more overdue than pregnant":        func(c *people.Centre) { c.Overdue = c.Pregnant + 1 },
		"fewer than none":                   func(c *people.Centre) { c.Small = -1 },
		"nobody knows how people are named": func(c *people.Centre) { c.Regions = nil },
	} {
		c := centre(t, "coblong")
		spoil(&c)
		_, err := people.Generate(1, c)
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("%s", what))
	}
}
