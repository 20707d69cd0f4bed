// Package suggestion says which team to send to a request, and where in its order.
//
// It owns no table and decides nothing: it reads the teams of this moment with what
// they have to do, asks calc/sending, and gives the figures by which the desk sees why:
// how many promises are kept, and what the next best would break. Whoever sits at the
// desk accepts it with one key, or does something else.
package suggestion

import (
	"cmp"
	"slices"
	"strconv"

	"sambang/internal/calc/sending"
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
	// SetOut and There are when it would leave for the patient and arrive.
	SetOut instant.Instant `json:"set_out"`
	There  instant.Instant `json:"there"`
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
	b, err := read(q, where, v)
	if err != nil {
		return Suggestion{}, err
	}
	answer := sending.Best(q.Now, b.able(), b.task, b.travel)
	return b.tell(q.Now, answer), nil
}

// tell puts an answer into the words of the desk.
func (b *board) tell(now instant.Instant, a sending.Answer) Suggestion {
	s := Suggestion{Visit: b.visit.ID, At: now, Options: []Option{}, OtherBreaks: -1, Unfit: []Unfit{}, PlaceKnown: b.spot.known}
	for _, o := range a.Options {
		c := b.crews[o.Team]
		out := Option{Team: o.Team, TeamName: c.Name, CallSign: c.CallSign, HealthWorker: c.sending.HealthWorker, Order: c.order(o), Ahead: len(c.visits),
			SetOut: o.SetOut, There: o.There, Kept: o.Kept, Broken: o.Broken, Breaks: []Broken{}, PositionKnown: c.seen}
		for _, id := range o.Breaks {
			out.Breaks = append(out.Breaks, Broken{id, b.numbers[id]})
		}
		s.Options = append(s.Options, out)
		s.Promises = o.Kept + o.Broken
	}
	if len(a.Options) > 1 {
		s.OtherBreaks = a.Options[1].Broken
	}
	for _, u := range a.Unfit {
		s.Unfit = append(s.Unfit, Unfit{u.Team, b.crews[u.Team].Name, u.Why})
	}
	for _, t := range b.teams {
		if b.crews[t.ID].broken {
			s.Unfit = append(s.Unfit, Unfit{t.ID, t.Name, "vehicle"})
		}
	}
	slices.SortFunc(s.Unfit, func(a, b Unfit) int { return cmp.Or(cmp.Compare(a.TeamName, b.TeamName), cmp.Compare(a.Team, b.Team)) })
	return s
}

// order is the place in the team's list, which counts visits and not stops: before how
// many of them the new one comes.
func (c *crew) order(o sending.Option) int {
	before := map[ident.ID]bool{}
	for _, stop := range o.Order[:o.Places[0]] {
		before[c.jobs[stop]] = true
	}
	n := 1
	for _, v := range c.visits {
		if before[v.ID] || c.idle[v.ID] {
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

// crew is a team with what it has to do.
type crew struct {
	fleet.Team
	sending sending.Team
	vehicle fleet.Vehicle
	visits  []homevisit.Visit
	// jobs are the visits of its stops; idle are visits that need nobody now, because
	// the patient is being cared for.
	jobs map[ident.ID]ident.ID
	idle map[ident.ID]bool
	// seen: a position of it is known. broken: its vehicle goes nowhere.
	seen, broken bool
}
