package people_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/geo"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/people"
)

// drawn is a town of a drawn size at a drawn seed, small enough to look at many.
func drawn(t *rapid.T) people.Town {
	all, err := people.Centres(rapid.SampledFrom([]string{"2026-11-22", "2024-02-29", "2027-01-01"}).Draw(t, "day"))
	if err != nil {
		t.Fatal(err)
	}
	c := rapid.SampledFrom(all).Draw(t, "centre")
	c.Families = rapid.IntRange(1, 150).Draw(t, "families")
	c.Pregnant = rapid.IntRange(0, c.Families/3).Draw(t, "pregnant")
	c.Overdue = rapid.IntRange(0, c.Pregnant).Draw(t, "overdue")
	c.Small = rapid.IntRange(0, c.Families/3).Draw(t, "small")
	c.Alone = rapid.IntRange(0, c.Families/3).Draw(t, "alone")
	town, err := people.Generate(rapid.Uint64().Draw(t, "seed"), c)
	if err != nil {
		t.Fatal(err)
	}
	got := town.Count()
	if got.Families != c.Families || got.Pregnant != c.Pregnant || got.Overdue != c.Overdue || got.Small != c.Small || got.Alone != c.Alone {
		t.Fatalf("wanted %+v, got %+v", c, got)
	}
	return town
}

func day(t *rapid.T, s string) time.Time {
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestEverybodyIsInOneHousehold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		town := drawn(t)
		seen := make([]int, len(town.People))
		for i, h := range town.Households {
			heads := 0
			for _, m := range h.Members {
				seen[m]++
				p := town.People[m]
				if p.Household != i {
					t.Fatalf("%s says another household", p.Name)
				}
				if p.Relation == registry.HeadOfHousehold {
					heads++
				}
			}
			if heads != 1 || town.People[h.Members[0]].Relation != registry.HeadOfHousehold {
				t.Fatalf("household %d has %d heads", i, heads)
			}
			if !slices.Contains(town.Houses[h.House].Households, i) {
				t.Fatalf("household %d is not in its house", i)
			}
			if h.Alone != (len(h.Members) == 1 && town.Age(town.People[h.Members[0]]) >= people.ElderAge) {
				t.Fatalf("household %d: alone is %v", i, h.Alone)
			}
			if h.Alone && len(town.Houses[h.House].Households) != 1 {
				t.Fatalf("household %d lives alone, with another in the house", i)
			}
		}
		for i, n := range seen {
			if n != 1 {
				t.Fatalf("person %d is in %d households", i, n)
			}
		}
	})
}

func TestAgesAreThoseOfFamilies(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		town := drawn(t)
		now := day(t, town.Centre.Day)
		for _, p := range town.People {
			born := day(t, p.Born)
			if born.After(now) || town.Age(p) > 100 {
				t.Fatalf("%s, born %s", p.Name, p.Born)
			}
			if p.Mother != people.None {
				m := town.People[p.Mother]
				if age := born.Sub(day(t, m.Born)).Hours() / 24 / 365.25; m.Sex != people.Female || age < 17 || age > 45 {
					t.Fatalf("%s was born when %s was %.1f", p.Name, m.Name, age)
				}
			}
			if p.Father != people.None {
				f := town.People[p.Father]
				if age := born.Sub(day(t, f.Born)).Hours() / 24 / 365.25; f.Sex != people.Male || age < 15 || age > 70 {
					t.Fatalf("%s was born when his father %s was %.1f", p.Name, f.Name, age)
				}
			}
			if p.Due != "" {
				if left := day(t, p.Due).Sub(now).Hours() / 24; p.Sex != people.Female || town.Age(p) < 17 || town.Age(p) > 45 || left < -14 || left > 270 {
					t.Fatalf("%s, %d years, is due on %s", p.Name, town.Age(p), p.Due)
				}
			}
			if (p.Relation == registry.HeadOfHousehold || p.Relation == registry.Spouse) && town.Age(p) < 17 {
				t.Fatalf("%s leads a household at %d", p.Name, town.Age(p))
			}
		}
	})
}

func TestNoMotherIsExpectingRightAfterABirth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		town := drawn(t)
		for _, p := range town.People {
			if p.Mother == people.None || town.People[p.Mother].Due == "" {
				continue
			}
			if between := day(t, town.People[p.Mother].Due).Sub(day(t, p.Born)).Hours() / 24; between < 280+100 {
				t.Fatalf("%s: %.0f days between a birth and the next", town.People[p.Mother].Name, between)
			}
		}
	})
}

