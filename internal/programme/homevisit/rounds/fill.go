package rounds

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
)

// Where tells where a worker was last believed to be; false when nothing is known.
type Where func(facility, worker ident.ID) (p geo.Point, at instant.Instant, ok bool)

// Filling is the answer to: whom can this team visit in the hours that are left?
type Filling struct {
	Team ident.ID `json:"team"`
	// At is when it was reckoned, From when the team is free, Until when its duty ends.
	At    instant.Instant `json:"at"`
	From  instant.Instant `json:"from"`
	Until instant.Instant `json:"until"`
	// Stops are in the order in which they are driven to.
	Stops []Stop `json:"stops"`
	// Why is why there are none: nobody_due, no_time or no_health_worker.
	Why string `json:"why,omitempty"`
}

// Stop is one visit of it. Late is how many days it is late, below zero: so many are
// left; Metres the likely way by road from the stop before, -1: not known.
type Stop struct {
	Person  ident.ID        `json:"person"`
	Village string          `json:"village"`
	Group   string          `json:"group"`
	Code    string          `json:"code"`
	Late    int             `json:"late"`
	Waits   int             `json:"waits"`
	There   instant.Instant `json:"there"`
	Metres  int             `json:"metres"`
}

// fresh is for how long a position says where a team is.
const fresh = 15 * time.Minute

// candidates is among how many of the most urgent the way is planned.
const candidates = 80

// Fill fills the free hours of a team. Requests go first: it is free when those it has
// are done. Not found when there is no such team on duty.
func Fill(q journal.Query, where Where, team ident.ID) (Filling, error) {
	t, found, err := fleet.Teams.Get(q.Tx, q.Facility, team)
	if err == nil && (!found || !t.OnAt(q.Now)) {
		err = fault.Absent()
	}
	if err != nil {
		return Filling{}, err
	}
	f := Filling{Team: team, At: q.Now, From: q.Now, Until: t.To, Stops: []Stop{}}
	if able, err := fleet.HasHealthWorker(q, t); err != nil || !able {
		f.Why = "no_health_worker"
		return f, err
	}
	p := planner{q: q, until: t.To}
	if err := p.read(where, t); err != nil {
		return f, err
	}
	f.From, f.Until = p.free, p.until
	due, err := Unvisited(q, p.today, Filter{Near: p.at, Most: candidates})
	if err != nil {
		return f, err
	}
	f.Stops, err = p.order(slices.DeleteFunc(due, func(d Due) bool { return p.cut[d.Village] }))
	switch {
	case len(due) == 0:
		f.Why = "nobody_due"
	case len(f.Stops) == 0:
		f.Why = "no_time"
	}
	return f, err
}

// planner drives through the due in its head.
type planner struct {
	q           journal.Query
	set         Settings
	roads       fleet.Settings
	today       string
	at          geo.Point
	free, until instant.Instant
	cut         map[string]bool // villages that nobody reaches now
}

// read finds where the team is, when it is free, and how fast it gets on.
func (p *planner) read(where Where, t fleet.Team) error {
	b, err := read(p.q)
	if err != nil {
		return err
	}
	p.set, p.today, p.cut = b.set, b.today, map[string]bool{}
	if p.roads, _, err = fleet.Policy.Get(p.q); err != nil {
		return err
	}
	running, err := homevisit.RunningOf(p.q, t.ID)
	if err != nil {
		return err
	}
	busy := time.Duration(len(running)) * seconds(p.roads.VisitSeconds+p.roads.UnknownLegSeconds)
	p.free = p.q.Now.Add(busy)
	p.keepHours(b.zone)
	closed, err := fleet.OpenClosures(p.q)
	for _, c := range closed {
		var place fleet.Place
		if _, err := p.q.Open(c.Place, &place); err != nil {
			return err
		}
		if place.Point().IsZero() {
			p.cut[c.Village] = true
		}
	}
	if err != nil {
		return err
	}
	return p.stand(where, t)
}

// keepHours keeps the proposals within the hours of the day in which people are visited.
func (p *planner) keepHours(zone *time.Location) {
	t := p.q.Now.In(zone)
	hour := func(n int64) instant.Instant {
		return instant.Of(time.Date(t.Year(), t.Month(), t.Day(), int(n), 0, 0, 0, zone))
	}
	p.free, p.until = max(p.free, hour(p.set.FromHour)), min(p.until, hour(p.set.UntilHour))
}

// stand finds where the team is: the freshest position of its members, else its base.
func (p *planner) stand(where Where, t fleet.Team) error {
	var newest instant.Instant
	for _, m := range t.Members {
		if where == nil {
			break
		}
		if at, seen, ok := where(p.q.Facility, m); ok && seen.After(newest) && p.q.Now.Sub(seen) <= fresh {
			p.at, newest = at, seen
		}
	}
	if !p.at.IsZero() || t.Base == "" {
		return nil
	}
	base, err := fleet.PlaceOf(p.q, t.Base)
	p.at = base.Point()
	return err
}

// order takes one after the other: who is urgent, or waits for long, is worth a longer
// way. Two days of waiting are worth one minute, a closing window an hour: our own
// proposal, to be replaced by what the rounds of the facility show.
func (p planner) order(due []Due) ([]Stop, error) {
	out, now, at := []Stop{}, p.free, p.at
	homes := map[ident.ID]geo.Point{}
	for _, d := range due {
		home, err := homeOf(p.q, d.Round)
		if err != nil {
			return nil, err
		}
		homes[d.ID] = home
	}
	for len(due) > 0 && int64(len(out)) < p.set.SuggestMost {
		best, cost := -1, 0.0
		for i, d := range due {
			worth := float64(d.Late)/2 + float64(3-d.rank())*60
			if c := p.way(at, homes[d.ID]).Minutes() - worth; best < 0 || c < cost {
				best, cost = i, c
			}
		}
		d := due[best]
		due = slices.Delete(due, best, best+1)
		there := now.Add(p.way(at, homes[d.ID]))
		ends := there.Add(time.Duration(p.set.VisitMinutes) * time.Minute)
		if ends.Add(p.way(homes[d.ID], p.at)).After(p.until) {
			continue // they would come home after their hours
		}
		out = append(out, Stop{d.ID, d.Village, d.Group, d.Code, d.Late, d.Waits, there, metres(at, homes[d.ID])})
		now = ends
		if !homes[d.ID].IsZero() {
			at = homes[d.ID]
		}
	}
	return out, nil
}

// way is how long the way between two places likely takes.
func (p planner) way(from, to geo.Point) time.Duration {
	if from.IsZero() || to.IsZero() {
		return seconds(p.roads.UnknownLegSeconds)
	}
	return time.Duration(from.RoadMetres(to) / (p.roads.SpeedKmh / 3.6) * float64(time.Second)).Round(time.Second)
}

func metres(from, to geo.Point) int {
	if from.IsZero() || to.IsZero() {
		return -1
	}
	return int(from.RoadMetres(to))
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }
