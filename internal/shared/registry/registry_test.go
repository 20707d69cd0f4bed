package registry_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
)

var sri, baby = ident.Named("sri"), ident.Named("bayi sri")

var entry = registry.Enter{Person: sri, Kind: registry.Mother, Name: "Ibu Sri Wahyuni", Phone: "0812-3456-7890", NIK: "3313145203980001",
	Address: "Dusun Sawahan RT 002 / RW 005", Home: geo.Point{Lat: -7.531, Lon: 110.908}, Village: "33.13.14.2004", Born: "1998-03-12", Sex: "female"}

func TestAHealthCentreIsFoundedOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		out, err := s.say(access.TheMachine(s.f), "registry.found", founding)
		must(t, err)
		qt.Assert(t, qt.Equals(out.Code, "registry.already_founded"))
		s.read(func(q journal.Query) error {
			f, err := registry.FacilityBySlug(q.Tx, "kebakkramat-1")
			must(t, err)
			qt.Check(t, qt.Equals(f.ID, s.f))
			qt.Check(t, qt.Equals(f.ServicePhone, "+62271646123"))
			qt.Check(t, qt.Equals(f.Location().String(), "Asia/Jakarta"))
			_, err = registry.FacilityBySlug(q.Tx, "lain")
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
			row, found, err := registry.Room{}.Shows()["village"](q, "33.13.14.2004")
			qt.Check(t, qt.IsTrue(found))
			qt.Check(t, qt.Equals(row.(registry.Village).Name, "Nangsri"))
			return err
		})
		err = db.Write(t.Context(), func(tx *store.Tx) error {
			return registry.Enlist(tx, registry.Facility{ID: ident.Named("other"), Slug: founding.Slug}, 1)
		})
		qt.Assert(t, qt.IsTrue(fault.Is(err, "registry.slug_taken")))
		s.rebuilds()
	})
}

func TestAPersonIsFoundByPhoneAndNothingPersonalStandsInLogOrTables(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted("registry.register", entry)
		child := registry.Enter{Person: baby, Kind: registry.Baby, Name: "Bima", Phone: "+62 812 3456 7890", Village: entry.Village, Born: "2026-01-20"}
		s.accepted("registry.register", child)
		s.read(func(q journal.Query) error {
			family, err := registry.FindByPhone(q, "(0812) 3456.7890")
			must(t, err)
			qt.Assert(t, qt.HasLen(family, 2), qt.Commentf("a family shares a phone"))
			one, err := registry.FindByNIK(q, entry.NIK)
			must(t, err)
			qt.Assert(t, qt.HasLen(one, 1))
			p, d, found, err := registry.Open(q, sri)
			qt.Assert(t, qt.IsTrue(found))
			qt.Check(t, qt.Equals(d.Name, "Ibu Sri Wahyuni"))
			qt.Check(t, qt.Equals(d.Phone, "+6281234567890"))
			qt.Check(t, qt.Equals(p.Sex, "female"))
			return err
		})
		for _, personal := range []string{"Sri", "81234567890", entry.NIK, "Sawahan", "110.908,", "-7.531,"} {
			qt.Check(t, qt.Equals(s.saysAnywhere(personal), ""), qt.Commentf("%q must lie sealed", personal))
		}
		s.rebuilds()
	})
}

