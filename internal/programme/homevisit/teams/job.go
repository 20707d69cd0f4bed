package teams

import (
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
)

// The skills of a team: whoever has a health worker stays with a patient, whoever drives
// alone brings them to one.
const (
	Visits  = "health_worker"
	Fetches = "driver_alone"
)

// FormOf is the skill of a team with a health worker, or without.
func FormOf(health bool) string {
	if health {
		return Visits
	}
	return Fetches
}

// Spot is a place and how well it is known: exact, village or no.
type Spot struct {
	At             geo.Point
	Village, Known string
}

// Promises are when those of a request end; zero: kept, cancelled or none.
type Promises struct{ Respond, Fetch, Home instant.Instant }

// SpotOf is where a request is: the point that was told, the house, the middle of the
// village, or nowhere.
func (b *Board) SpotOf(v homevisit.Visit) (s Spot, err error) {
	s = Spot{Village: v.Village, Known: "exact"}
	c, found, err := need.Cases.Get(b.q.Tx, b.q.Facility, v.ID)
	if err != nil || !found {
		return s, err
	}
	w, err := need.OpenWhere(b.q, c)
	if err != nil {
		return s, err
	}
	if s.At = (geo.Point{Lat: w.Lat, Lon: w.Lon}); !s.At.IsZero() {
		return s, nil
	}
	if w.House != "" {
		_, d, _, err := registry.OpenHouse(b.q, w.House)
		if s.At = d.Home; err != nil || !s.At.IsZero() {
			return s, err
		}
	}
	if len(v.People) > 0 {
		_, d, _, err := registry.OpenCanonical(b.q, v.People[0])
		if s.At = d.Home; err != nil || !s.At.IsZero() {
			return s, err
		}
	}
	return b.VillageSpot(v.Village)
}

// VillageSpot is the middle of a village, for a place of which no more is known.
func (b *Board) VillageSpot(id string) (Spot, error) {
	s := Spot{Village: id, Known: "no"}
	village, found, err := registry.Villages.First(b.q.Tx, "facility_id = $1 AND id = $2", b.q.Facility, id)
	if found && (village.Lat != 0 || village.Lon != 0) {
		s.At, s.Known = geo.Point{Lat: village.Lat, Lon: village.Lon}, "village"
	}
	return s, err
}

// PromisesOf reads what is still to be kept, also what is late: whoever waits beyond
// the hour waits all the same.
func (b *Board) PromisesOf(v homevisit.Visit) (out Promises, err error) {
	all, err := promise.Of(b.q, v.ID)
	for _, p := range all {
		if p.State != promise.Running && p.State != promise.Late || !p.FulfilledAt.IsZero() {
			continue
		}
		switch p.Kind {
		case homevisit.Respond:
			out.Respond = p.Due
		case homevisit.Fetch:
			out.Fetch = p.Due
		case homevisit.Return:
			out.Home = p.Due
		}
	}
	return out, err
}

// patience is how long a patient may be on the way at most, beside the direct trip twice:
// our own proposal.
const patience = 90 * time.Minute

// JobOf is what a visit at which nobody has been asks of a team. A health worker visits
// who is sick at home; who drives alone fetches them, as everybody does who is to be
// examined.
func (b *Board) JobOf(v homevisit.Visit, at Spot, due Promises, health bool) dayplan.Job {
	j := dayplan.Job{ID: v.ID, Class: classOf(v), Drop: b.place(at, b.Settings.VisitSeconds)}
	if v.Planned {
		j.Drop.Earliest = v.WantAt.Add(-early)
	}
	j.Drop.Due = due.Fetch
	if v.Kind == homevisit.Sick && health {
		return j
	}
	first := j.Drop
	first.Service, first.DueAtEnd = seconds(b.Settings.LoadSeconds), !health
	j.Pick, j.Load, j.Rides = &first, loadOf(v), true
	j.Drop = b.atCentre()
	j.RideLimit = b.patience(first, j.Drop)
	return j
}

// place is a spot that a team goes to.
func (b *Board) place(at Spot, stay int64) dayplan.Spot {
	s := dayplan.Spot{At: at.At, Village: ident.ID(at.Village), Service: seconds(stay)}
	if at.Village != "" {
		s.Road = b.Settings.RoadTo(at.Village)
	}
	return s
}

