package teams

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
)

// Where tells where a worker was last believed to be; false when nothing is known.
type Where func(facility, worker ident.ID) (p geo.Point, at instant.Instant, ok bool)

// Fresh is how old a position may be to say where a team is: our own proposal.
const Fresh = 15 * time.Minute

// early is how long before the hour of a planned ride the team may be at the house: our
// own proposal.
const early = time.Hour

// Board is what is known of the teams at one moment.
type Board struct {
	q     journal.Query
	where Where
	// Settings are the facility's rules for its teams, Day the civil day that is read,
	// Today that of now.
	Settings   fleet.Settings
	Day, Today string
	Legs       dayplan.Legs
	travel     travel.Settings
	zone       *time.Location
	// centre is where patients are brought.
	centre geo.Point
	Crews  []*Crew
}

// Crew is a team with what it has to do.
type Crew struct {
	fleet.Team
	HealthWorker bool
	// Seen: a position of it is known. Broken: its vehicle goes nowhere.
	Seen, Broken bool
	// Worker is the team as the planner sees it, Jobs what it has to do in its order
	// and Due their promises; Visits are those of the list, Idle those that need nobody now, because the patient is
	// being cared for.
	Worker dayplan.Worker
	Jobs   []dayplan.Job
	Due    map[ident.ID]Promises
	Visits []homevisit.Visit
	Idle   map[ident.ID]bool

	vehicle fleet.Vehicle
	legs    dayplan.Legs
}

// Read reads the teams of a day: of today those that are still on duty or will be, where
// they are now and with what they have left.
func Read(q journal.Query, where Where, day string) (b *Board, err error) {
	b = &Board{q: q, where: where, Day: day}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return b, err
	}
	b.zone, b.Today = f.Location(), q.Now.Day(f.Location())
	if b.Day == "" {
		b.Day = b.Today
	}
	if b.Settings, _, err = fleet.Policy.Get(q); err != nil {
		return b, err
	}
	if b.Legs, err = travel.For(q, b.Day); err != nil {
		return b, err
	}
	if b.travel, _, err = travel.Policy.Get(q); err != nil {
		return b, err
	}
	if b.centre, err = centreOf(q); err != nil {
		return b, err
	}
	return b, b.readCrews()
}

func (b *Board) readCrews() error {
	from, to, err := b.hours()
	if err != nil {
		return err
	}
	all, err := fleet.Teams.Where(b.q.Tx, "facility_id = $1 AND state = $2 AND starts_at < $3 AND ends_at > $4 ORDER BY name, id", b.q.Facility, fleet.On, to, from)
	for _, t := range all {
		c, err := b.readCrew(t, from)
		if err != nil {
			return err
		}
		b.Crews = append(b.Crews, c)
	}
	return err
}

// hours are those of the day that are left.
func (b *Board) hours() (from, to instant.Instant, err error) {
	d, err := time.ParseInLocation(time.DateOnly, b.Day, b.zone)
	return max(b.q.Now, instant.Of(d)), instant.Of(d.AddDate(0, 0, 1)), err
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

// readCrew reads a team: where it is, what it carries, what it has to do.
func (b *Board) readCrew(t fleet.Team, from instant.Instant) (*Crew, error) {
	c := &Crew{Team: t, legs: b.Legs, Idle: map[ident.ID]bool{}, Due: map[ident.ID]Promises{}}
	var err error
	if c.HealthWorker, err = fleet.HasHealthWorker(b.q, t); err != nil {
		return c, err
	}
	c.Worker = dayplan.Worker{ID: t.ID, From: max(from, t.From), To: t.To, Roads: fleet.Roads, Profile: b.travel.Own, Skills: []string{FormOf(c.HealthWorker)}}
	if t.Vehicle != "" {
		if c.vehicle, _, err = fleet.Vehicles.Get(b.q.Tx, b.q.Facility, t.Vehicle); err != nil {
			return c, err
		}
		c.Broken = c.vehicle.State == fleet.Broken
		c.Worker.Roads, c.Worker.Capacity, c.Worker.Profile = c.vehicle.Roads, roomOf(c.vehicle), b.travel.ProfileOf(c.vehicle)
	}
	if err := b.stand(c); err != nil {
		return c, err
	}
	all, err := homevisit.RunningOf(b.q, t.ID)
	if err != nil || b.Day != b.Today && len(all) == 0 {
		return c, err
	}
	for _, v := range all {
		if v.Ended() || !b.ofDay(v) {
			continue
		}
		c.Visits = append(c.Visits, v)
		if err := b.ahead(c, v); err != nil {
			return c, err
		}
	}
	return c, nil
}

// ofDay reports whether a visit is the day's: what is wanted at an hour is of that
// hour's day, everything else of today.
func (b *Board) ofDay(v homevisit.Visit) bool {
	if v.Planned && v.WantAt.Day(b.zone) > b.Today {
		return v.WantAt.Day(b.zone) == b.Day
	}
	return b.Day == b.Today
}

// stand finds where a team is: the freshest position of its members, else its base.
func (b *Board) stand(c *Crew) error {
	var newest instant.Instant
	for _, m := range c.Members {
		if b.where == nil || b.Day != b.Today {
			break
		}
		if p, at, ok := b.where(b.q.Facility, m); ok && at.After(newest) && b.q.Now.Sub(at) <= Fresh {
			c.Worker.Start, c.Seen, newest = p, true, at
		}
	}
	if c.Seen {
		return nil
	}
	p, err := fleet.PlaceOf(b.q, c.Base)
	if c.Worker.Start = p.Point(); c.Worker.Start.IsZero() {
		c.Worker.Start = b.centre
	}
	return err
}

// Crew finds a team.
func (b *Board) Crew(team ident.ID) (*Crew, bool) {
	for _, c := range b.Crews {
		if c.ID == team {
			return c, true
		}
	}
	return nil, false
}
