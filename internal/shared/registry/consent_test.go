package registry_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
)

// yes is an answer that everybody may give.
func yes(person ident.ID, purpose string) registry.Agree {
	return registry.Agree{Person: person, Purpose: purpose, TextVersion: purpose + "/1", Given: true, How: "spoken", ByWhom: "self"}
}

func (s *stage) published() {
	s.t.Helper()
	head := access.Actor{Facility: s.f, ID: "ratna", Roles: []access.Role{access.Head}, Keys: []string{"f"}}
	for _, t := range registry.FirstTexts() {
		out, err := s.say(head, "registry.publish_text", t)
		must(s.t, err)
		qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted))
	}
}

func TestOnlyATextThatWasPublishedCanBeAgreedTo(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted("registry.register", entry)
		unheard := yes(sri, "milk")
		unheard.TextVersion = "milk/7"
		s.accepted("registry.consent", unheard) // of a form on paper, before anything was published
		s.published()
		qt.Check(t, qt.Equals(s.refused("registry.consent", unheard), "registry.unknown_text"))
		no := unheard
		no.Given = false
		s.accepted("registry.consent", no) // a no is never refused for want of a text
		other := yes(sri, "milk")
		other.TextVersion = "photo/1"
		qt.Check(t, qt.Equals(s.refused("registry.consent", other), "registry.unknown_text"))
		s.accepted("registry.consent", yes(sri, "milk"))
		scribbled := yes(sri, "milk")
		scribbled.Proof = "Sri signed"
		_, err := s.say(s.officer, "registry.consent", scribbled)
		qt.Check(t, qt.Equals(fault.Of(err).Code, "blob.bad_hash"), qt.Commentf("no free text in events"))
		duty := yes(sri, "visit_record")
		qt.Check(t, qt.Equals(s.refused("registry.consent", duty), "registry.not_by_consent"), qt.Commentf("what the law demands is not asked for"))
		s.rebuilds()
	})
}

func TestAChildsConsentIsItsGuardians(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		former, now, little := ident.Named("nenek"), ident.Named("bibi"), ident.Named("kakak")
		child, aunt, granny, sister := entry, entry, entry, entry
		child.Person, child.Kind, child.Born, child.Mother, child.NIK = baby, registry.Baby, "2012-01-20", former, ""
		aunt.Person, granny.Person, sister.Person, sister.Born = now, former, little, "2010-01-01"
		for _, b := range []registry.Enter{entry, granny, aunt, sister, child} {
			s.accepted("registry.register", b)
		}
		b := yes(baby, registry.ChildData)
		qt.Check(t, qt.Equals(s.refused("registry.consent", b), "registry.guardian_needed"))
		b.ByWhom, b.Guardian = "guardian", little
		qt.Check(t, qt.Equals(s.refused("registry.consent", b), "registry.no_such_guardian"), qt.Commentf("a child decides for no child"))
		s.accepted("registry.change_guardian", registry.ChangeGuardian{Child: baby, Guardian: now, Reason: "mother_ill", TextVersion: "child_data/1", How: "paper"})
		b.Guardian = former
		qt.Check(t, qt.Equals(s.refused("registry.consent", b), "registry.no_such_guardian"), qt.Commentf("nor does the former guardian"))
		b.Guardian = ""
		s.accepted("registry.consent", b)
		grown := yes(sri, "milk")
		grown.ByWhom = "guardian"
		qt.Check(t, qt.Equals(s.refused("registry.consent", grown), "registry.not_a_child"))
		s.read(func(q journal.Query) error {
			c, _, err := registry.Agreed(q, baby, registry.ChildData)
			qt.Check(t, qt.Equals(c.Guardian, now))
			for day, want := range map[string]int{"2030-01-19": 0, "2030-01-20": 1} {
				list, err := registry.AskAgain(q, nil, day)
				must(t, err)
				qt.Check(t, qt.HasLen(list, want), qt.Commentf("%s", day))
			}
			elsewhere, err2 := registry.AskAgain(q, []string{"33.13.14.2002"}, "2030-01-20")
			qt.Check(t, qt.HasLen(elsewhere, 0))
			must(t, err2)
			return err
		})
		s.rebuilds()
	})
}

func TestANoIsANoWhicheverRecordItWasToldOf(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		twin := entry
		twin.Person = ident.Named("sri, once more")
		s.accepted("registry.register", entry)
		s.accepted("registry.register", twin)
		s.accepted("registry.consent", yes(sri, "photo"))
		no := yes(twin.Person, "photo")
		no.Given = false
		s.accepted("registry.consent", no)
		s.accepted("registry.merge", registry.Merge{Keep: sri, Drop: twin.Person})
		s.read(func(q journal.Query) error {
			for _, id := range []ident.ID{sri, twin.Person} {
				declined, err := registry.Declined(q, id, "photo")
				must(t, err)
				qt.Check(t, qt.IsTrue(declined))
			}
			declined, err := registry.Declined(q, sri, "milk")
			qt.Check(t, qt.IsFalse(declined), qt.Commentf("who was never asked has not said no"))
			return err
		})
	})
}

func TestPhotosGoWithTheConsentToThem(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		house, household := ident.Named("rumah"), ident.Named("keluarga")
		hash := blob.Hash([]byte("the gate"))
		s.accepted("registry.set_house", registry.SetHouse{House: house, Village: entry.Village, Landmark: "langgar", Photos: []string{hash}})
		s.accepted("registry.set_household", registry.SetHousehold{Household: household, House: house})
		b := entry
		b.Household = household
		s.accepted("registry.register", b)
		id, _ := blob.Named(s.ring, s.f, hash)
		must(t, db.Write(t.Context(), func(tx *store.Tx) error {
			_, err := blob.Put(tx, s.ring, s.f, blob.Sent{ID: id, Kind: blob.Photo, By: ident.Named("tini"), Picture: blob.Picture{Media: "image/jpeg", Body: []byte("the gate"), Width: 1, Height: 1}}, 1)
			return err
		}))
		s.accepted("registry.consent", yes(sri, "photo"))
		s.stands(id, blob.Here)
		no := yes(sri, "photo")
		no.Given = false
		s.accepted("registry.consent", no)
		s.stands(id, blob.Erased)
		s.read(func(q journal.Query) error {
			_, at, _, err := registry.OpenHouse(q, house)
			qt.Check(t, qt.HasLen(at.Photos, 0))
			qt.Check(t, qt.Equals(at.Landmark, "langgar"), qt.Commentf("the rest of the house stays"))
			return err
		})
		s.rebuilds()
	})
}

// stands says what has become of a picture.
func (s *stage) stands(id blob.ID, want blob.State) {
	s.t.Helper()
	s.read(func(q journal.Query) error {
		_, state, err := blob.Look(q.Tx, q.Facility, id)
		qt.Check(s.t, qt.Equals(state, want))
		return err
	})
}
