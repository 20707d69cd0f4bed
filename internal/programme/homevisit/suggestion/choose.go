package suggestion

import (
	"cmp"
	"math"
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/teams"
	"sambang/internal/shared/need"
)

// way is one team at one place in its order, with what that does to everybody.
type way struct {
	crew    *teams.Crew
	before  map[ident.ID]bool // visits the team makes first
	setOut  instant.Instant
	there   instant.Instant
	slow    instant.Instant
	kept    int
	broken  int
	breaks  []ident.ID
	ranking [6]float64
}

// asked is a promise of a visit: that a health worker sets out, that somebody is there.
type asked struct {
	red bool
	due teams.Promises
}

// chooser puts the new request at every place of every team.
type chooser struct {
	board   *teams.Board
	crews   []*teams.Crew
	visit   homevisit.Visit
	at      teams.Spot
	now     instant.Instant
	asked   map[ident.ID]asked
	forms   map[ident.ID]bool // ids of the new request's jobs
	sheet   dayplan.Sheet
	problem *routing.Problem
	index   *dayplan.Index
	plan    routing.Plan
}

// ids of the two forms in which a request can be done: a health worker stays, who drives
// alone brings the patient.
func formID(v ident.ID, health bool) ident.ID {
	if health {
		return ident.Derive(v, 1)
	}
	return ident.Derive(v, 2)
}

// compile makes the problem of this moment. Shifts are not asked: who is on duty now goes
// to somebody who waits, and how much longer they are out decides between equals.
func (c *chooser) compile(limits map[ident.ID]instant.Instant) {
	c.sheet = dayplan.Sheet{Group: "teams", Day: c.board.Day, From: c.now, Live: true}
	before := dayplan.Day{}
	for _, crew := range c.crews {
		w := crew.Worker
		w.From, w.To, w.Pauses = c.now, 0, nil
		var mine []dayplan.Job
		var aboard routing.Load
		for _, j := range crew.Jobs {
			if j.ID == c.visit.ID {
				continue // this team has it already: it is placed anew
			}
			limit(&j, limits)
			mine = append(mine, j)
			aboard = most(aboard, j.Load)
		}
		// What the desk has overloaded already is its own decision.
		w.Capacity = most(w.Capacity, aboard)
		c.sheet.Workers = append(c.sheet.Workers, w)
		c.sheet.Jobs = append(c.sheet.Jobs, mine...)
		before.Routes = append(before.Routes, teams.InOrder(w.ID, mine))
	}
	for id := range c.forms {
		j := c.newJob(id)
		limit(&j, limits)
		c.sheet.Jobs = append(c.sheet.Jobs, j)
	}
	slices.SortStableFunc(c.sheet.Jobs, func(a, b dayplan.Job) int { return cmp.Compare(c.rank(a.ID), c.rank(b.ID)) })
	c.problem, c.index = dayplan.Compile(c.sheet, open{c.board.Legs, c.cutOff()})
	c.plan = c.index.Plan(before)
}

// rank keeps the jobs there are in their order, the new ones behind them.
func (c *chooser) rank(id ident.ID) int {
	switch id {
	case formID(c.visit.ID, true):
		return 1
	case formID(c.visit.ID, false):
		return 2
	}
	return 0
}

// newJob is the new request in one of its forms.
func (c *chooser) newJob(id ident.ID) dayplan.Job {
	health := id == formID(c.visit.ID, true)
	j := c.board.JobOf(c.visit, c.at, c.asked[id].due, health)
	j.ID, j.Skills = id, []string{teams.FormOf(health)}
	return j
}

// limit bounds when somebody with a red sign is reached.
func limit(j *dayplan.Job, limits map[ident.ID]instant.Instant) {
	until, red := limits[j.ID]
	if !red || j.Begun > 0 || j.Aboard {
		return
	}
	first := &j.Drop
	if j.Pick != nil {
		spot := *j.Pick
		j.Pick, first = &spot, &spot
	}
	first.Latest = until
}

// open lets teams on to what they have already, though the road there is closed: they
// know more than the map.
type open struct {
	dayplan.Legs
	cut map[dayplan.Spot]bool
}

// Leg is one trip.
func (o open) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	l := o.Legs.Leg(profile, from, to)
	l.Way = l.Way || o.cut[place(to)]
	return l
}

// place is a spot without its hours.
func place(s dayplan.Spot) dayplan.Spot {
	return dayplan.Spot{At: s.At, Village: s.Village, Road: s.Road}
}

