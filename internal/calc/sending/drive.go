package sending

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// tally is what teams do to promises and what it costs.
type tally struct {
	kept, broken, red int
	redWait           time.Duration
	late              int64
	over, driving     time.Duration
}

func (a tally) plus(b tally) tally {
	return tally{a.kept + b.kept, a.broken + b.broken, a.red + b.red, a.redWait + b.redWait, a.late + b.late, a.over + b.over, a.driving + b.driving}
}

func (a tally) minus(b tally) tally {
	return tally{a.kept - b.kept, a.broken - b.broken, a.red - b.red, a.redWait - b.redWait, a.late - b.late, a.over - b.over, a.driving - b.driving}
}

func (a tally) score() Score {
	return Score{a.red, int(a.redWait / RedStep), a.broken, a.late, a.over, a.driving}
}

// plan is an order of stops driven to its end.
type plan struct {
	tally
	// left and there are when the team leaves for each stop and arrives at it.
	left, there []instant.Instant
	breaks      []ident.ID
	// noWay counts the legs on which there is no way, and blocked are the stops they lead to.
	noWay   int
	blocked []bool
	// full counts the stops after which there is more in the vehicle than it holds.
	full int
}

// drive follows a team through an order of stops.
func (t Team) drive(now instant.Instant, order []Stop, travel Travel) plan {
	var p plan
	clock, aboard, from := max(now, t.Free), t.Aboard, Stop{At: t.At}
	for _, s := range order {
		needs, way := travel(t, from, s)
		if !way {
			p.noWay++
		}
		leaves := max(clock, s.NotBefore.Add(-needs))
		arrives := leaves.Add(needs)
		p.left, p.there, p.blocked = append(p.left, leaves), append(p.there, arrives), append(p.blocked, !way)
		p.driving += needs
		if s.Red && s.Load.Seats >= 0 && s.Load.Stretchers >= 0 && s.Load.Wheelchairs >= 0 {
			p.redWait += arrives.Sub(now)
		}
		p.judge(s, leaves, t.HealthWorker, s.Respond)
		reached := arrives
		if !t.HealthWorker && !s.Anyone {
			reached = arrives.Add(s.Stay)
		}
		p.judge(s, reached, true, s.Due)
		aboard = aboard.plus(s.Load)
		if !aboard.within(t.Room) {
			p.full++
		}
		clock, from = arrives.Add(s.Stay), s
	}
	if !t.Ends.IsZero() && clock.After(t.Ends) && len(order) > 0 {
		p.over += clock.Sub(t.Ends)
	}
	return p
}

// longest is as late as anything counts: whole numbers, so that sums of them are exact.
const longest = 30 * 24 * time.Hour

// judge counts a promise of a stop by when it would be kept; one that this team cannot
// keep at all is broken, and late by what has passed when it comes.
func (p *plan) judge(s Stop, at instant.Instant, can bool, due instant.Instant) {
	if due.IsZero() {
		return
	}
	if can && !at.After(due) {
		p.kept++
		return
	}
	p.broken++
	if s.Red {
		p.red++
	}
	if at.After(due) {
		late := int64(min(at.Sub(due), longest) / time.Second)
		p.late += late * late
	}
	if !slices.Contains(p.breaks, s.Job) {
		p.breaks = append(p.breaks, s.Job)
	}
}

// options are all ways in which a team could take the stops, or why there is none.
func (t Team) options(now instant.Instant, stops []Stop, alone plan, others tally, travel Travel) ([]Option, string) {
	for _, s := range stops {
		if s.Road != "" && !slices.Contains(t.Roads, s.Road) {
			return nil, NoRoad
		}
	}
	if !t.Ends.IsZero() && !max(now, t.Free).Before(t.Ends) {
		return nil, NoTime
	}
	var out []Option
	why := NoRoom
	for _, places := range placings(min(t.Begun, len(t.Ahead)), len(t.Ahead), len(stops)) {
		order := merge(t.Ahead, stops, places)
		p := t.drive(now, order, travel)
		switch {
		case p.full > alone.full: // what the desk has overloaded already is its own decision
			continue
		case p.noWay > alone.noWay || slices.ContainsFunc(places, func(i int) bool { return p.blocked[i] }):
			why = NoWay
			continue
		}
		sum := others.plus(p.tally)
		o := Option{Team: t.ID, Places: places, SetOut: p.left[places[0]], There: p.there[places[0]], Kept: sum.kept, Broken: sum.broken,
			Breaks: p.breaks, Score: sum.score()}
		for _, s := range order {
			o.Order = append(o.Order, s.ID)
		}
		out = append(out, o)
	}
	if len(out) > 0 {
		why = ""
	}
	return out, why
}

// placings lists where n new stops may stand among those ahead, in their own order and
// not before the first ones that are begun: places in the whole order, from 0.
func placings(begun, ahead, n int) [][]int {
	var out [][]int
	var put func(from int, so []int)
	put = func(from int, so []int) {
		if len(so) == n {
			out = append(out, slices.Clone(so))
			return
		}
		// The last place leaves room for the new stops that follow.
		for i := from; i <= ahead+len(so); i++ {
			put(i+1, append(so, i))
		}
	}
	put(begun, nil)
	return out
}

// merge puts new stops at their places among those ahead.
func merge(ahead, stops []Stop, places []int) []Stop {
	out := slices.Clone(ahead)
	for i, at := range places {
		out = slices.Insert(out, at, stops[i])
	}
	return out
}
