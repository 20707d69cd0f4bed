package house_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
)

// hamlet is a town whose two villages here have families: in the first Sri, who is
// pregnant, and her mother, in the second old Mbah Karto alone.
type hamlet struct {
	*town
	group, posyandu ident.ID
	houses, homes   [3]ident.ID
	sri, baby, aged ident.ID
	hiding          ident.ID
}

func inHamlet(t *testing.T, story func(h *hamlet)) {
	t.Helper()
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(newHamlet(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(newHamlet(t, storetest.Postgres(t))) })
}

func newHamlet(t *testing.T, database string) *hamlet {
	h := &hamlet{town: newTown(t, database)}
	officer := here.actor("officer")
	for _, id := range []*ident.ID{&h.group, &h.posyandu, &h.houses[0], &h.houses[1], &h.houses[2], &h.homes[0], &h.homes[1], &h.homes[2], &h.sri, &h.baby, &h.aged, &h.hiding} {
		*id = h.fresh()
	}
	h.must(officer, "registry.set_group", registry.SetGroup{Group: h.group, Village: here.villages[0], Name: "Melati 3", Cadre: worker(here, "cadre")})
	h.must(officer, "registry.set_posyandu", registry.SetPosyandu{Posyandu: h.posyandu, Village: here.villages[0], Name: "Posyandu Mawar", OpenDay: 12})
	h.house(0, registry.SetHouse{Village: here.villages[0], Group: h.group, Hamlet: "Ngledok", RT: "3", RW: "2", Landmark: "mushola", Home: geo.Point{Lat: -7.5001, Lon: 110.9001}})
	h.house(1, registry.SetHouse{Village: here.villages[1], Hamlet: "Krajan"})
	h.house(2, registry.SetHouse{Village: here.villages[0], Group: h.group, Hamlet: "Rahasia", Home: geo.Point{Lat: -7.5002, Lon: 110.9002}})
	h.lives(h.sri, "Sri Wahyuni", "1996-04-02", 0, registry.Enter{Sex: "female", Due: "2026-02-20", Phone: "081377700333", Relation: "spouse", Posyandu: h.posyandu})
	h.lives(h.baby, "Bagas", "2026-02-25", 0, registry.Enter{Sex: "male", Relation: "child"})
	h.lives(h.aged, "Mbah Karto", "1941-06-01", 1, registry.Enter{Sex: "male", LivesAlone: true, Relation: "head"})
	h.lives(h.hiding, "Ratri", "1990-01-01", 2, registry.Enter{Sex: "female", HiddenAddress: true, Due: "2026-06-01"})
	return h
}

func (h *hamlet) house(n int, b registry.SetHouse) {
	h.t.Helper()
	b.House = h.houses[n]
	h.must(here.actor("officer"), "registry.set_house", b)
	h.must(here.actor("officer"), "registry.set_household", registry.SetHousehold{Household: h.homes[n], House: b.House, Decile: int64(n), DecileSource: [3]string{"", "dtsen", "dtsen"}[n], DecileOn: [3]string{"", "2026-01-01", "2026-01-01"}[n]})
}

func (h *hamlet) lives(id ident.ID, name, born string, home int, b registry.Enter) {
	h.t.Helper()
	b.Person, b.Kind, b.Name, b.Born, b.Household = id, registry.Resident, name, born, h.homes[home]
	h.must(here.actor("officer"), "registry.register", b)
}

func (h *hamlet) list(kind, query string) (out api.RegisterList) {
	h.t.Helper()
	r := h.send("GET", "/api/v1/register/lists/"+kind+query, nil)
	qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	r.into(h.t, &out)
	return out
}

func names(l api.RegisterList) string {
	var all []string
	for _, x := range l.Lines {
		all = append(all, x.Name)
	}
	return strings.Join(all, ", ")
}

