package house

import (
	"context"
	"encoding/json"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/interop/osrm"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
)

// study learns from the rides of a day that is over. It reads them beside the writer and
// gives the machine's command only where the table would change.
type study struct{ h *House }

// carry does an errand of the kind travel.NightErrand.
func (s study) carry(ctx context.Context, e errand.Errand) error {
	var night travel.Night
	if err := json.Unmarshal(e.Body, &night); err != nil {
		return fault.Wrap(err, "house: rides of a day")
	}
	var learn travel.Learn
	var news bool
	err := s.h.DB.Read(ctx, func(tx *store.Tx) (err error) {
		q := journal.Query{Tx: tx, Facility: e.Facility, By: access.TheMachine(e.Facility), Now: s.h.Clock.Now(), Keys: s.h.Ring}
		learn, news, err = travel.Study(q, night, pastRides)
		return err
	})
	if err != nil || !news {
		return err
	}
	raw, err := json.Marshal(learn)
	if err != nil {
		return fault.Wrap(err, "house: rides of a day")
	}
	_, err = s.h.Journal.Do(ctx, access.TheMachine(e.Facility), journal.Envelope{ID: ident.Derive(e.ID, 1), Verb: "travel.learn", V: 1, Body: raw})
	return err
}

// pastRides are the rides that are over since a civil day: bags that a courier brought
// with no other on the way, and patients who were fetched or brought home.
func pastRides(q journal.Query, since string) ([]travel.Trip, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	day, err := time.ParseInLocation(time.DateOnly, since, f.Location())
	if err != nil {
		return nil, err
	}
	bags, err := bagRides(q, instant.Of(day))
	if err != nil {
		return nil, err
	}
	patients, err := patientRides(q, instant.Of(day))
	return append(bags, patients...), err
}

// bagRides are those of deliveries that were the only one of their ride: whoever carries
// two goes round by the other. Couriers ride motorcycles.
func bagRides(q journal.Query, since instant.Instant) (out []travel.Trip, err error) {
	all, err := milk.Deliveries.Where(q.Tx, "facility_id = $1 AND ended_at >= $2 AND departed_at > 0 AND arrived_at > departed_at ORDER BY ended_at, id", q.Facility, since)
	if err != nil {
		return nil, err
	}
	bags := map[ident.ID]int{}
	for _, d := range all {
		bags[d.Ride]++
	}
	for _, d := range all {
		if d.Ride != "" && bags[d.Ride] > 1 || d.Recalled {
			continue
		}
		var from, to dispatch.Place
		if _, err := q.Open(d.Pickup, &from); err != nil {
			return nil, err
		}
		if _, err := q.Open(d.Finish, &to); err != nil {
			return nil, err
		}
		if !from.Point().IsZero() && !to.Point().IsZero() {
			out = append(out, travel.Trip{Profile: travel.Motorcycle, From: from.Village, To: to.Village,
				Straight: from.Point().Metres(to.Point()), SetOut: d.DepartedAt, There: d.ArrivedAt})
		}
	}
	return out, nil
}

// patientRides are those to the health centre and home from it. Where a team stood when
// it set out nobody has written down.
func patientRides(q journal.Query, since instant.Instant) (out []travel.Trip, err error) {
	set, _, err := travel.Policy.Get(q)
	if err != nil {
		return nil, err
	}
	centre, village, err := centreOf(q)
	if err != nil || centre.IsZero() {
		return nil, err
	}
	all, err := homevisit.Visits.Where(q.Tx, "facility_id = $1 AND started_at >= $2 AND (at_centre_at > aboard_at AND aboard_at > 0 OR home_at > set_off_at AND set_off_at > 0) ORDER BY started_at, id", q.Facility, since)
	if err != nil {
		return nil, err
	}
	for _, v := range all {
		home, err := homevisit.HomeOf(q, v)
		if err != nil {
			return nil, err
		}
		if home.IsZero() {
			continue
		}
		vehicle, _, err := fleet.Vehicles.Get(q.Tx, q.Facility, v.Vehicle)
		if err != nil {
			return nil, err
		}
		t := travel.Trip{Profile: set.ProfileOf(vehicle), Straight: home.Metres(centre)}
		if there := t; !v.AboardAt.IsZero() && v.AtCentreAt.After(v.AboardAt) {
			there.From, there.To, there.SetOut, there.There = v.Village, village, v.AboardAt, v.AtCentreAt
			out = append(out, there)
		}
		if back := t; !v.SetOffAt.IsZero() && v.HomeAt.After(v.SetOffAt) {
			back.From, back.To, back.SetOut, back.There = village, v.Village, v.SetOffAt, v.HomeAt
			out = append(out, back)
		}
	}
	return out, nil
}

// centreOf is where patients are brought, and its village: the oldest base with a point.
func centreOf(q journal.Query) (geo.Point, string, error) {
	bases, err := fleet.Bases.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, fleet.On)
	for _, b := range bases {
		p, err := fleet.PlaceOf(q, b.ID)
		if err != nil || !p.Point().IsZero() {
			return p.Point(), b.Village, err
		}
	}
	return geo.Point{}, "", err
}

// patience is how long a routing service may keep a plan waiting: our own proposal.
const patience = 10 * time.Second

// legs tells how long the ways of a day take, by the roads that are kept in memory where a
// routing service is set up.
func (h *House) legs(q journal.Query, day string) (dayplan.Legs, error) {
	l, err := travel.For(q, day)
	return travel.With(l, h.Ways), err
}

// askWays has the ways of a day fetched before it is planned.
func (h *House) askWays() {
	plans := h.Errands.Workers[plan.Errand]
	h.Errands.Workers[plan.Errand] = func(ctx context.Context, e errand.Errand) error {
		if h.Ways != nil {
			h.fetchWays(ctx, e)
		}
		return plans(ctx, e)
	}
}

// fetchWays asks the routing service for the ways of a day. Whatever goes wrong, the day
// is planned without.
func (h *House) fetchWays(ctx context.Context, e errand.Errand) {
	w, err := plan.WorkOf(e.Body)
	if err != nil {
		return
	}
	var sheet dayplan.Sheet
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		source, known := h.Plans.Room.SourceOf(w.Group)
		if !known {
			return nil
		}
		q := journal.Query{Tx: tx, Facility: e.Facility, By: access.TheMachine(e.Facility), Now: h.Clock.Now(), Keys: h.Ring}
		sheet, err = source.Read(q, w.Day)
		return err
	})
	if err != nil {
		h.Log.Warn("ways of a day", "error", err)
		return
	}
	ctx, enough := context.WithTimeout(ctx, patience)
	defer enough()
	travel.Fetch(ctx, h.Ways, sheet)
}

// openWays makes the client of the routing service that is set up; none: nil.
func (c Config) openWays() (travel.Ways, error) {
	if c.OSRM == "" {
		return nil, nil
	}
	client, err := osrm.New(osrm.Config{Address: c.OSRM, Clock: c.Clock, Log: c.Log})
	if err != nil {
		return nil, err
	}
	return client, nil
}
