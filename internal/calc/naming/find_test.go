package naming

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
)

// village is a handful of neighbours with their short names as ids.
func village() *Index {
	x := NewIndex()
	for _, p := range []Person{
		{ID: "sri", Name: "Sri Wahyuni", Mother: "Partinah", Born: "1994-03-12", Sex: "female", Village: "Waru", House: "07-0423-5", NIK: "3313145203940001", Phones: []string{"0812-3456-7890"}},
		{ID: "sitinur", Name: "Siti Nur Hayati", Mother: "Aminah", Born: "1990-05-04", Sex: "female", Village: "Waru", House: "07-0424-3", Phones: []string{"081300001994", "085700005555"}},
		{ID: "siti", Name: "Siti Aminah", Mother: "Sulastri", Born: "1968-01-01", BornGuessed: true, Sex: "female", Village: "Kebak"},
		{ID: "rizki", Name: "Moh. Rizqi Ramadhan", Mother: "Siti Aminah", Born: "2023-11-02", Sex: "male", Village: "Kebak", House: "06-0001-9"},
		{ID: "dwi", Name: "Dwi Yanti", Born: "1985-08-17", Sex: "female", Village: "Waru"},
		{ID: "abdul", Name: "H. Abdurrahman, S.Pd", Born: "1960-02-03", Sex: "male", Village: "Waru", NIK: "3313140302600002"},
		{ID: "twin1", Name: "By. Ny. Sri 1", Mother: "Sri Wahyuni", Born: "2026-02-01", Village: "Waru", House: "07-0423-5"},
		{ID: "twin2", Name: "By. Ny. Sri 2", Mother: "Sri Wahyuni", Born: "2026-02-01", Village: "Waru", House: "07-0423-5"},
	} {
		x.Put(p)
	}
	return x
}

func names(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, string(h.ID))
	}
	return out
}

func TestWhatIsTypedFindsWhoIsMeant(t *testing.T) {
	x := village()
	for _, c := range []struct{ text, who, why string }{
		{"sri wahyuni", "sri", ByName},
		{"Wahyuni Srie", "sri", ByName},
		{"bu sri wahj", "sri", ByName},
		{"sri wahuyni", "sri", ByNameClose},
		{"wahy", "sri", ByName},
		{"sitinur", "sitinur", ByName},
		{"sitinurh", "sitinur", ByNameClose},
		{"siti n", "sitinur", ByName},
		{"dwiyanti", "dwi", ByNameClose},
		{"dwiyan", "dwi", ByNameClose},
		{"muhammad riski", "rizki", ByName},
		{"moch rizky romadhon", "rizki", ByNameClose},
		{"abdul rohman", "abdul", ByNameClose},
		{"abd. rahman", "abdul", ByName},
		{"rizki ibu aminah", "rizki", ByMother},
		{"sri 12-03-1994", "sri", ByBorn},
		{"12/3/94", "sri", ByBorn},
		{"17 agustus 1985", "dwi", ByBorn},
		{"1994-03-12", "sri", ByBorn},
		{"siti 1968", "siti", ByBorn},
		{"07-0423-5 wahyuni", "sri", ByHouse},
		{"0704243", "sitinur", ByHouse},
		{"07-0424", "sitinur", ByHouse},
		{"3313145203940001", "sri", ByNIK},
		{"33131403", "abdul", ByNIK},
		{"7890", "sri", ByPhone},
		{"siti 5555", "sitinur", ByPhone},
		{"+62 857-0000-5555", "sitinur", ByPhone},
		{"0857 0000 5555", "sitinur", ByPhone},
		{"sri 2", "twin2", ByName},
	} {
		t.Run(c.text, func(t *testing.T) {
			hits := x.Find(Query{Text: c.text})
			qt.Assert(t, qt.Not(qt.HasLen(hits, 0)))
			qt.Check(t, qt.Equals(string(hits[0].ID), c.who), qt.Commentf("%v", hits))
			qt.Check(t, qt.IsTrue(slices.Contains(hits[0].Why, c.why)), qt.Commentf("%v", hits[0]))
		})
	}
}

func TestTheMotherIsFoundWhenItIsSaidThatSheIsTheMother(t *testing.T) {
	x := village()
	qt.Check(t, qt.Equals(names(x.Find(Query{Text: "siti aminah"}))[0], "siti"))
	hits := x.Find(Query{Text: "siti ibu aminah"})
	qt.Check(t, qt.Equals(names(hits)[0], "sitinur"), qt.Commentf("%v", hits))
	qt.Check(t, qt.DeepEquals(hits[0].Why, []string{ByName, ByMother}))
}

func TestAYearIsAlsoTheEndOfAPhone(t *testing.T) {
	got := names(village().Find(Query{Text: "1994"}))
	slices.Sort(got)
	qt.Check(t, qt.DeepEquals(got, []string{"sitinur", "sri"}))
}

