// Package suggestion says which team to send to a request, and where in its order.
//
// It owns no table and decides nothing: it reads the teams of this moment with what
// they have to do, asks the planner (calc/dayplan), and gives the figures by which the desk sees why:
// how many promises are kept, and what the next best would break. Whoever sits at the
// desk accepts it with one key, or does something else.
package suggestion

import (
	"cmp"
	"slices"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/teams"
	"sambang/internal/shared/need"
)

// Where tells where a worker was last believed to be; false when nothing is known.
type Where func(facility, worker ident.ID) (p geo.Point, at instant.Instant, ok bool)

// Suggestion is the answer to: who goes to this request?
type Suggestion struct {
	Visit ident.ID `json:"visit"`
	// At is when it was reckoned: whoever accepts it much later asks anew.
	At instant.Instant `json:"at"`
	// Options are at most three, the best first; none where nobody can go.
	Options []Option `json:"options"`
	// Promises is how many run for everybody the teams go to, this request included.
	Promises int `json:"promises"`
	// OtherBreaks is how many the second option breaks; -1 where there is none.
	OtherBreaks int     `json:"other_breaks"`
	Unfit       []Unfit `json:"unfit"`
	// PlaceKnown is how well the place is known: exact, village or no.
	PlaceKnown string `json:"place_known"`
}

// Option is one team at one place in its order.
type Option struct {
	Team         ident.ID `json:"team"`
	TeamName     string   `json:"team_name"`
	CallSign     string   `json:"call_sign"`
	HealthWorker bool     `json:"health_worker"`
	// Order is the place in the team's list, 1 first, as visit.send takes it; Ahead is
	// how many the team has.
	Order int `json:"order"`
	Ahead int `json:"ahead"`
	// SetOut and There are when it would leave for the patient and arrive; Slow is the hour
	// that 80 of 100 days keep: what can be told to somebody who asks how long it takes.
	SetOut instant.Instant `json:"set_out"`
	There  instant.Instant `json:"there"`
	Slow   instant.Instant `json:"slow"`
	Kept   int             `json:"kept"`
	Broken int             `json:"broken"`
	// Breaks are the requests of this team whose promise is broken.
	Breaks []Broken `json:"breaks"`
	// PositionKnown: the estimate stands on a position of the team, not on its base.
	PositionKnown bool `json:"position_known"`
}

// Broken is a request whose promise an option breaks.
type Broken struct {
	Visit  ident.ID `json:"visit"`
	Number string   `json:"number"`
}

// Unfit is a team on duty that cannot go: room, road, closed, duty or vehicle.
type Unfit struct {
	Team     ident.ID `json:"team"`
	TeamName string   `json:"team_name"`
	Why      string   `json:"why"`
}

// Of reckons who goes to a request. Not found when there is no such request;
// visit.ended when nobody has to go any more.
func Of(q journal.Query, where Where, request ident.ID) (Suggestion, error) {
	v, found, err := homevisit.Of(q, request)
	if err != nil {
		return Suggestion{}, err
	}
	if !found {
		return Suggestion{}, fault.Absent()
	}
	if v.Ended() {
		return Suggestion{}, fault.New(fault.Refused, "visit.ended")
	}
	b, err := teams.Read(q, teams.Where(where), "")
	if err != nil {
		return Suggestion{}, err
	}
	return choose(q, b, v)
}

// choose asks the planner.
func choose(q journal.Query, b *teams.Board, v homevisit.Visit) (Suggestion, error) {
	at, err := b.SpotOf(v)
	if err != nil {
		return Suggestion{}, err
	}
	due, err := b.PromisesOf(v)
	if err != nil {
		return Suggestion{}, err
	}
	c := &chooser{board: b, visit: v, now: q.Now, at: at, asked: map[ident.ID]asked{}, forms: map[ident.ID]bool{formID(v.ID, true): true, formID(v.ID, false): true}}
	for id := range c.forms {
		c.asked[id] = asked{v.Colour == need.Red, due}
	}
	for _, crew := range b.Crews {
		if !crew.OnAt(q.Now) || crew.Broken {
			continue
		}
		c.crews = append(c.crews, crew)
		for _, other := range crew.Visits {
			if other.ID != v.ID {
				c.asked[other.ID] = asked{other.Colour == need.Red, crew.Due[other.ID]}
			}
		}
	}
	return c.tell(c.best()), nil
}

// mostOptions is how many options are answered.
const mostOptions = 3

// tell puts an answer into the words of the desk.
func (c *chooser) tell(ways []way) Suggestion {
	s := Suggestion{Visit: c.visit.ID, At: c.now, Options: []Option{}, OtherBreaks: -1, Unfit: []Unfit{}, PlaceKnown: c.at.Known}
	fit := map[ident.ID]bool{}
	for i, w := range ways {
		fit[w.crew.ID] = true
		if i >= mostOptions {
			continue
		}
		out := Option{Team: w.crew.ID, TeamName: w.crew.Name, CallSign: w.crew.CallSign, HealthWorker: w.crew.HealthWorker, Order: c.order(w), Ahead: c.ahead(w.crew),
			SetOut: w.setOut, There: w.there, Slow: w.slow, Kept: w.kept, Broken: w.broken, Breaks: []Broken{}, PositionKnown: w.crew.Seen}
		for _, id := range w.breaks {
			out.Breaks = append(out.Breaks, Broken{id, c.number(id)})
		}
		s.Options = append(s.Options, out)
		s.Promises = w.kept + w.broken
	}
	if len(ways) > 1 {
		s.OtherBreaks = ways[1].broken
	}
	for _, crew := range c.board.Crews {
		switch {
		case fit[crew.ID] || !crew.OnAt(c.now):
		case crew.Broken:
			s.Unfit = append(s.Unfit, Unfit{crew.ID, crew.Name, "vehicle"})
		default:
			s.Unfit = append(s.Unfit, Unfit{crew.ID, crew.Name, c.why(crew)})
		}
	}
	slices.SortFunc(s.Unfit, func(a, b Unfit) int { return cmp.Or(cmp.Compare(a.TeamName, b.TeamName), cmp.Compare(a.Team, b.Team)) })
	return s
}

// number is that of a request, as people say it.
func (c *chooser) number(visit ident.ID) string {
	for _, crew := range c.board.Crews {
		for _, v := range crew.Visits {
			if v.ID == visit {
				return short(v.Number)
			}
		}
	}
	return short(c.visit.Number)
}

// ahead is how many a team has beside the new one.
func (c *chooser) ahead(crew *teams.Crew) (n int) {
	for _, v := range crew.Visits {
		if v.ID != c.visit.ID {
			n++
		}
	}
	return n
}

// order is the place in the team's list, which counts visits and not stops: before how
// many of them the new one comes.
func (c *chooser) order(w way) int {
	n := 1
	for _, v := range w.crew.Visits {
		if v.ID != c.visit.ID && (w.before[v.ID] || w.crew.Idle[v.ID]) {
			n++
		}
	}
	return n
}

// short is a request's number as people say it: 0417.
func short(n int64) string {
	s := strconv.FormatInt(n, 10)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}
