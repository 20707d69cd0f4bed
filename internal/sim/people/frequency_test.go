package people_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/sim/people"
)

// among counts the share of people who are asked for, of those who are meant.
func among(all []people.Person, meant, asked func(people.Person) bool) float64 {
	n, yes := 0, 0
	for _, p := range all {
		if meant(p) {
			n++
			if asked(p) {
				yes++
			}
		}
	}
	if n < 30 {
		return -1 // too few to say
	}
	return float64(yes) / float64(n)
}

func born(from, to string) func(people.Person) bool {
	return func(p people.Person) bool { return p.Born >= from && p.Born < to }
}

func called(names ...string) func(people.Person) bool {
	return func(p people.Person) bool { return slices.Contains(names, strings.Fields(p.Name)[0]) }
}

func oneWord(p people.Person) bool {
	return !strings.Contains(strings.TrimPrefix(p.Name, "Mbah "), " ")
}

// The bounds are wide: they find a list that went to the wrong years, not a weight
// that moved.
func TestNamesAreThoseOfTheirYears(t *testing.T) {
	t.Parallel()
	all := slices.Concat(town(t, 1, centre(t, "sempu")).People, town(t, 1, centre(t, "kebakkramat1")).People)
	old, young := born("1900", "1955"), born("2005", "2100")
	between := func(what string, got, low, high float64) {
		t.Helper()
		qt.Check(t, qt.IsTrue(got >= low && got <= high), qt.Commentf("%s: %.3f", what, got))
	}
	between("one word, old", among(all, old, oneWord), 0.70, 0.95)
	between("one word, grown", among(all, born("1975", "1990"), oneWord), 0.10, 0.35)
	between("one word, young", among(all, young, oneWord), 0, 0.08)
	women := func(p people.Person) bool { return p.Sex == people.Female && born("1955", "1990")(p) }
	between("Sri and Siti among women", among(all, women, called("Sri", "Siti", "St.")), 0.10, 0.35)
	boys := func(p people.Person) bool { return p.Sex == people.Male && young(p) }
	between("Muhammad among boys", among(all, boys, called("Muhammad", "Moh.", "M.", "Mohammad")), 0.08, 0.30)
	between("old names among children", among(all, young, called("Tukinem", "Wagiyem", "Painem", "Slamet", "Suparman", "Misnah")), 0, 0)
	between("new names among elders", among(all, old, called("Alvaro", "Aisyah", "Rizky", "Shanum", "Rafa")), 0, 0)
}

func TestNamesAreThoseOfTheirRegion(t *testing.T) {
	t.Parallel()
	sundanese := func(p people.Person) bool {
		return called("Asep", "Ujang", "Dadang", "Cecep", "Euis", "Neneng", "Iis", "Imas", "Nunung", "Entin")(p)
	}
	grown := born("1955", "1990")
	bandung, kebak := town(t, 1, centre(t, "coblong")), town(t, 1, centre(t, "kebakkramat1"))
	qt.Assert(t, qt.IsTrue(among(bandung.People, grown, sundanese) > 0.1))
	qt.Assert(t, qt.IsTrue(among(kebak.People, grown, sundanese) < 0.01))
}

func TestNeighboursAreCalledTheSame(t *testing.T) {
	t.Parallel()
	town := town(t, 1, centre(t, "sempu"))
	at, same := map[string]int{}, 0
	for _, p := range town.People {
		h := town.Houses[town.Households[p.Household].House]
		key := p.Name + " of " + h.Hamlet + h.Village
		if at[key]++; at[key] == 2 {
			same++
		}
	}
	qt.Assert(t, qt.IsTrue(same > 40), qt.Commentf("%d names twice in a hamlet", same))
}

func TestPapersAreMissingAsTheyAre(t *testing.T) {
	t.Parallel()
	town := town(t, 1, centre(t, "sempu"))
	older := func(age int) func(people.Person) bool {
		return func(p people.Person) bool { return town.Age(p) >= age }
	}
	grown := func(p people.Person) bool { return town.Age(p) >= 18 && town.Age(p) < people.ElderAge }
	noPhone := func(p people.Person) bool { return len(p.Phones) == 0 }
	noNIK := func(p people.Person) bool { return p.NIK == "" }
	between := func(what string, got, low, high float64) {
		t.Helper()
		qt.Check(t, qt.IsTrue(got >= low && got <= high), qt.Commentf("%s: %.3f", what, got))
	}
	between("elders without a phone", among(town.People, older(people.ElderAge), noPhone), 0.40, 0.60)
	between("grown without a phone", among(town.People, grown, noPhone), 0.10, 0.30)
	between("grown without a NIK", among(town.People, grown, noNIK), 0.001, 0.04)
	between("elders without a NIK", among(town.People, older(70), noNIK), 0.05, 0.25)
	between("guessed ages", among(town.People, older(75), func(p people.Person) bool { return p.Guessed }), 0.2, 0.5)
	between("no birth date", among(town.People, older(75), func(p people.Person) bool { return p.Told == "" }), 0.02, 0.2)
	between("doubtful NIK", among(town.People, func(p people.Person) bool { return p.NIK != "" }, func(p people.Person) bool { return p.Doubtful }), 0.005, 0.03)
	babies := func(p people.Person) bool { return town.Age(p) < people.SmallAge }
	between("small children without a NIK", among(town.People, babies, noNIK), 0.10, 0.40)
	owners := map[string]int{}
	shared := 0
	for _, p := range town.People {
		for _, n := range p.Phones {
			if owners[n]++; owners[n] == 2 {
				shared++
			}
		}
	}
	qt.Assert(t, qt.IsTrue(shared > 100))
}
