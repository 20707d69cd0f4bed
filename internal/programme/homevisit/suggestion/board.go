package suggestion

import (
	"slices"
	"time"

	"sambang/internal/calc/sending"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// early is how long before the hour of a planned ride the team may be at the house: our
// own proposal.
const early = time.Hour

// fresh is how old a position may be to say where a team is: our own proposal.
const fresh = 15 * time.Minute

// board is what is known at one moment.
type board struct {
	q     journal.Query
	where Where
	set   fleet.Settings
	visit homevisit.Visit
	// spot is the new request's place, centre where patients are brought.
	spot   spot
	centre geo.Point
	teams  []fleet.Team
	crews  map[ident.ID]*crew
	// numbers are those of the requests, for the desk.
	numbers map[ident.ID]string
	closed  []shut
	// own are the promises of the new request.
	own promises
}

// spot is a place and how well it is known: exact, village or no.
type spot struct {
	at             geo.Point
	village, known string
}

// shut is a closed road: around a point, or a whole village.
type shut struct {
	at      geo.Point
	village string
}

// promises are when those of a request end; zero: kept, cancelled or none.
type promises struct{ respond, fetch, home instant.Instant }

func read(q journal.Query, where Where, v homevisit.Visit) (b *board, err error) {
	b = &board{q: q, where: where, visit: v, crews: map[ident.ID]*crew{}, numbers: map[ident.ID]string{v.ID: short(v.Number)}}
	if b.set, _, err = fleet.Policy.Get(q); err != nil {
		return b, err
	}
	if err := b.readRoads(); err != nil {
		return b, err
	}
	if b.centre, err = centreOf(q); err != nil {
		return b, err
	}
	if b.spot, err = b.spotOf(v); err != nil {
		return b, err
	}
	if b.own, err = b.promisesOf(v); err != nil {
		return b, err
	}
	if b.teams, err = fleet.TeamsNow(q); err != nil {
		return b, err
	}
	for _, t := range b.teams {
		if b.crews[t.ID], err = b.readCrew(t); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (b *board) readRoads() error {
	all, err := fleet.OpenClosures(b.q)
	for _, c := range all {
		var p fleet.Place
		if _, err := b.q.Open(c.Place, &p); err != nil {
			return err
		}
		b.closed = append(b.closed, shut{p.Point(), c.Village})
	}
	return err
}

// centreOf is where patients are brought: the oldest base with a point, which is the
// health centre's own.
func centreOf(q journal.Query) (geo.Point, error) {
	bases, err := fleet.Bases.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, fleet.On)
	for _, base := range bases {
		p, err := fleet.PlaceOf(q, base.ID)
		if err != nil || !p.Point().IsZero() {
			return p.Point(), err
		}
	}
	return geo.Point{}, err
}

// spotOf is where a request is: the point that was told, the house, the middle of the
// village, or nowhere.
func (b *board) spotOf(v homevisit.Visit) (s spot, err error) {
	s = spot{village: v.Village, known: "exact"}
	c, found, err := need.Cases.Get(b.q.Tx, b.q.Facility, v.ID)
	if err != nil || !found {
		return s, err
	}
	w, err := need.OpenWhere(b.q, c)
	if err != nil {
		return s, err
	}
	if s.at = (geo.Point{Lat: w.Lat, Lon: w.Lon}); !s.at.IsZero() {
		return s, nil
	}
	if w.House != "" {
		_, d, _, err := registry.OpenHouse(b.q, w.House)
		if s.at = d.Home; err != nil || !s.at.IsZero() {
			return s, err
		}
	}
	if len(v.People) > 0 {
		_, d, _, err := registry.OpenCanonical(b.q, v.People[0])
		if s.at = d.Home; err != nil || !s.at.IsZero() {
			return s, err
		}
	}
	village, found, err := registry.Villages.First(b.q.Tx, "facility_id = $1 AND id = $2", b.q.Facility, v.Village)
	s.known = "no"
	if found && (village.Lat != 0 || village.Lon != 0) {
		s.at, s.known = geo.Point{Lat: village.Lat, Lon: village.Lon}, "village"
	}
	return s, err
}

// promisesOf reads what is still to be kept, also what is late: whoever waits beyond
// the hour waits all the same.
func (b *board) promisesOf(v homevisit.Visit) (out promises, err error) {
	all, err := promise.Of(b.q, v.ID)
	for _, p := range all {
		if p.State != promise.Running && p.State != promise.Late || !p.FulfilledAt.IsZero() {
			continue
		}
		switch p.Kind {
		case homevisit.Respond:
			out.respond = p.Due
		case homevisit.Fetch:
			out.fetch = p.Due
		case homevisit.Return:
			out.home = p.Due
		}
	}
	return out, err
}

// readCrew reads a team: where it is, what it carries, what it has to do.
func (b *board) readCrew(t fleet.Team) (*crew, error) {
	c := &crew{Team: t, jobs: map[ident.ID]ident.ID{}, idle: map[ident.ID]bool{}}
	health, err := fleet.HasHealthWorker(b.q, t)
	if err != nil {
		return c, err
	}
	c.sending = sending.Team{ID: t.ID, Free: b.q.Now, Ends: t.To, HealthWorker: health, Roads: fleet.Roads}
	if t.Vehicle != "" {
		if c.vehicle, _, err = fleet.Vehicles.Get(b.q.Tx, b.q.Facility, t.Vehicle); err != nil {
			return c, err
		}
		c.broken = c.vehicle.State == fleet.Broken
		c.sending.Roads, c.sending.Room = c.vehicle.Roads, roomOf(c.vehicle)
	}
	all, err := homevisit.RunningOf(b.q, t.ID)
	if err != nil {
		return c, err
	}
	if err := b.stand(c); err != nil {
		return c, err
	}
	for _, v := range all {
		if v.Ended() || v.ID == b.visit.ID {
			continue // the new one may be this team's already: it is placed anew
		}
		c.visits = append(c.visits, v)
		if err := b.ahead(c, v); err != nil {
			return c, err
		}
	}
	return c, nil
}

// stand finds where a team is: the freshest position of its members, else its base.
func (b *board) stand(c *crew) error {
	var newest instant.Instant
	for _, m := range c.Members {
		if b.where == nil {
			break
		}
		if p, at, ok := b.where(b.q.Facility, m); ok && at.After(newest) && b.q.Now.Sub(at) <= fresh {
			c.sending.At, c.seen, newest = p, true, at
		}
	}
	if c.seen {
		return nil
	}
	p, err := fleet.PlaceOf(b.q, c.Base)
	if c.sending.At = p.Point(); c.sending.At.IsZero() {
		c.sending.At = b.centre
	}
	return err
}

func roomOf(v fleet.Vehicle) sending.Load {
	room := sending.Load{Seats: int(v.Seats)}
	if v.Stretcher {
		room.Stretchers = 1
	}
	if v.Wheelchair {
		room.Wheelchairs = 1
	}
	return room
}

// loadOf is what a patient takes up: a seat or the stretcher, room for the wheelchair,
// a seat for who comes along.
func loadOf(v homevisit.Visit) sending.Load {
	l := sending.Load{Seats: 1}
	if slices.Contains(v.Needs, "stretcher") {
		l = sending.Load{Stretchers: 1}
	}
	if slices.Contains(v.Needs, "wheelchair") {
		l.Wheelchairs = 1
	}
	if slices.Contains(v.Needs, "companion") {
		l.Seats++
	}
	return l
}

// able are the teams whose vehicle goes.
func (b *board) able() (out []sending.Team) {
	for _, t := range b.teams {
		if c := b.crews[t.ID]; !c.broken {
			out = append(out, c.sending)
		}
	}
	return out
}
