package registry_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const nangsri, alastuwo = "33.13.14.2004", "33.13.14.2002"

var everywhere = registry.Reach{Everywhere: true}

// searcher asks one directory throughout a story, as a server does.
type searcher struct {
	*stage
	d *registry.Directory
}

func (s searcher) find(text string, reach registry.Reach) (hits []registry.Hit) {
	s.t.Helper()
	s.read(func(q journal.Query) (err error) {
		hits, err = s.d.Search(q, registry.Search{Text: text, Reach: reach})
		return err
	})
	return hits
}

func ids(hits []registry.Hit) []ident.ID {
	out := []ident.ID{}
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

// finds wants exactly these people, the best first.
func (s searcher) finds(text string, who ...ident.ID) {
	s.t.Helper()
	qt.Check(s.t, qt.DeepEquals(ids(s.find(text, everywhere)), append([]ident.ID{}, who...)), qt.Commentf("%q", text))
}

func (s searcher) person(name, village string, more func(*registry.Enter)) ident.ID {
	s.t.Helper()
	e := registry.Enter{Person: ident.Named("person " + name), Kind: registry.Resident, Name: name, Village: village}
	if more != nil {
		more(&e)
	}
	s.accepted("registry.register", e)
	return e.Person
}

func (s searcher) home(name, village string, hidden bool) (house, household ident.ID) {
	s.t.Helper()
	house, household = ident.Named("house "+name), ident.Named("household "+name)
	s.accepted("registry.set_house", registry.SetHouse{House: house, Village: village, Hamlet: "Sawahan", HiddenAddress: hidden})
	s.accepted("registry.set_household", registry.SetHousehold{Household: household, House: house})
	return house, household
}

func TestPeopleAreFoundByWhatIsKnownOfThem(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := searcher{newStage(t, db), registry.NewDirectory()}
		s.finds("sri")
		house, household := s.home("sri", nangsri, false)
		mother := s.person("Sri Wahyuni", nangsri, func(e *registry.Enter) {
			e.Household, e.Born, e.Phone, e.NIK, e.Sex, e.MotherName = household, "1994-03-12", "0812-3456-7890", "3313145203940001", "female", "Partinah"
		})
		child := s.person("Moh. Rizqi", nangsri, func(e *registry.Enter) { e.Household, e.Mother, e.Born = household, mother, "2025-01-20" })
		other := s.person("Soelistijowati", alastuwo, func(e *registry.Enter) { e.Born, e.BornGuessed = "1950-07-01", true })
		s.person("Nenek Sri", nangsri, func(e *registry.Enter) { e.Kind = registry.Recipient })

		s.finds("bu srie wahj", mother, child) // she is also his mother
		s.finds("wahyuni 12-3-1994", mother)
		s.finds("muhammad riski", child)
		s.finds("sulistyowati", other)
		s.finds("3313145203940001", mother)
		s.finds("partinah", mother)
		s.finds("7890", mother)
		code := s.find("12/3/94", everywhere)[0].HouseCode
		qt.Check(t, qt.DeepEquals(ids(s.find(code, everywhere)), []ident.ID{mother, child}), qt.Commentf("whoever lives in %s", code))

		hit := s.find("rizki ibu sri", everywhere)[0]
		qt.Check(t, qt.DeepEquals(hit, registry.Hit{ID: child, Kind: registry.Resident, Name: "Moh. Rizqi", Born: "2025-01-20", AgeMonths: -1, Village: nangsri, VillageName: "Nangsri",
			MotherName: "Sri Wahyuni", HouseCode: code, State: registry.Active, Why: hit.Why, Score: hit.Score}))
		qt.Check(t, qt.DeepEquals(hit.Why, []string{"name", "mother"}))
		qt.Check(t, qt.HasLen(s.find("sri", registry.Reach{Villages: []string{alastuwo}}), 0))
		qt.Check(t, qt.HasLen(s.find("sri", registry.Reach{}), 0))

		name := "Endang Lestari"
		s.accepted("registry.correct", registry.Amend{Person: mother, Name: &name})
		s.finds("wahyuni")
		s.finds("endang", mother, child)
		s.accepted("registry.set_house", registry.SetHouse{House: house, Village: nangsri, Hamlet: "Sawahan", HiddenAddress: true})
		s.finds(code) // who hides is not found by the sticker on the wall
		qt.Check(t, qt.Equals(s.find("endang", everywhere)[0].HouseCode, ""))
	})
}

func TestTwoRecordsOfOnePersonAnswerAsOne(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := searcher{newStage(t, db), registry.NewDirectory()}
		keep := s.person("Siti Nur Hayati", nangsri, func(e *registry.Enter) { e.Born, e.Sex = "1990-05-04", "female" })
		drop := s.person("Sitinur Hajati", nangsri, func(e *registry.Enter) { e.Born, e.Sex = "1990-05-04", "female" })
		sister := s.person("Siti Nur Aini", nangsri, func(e *registry.Enter) { e.Born, e.Sex = "1993-05-04", "female" })
		var twice []registry.Hit
		alike := func() {
			s.read(func(q journal.Query) (err error) { twice, err = s.d.AlikeTo(q, drop, everywhere, 0); return err })
		}
		alike()
		qt.Assert(t, qt.Not(qt.HasLen(twice, 0)))
		qt.Check(t, qt.Equals(twice[0].ID, keep))
		qt.Check(t, qt.IsTrue(twice[0].Likely))
		qt.Check(t, qt.DeepEquals(twice[0].Why, []string{"name", "born"}))
		qt.Check(t, qt.IsFalse(slices.ContainsFunc(twice, func(h registry.Hit) bool { return h.ID == sister && h.Likely })))

		s.accepted("registry.merge", registry.Merge{Keep: keep, Drop: drop})
		s.finds("hajati", keep)
		qt.Check(t, qt.Equals(s.find("hayati", everywhere)[0].State, registry.Active))

		moved := alastuwo
		s.accepted("registry.correct", registry.Amend{Person: keep, Village: &moved})
		qt.Check(t, qt.DeepEquals(ids(s.find("hajati", registry.Reach{Villages: []string{alastuwo}})), []ident.ID{keep}), qt.Commentf("the old record is where the one is that stands for it"))

		third := s.person("Siti Noor Hayati", nangsri, func(e *registry.Enter) { e.Born, e.Sex = "1990-05-04", "female" })
		s.accepted("registry.judge", registry.Judge{One: third, Other: keep, Verdict: registry.Different})
		s.read(func(q journal.Query) (err error) { twice, err = s.d.AlikeTo(q, third, everywhere, 0); return err })
		qt.Check(t, qt.IsFalse(slices.Contains(ids(twice), keep)), qt.Commentf("somebody has judged them to be two"))
	})
}

