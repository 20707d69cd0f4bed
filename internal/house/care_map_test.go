package house_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/report/care"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/registry"
)

func (h *hamlet) careMap(village string) (out care.Village) {
	h.t.Helper()
	r := h.send("GET", "/api/v1/care/map/"+village, nil)
	qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	r.into(h.t, &out)
	return out
}

// asked counts the statements of a question.
func (h *hamlet) asked(f func(q journal.Query) error) (n int) {
	h.t.Helper()
	h.query(here, func(q journal.Query) error {
		before := q.Tx.Statements
		err := f(q)
		n = q.Tx.Statements - before
		return err
	})
	return n
}

// The map of care follows the rounds, what is found and the kenthongan: Sri waits, old
// Mbah Karto was visited, Ratri hides and stands nowhere.
func TestTheMapOfCareShowsWhoWaits(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		officer := here.actor("officer")
		const today = "2026-03-02"
		h.must(officer, "registry.set_house", registry.SetHouse{House: h.houses[1], Village: here.villages[1], Hamlet: "Krajan", Home: geo.Point{Lat: -7.52, Lon: 110.92}})
		h.must(officer, "round.visit", rounds.Tell{Visit: h.fresh(), Person: h.aged, Outcome: "done", On: today})
		h.must(officer, "finding.report", finding.Tell{Finding: h.fresh(), Kind: "latrine", House: h.houses[0], What: "Belum ada jamban"})
		h.must(officer, "finding.report", finding.Tell{Finding: h.fresh(), Kind: "food", House: h.houses[2], What: "Dapur kosong"})
		h.must(officer, "alarm.install", alarm.Install{House: h.houses[1], Elder: h.aged, On: today, CanStrike: true})

		h.session(here, "officer")
		v := h.careMap(here.villages[0])
		qt.Assert(h.t, qt.HasLen(v.Houses, 1), qt.Commentf("%+v", v.Houses))
		sri := v.Houses[0]
		qt.Check(h.t, qt.Equals(sri.House, h.houses[0]))
		qt.Check(h.t, qt.Equals(sri.Band, care.Never), qt.Commentf("nobody has been there"))
		qt.Check(h.t, qt.Equals(sri.Code != "", true))
		qt.Check(h.t, qt.ContentEquals(sri.People, []ident.ID{h.sri, h.baby}))
		qt.Assert(h.t, qt.HasLen(v.Unplaced, 1))
		qt.Check(h.t, qt.Equals(v.Unplaced[0].Person, h.hiding), qt.Commentf("who hides is looked after and stands nowhere"))
		qt.Assert(h.t, qt.HasLen(v.Findings, 2))
		for _, f := range v.Findings {
			qt.Check(h.t, qt.Equals(f.At.IsZero(), f.Kind == "food"), qt.Commentf("%s: where somebody hides nothing is shown", f.Kind))
			qt.Check(h.t, qt.Equals(f.Code == "", f.Kind == "food"))
		}
		other := h.careMap(here.villages[1])
		qt.Assert(h.t, qt.HasLen(other.Houses, 1))
		qt.Check(h.t, qt.Equals(other.Houses[0].Days, 0))
		qt.Check(h.t, qt.Equals(other.Houses[0].Band, care.Fresh))
		qt.Assert(h.t, qt.HasLen(other.Posts, 1))
		qt.Check(h.t, qt.SliceContains(other.Posts[0].Want, alarm.WantsResponders), qt.Commentf("nobody has agreed to come"))
		qt.Check(h.t, qt.Equals(h.logged("care_map", "person:"+string(h.sri)), 1))
		qt.Check(h.t, qt.Equals(h.logged("care_map", "person:"+string(h.hiding)), 1))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/care/map/11.11.11.1111", nil).status, 404))

		few := h.asked(func(q journal.Query) error {
			_, err := care.VillageOf(q, care.Sees{Rounds: true, Findings: true, Alarm: true}, here.villages[0], nil)
			return err
		})
		for i := range 12 {
			h.lives(h.fresh(), fmt.Sprint("Kakak ", i), "2024-01-01", 0, registry.Enter{Relation: "child"})
		}
		many := h.asked(func(q journal.Query) error {
			_, err := care.VillageOf(q, care.Sees{Rounds: true, Findings: true, Alarm: true}, here.villages[0], nil)
			return err
		})
		qt.Check(h.t, qt.Equals(many, few), qt.Commentf("twelve more ask the database no oftener"))
		qt.Check(h.t, qt.IsTrue(few <= 8), qt.Commentf("%d statements", few))

		h.session(here, "cadre")
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/care/map/"+here.villages[1], nil).status, 404), qt.Commentf("another village"))
		var all care.Overview
		h.send("GET", "/api/v1/care/map", nil).into(h.t, &all)
		qt.Assert(h.t, qt.HasLen(all.Villages, 1))
		qt.Check(h.t, qt.DeepEquals(all.Villages[0], h.careMap(here.villages[0]).Total), qt.Commentf("it is counted as it is drawn"))

		h.must(officer, "registry.in_hospital", registry.Stay{Person: h.sri, On: today})
		for _, at := range h.careMap(here.villages[0]).Houses {
			qt.Check(h.t, qt.Not(qt.SliceContains(at.People, h.sri)), qt.Commentf("who lies in hospital is not waited for at home"))
		}

		h.session(here, "head")
		h.send("GET", "/api/v1/care/map", nil).into(h.t, &all)
		qt.Check(h.t, qt.HasLen(all.Villages, len(here.villages)))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/care/map/"+here.villages[0], nil).status, 404), qt.Commentf("the head sees how many, not where"))
		for _, who := range []string{"treasurer", "courier", "admin", "doctor"} {
			h.session(here, who)
			qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/care/map", nil).status, 404), qt.Commentf("%s", who))
		}
		h.session(there, "officer")
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/care/map/"+here.villages[0], nil).status, 404), qt.Commentf("another health centre"))
	})
}
