package schedule

import (
	"cmp"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// offDuty is the pause of somebody who is on duty twice in a day.
const offDuty = "off_duty"

// addCourier adds who is there that day, and whoever has a load whatever the roster says.
func (r *reading) addCourier(c courier) error {
	w := dayplan.Worker{ID: c.id, Profile: travel.Motorcycle, Skills: c.skills(r.day), Equals: r.out.Group, Had: int(r.had[c.id])}
	held, pinned := r.load(c.id), r.pinned(c.id)
	w.From, w.To, w.Pauses = r.duty(c)
	pauses, err := r.pauses(c.id)
	if err != nil {
		return err
	}
	w.Pauses = append(w.Pauses, pauses...)
	if w.From, w.To, err = travel.Hours(r.q, c.id, r.day, w.From, w.To); err != nil {
		return err
	}
	if pinned > 0 && r.live {
		// Who is on the way, or has said yes to what is asked for before his duty, is at work,
		// whatever the roster and the night say; and what is in hand is brought home also after
		// the end of his duty.
		if r.outBefore(c.id, w.From) {
			w.From = r.q.Now
		}
		w.From, w.To = max(w.From, r.q.Now), max(w.To, r.q.Now.Add(2*r.rules.Ride))
	}
	left := r.rules.ADay - r.ended[c.id]
	if pinned == 0 && (!c.active || c.away[r.day] || r.stuck(c.id) || left <= 0 || w.To <= w.From) {
		return nil
	}
	w.Most = max(int(left), pinned, 1)
	w.Capacity[dayplan.Bottles], w.Capacity[bags] = int32(cmp.Or(r.boxes[c.id], r.rules.BoxBottles)), int32(r.rules.RideBags)
	for i := range w.Capacity {
		w.Capacity[i] = max(w.Capacity[i], held[i])
	}
	w.Start, err = r.stand(c.id)
	r.out.Workers = append(r.out.Workers, w)
	return err
}

// skills are what his papers of a day say.
func (c courier) skills(day string) (out []string) {
	if slices.ContainsFunc(c.certificates, func(x workforce.Certificate) bool { return x.On(day) }) {
		out = append(out, workforce.MilkHandling)
	}
	if slices.ContainsFunc(c.letters, func(x workforce.Appointment) bool { return x.On(day) }) {
		out = append(out, appointed)
	}
	return out
}

// duty is from when until when he is on duty on the day; the time between two turns is a
// pause. Where nobody has written a roster it is the whole day.
func (r *reading) duty(c courier) (from, to instant.Instant, pauses []dayplan.Pause) {
	begin, end := r.hours()
	pauses = []dayplan.Pause{} // not nil: the day plan is to ask for no others
	if !r.rostered(r.day) {
		return max(begin, r.from), end, pauses
	}
	turns := slices.Clone(c.shifts)
	slices.SortFunc(turns, func(a, b workforce.Shift) int { return cmp.Compare(a.Starts, b.Starts) })
	for _, t := range turns {
		if t.Day != r.day && t.Ends <= begin || t.Starts >= end || t.Ends <= r.from {
			continue
		}
		switch {
		case to.IsZero():
			from = max(t.Starts, begin, r.from)
		case t.Starts > to:
			pauses = append(pauses, dayplan.Pause{Word: offDuty, Earliest: to, Latest: to, Length: t.Starts.Sub(to)})
		}
		to = max(to, t.Ends)
	}
	return from, to, pauses
}

// pauses are prayers and meals that are still to come. One that may be taken at any time of
// a window which has begun is left to him: nobody tells whether he has had it, and every
// new plan would have him begin it anew.
func (r *reading) pauses(courier ident.ID) ([]dayplan.Pause, error) {
	all, err := travel.Pauses(r.q, courier, r.day)
	return slices.DeleteFunc(all, func(p dayplan.Pause) bool {
		return r.live && p.Earliest < r.from && p.Latest.Sub(p.Earliest) >= p.Length
	}), err
}

// hours are the civil day's.
func (r *reading) hours() (begin, end instant.Instant) {
	b, _ := calendar.At(r.day, "00:00", r.facility.Location())
	return instant.Of(b), instant.Of(b.AddDate(0, 0, 1))
}

// load is what somebody has on board now.
func (r *reading) load(courier ident.ID) (l routing.Load) {
	for _, j := range r.out.Jobs {
		if j.Aboard && j.Worker == courier {
			for i := range l {
				l[i] += j.Load[i]
			}
		}
	}
	return l
}

// pinned is how many jobs nobody but him can have.
func (r *reading) pinned(courier ident.ID) (n int) {
	for _, j := range r.out.Jobs {
		if j.Worker == courier {
			n++
		}
	}
	return n
}

// outBefore is whether somebody is on the way, or has taken what is to be fetched before
// his duty begins.
func (r *reading) outBefore(courier ident.ID, duty instant.Instant) bool {
	return slices.ContainsFunc(r.out.Jobs, func(j dayplan.Job) bool {
		return j.Worker == courier && (j.Aboard || j.Begun > 0 || j.Pick != nil && j.Pick.Due < duty)
	})
}

// stand is where somebody begins: where he was last seen, else where he has last been, else
// at the health centre.
func (r *reading) stand(courier ident.ID) (p geo.Point, err error) {
	if !r.live {
		return r.base, nil
	}
	if r.where != nil {
		if p, _, ok := r.where(r.q.Facility, courier); ok {
			return p, nil
		}
	}
	last, found, err := milk.Deliveries.First(r.q.Tx, "facility_id = $1 AND courier = $2 AND handed_over_at > 0 AND want_at >= $3 ORDER BY CASE WHEN ended_at > 0 THEN ended_at ELSE handed_over_at END DESC, id",
		r.q.Facility, courier, r.from.Add(-lately))
	if err != nil || !found {
		return r.base, err
	}
	at := last.Finish
	if last.EndedAt.IsZero() && last.State != milk.Arrived {
		at = last.Pickup
	}
	var there dispatch.Place
	if _, err = r.q.Open(at, &there); err == nil && there.Point().IsZero() {
		return r.base, nil
	}
	return there.Point(), err
}

// lately is how long what somebody has done says where he is: our own proposal.
const lately = 3 * 3600 * 1e9

// baseOf is where couriers begin when nothing else is known: the oldest base with a point,
// which is the health centre's own.
func baseOf(q journal.Query) (geo.Point, error) {
	bases, err := fleet.Bases.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, fleet.On)
	for _, b := range bases {
		p, err := fleet.PlaceOf(q, b.ID)
		if err != nil || !p.Point().IsZero() {
			return p.Point(), err
		}
	}
	return geo.Point{}, err
}