// saysAnywhere looks for a text in everything that is kept of events, commands
// and people, and names the place.
func (s *stage) saysAnywhere(what string) string {
	s.t.Helper()
	where := ""
	s.read(func(q journal.Query) error {
		for table, sql := range map[string]string{
			"event":   "SELECT body FROM event WHERE facility_id = $1",
			"command": "SELECT result FROM command WHERE facility_id = $1",
			"person":  "SELECT phone_hash || nik_hash || detail || born FROM person WHERE facility_id = $1",
			"sealed":  "SELECT body FROM sealed WHERE facility_id = $1",
		} {
			err := q.Each(sql, store.Args(s.f), func(scan func(...any) error) error {
				var text string
				err := scan(&text)
				if strings.Contains(text, what) && !strings.Contains(text, `"villages"`) {
					where = table
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return where
}

func TestACorrectionIsANewVersionAndTheOldNumberFindsNobody(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted("registry.register", entry)
		phone, none := "0857 1111 2222", ""
		s.accepted("registry.correct", registry.Amend{Person: sri, Phone: &phone, Address: &none})
		wrong := "12"
		qt.Assert(t, qt.Equals(s.refused("registry.correct", registry.Amend{Person: sri, Phone: &wrong}), "registry.bad_phone"))
		s.read(func(q journal.Query) error {
			old, err := registry.FindByPhone(q, entry.Phone)
			must(t, err)
			qt.Check(t, qt.HasLen(old, 0))
			p, d, _, err := registry.Open(q, sri)
			qt.Check(t, qt.Equals(p.Detail.Version, 2))
			qt.Check(t, qt.DeepEquals([]string{d.Name, d.Phone, d.Address, d.NIK}, []string{entry.Name, "+6285711112222", "", entry.NIK}))
			return err
		})
		s.rebuilds()
	})
}

func TestAFamilyMovesAndAWomanAsksNotToBeFound(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted("registry.register", entry)
		there, nowhere, hidden := "33.13.14.2002", "33.13.99.9999", true
		qt.Assert(t, qt.Equals(s.refused("registry.correct", registry.Amend{Person: sri, Village: &nowhere}), "registry.unknown_village"))
		s.accepted("registry.correct", registry.Amend{Person: sri, Village: &there, HiddenAddress: &hidden})
		s.read(func(q journal.Query) error {
			p, d, _, err := registry.Open(q, sri)
			qt.Check(t, qt.IsTrue(p.HiddenAddress))
			qt.Check(t, qt.DeepEquals([]string{p.Village, d.Name}, []string{there, entry.Name}))
			return err
		})
		s.rebuilds()
	})
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.accepted("registry.register", entry)
	qt.Check(t, qt.Equals(s.refused("registry.register", entry), "registry.person_exists"))
	abroad, unborn := entry, entry
	abroad.Person, abroad.Village = baby, "33.13.99.9999"
	unborn.Person, unborn.Born = baby, "2026-03-05"
	qt.Check(t, qt.Equals(s.refused("registry.register", abroad), "registry.unknown_village"))
	qt.Check(t, qt.Equals(s.refused("registry.register", unborn), "registry.born_in_future"))
	for code, change := range map[string]func(*registry.Enter){
		"body.required":      func(b *registry.Enter) { b.Name = "  " },
		"body.bad_choice":    func(b *registry.Enter) { b.Sex = "x" },
		"body.bad_date":      func(b *registry.Enter) { b.Born = "31-12-1999" },
		"body.bad_point":     func(b *registry.Enter) { b.Home.Lat = 91 },
		"text.too_long":      func(b *registry.Enter) { b.Name = strings.Repeat("a", 10_000) },
		"registry.bad_phone": func(b *registry.Enter) { b.Phone = "=1+1" },
	} {
		b := entry
		b.Person = baby
		change(&b)
		_, err := s.say(s.officer, "registry.register", b)
		qt.Check(t, qt.Equals(fault.Of(err).Code, code))
	}
}

func TestACadreEntersOnlyPeopleOfTheirVillage(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	cadre := access.Actor{Facility: s.f, ID: "yanti", Roles: []access.Role{access.Cadre}, Keys: []string{"v:33.13.14.2002"}}
	_, err := s.say(cadre, "registry.register", entry)
	qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	hers := entry
	hers.Village = "33.13.14.2002"
	out, err := s.say(cadre, "registry.register", hers)
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
}

func TestConsentIsARecordThatCanBeProvenAndWithdrawn(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted("registry.register", entry)
		child := entry
		child.Person, child.Kind, child.Born, child.NIK = baby, registry.Baby, "2026-01-20", ""
		s.accepted("registry.register", child)
		yes := registry.Agree{Person: sri, Purpose: "milk", TextVersion: "milk/3", Given: true, How: "page", ByWhom: "self"}
		s.accepted("registry.consent", yes)
		no := yes
		no.Given, no.How = false, "spoken"
		s.accepted("registry.consent", no)
		own := yes
		own.Person = baby
		qt.Assert(t, qt.Equals(s.refused("registry.consent", own), "registry.guardian_needed"))
		own.ByWhom, own.Guardian = "guardian", sri
		s.accepted("registry.consent", own)
		s.read(func(q journal.Query) error {
			all, err := registry.Consents.Where(q.Tx, "facility_id = $1 AND person = $2", s.f, sri)
			must(t, err)
			qt.Check(t, qt.HasLen(all, 2), qt.Commentf("a withdrawal deletes nothing"))
			c, found, err := registry.Agreed(q, baby, "milk")
			qt.Check(t, qt.IsTrue(found && c.Given && c.Guardian == sri && c.RecordedBy == "wati"))
			return err
		})
		s.rebuilds()
	})
}

func TestAnErasedPersonIsForgottenAndTheLogStillVerifies(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted("registry.register", entry)
		name := "Ibu Sri W."
		s.accepted("registry.correct", registry.Amend{Person: sri, Name: &name})
		s.accepted("test.erase", erase{sri, 1})
		s.read(func(q journal.Query) error {
			p, _, _, err := registry.Open(q, sri)
			qt.Check(t, qt.Equals(p.State, registry.Active), qt.Commentf("only an old version went"))
			return err
		})
		s.accepted("test.erase", erase{sri, 2})
		s.read(func(q journal.Query) error {
			p, d, found, err := registry.Open(q, sri)
			qt.Check(t, qt.IsTrue(found))
			qt.Check(t, qt.DeepEquals(d, registry.Detail{}))
			qt.Check(t, qt.DeepEquals([]string{p.State, p.PhoneHash, p.NIKHash, p.Born}, []string{registry.Erased, "", "", ""}))
			return err
		})
		qt.Check(t, qt.Equals(s.refused("registry.correct", registry.Amend{Person: sri, Name: &name}), "registry.person_erased"))
		s.rebuilds()
	})
}
