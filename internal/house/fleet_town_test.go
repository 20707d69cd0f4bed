package house_test

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/fleet"
)

// sendable is who can be sent in a place of the town, with what; a road that is closed,
// and somebody who is out alone.
type sendable struct{ team, vehicle, base, closure, watch ident.ID }

// ready makes a team with its vehicle. Where it is to be anybody's own, everybody who
// may be sent is in it; each team has hours of its own, for nobody is in two at once;
// few, for nothing is planned farther than three months ahead.
func (w *town) ready(x things, own bool) (f sendable) {
	w.t.Helper()
	f = sendable{w.fresh(), w.fresh(), w.fresh(), w.fresh(), w.fresh()}
	officer := x.centre.actor("officer")
	var n int
	w.query(x.centre, func(q journal.Query) error {
		_, err := q.One("SELECT count(*) FROM team WHERE facility_id = $1", store.Args(q.Facility), &n)
		return err
	})
	from := w.clock.Now().Add(time.Duration(n) * 4 * time.Hour)
	members := []ident.ID{worker(x.centre, "doctor"), worker(x.centre, "nurse"), worker(x.centre, "midwife"), worker(x.centre, "driver")}
	if !own {
		driver := string(w.fresh())
		w.staff(x.centre, driver, access.Driver)
		members = []ident.ID{worker(x.centre, driver)}
	}
	w.must(officer, "fleet.add_vehicle", fleet.AddVehicle{Vehicle: f.vehicle, Name: "V" + string(f.vehicle[10:]), Seats: 2, Roads: []string{"paved"}})
	w.must(officer, "fleet.set_base", fleet.SetBase{Base: f.base, Village: x.village, Label: "Pangkalan", Lat: -7.5, Lon: 110.9})
	w.must(officer, "fleet.form_team", fleet.FormTeam{Team: f.team, Name: "T" + string(f.team[10:]), Members: members, Vehicle: f.vehicle, Base: f.base, From: from, To: from.Add(3 * time.Hour)})
	w.must(officer, "fleet.close_road", fleet.CloseRoad{Closure: f.closure, Label: "Pangkalan", Village: x.village, Until: w.clock.Now().Add(time.Hour), Reason: "flood"})
	w.must(x.centre.actor(x.courier), "dispatch.check_in", dispatch.CheckIn{Watch: f.watch, ExpectedEnd: w.clock.Now().Add(time.Hour)})
	return f
}

// teamOf is a team of the day after all others.
func (w *town) teamOf(x things, id ident.ID) fleet.FormTeam {
	driver := string(w.fresh())
	w.staff(x.centre, driver, access.Driver)
	return fleet.FormTeam{Team: id, Name: "T" + string(id[10:]), Members: []ident.ID{worker(x.centre, driver)}, From: w.clock.Now(), To: w.clock.Now().Add(time.Hour)}
}