func TestListsAreReadWhereTheRegisterIsKept(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		h.session(here, "officer")
		for kind, want := range map[string]string{
			registry.ListPregnant: "Sri Wahyuni, Ratri", registry.ListDueUnanswered: "Sri Wahyuni", registry.ListNewborn: "Bagas", registry.ListUnderFive: "Bagas",
			registry.ListAlone: "Mbah Karto", registry.ListDisabled: "", registry.ListPoor: "Mbah Karto, Ratri", registry.ListNoPoint: "Mbah Karto",
			registry.ListNoPosyandu: "Bagas, Ratri", registry.ListDoubtful: "",
		} {
			l := h.list(kind, "")
			got := names(l)
			if kind == registry.ListNoPosyandu && got == "Ratri, Bagas" { // one village: by id
				got = want
			}
			qt.Check(h.t, qt.Equals(got, want), qt.Commentf("%s", kind))
			qt.Check(h.t, qt.Equals(int(l.Total), len(l.Lines)))
			if kind == registry.ListPregnant {
				qt.Check(h.t, qt.Equals(l.Lines[0].Address, "Ngledok, RT 003 / RW 002"))
				qt.Check(h.t, qt.Equals(l.Lines[0].Phone, "+6281377700333"))
				qt.Check(h.t, qt.Equals(l.Lines[1].Address+l.Lines[1].HouseCode, ""), qt.Commentf("who hides is not found by a list"))
			}
		}
		var counts api.ListCounts
		h.send("GET", "/api/v1/register/lists", nil).into(h.t, &counts)
		for _, c := range counts.Lists {
			qt.Check(h.t, qt.Equals(c.Total, h.list(c.Kind, "").Total), qt.Commentf("%s is counted as it is listed", c.Kind))
		}
		qt.Check(h.t, qt.HasLen(counts.Lists, len(registry.ListKinds)))
		h.session(here, "head")
		seen := h.list(registry.ListPregnant, "")
		qt.Check(h.t, qt.Equals(names(seen), "Sri Wahyuni, Ratri"))
		qt.Check(h.t, qt.Equals(seen.Lines[0].Phone+seen.Lines[0].Address, ""), qt.Commentf("the head sees who, not where"))
		h.session(here, "cadre")
		qt.Check(h.t, qt.Equals(names(h.list(registry.ListAlone, "")), ""), qt.Commentf("another village"))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/lists/alone?village="+here.villages[1], nil).status, 404))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/lists/everybody", nil).status, 404))
		for _, who := range []string{"treasurer", "courier", "admin", "doctor"} {
			h.session(here, who)
			qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/lists/pregnant", nil).status, 404), qt.Commentf("%s", who))
		}
		h.session(there, "officer")
		qt.Check(h.t, qt.Equals(h.list(registry.ListPregnant, "").Total, 0))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/lists/pregnant?group="+string(h.group), nil).status, 404), qt.Commentf("a group of another health centre"))
		qt.Check(h.t, qt.Equals(h.logged("list.pregnant", "person:"+string(h.sri)), 3))
	})
}

// logged counts the lines of the access log for a purpose that name somebody.
func (h *hamlet) logged(purpose, who string) (n int) {
	h.t.Helper()
	h.query(here, func(q journal.Query) error {
		return q.Each("SELECT people FROM access_log WHERE facility_id = $1 AND purpose = $2", store.Args(here.id, purpose), func(scan func(...any) error) error {
			var people string
			err := scan(&people)
			if strings.Contains(people, who) {
				n++
			}
			return err
		})
	})
	return n
}

// A list is read in parts without losing anybody between them, also from the
// newest to the oldest and among those born on one day.
func TestAListGoesOnWhereItEnded(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		for i := range 7 {
			h.lives(h.fresh(), fmt.Sprint("Adik ", i), fmt.Sprintf("2024-01-%02d", 1+i/3), 0, registry.Enter{})
		}
		h.session(here, "midwife")
		for _, kind := range []string{registry.ListUnderFive, registry.ListNoPosyandu} {
			met, after := map[ident.ID]bool{}, ""
			for range 10 {
				l := h.list(kind, "?limit=3"+after)
				for _, x := range l.Lines {
					qt.Check(h.t, qt.IsFalse(met[x.Person]), qt.Commentf("%s stands twice", x.Name))
					met[x.Person] = true
				}
				if l.After == "" {
					qt.Check(h.t, qt.Equals(int(l.Total), len(met)), qt.Commentf("%s", kind))
					break
				}
				after = "&after=" + l.After
			}
			qt.Check(h.t, qt.IsTrue(len(met) >= 8), qt.Commentf("%s: %d", kind, len(met)))
		}
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/lists/pregnant?after=!!", nil).code(), "body.wrong_type"))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/lists/pregnant?limit=201", nil).code(), "body.wrong_type"))
	})
}

// The paper of a group is read by whoever serves its village; a house that hides
// somebody is not on it.
func TestTheListOfAGroupIsPrinted(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		of := map[string]string{"groups": string(h.group), "posyandu": string(h.posyandu), "villages": here.villages[0]}
		h.session(here, "cadre")
		for what, id := range of {
			r := h.send("GET", "/api/v1/register/"+what+"/"+id+"/list.pdf", nil)
			qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s: %s", what, r.body))
			qt.Check(h.t, qt.Equals(r.header.Get("Content-Type"), "application/pdf"))
			qt.Check(h.t, qt.IsTrue(strings.HasPrefix(r.body, "%PDF-")))
		}
		if to := os.Getenv("SAMBANG_PAPER"); to != "" { // to look at it
			qt.Check(h.t, qt.IsNil(os.WriteFile(to, []byte(h.send("GET", "/api/v1/register/groups/"+string(h.group)+"/list.pdf", nil).body), 0o600)))
		}
		qt.Check(h.t, qt.IsTrue(h.logged("paper", string(h.sri)) >= 3))
		qt.Check(h.t, qt.Equals(h.logged("paper", string(h.hiding)), 0))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/villages/"+here.villages[1]+"/list.pdf", nil).status, 404), qt.Commentf("another village"))
		for _, c := range []struct {
			at  centre
			who string
		}{{here, "head"}, {here, "treasurer"}, {there, "officer"}} {
			h.session(c.at, c.who)
			for what, id := range of {
				qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/"+what+"/"+id+"/list.pdf", nil).status, 404), qt.Commentf("%s of %s", c.who, c.at.name))
			}
		}
	})
}

