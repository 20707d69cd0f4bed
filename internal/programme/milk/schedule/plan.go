package schedule

import (
	"cmp"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
)

// Plan plans the coming days anew: verb schedule.plan. Evening is the civil day
// whose evening it is when the machine's clock asks; empty when something changed.
type Plan struct {
	Evening string `json:"evening,omitempty" max:"10"`
}

// Planned is the event of pick-ups that are new, stand otherwise, or fell away.
type Planned struct {
	Stops   []Stop `json:"stops,omitempty"`
	Dropped []Drop `json:"dropped,omitempty"`
	// Policy is the version of the settings it was planned under; 0 where Version is the
	// day plan's that moved them.
	Policy  int64 `json:"policy"`
	Version int64 `json:"version,omitempty"`
}

// Stop is a planned pick-up as it stands from now on.
type Stop struct {
	Pickup  ident.ID        `json:"pickup"`
	Place   ident.ID        `json:"place"`
	Day     string          `json:"day"`
	At      instant.Instant `json:"at"`
	Kind    calendar.Kind   `json:"kind"`
	Courier ident.ID        `json:"courier,omitempty"`
	// Why says why nobody comes yet: nobody_free or nobody_fit.
	Why    string      `json:"why,omitempty"`
	Ride   ident.ID    `json:"ride,omitempty"`
	Start  journal.Ref `json:"start"`
	Finish journal.Ref `json:"finish"`
	// ByPlan: courier and ride are the day plan's.
	ByPlan bool `json:"by_plan,omitempty"`
}

// Drop is a pick-up that falls away: not_planned, holiday, place_ended, place_paused.
type Drop struct {
	Pickup ident.ID `json:"pickup"`
	Reason string   `json:"reason"`
}

// Evening is the event of a planned evening: what nobody declared that day is over,
// its rows leave the couriers' phones, and the next evening is due at At.
type Evening struct {
	Day    string          `json:"day"`
	Closed []ident.ID      `json:"closed,omitempty"`
	Next   string          `json:"next"`
	At     instant.Instant `json:"at"`
}

// Unsettled is the event of something that planning must look at again.
type Unsettled struct {
	Why string `json:"why"`
}

// planning is the board with what an evening closes.
type planning struct {
	*board
	// past are pick-ups until today that still stand on phones.
	past []Pickup
}

func loadPlanning(q journal.Query) (p planning, err error) {
	if p.board, err = loadBoard(q, "", 0); err != nil || q.Body.(Plan).Evening == "" {
		return p, err
	}
	p.past, err = Pickups.Where(q.Tx, "facility_id = $1 AND day <= $2 AND NOT closed ORDER BY day, id", q.Facility, p.today)
	return p, err
}

// Audiences are the desk's.
func (p planning) Audiences() []string { return []string{"f"} }

// Plan decides. Nothing to change is an answer too, so that a machine which asks
// twice learns nothing new.
func (p planning) Plan(s journal.Said[Plan]) journal.Answer {
	if s.Body.Evening == "" {
		return journal.Accept(p.changes(p.plan())...)
	}
	switch {
	case s.Body.Evening != p.next.Day:
		return journal.Refuse("schedule.evening_planned")
	case s.Now.Before(p.next.At):
		return journal.Refuse("schedule.not_evening")
	}
	next := eveningAfter(s.Now, p.today, p.settings, p.facility)
	e := Evening{Day: s.Body.Evening, Next: next.Day, At: next.At}
	for _, x := range p.past {
		if x.At.Before(s.Now) {
			e.Closed = append(e.Closed, x.ID)
		}
	}
	return journal.Accept(e).With(p.changes(p.plan())...)
}

// changes is the plan as events: none when nothing changes.
func (b *board) changes(stops []Stop) []any {
	e := Planned{Policy: b.version}
	wanted := map[ident.ID]bool{}
	for _, s := range stops {
		wanted[s.Pickup] = true
		if old, there := b.pickups[s.Pickup]; !there || old.stop() != s || old.State != Waiting {
			e.Stops = append(e.Stops, s)
		}
	}
	for _, p := range b.ordered() {
		if p.State == Waiting && !wanted[p.ID] && b.ahead(p.At) {
			e.Dropped = append(e.Dropped, Drop{p.ID, b.reason(p)})
		}
	}
	if len(e.Stops)+len(e.Dropped) == 0 {
		return nil
	}
	return []any{e}
}

// ahead reports whether planning may still touch a pick-up: one whose hour has come
// is the courier's.
func (b *board) ahead(at instant.Instant) bool { return !at.Before(b.now) }

