package registry_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const atNangsri = "33.13.14.2004"

// family is a household as a village's list tells of it.
func family() []registry.Row {
	at := registry.Row{KK: "3313140101900001", Village: atNangsri, RT: "2", RW: "5", Hamlet: "Dukuh", Decile: 2, DecileSource: "dtsen", DecileOn: "2026-01-01"}
	row := func(name, born, sex, relation, nik string) registry.Row {
		r := at
		r.Name, r.Born, r.Sex, r.Relation, r.NIK = name, born, sex, relation, nik
		return r
	}
	child := row("Aisyah", "2025-01-20", "female", registry.Child, "")
	child.Mother = "Sri Wahyuni"
	return []registry.Row{row("Joko Susilo", "1990-05-01", "male", registry.HeadOfHousehold, "3313140105900001"),
		row("Sri Wahyuni", "1994-03-12", "female", registry.Spouse, "3313145203940001"), child}
}

// enterRows says rows and gives what became of them.
func (s *stage) enterRows(rows []registry.Row, doubts ...registry.Doubt) []registry.RowAnswer {
	s.t.Helper()
	out, err := s.say(s.officer, "registry.enter_rows", registry.EnterRows{Rows: rows, Doubts: doubts})
	must(s.t, err)
	var answers []registry.RowAnswer
	if out.Status != journal.Accepted {
		s.t.Fatalf("%s %s %s", out.Status, out.Code, out.Field)
	}
	must(s.t, json.Unmarshal(out.Result, &answers))
	return answers
}

// outcomes is what became of rows, one letter a row; of bad ones the code.
func outcomes(answers []registry.RowAnswer) string {
	text := ""
	for _, a := range answers {
		if text += a.Outcome[:1]; a.Outcome == registry.RowBad {
			text += "(" + a.Code + " " + a.Field + ")"
		}
	}
	return text
}

func (s *stage) person(id ident.ID) (p registry.Person, d registry.Detail) {
	s.t.Helper()
	s.read(func(q journal.Query) error {
		var found bool
		var err error
		p, d, found, err = registry.Open(q, id)
		qt.Assert(s.t, qt.IsTrue(found), qt.Commentf("%s", id))
		return err
	})
	return p, d
}

func TestAFamilyIsFiledAndTheSameListChangesNothing(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		first := s.enterRows(family())
		qt.Assert(t, qt.Equals(outcomes(first), "nnn"))
		again := s.enterRows(family())
		qt.Assert(t, qt.Equals(outcomes(again), "uuu"))
		for i := range first {
			qt.Check(t, qt.Equals(again[i].Person, first[i].Person))
		}
		father, _ := s.person(first[0].Person)
		mother, _ := s.person(first[1].Person)
		child, _ := s.person(first[2].Person)
		qt.Check(t, qt.Equals(child.Mother, mother.ID))
		qt.Check(t, qt.Equals(child.Household, father.Household))
		s.read(func(q journal.Query) error {
			h, found, err := registry.Households.Get(q.Tx, s.f, father.Household)
			must(t, err)
			qt.Check(t, qt.IsTrue(found && h.Head == father.ID && h.Decile == 2))
			house, at, _, err := registry.OpenHouse(q, h.House)
			qt.Check(t, qt.Equals(house.Code, registry.HouseCode(atNangsri, 1)))
			qt.Check(t, qt.Equals(at.RT+"/"+at.RW, "002/005"))
			return err
		})
		s.rebuilds()
	})
}