func TestOneWhoIsTypedInIsComparedWithThoseInReach(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := searcher{newStage(t, db), registry.NewDirectory()}
		there := s.person("Abdurrahman", alastuwo, func(e *registry.Enter) { e.Born = "1961-02-03" })
		typed := registry.Candidate{Name: "Abd. Rohman", Born: "1961-03-02", Village: nangsri}
		var hits []registry.Hit
		ask := func(reach registry.Reach) {
			s.read(func(q journal.Query) (err error) { hits, err = s.d.Alike(q, typed, reach, 0); return err })
		}
		ask(everywhere)
		qt.Check(t, qt.DeepEquals(ids(hits), []ident.ID{there}))
		ask(registry.Reach{Villages: []string{nangsri}})
		qt.Check(t, qt.HasLen(hits, 0))
		qt.Check(t, qt.IsNil(s.db.Read(t.Context(), func(tx *store.Tx) error {
			_, err := s.d.AlikeTo(journal.Query{Tx: tx, Facility: s.f, Keys: s.ring}, there, registry.Reach{Villages: []string{nangsri}}, 0)
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
			return nil
		})))
	})
}

func TestWhoIsErasedIsGoneFromTheNextAnswer(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := searcher{newStage(t, db), registry.NewDirectory()}
		gone := s.person("Zubaidah", nangsri, nil)
		s.finds("zubaidah", gone)
		s.accepted("test.erase", erase{Person: gone, Version: 1})
		s.read(s.d.CatchUp)
		s.finds("zubaidah")
		again := searcher{s.stage, registry.NewDirectory()} // and a server that starts now never knew her
		again.finds("zubaidah")
	})
}

// An import brings more than are opened one by one; whoever asks meanwhile and
// whoever starts afterwards see the same.
func TestManyAreFoundAlsoWhileTheyCome(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := searcher{newStage(t, db), registry.NewDirectory()}
		s.person("Yang Pertama", nangsri, nil)
		s.finds("pertama", ident.Named("person Yang Pertama"))
		_, household := s.home("ramai", nangsri, false)
		mother := s.person("Ibu Ramai", nangsri, func(e *registry.Enter) { e.Household = household })
		var all sync.WaitGroup
		for reader := range 2 {
			all.Go(func() {
				for i := range 20 {
					s.find(fmt.Sprint("warga ", i*reader), everywhere)
				}
			})
		}
		for i := range 120 {
			s.person(fmt.Sprintf("Warga %c%c", 'a'+i%26, 'a'+i/26), nangsri, func(e *registry.Enter) { e.Household, e.Mother = household, mother })
		}
		all.Wait()
		fresh := searcher{s.stage, registry.NewDirectory()}
		late := searcher{s.stage, registry.NewDirectory()}
		late.find("x", everywhere)
		for _, text := range []string{"warga", "warga ramai", "warga ba ibu ramai", "01-0001"} {
			a, b := s.find(text, everywhere), fresh.find(text, everywhere)
			qt.Check(t, qt.DeepEquals(a, b), qt.Commentf("%q", text))
		}
		qt.Check(t, qt.Equals(s.find("warga ba", everywhere)[0].MotherName, "Ibu Ramai"))
	})
}

func TestTheDeadAreMarkedAndWhoMovedAwayIsTheDesksToKnow(t *testing.T) {
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) {
		d := registry.NewDirectory()
		find := func(reach registry.Reach) (hits []registry.Hit) {
			w.Query(func(q journal.Query) (err error) {
				hits, err = d.Search(q, registry.Search{Text: "mbah karto", Reach: reach})
				return err
			})
			return hits
		}
		village := registry.Reach{Villages: []string{world.Village}}
		w.As("officer").
			Send("one", "registry.register", registry.Enter{Person: w.ID("karto"), Kind: registry.Resident, Name: "Karto Wiyono", Village: world.Village, Born: "1940-03-03"}).
			Send("two", "registry.register", registry.Enter{Person: w.ID("karto2"), Kind: registry.Resident, Name: "Karto Semito", Village: world.Village})
		qt.Assert(t, qt.HasLen(find(village), 2))
		w.Send("died", "registry.died", registry.Die{Person: w.ID("karto"), On: "2026-03-01"}).
			Send("moved", "registry.move", registry.Move{Person: w.ID("karto2"), On: "2026-03-01", To: "out"})
		hits := find(village)
		qt.Assert(t, qt.HasLen(hits, 1))
		qt.Check(t, qt.Equals(hits[0].State, registry.Dead))
		qt.Check(t, qt.Equals(hits[0].StateOn, "2026-03-01"))
		qt.Check(t, qt.Equals(hits[0].AgeMonths, 85*12+11))
		qt.Check(t, qt.HasLen(find(everywhere), 2))
	})
}
