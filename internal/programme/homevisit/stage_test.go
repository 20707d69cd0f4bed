package homevisit_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/world"
)

const morning = "2026-03-02 08:00"

// town is a health centre with a doctor, a nurse and two drivers, an ambulance with
// a stretcher and a car without: team "Tim 1" is the doctor with a driver, "Sopir" a
// driver alone.
type town struct{ *world.World }

func both(t *testing.T, story func(t *testing.T, w town)) {
	t.Helper()
	world.Both(t, morning, func(t *testing.T, w *world.World) { story(t, opened(w)) })
}

func opened(w *world.World) town {
	w.Colleague("dr. Rani", access.Doctor).Colleague("Suster Yuli", access.Nurse).Colleague("Pak Tono", access.Driver).Colleague("Pak Joko", access.Driver)
	w.As("dispatcher").
		Send("ambulance", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Ambulans"), Name: "Ambulans", Seats: 2, Stretcher: true, Roads: []string{"paved", "dirt"}}).
		Send("car", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Mobil"), Name: "Mobil", Seats: 1, Roads: []string{"paved"}})
	t := town{w}
	t.team("Tim 1", "Ambulans", "dr. Rani", "Pak Tono")
	t.team("Sopir", "Mobil", "Pak Joko")
	return t
}

func (w town) team(name, vehicle string, members ...string) {
	w.T.Helper()
	b := fleet.FormTeam{Team: ident.Named(name), Name: name, CallSign: "JZ13", From: w.Clock.Now(), To: w.Clock.Now().Add(12 * 3600e9)}
	if vehicle != "" {
		b.Vehicle = ident.Named(vehicle)
	}
	for _, m := range members {
		b.Members = append(b.Members, ident.Named(m))
	}
	w.As("dispatcher").Send("team "+name, "fleet.form_team", b)
}

// asked has the desk type a request in; the patient is not in the register.
func (w town) asked(name string, change ...func(*need.Request)) ident.ID {
	w.T.Helper()
	b := need.Request{Case: ident.Named(name), Kind: homevisit.Sick, Patient: &need.Patient{Name: name, Phone: "081234567890"}, Door: "phone", Colour: need.Yellow,
		Where: &need.Where{Village: world.Village, Text: "Gubuk tepi rel, sebelah pos ronda", Lat: -7.54, Lon: 110.94}, What: "Sesak sejak subuh"}
	for _, c := range change {
		c(&b)
	}
	w.As("dispatcher").Send("request "+name, "need.request", b)
	return b.Case
}

func (w town) sent(request ident.ID, team string) {
	w.T.Helper()
	w.As("dispatcher").Send("send "+team+string(request), "visit.send", homevisit.Send{Visit: request, Team: ident.Named(team)})
}

func (w town) visit(id ident.ID) (v homevisit.Visit) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		v, _, err = homevisit.Of(q, id)
		return err
	})
	return v
}

func (w town) view(id ident.ID) (v homevisit.View) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		shown, _, err := w.House.Shows["home_visit"](q, id)
		if err == nil {
			v = shown.(homevisit.View)
		}
		return err
	})
	return v
}

func (w town) promise(request ident.ID, name string) (p promise.Promise) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, homevisit.PromiseID(request, name))
		return err
	})
	return p
}

// clocks asserts how the promises of a request stand: respond, fetch.
func (w town) clocks(request ident.ID, respond, fetch string) {
	w.T.Helper()
	qt.Check(w.T, qt.Equals(w.promise(request, homevisit.Respond).State, respond), qt.Commentf("respond"))
	qt.Check(w.T, qt.Equals(w.promise(request, homevisit.Fetch).State, fetch), qt.Commentf("fetch"))
}

// hour is an instant of the story's day, of its wall clock.
func (w town) hour(at string) instant.Instant {
	w.T.Helper()
	i, err := instant.Parse("2026-03-02T" + at + ":00+07:00")
	qt.Assert(w.T, qt.IsNil(err))
	return i
}

// kinds lists the timeline of a visit.
func (w town) kinds(id ident.ID) (out []string) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		all, err := homevisit.Steps.Where(q.Tx, "facility_id = $1 AND visit = $2 ORDER BY seq", q.Facility, id)
		for _, s := range all {
			out = append(out, s.Kind)
		}
		return err
	})
	return out
}

// holder lets whoever holds the receipt of somebody's request speak: the request
// has the id of that name.
func (w town) holder(name string) *world.World { return w.Family(name).As(name) }

// code stands on the receipt.
func (w town) code(request ident.ID) (code string) {
	w.Query(func(q journal.Query) error {
		code = need.ReceiptCode(q.Keys, q.Facility, request)
		return nil
	})
	return code
}