func TestARowChangesWhatItTellsAndNothingElse(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	first := s.enterRows(family())
	mother := registry.Row{Name: "Sri Wahyuni", NIK: "3313145203940001", Phones: []string{"0812-3456-7890"}, Due: "2026-09-01", Village: atNangsri}
	qt.Check(t, qt.Equals(outcomes(s.enterRows([]registry.Row{mother, mother})), "cu"))
	p, d := s.person(first[1].Person)
	qt.Check(t, qt.DeepEquals([]string{p.Born, p.Due, d.Phone, p.Relation}, []string{"1994-03-12", "2026-09-01", "+6281234567890", registry.Spouse}))
	guessed := family()[2:]
	guessed[0].Born, guessed[0].BornGuessed = "2025-06-01", true
	qt.Check(t, qt.Equals(outcomes(s.enterRows(guessed)), "u"), qt.Commentf("a guess does not take the place of a date"))
	child := family()[2:]
	child[0].NIK = "3313146001250001"
	answer := s.enterRows(child)
	qt.Check(t, qt.Equals(outcomes(answer), "c"), qt.Commentf("a NIK that came later belongs to the same child"))
	qt.Check(t, qt.Equals(answer[0].Person, first[2].Person))
	s.rebuilds()
}

func TestABadRowKeepsNobodyOut(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	good := family()
	for _, c := range []struct {
		want   string
		change func(*registry.Row)
	}{
		{"b(body.required name)", func(r *registry.Row) { r.Name = " " }},
		{"b(registry.unknown_village village)", func(r *registry.Row) { r.Village = "33.13.14.2999" }},
		{"b(registry.unknown_village village)", func(r *registry.Row) { *r = registry.Row{Name: "Sri"} }},
		{"b(registry.born_in_future born)", func(r *registry.Row) { r.Born = "2027-01-01" }},
		{"b(body.bad_date born)", func(r *registry.Row) { r.Born = "1994-02-31" }},
		{"b(body.bad_choice sex)", func(r *registry.Row) { r.Sex = "P" }},
		{"b(registry.bad_phone phone)", func(r *registry.Row) { r.Phones = []string{"119"} }},
		{"b(registry.bad_house_code house)", func(r *registry.Row) { r.House = "04-0001-0" }},
		{"b(registry.bad_decile decile)", func(r *registry.Row) { r.Decile = 11 }},
	} {
		bad := good[1]
		c.change(&bad)
		qt.Check(t, qt.Equals(outcomes(s.enterRows([]registry.Row{bad})), c.want))
	}
	bad := good[1]
	bad.Name = ""
	qt.Check(t, qt.Equals(outcomes(s.enterRows([]registry.Row{good[0], bad, good[2]})), "nb(body.required name)n"))
	s.rebuilds()
}

func TestABabyListedWithItsMothersNumberIsNotTheMother(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	first := s.enterRows(family())
	baby := registry.Row{Name: "By Ny Sri", NIK: "3313145203940001", Born: "2026-02-20", Village: atNangsri, MotherNIK: "3313145203940001", Relation: registry.Child}
	answer := s.enterRows([]registry.Row{baby})
	qt.Assert(t, qt.Equals(outcomes(answer), "d"))
	qt.Check(t, qt.Equals(answer[0].Like, first[1].Person))
	p, _ := s.person(answer[0].Person)
	mother, _ := s.person(first[1].Person)
	qt.Check(t, qt.Equals(mother.Born, "1994-03-12"))
	qt.Check(t, qt.DeepEquals([]ident.ID{p.Mother, p.Household}, []ident.ID{mother.ID, mother.Household}))
	qt.Check(t, qt.Equals(outcomes(s.enterRows([]registry.Row{baby})), "u"))
	s.read(func(q journal.Query) error {
		pairs, err := registry.Pairs.Where(q.Tx, "facility_id = $1 AND verdict = $2", s.f, registry.Doubtful)
		qt.Check(t, qt.HasLen(pairs, 1))
		return err
	})
	s.rebuilds()
}