func (b *Board) atCentre() dayplan.Spot {
	return dayplan.Spot{At: b.centre, Service: seconds(b.Settings.LoadSeconds)}
}

func (b *Board) patience(from, to dayplan.Spot) time.Duration {
	return max(patience, 2*b.Legs.Leg(travel.Car, from, to).Expected)
}

// ahead adds to a team what a visit that it has still asks of it. What is begun is done
// first, whatever place the list gives it.
func (b *Board) ahead(c *Crew, v homevisit.Visit) error {
	at, err := b.SpotOf(v)
	if err != nil {
		return err
	}
	due, err := b.PromisesOf(v)
	if err != nil {
		return err
	}
	c.Due[v.ID] = due
	j, there := b.left(c, v, at, due)
	if !there {
		c.Idle[v.ID] = true
		return nil
	}
	place := len(c.Jobs)
	if j.Begun > 0 {
		place = 0
		for place < len(c.Jobs) && c.Jobs[place].Begun > 0 {
			place++
		}
	}
	c.Jobs = slices.Insert(c.Jobs, place, j)
	return nil
}

// left is what is still to be done for a visit, and how much of it is begun: nobody is
// turned round on the way to a patient, or with one. False: nobody is needed now.
func (b *Board) left(c *Crew, v homevisit.Visit, at Spot, due Promises) (j dayplan.Job, there bool) {
	j = b.JobOf(v, at, due, c.HealthWorker)
	j.Worker, j.Announced = c.ID, c.ID
	switch v.State {
	case homevisit.Arrived:
		j.Begun = 1
		first := &j.Drop
		if j.Pick != nil {
			first = j.Pick
		}
		first.Service, first.Earliest = max(0, first.Service-b.q.Now.Sub(v.ArrivedAt)), 0
		if !c.Seen {
			c.Worker.Start = at.At
		}
	case homevisit.OnTheWay:
		j.Begun = 1
	case homevisit.Aboard:
		j = dayplan.Job{ID: v.ID, Class: j.Class, Worker: c.ID, Announced: c.ID, Aboard: true, Begun: 1, Load: loadOf(v), Rides: true, Drop: b.atCentre()}
	case homevisit.AtCentre:
		if v.CareEndedAt.IsZero() {
			return j, false
		}
		get := b.atCentre()
		j = dayplan.Job{ID: v.ID, Class: j.Class, Worker: c.ID, Announced: c.ID, Pick: &get, Load: loadOf(v), Rides: true, Drop: b.home(at, due)}
		j.RideLimit = b.patience(get, j.Drop)
	case homevisit.Returning:
		j = dayplan.Job{ID: v.ID, Class: j.Class, Worker: c.ID, Announced: c.ID, Aboard: true, Begun: 1, Load: loadOf(v), Rides: true, Drop: b.home(at, due)}
	}
	return j, true
}

// home is the way home with a patient; whoever brings them keeps the promise.
func (b *Board) home(at Spot, due Promises) dayplan.Spot {
	s := b.place(at, b.Settings.LoadSeconds)
	s.Road, s.Due = "", due.Home
	return s
}

// classOf is how pressing a request is: a danger sign comes before all others.
func classOf(v homevisit.Visit) routing.Class {
	if v.Colour == need.Red {
		return routing.Emergency
	}
	return routing.Transport
}

func roomOf(v fleet.Vehicle) (room routing.Load) {
	room[dayplan.Seats] = int32(v.Seats)
	if v.Stretcher {
		room[dayplan.Stretchers] = 1
	}
	if v.Wheelchair {
		room[dayplan.Wheelchairs] = 1
	}
	return room
}

// loadOf is what a patient takes up: a seat or the stretcher, room for the wheelchair,
// a seat for who comes along.
func loadOf(v homevisit.Visit) (l routing.Load) {
	l[dayplan.Seats] = 1
	if slices.Contains(v.Needs, "stretcher") {
		l[dayplan.Seats], l[dayplan.Stretchers] = 0, 1
	}
	if slices.Contains(v.Needs, "wheelchair") {
		l[dayplan.Wheelchairs] = 1
	}
	if slices.Contains(v.Needs, "companion") {
		l[dayplan.Seats]++
	}
	return l
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }
