package people_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/sim/people"
)

func TestDuplicatesAreKnownAndDiffer(t *testing.T) {
	t.Parallel()
	town := town(t, 1, centre(t, "sempu"))
	before := digest(t, town)
	all := people.Spoil(town, 7, 1000)
	qt.Assert(t, qt.Equals(len(all), 1000))
	seen, how := map[int]bool{}, map[string]int{}
	for _, x := range all {
		qt.Assert(t, qt.IsFalse(seen[x.Of]), qt.Commentf("person %d twice", x.Of))
		seen[x.Of] = true
		was := town.People[x.Of]
		differs := x.Person.Name != was.Name || x.Person.Told != was.Told || x.Person.NIK != was.NIK || x.Person.MotherName != was.MotherName || !slices.Equal(x.Person.Phones, was.Phones)
		qt.Assert(t, qt.IsTrue(differs && len(x.How) > 0), qt.Commentf("%+v", x))
		qt.Assert(t, qt.IsTrue(x.Person.Name != "" && x.Person.Sex == was.Sex && x.Person.Household == was.Household))
		for _, h := range x.How {
			how[h]++
		}
	}
	for _, what := range []string{"spelling", "typo", "joined", "dropped", "order", "title", "day_month", "year", "born_missing", "nik_missing", "nik_digit", "phone_missing", "phone_changed", "mother_missing"} {
		qt.Check(t, qt.IsTrue(how[what] > 0), qt.Commentf("nobody made the mistake %s", what))
	}
	qt.Assert(t, qt.Equals(digest(t, town), before), qt.Commentf("the town itself was changed"))
	qt.Assert(t, qt.Equals(digest(t, people.Spoil(town, 7, 1000)), digest(t, all)))
}

func TestThereAreNoMoreDuplicatesThanPeople(t *testing.T) {
	t.Parallel()
	c := centre(t, "coblong")
	c.Families, c.Pregnant, c.Overdue, c.Small, c.Alone = 4, 0, 0, 1, 1
	town := town(t, 1, c)
	qt.Assert(t, qt.Equals(len(people.Spoil(town, 1, 1000)), len(town.People)))
	qt.Assert(t, qt.Equals(len(people.Spoil(town, 1, 0)), 0))
}