func TestWhoMayBeKnownAlreadyIsFiledAndNoted(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	first := s.enterRows(family())
	twin := registry.Row{Name: "Srie Wahjuni", Born: "1994-03-12", Village: atNangsri, RT: "002", RW: "005"}
	answer := s.enterRows([]registry.Row{twin}, registry.Doubt{Row: 0, Person: first[1].Person, Reasons: []string{"name_close", "born"}})
	qt.Check(t, qt.Equals(outcomes(answer), "d"))
	again := s.enterRows([]registry.Row{twin}, registry.Doubt{Row: 0, Person: first[1].Person, Reasons: []string{"name_close"}})
	qt.Check(t, qt.Equals(outcomes(again), "u"), qt.Commentf("who stands there already is nobody new"))
	nobody := registry.Row{Name: "Tukinem", Village: atNangsri}
	qt.Check(t, qt.Equals(outcomes(s.enterRows([]registry.Row{nobody}, registry.Doubt{Row: 0, Person: ident.Named("nobody")})), "n"))
	s.rebuilds()
}

func TestNeighboursWithOneNameStayTwo(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	slamet := func(nik, born, rt string) registry.Row {
		return registry.Row{Name: "Slamet", NIK: nik, Born: born, Village: atNangsri, RT: rt, RW: "005"}
	}
	rows := []registry.Row{slamet("3313140101500001", "1950-01-01", "002"), slamet("3313140202600002", "1960-02-02", "002"),
		slamet("3313140101500003", "1950-01-01", "002"), slamet("", "", "003")}
	first := s.enterRows(rows)
	qt.Check(t, qt.Equals(outcomes(first), "nnnn"))
	seen := map[ident.ID]bool{}
	for _, a := range first {
		seen[a.Person] = true
	}
	qt.Check(t, qt.HasLen(seen, 4))
	qt.Check(t, qt.Equals(outcomes(s.enterRows(rows)), "uuuu"))
}

func TestTheDeadAreNotEnteredAgain(t *testing.T) {
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) {
		list := func(name string) (answers []registry.RowAnswer) {
			rows := family()
			for i := range rows {
				rows[i].Village = world.Village
			}
			w.As("officer").Send(name, "registry.enter_rows", registry.EnterRows{Rows: rows})
			must(t, json.Unmarshal(w.Outcome().Result, &answers))
			return answers
		}
		first := list("list")
		w.Send("died", "registry.died", registry.Die{Person: first[0].Person, On: "2026-02-01"})
		qt.Check(t, qt.Equals(outcomes(list("again")), "b(registry.person_dead person)uu"))
		w.RebuildEquals()
	})
}

func TestAHouseholdIsNotMovedByAList(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.enterRows(family())
	moved := family()[1]
	moved.Village = "33.13.14.2002"
	qt.Check(t, qt.Equals(outcomes(s.enterRows([]registry.Row{moved})), "b(registry.move_instead village)"))
}

func TestACadreFilesPagesOfTheirOwnVillage(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	cadre := access.Actor{Facility: s.f, ID: "yanti", Roles: []access.Role{access.Cadre}, Keys: []string{"v:" + atNangsri}}
	out, err := s.say(cadre, "registry.enter_rows", registry.EnterRows{Rows: family()})
	must(t, err)
	qt.Check(t, qt.Equals(out.Status, journal.Accepted))
	other := registry.Row{Name: "Tukinem", Village: "33.13.14.2002"}
	for _, rows := range [][]registry.Row{{other}, {family()[0], other}} {
		_, err = s.say(cadre, "registry.enter_rows", registry.EnterRows{Rows: rows})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	}
}

func TestManyRowsOfManyFamiliesAreRebuilt(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		var rows []registry.Row
		for i := range 60 {
			for _, r := range family() {
				n := strconv.Itoa(1000 + i)
				r.KK = r.KK[:12] + n
				if r.NIK != "" {
					r.NIK = r.NIK[:12] + n
				}
				rows = append(rows, r)
			}
		}
		for _, a := range s.enterRows(rows) {
			qt.Assert(t, qt.Equals(a.Outcome, registry.RowNew))
		}
		for _, a := range s.enterRows(rows) {
			qt.Assert(t, qt.Equals(a.Outcome, registry.RowUnchanged))
		}
		s.read(func(q journal.Query) error {
			n, err := registry.NextHouse(q, atNangsri)
			qt.Check(t, qt.Equals(n, 61))
			return err
		})
		s.rebuilds()
	})
}