// cutOff are the spots of what teams have that there is no way to.
func (c *chooser) cutOff() map[dayplan.Spot]bool {
	cut := map[dayplan.Spot]bool{}
	for _, crew := range c.crews {
		from := dayplan.Spot{At: crew.Worker.Start}
		for _, j := range crew.Jobs {
			for _, to := range spotsOf(j) {
				if j.ID == c.visit.ID {
					continue
				}
				if !c.board.Legs.Leg(crew.Worker.Profile, from, to).Way {
					cut[place(to)] = true
				}
				from = to
			}
		}
	}
	return cut
}

func spotsOf(j dayplan.Job) []dayplan.Spot {
	if j.Pick != nil {
		return []dayplan.Spot{*j.Pick, j.Drop}
	}
	return []dayplan.Spot{j.Drop}
}

func most(a, b routing.Load) routing.Load {
	for i := range a {
		a[i] = max(a[i], b[i])
	}
	return a
}

// best is the best way of every team that can go.
func (c *chooser) best() []way {
	limits := map[ident.ID]instant.Instant{}
	c.compile(limits)
	c.holdRed(limits)
	c.compile(limits)
	if c.visit.Colour == need.Red {
		c.hurry(limits)
	}
	ways := c.insert()
	if c.visit.Colour == need.Red {
		// Who cannot be there as soon as the first could is asked all the same.
		for id := range c.forms {
			delete(limits, id)
		}
		c.compile(limits)
		for _, w := range c.insert() {
			if !slices.ContainsFunc(ways, func(o way) bool { return o.crew == w.crew }) {
				ways = append(ways, w)
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b way) int {
		return cmp.Or(slices.Compare(a.ranking[:], b.ranking[:]), cmp.Compare(a.crew.ID, b.crew.ID))
	})
	return ways
}

// holdRed keeps those with a red sign who have a team already from waiting much longer.
func (c *chooser) holdRed(limits map[ident.ID]instant.Instant) {
	seen := map[ident.ID]bool{}
	for _, r := range c.index.Day(c.plan).Routes {
		for _, s := range r.Stops {
			if c.asked[s.Job].red && !seen[s.Job] {
				limits[s.Job] = s.At.Add(teams.RedStep)
			}
			seen[s.Job] = true
		}
	}
}

// hurry finds how soon anybody could be with the new patient, and bounds their wait by it.
func (c *chooser) hurry(limits map[ident.ID]instant.Instant) {
	soonest := routing.Never
	fast := *c.problem
	fast.Aim, fast.Stops = routing.Aim{routing.Late}, slices.Clone(c.problem.Stops)
	for i := range fast.Stops {
		fast.Stops[i].Due = routing.Never
	}
	for id := range c.forms {
		n, found := c.index.Request[id]
		if !found {
			continue
		}
		first := fast.Requests[n].Delivery
		if p := fast.Requests[n].Pickup; p != routing.None {
			first = p
		}
		fast.Stops[first].Due = 0
		for _, o := range routing.Insert(&fast, c.plan, n) {
			soonest = min(soonest, o.Begin[0])
		}
		fast.Stops[first].Due = routing.Never
	}
	if math.IsInf(soonest, 1) {
		return
	}
	for id := range c.forms {
		limits[id] = c.now.Add(time.Duration(soonest*float64(time.Second)) + teams.RedStep)
	}
	c.compile(limits)
}

// insert puts the request, in the form that is a team's, at the team's best place.
func (c *chooser) insert() (out []way) {
	for _, health := range []bool{true, false} {
		n, found := c.index.Request[formID(c.visit.ID, health)]
		if !found {
			continue
		}
		for _, o := range routing.Insert(c.problem, c.plan, n) {
			out = append(out, c.weigh(o))
		}
	}
	return out
}

// why says for what reason no way was found for a team, in the words of the desk.
func (c *chooser) why(crew *teams.Crew) string {
	n, found := c.index.Request[formID(c.visit.ID, crew.HealthWorker)]
	if !found {
		return "other"
	}
	if c.cut(crew, formID(c.visit.ID, crew.HealthWorker)) {
		return "closed"
	}
	switch c.index.Why(c.plan, n)[crew.ID] {
	case routing.RuleCapacity:
		return "room"
	case routing.RuleRoad:
		return "road"
	case routing.RuleWay:
		return "closed"
	}
	return "duty"
}

// cut reports whether a team has no way to the new request from where it is or will be.
func (c *chooser) cut(crew *teams.Crew, form ident.ID) bool {
	from := []dayplan.Spot{{At: crew.Worker.Start}}
	var to dayplan.Spot
	for _, j := range c.sheet.Jobs {
		switch {
		case j.ID == form:
			to = spotsOf(j)[0]
		case j.Worker == crew.ID:
			from = append(from, spotsOf(j)...)
		}
	}
	return !slices.ContainsFunc(from, func(s dayplan.Spot) bool { return c.index.Legs.Leg(crew.Worker.Profile, s, to).Way })
}