// ordered are the pick-ups there are, the earliest first.
func (b *board) ordered() []Pickup {
	out := make([]Pickup, 0, len(b.pickups))
	for _, p := range b.pickups {
		out = append(out, p)
	}
	slices.SortFunc(out, func(x, y Pickup) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.ID, y.ID)) })
	return out
}

// reason says why a pick-up falls away.
func (b *board) reason(p Pickup) string {
	if slices.Contains(b.holidays, p.Day) {
		return "holiday"
	}
	for _, place := range b.places {
		if place.ID == p.Place {
			return "not_planned"
		}
	}
	return "place_not_active"
}

// stop is a pick-up as planning wrote it.
func (p Pickup) stop() Stop {
	return Stop{p.ID, p.Place, p.Day, p.At, p.Kind, p.Courier, p.Why, p.Ride, p.Start, p.Finish, p.ByPlan}
}

// plan lists how the days should stand, day by day.
func (b *board) plan() []Stop {
	var out []Stop
	for _, day := range b.days {
		out = append(out, b.planDay(day)...)
	}
	return out
}

// planDay gives each pick-up of a day a courier and puts them on rides. What is
// declared, skipped or past stays as it is and counts as its courier's load, and so
// does what the day plan has given to somebody who may come.
func (b *board) planDay(day string) []Stop {
	var open []Stop
	var usual []ident.ID
	for i, s := range b.schedules {
		c, comes := s.calendar().On(day, calendar.Exceptions{Holidays: b.holidays})
		if !comes {
			continue
		}
		stop, ok := b.stopOf(i, day, c)
		if ok {
			open, usual = append(open, stop), append(usual, s.Courier)
		}
	}
	d := b.dealing(day)
	kept := make([]bool, len(open))
	for i := range open {
		kept[i] = d.asPlanned(&open[i])
	}
	for _, i := range inTurn(open, usual) {
		if kept[i] {
			continue
		}
		d.give(&open[i], usual[i], b.pickups[open[i].Pickup].Courier)
	}
	slices.SortFunc(open, func(x, y Stop) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.Pickup, y.Pickup)) })
	b.rides(open)
	return open
}

// stopOf is the pick-up of a schedule on a day; false when it is no longer to be
// planned: it is declared, skipped, or its hour has come.
func (b *board) stopOf(i int, day string, c calendar.Pickup) (Stop, bool) {
	s, place := b.schedules[i], b.places[i]
	t, ok := calendar.At(day, c.At, b.facility.Location())
	if !ok {
		return Stop{}, false
	}
	at := instant.Of(t)
	old := b.pickups[pickupID(place.Facility, place.ID, day)]
	if old.State == Declared || old.State == Skipped || !b.ahead(at) {
		return Stop{}, false
	}
	stop := Stop{Pickup: pickupID(place.Facility, place.ID, day), Place: place.ID, Day: day, At: at, Kind: c.Period.Kind}
	stop.Start, stop.Finish = s.ends(place, s.period(c.Period.ID))
	if s.wardOn(day) {
		stop.Finish = s.Ward
	}
	return stop, true
}

// ends are where a way begins and ends in a period: its own points, else the place's.
func (s Schedule) ends(place milk.Place, p Period) (start, finish journal.Ref) {
	start, finish = place.Pickup, place.Finish
	if !p.Start.IsZero() {
		start = p.Start
	}
	if !p.Finish.IsZero() {
		finish = p.Finish
	}
	return start, finish
}

// inTurn gives the order in which pick-ups are dealt out: first those that have a
// usual courier, or he might be full with others before he comes to hers; then by
// hour and by id, so that two servers deal alike.
func inTurn(stops []Stop, usual []ident.ID) []int {
	order := make([]int, len(stops))
	for i := range order {
		order[i] = i
	}
	last := func(i int) int {
		if usual[i] == "" {
			return 1
		}
		return 0
	}
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(last(x), last(y)), cmp.Compare(stops[x].At, stops[y].At), cmp.Compare(stops[x].Pickup, stops[y].Pickup))
	})
	return order
}

// rides puts the pick-ups of each courier, which are in the order of their hours, on
// as few ways out as the milk allows.
func (b *board) rides(stops []Stop) {
	type ride struct {
		id   ident.ID
		from instant.Instant
		bags int64
	}
	open := map[ident.ID]ride{}
	for i := range stops {
		s := &stops[i]
		if s.Courier == "" || s.ByPlan {
			continue
		}
		r := open[s.Courier]
		if r.id == "" || r.bags >= b.settings.RideBags || int64(s.At.Sub(r.from).Seconds()) > b.settings.RideSeconds {
			r = ride{ident.Derive(s.Pickup, 77), s.At, 0}
		}
		r.bags++
		s.Ride, open[s.Courier] = r.id, r
	}
}