func TestSomebodyOfAnotherVillageIsNotFound(t *testing.T) {
	x := village()
	qt.Check(t, qt.DeepEquals(names(x.Find(Query{Text: "siti aminah", Villages: []string{"Waru"}}))[0], "sitinur"))
	qt.Check(t, qt.HasLen(x.Find(Query{Text: "siti aminah", Villages: []string{}}), 0))
	qt.Check(t, qt.HasLen(x.Find(Query{Text: "siti aminah", Villages: []string{"Elsewhere"}}), 0))
	only := func(id ident.ID) bool { return id == "rizki" }
	qt.Check(t, qt.DeepEquals(names(x.Find(Query{Text: "siti aminah", Only: only})), []string{"rizki"}))
}

func TestWhoIsForgottenLeavesNothingBehind(t *testing.T) {
	x := village()
	before := len(x.words.ids)
	x.Put(Person{ID: "new", Name: "Zubaidah Qomariyah", Mother: "Xenia", House: "99-9999-9", NIK: "3313149999999999", Phones: []string{"081111111111", "082222222222"}})
	qt.Assert(t, qt.DeepEquals(names(x.Find(Query{Text: "subaida"})), []string{"new"}))
	x.Remove("new")
	for _, text := range []string{"zubaidah", "qomariyah", "xenia", "99-9999-9", "3313149999999999", "081111111111", "2222"} {
		qt.Check(t, qt.HasLen(x.Find(Query{Text: text}), 0), qt.Commentf("%s", text))
	}
	qt.Check(t, qt.HasLen(x.words.ids, before))
	qt.Check(t, qt.HasLen(x.words.sorted, before))
	for _, word := range x.words.terms {
		qt.Check(t, qt.Not(qt.Equals(word.text, "senia")))
	}
}

func TestANewerRowReplacesAndAnOlderOneDoesNot(t *testing.T) {
	x := NewIndex()
	x.Put(Person{ID: "a", Name: "Partini", Seq: 5})
	x.Put(Person{ID: "a", Name: "Lastri Handayani", Seq: 9})
	x.Put(Person{ID: "a", Name: "Partini", Seq: 7})
	qt.Check(t, qt.Equals(x.Len(), 1))
	qt.Check(t, qt.HasLen(x.Find(Query{Text: "handayani"}), 1))
	qt.Check(t, qt.HasLen(x.Find(Query{Text: "partini"}), 0))
}

func TestManyAskWhileOneWrites(t *testing.T) {
	town := newTown(3, 2_000)
	x := NewIndex()
	var all sync.WaitGroup
	all.Go(func() {
		for i, p := range town.people {
			x.Put(p)
			if i%5 == 0 {
				x.Remove(town.people[i/2].ID)
			}
		}
	})
	for reader := range 3 {
		all.Go(func() {
			for i := range 300 {
				p := town.people[(i*7+reader)%len(town.people)]
				for _, h := range x.Find(Query{Text: p.Name}) {
					qt.Check(t, qt.Not(qt.Equals(h.ID, "")))
				}
				x.Like(p, 5)
			}
		})
	}
	all.Wait()
}

// TestMemory logs what a hundred thousand people weigh.
func TestMemory(t *testing.T) {
	town := cityOfClerks()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := town.index()
	runtime.GC()
	runtime.ReadMemStats(&after)
	mb := float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
	t.Logf("%d people and %d tokens weigh %.0f MB", x.Len(), len(x.words.ids), mb)
	qt.Check(t, qt.IsTrue(mb < 100))
	runtime.KeepAlive(town)
}

// cityOfClerks has the many spellings of real forms: nine thousand tokens.
func cityOfClerks() *town {
	town := newTown(5, 100_000)
	for i := range town.people {
		if i%3 == 0 {
			town.people[i].Name = town.retype(town.people[i].Name)
		}
	}
	return town
}

func BenchmarkFind(b *testing.B) {
	town := cityOfClerks()
	x := town.index()
	asks := []string{"siti am", "s", "mu", "siti nur aminah 1994", "sulistijowati", "moch riski pratma", "wahyuni ibu partinah", "dwiyanti", "3510204", "07-0423-5", "5678"}
	for _, text := range asks {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				x.Find(Query{Text: text})
			}
		})
	}
}

func BenchmarkLike(b *testing.B) {
	town := cityOfClerks()
	x := town.index()
	i := 0
	for b.Loop() {
		x.Like(town.people[i%len(town.people)], 5)
		i += 7919
	}
}

func ExampleIndex_Find() {
	x := NewIndex()
	x.Put(Person{ID: "1", Name: "Soelistijowati", Born: "1994-03-12"})
	for _, h := range x.Find(Query{Text: "bu sulistyowati 1994"}) {
		fmt.Println(h.ID, h.Why)
	}
	// Output: 1 [name born]
}