func TestPapersAreRightOrKnownToBeDoubtful(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		town := drawn(t)
		given := map[string]bool{}
		once := func(number string) {
			if number != "" && given[number] {
				t.Fatalf("%s was given twice", number)
			}
			given[number] = true
		}
		for _, p := range town.People {
			once(p.NIK)
			once(p.Insurance)
			if registry.NormalNIK(p.NIK) != p.NIK {
				t.Fatalf("%s has the NIK %q", p.Name, p.NIK)
			}
			if p.NIK != "" && (p.Doubtful != (len(registry.NIKDoubts(p.NIK, p.Born, p.Sex)) > 0) || !p.Doubtful && p.NIK[12:] < "9001") {
				t.Fatalf("%s, %s, born %s, has %s: doubtful is %v", p.Name, p.Sex, p.Born, p.NIK, p.Doubtful)
			}
			for _, number := range p.Phones {
				if n, bad := registry.NormalPhone(number); bad != nil || !strings.HasPrefix(n, "+62899000") || len(number) != 12 {
					t.Fatalf("%s has the phone %q", p.Name, number)
				}
			}
			if !p.Guessed && p.Told != p.Born && p.Told != "" || p.Guessed && !strings.HasSuffix(p.Told, "-01-01") {
				t.Fatalf("%s, born %s, told %s", p.Name, p.Born, p.Told)
			}
			if strings.ContainsFunc(p.Name, func(r rune) bool { return r > 126 }) {
				t.Fatalf("%q is cut at a byte", p.Name)
			}
			if strings.TrimSpace(p.Name) != p.Name || p.Name == "" || len(p.Languages) == 0 {
				t.Fatalf("%q speaks %v", p.Name, p.Languages)
			}
		}
		for _, h := range town.Households {
			once(h.Card)
			if (h.Decile > 0) != (h.DecileAsOf != "") || h.DecileAsOf > town.Centre.Day {
				t.Fatalf("decile %d of %q", h.Decile, h.DecileAsOf)
			}
		}
	})
}

func TestHousesStandInTheirVillage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		town := drawn(t)
		codes, tens := map[string]bool{}, make([]int, len(town.Houses))
		villages := map[string]people.Village{}
		for _, v := range town.Centre.Villages {
			villages[v.Code] = v
		}
		for _, h := range town.Houses {
			if code, fits := registry.NormalHouseCode(h.Code()); !fits || code != h.Code() || codes[code] {
				t.Fatalf("house code %s", h.Code())
			}
			codes[h.Code()] = true
			v := villages[h.Village]
			if d := h.Point.Metres(geo.Point{Lat: v.Lat, Lon: v.Lon}); !h.Point.IsZero() && d > 4500 {
				t.Fatalf("a house of %s is %.0f m from it", v.Name, d)
			}
			if p := town.Posyandu[h.Posyandu]; !slices.Contains(v.Hamlets, h.Hamlet) || p.Village != h.Village || p.Hamlet != h.Hamlet || len(h.RT) != 3 || len(h.RW) != 3 {
				t.Fatalf("%+v goes to %+v", h, p)
			}
			if len(h.Households) == 0 {
				t.Fatalf("nobody lives in %s", h.Code())
			}
		}
		for i, ten := range town.Tens {
			if len(ten.Houses) == 0 || len(ten.Houses) > people.TenSize {
				t.Fatalf("group %s has %d houses", ten.Name, len(ten.Houses))
			}
			for _, h := range ten.Houses {
				if tens[h]++; town.Houses[h].Ten != i {
					t.Fatalf("house %d says another group", h)
				}
			}
			if ten.Cadre != people.None && town.Houses[town.Households[town.People[ten.Cadre].Household].House].Ten != i {
				t.Fatalf("the cadre of %s lives elsewhere", ten.Name)
			}
		}
		if slices.ContainsFunc(tens, func(n int) bool { return n != 1 }) {
			t.Fatal("a house is in no group or in two")
		}
		for _, p := range town.Posyandu {
			if p.OpenDay < 1 || p.OpenDay > 28 {
				t.Fatalf("%s opens on %d", p.Name, p.OpenDay)
			}
		}
	})
}

func TestSomeHousesHaveNoPointAndSomebodyIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range centres(t) {
		town := town(t, 1, c)
		n, share := town.Count().NoPoint, float64(town.Count().NoPoint)/float64(len(town.Houses))
		qt.Check(t, qt.IsTrue(n >= 2 && share > 0.02 && share < 0.04), qt.Commentf("%s: %d houses without a point", c.Slug, n))
		qt.Check(t, qt.IsTrue(slices.ContainsFunc(town.Households, func(h people.Household) bool { return h.Hidden })))
	}
}
