package page

import (
	"net/url"
	"strconv"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
)

// rideView is a cadre on her way, on the page of the family that she comes to. Everything in it
// is there without a script too.
type rideView struct {
	// Left says when she set out, Expected from when to when she is expected.
	Left, Expected string
}

// rateView is the form for stars, of the latest visit that has none.
type rateView struct {
	ID, About ident.ID
	When      string
	Stars     []int
}

// asksFor is how long after a visit the form stands on the page: our own proposal.
const asksFor = 7 * 24 * time.Hour

// toRate puts it there, of a visit that was done.
func (p *Page) toRate(tx *store.Tx, v *visit, s *sheet) error {
	q := v.query(p, tx)
	all, err := massage.BookingsOf(q, v.link.Person)
	if err != nil {
		return err
	}
	for _, b := range all { // the latest first
		if b.State != massage.Done || v.now.Sub(b.EndedAt) > asksFor {
			continue
		}
		visit, _, err := massage.Visits.Get(tx, v.link.Facility, b.ID)
		if err != nil || visit.Stars > 0 {
			return err
		}
		s.Rate = &rateView{p.freshID(), b.ID, whenWords(v, b.From), []int{1, 2, 3, 4, 5}}
		return nil
	}
	return nil
}

// rateOrder reads the form.
func rateOrder(f url.Values) order {
	stars, _ := strconv.ParseInt(f.Get("stars"), 10, 64) // what is no number is no star: the verb says so
	return order{"massage.rate", massage.Rate{Booking: ident.ID(f.Get("about")), Stars: stars, Word: f.Get("word")}, "visit_rated"}
}

// onItsWay puts a cadre who is on her way on the family's page, with the map where her phone
// tells where she is: from setting out to the door, never before and never after.
func (p *Page) onItsWay(tx *store.Tx, v *visit, s *sheet) error {
	q := v.query(p, tx)
	b, visit, found, err := massage.Coming(q, v.link.Person)
	if err != nil || !found {
		return err
	}
	set, _, err := massage.Policy.Get(q)
	if err != nil {
		return err
	}
	from, to := set.Expected(b, visit)
	seen := tracking.Seen{State: tracking.Gone}
	if p.Hub != nil {
		seen = p.Hub.See(massage.RideID(b.ID, visit.SetOutAt), v.now)
	}
	if seen.Arrival != nil && seen.By != nil {
		from, to = *seen.Arrival, *seen.By
	}
	r := &rideView{Left: text.Hour(visit.SetOutAt, v.zone)}
	if to.After(v.now) {
		r.Expected = text.T(v.lang, "page.booked.expected", map[string]string{"from": text.Hour(max(from, v.now), v.zone), "to": text.Hour(to, v.zone)})
	}
	var home dispatch.Place
	if _, err = q.Open(b.Place, &home); err != nil {
		return err
	}
	s.Ride, s.Track = r, &trackView{Live: true, Own: true}
	if seen.Point != nil {
		s.Track.seen = visit.Cadre
	}
	s.Track.Map, err = p.rideMap(&reading{q: q, v: v, seen: seen}, home)
	return err
}

// rideMap draws her and the home; nothing while neither is known.
func (p *Page) rideMap(r *reading, home dispatch.Place) (*mosaic, error) {
	points := known(home.Point())
	if r.seen.Point != nil {
		points = append(points, *r.seen.Point)
	}
	if r.seen.Point == nil || len(points) == 0 {
		return nil, nil
	}
	villages, err := registry.Villages.Where(r.q.Tx, "facility_id = $1 ORDER BY id", r.q.Facility)
	if err != nil {
		return nil, err
	}
	m := frame(points)
	m.Cells = m.cells(villages)
	m.tiles(p.Tiles)
	m.To = m.pin(home)
	m.Label = text.T(r.v.lang, "page.booked.map", nil)
	m.courier(r)
	m.unname()
	return m, nil
}

// followed is what a live page follows: a ride, whose it is, and what changes with each step.
type followed struct {
	job, worker, step ident.ID
	// over: there is nothing to follow any more; onMap: where the worker is may be shown.
	over, onMap bool
}

// follows reads it: a delivery, or the cadre on her way to a family.
func (p *Page) follows(tx *store.Tx, v *visit) (f followed, err error) {
	q := v.query(p, tx)
	if v.link.Purpose == link.Massage {
		b, visit, found, err := massage.Coming(q, v.link.Person)
		if err != nil || !found {
			return followed{over: true}, err
		}
		job := massage.RideID(b.ID, visit.SetOutAt)
		return followed{job: job, worker: visit.Cadre, step: job, onMap: true}, nil
	}
	d, _, err := milk.Deliveries.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil {
		return f, err
	}
	f = followed{job: d.Job, worker: d.Courier, step: d.LastStep, over: d.Ended()}
	f.onMap, err = mapAllowed(q, v, d)
	return f, err
}