func (h *hamlet) points(query string) (out api.RegisterMap) {
	h.t.Helper()
	r := h.send("GET", "/api/v1/register/map"+query, nil)
	qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	r.into(h.t, &out)
	return out
}

// The map follows what happens: a point that is set, a birth, a consent, a move.
func TestTheMapShowsHousesAsTheyStandNow(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		officer := here.actor("officer")
		h.session(here, "officer")
		m := h.points("")
		qt.Assert(h.t, qt.HasLen(m.Points, 1), qt.Commentf("%v: who hides is on no map", m.Points))
		qt.Check(h.t, qt.DeepEquals(m.Points[0], []any{string(h.houses[0]), -7.5001, 110.9001, float64(registry.PointPregnant | registry.PointUnderFive | registry.PointNoConsent)}))
		qt.Check(h.t, qt.Equals(m.Pointless, 1))
		r := h.send("GET", "/api/v1/register/houses/"+string(h.houses[1]), nil)
		qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		var card api.HouseCard
		r.into(h.t, &card)
		qt.Check(h.t, qt.Equals(card.People[0].Name, "Mbah Karto"))
		h.must(officer, "registry.set_house", registry.SetHouse{House: h.houses[1], Village: card.Village, Hamlet: card.Hamlet, Home: geo.Point{Lat: -7.51, Lon: 110.91}})
		h.must(officer, "registry.consent", registry.Agree{Person: h.sri, Purpose: "register", TextVersion: "register/1", Given: true, How: "spoken", ByWhom: "self"})
		m = h.points("")
		qt.Check(h.t, qt.HasLen(m.Points, 2))
		qt.Check(h.t, qt.Equals(m.Pointless, 0))
		qt.Check(h.t, qt.Equals(h.points("?only=alone").Total, 1))
		qt.Check(h.t, qt.Equals(h.points("?only=alone,pregnant").Total, 2))
		qt.Check(h.t, qt.Equals(h.points("?only=no_consent").Total, 1), qt.Commentf("Sri has agreed"))
		qt.Check(h.t, qt.Equals(h.points("?bbox=-7.505,110.89,-7.49,110.905").Total, 1))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/map?bbox=1,2,3", nil).code(), "body.bad_point"))
		h.must(officer, "registry.move", registry.Move{Person: h.aged, On: "2026-03-01", To: "out"})
		qt.Check(h.t, qt.Equals(h.points("?only=alone").Total, 0), qt.Commentf("who has moved away is not visited"))
		h.must(officer, "registry.correct", registry.Amend{Person: h.baby, HiddenAddress: new(true)})
		qt.Check(h.t, qt.Equals(h.points("").Total, 0), qt.Commentf("one who hides hides the house"))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/houses/"+string(h.houses[0]), nil).status, 200))
		h.session(here, "cadre")
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/houses/"+string(h.houses[0]), nil).status, 404))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/houses/"+string(h.houses[1]), nil).status, 404), qt.Commentf("another village"))
		h.session(here, "head")
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/map", nil).status, 404))
		h.session(there, "officer")
		qt.Check(h.t, qt.Equals(h.points("").Total, 0))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/register/houses/"+string(h.houses[0]), nil).status, 404))
	})
}

// Outlines are drawn when there is a file of them; what is wrong with it is said.
func TestTheVillagesHaveOutlinesWhenAFileTellsThem(t *testing.T) {
	h := newHamlet(t, "")
	h.session(here, "cadre")
	const at = "/api/v1/map/villages.geojson"
	file := filepath.Join(h.h.Data, "villages.geojson")
	qt.Check(t, qt.Equals(h.send("GET", at, nil).status, 404))
	qt.Assert(t, qt.IsNil(os.WriteFile(file, []byte("{"), 0o600)))
	qt.Check(t, qt.Equals(h.send("GET", at, nil).code(), "map.bad_outlines"))
	qt.Assert(t, qt.IsNil(os.WriteFile(file, []byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"KDEPUM":"33.13.14.2001","NAMOBJ":"Nangsri","LUAS":3},
		"geometry":{"type":"Polygon","coordinates":[[[110.9,-7.5,80],[110.91,-7.5],[110.91,-7.51],[110.9,-7.5]]]}}]}`), 0o600)))
	r := h.send("GET", at, nil)
	qt.Check(t, qt.Equals(r.body, `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"33.13.14.2001","name":"Nangsri"},`+
		`"geometry":{"type":"MultiPolygon","coordinates":[[[[110.9,-7.5],[110.91,-7.5],[110.91,-7.51],[110.9,-7.5]]]]}}]}`))
}
