package dayplan

import (
	"context"

	"sambang/internal/calc/routing"
)

// Make plans a day: from nothing when previous has no routes, else from that plan, which it
// never makes worse. What a person has wished holds as long as it can be done at all: an
// hour that leaves its job without a place is given up.
func Make(ctx context.Context, s Sheet, legs Legs, previous Day, e routing.Effort) Day {
	_, x := Compile(s, legs)
	return x.Make(ctx, previous, e)
}

// Make does it with a sheet that is compiled.
func (x *Index) Make(ctx context.Context, previous Day, e routing.Effort) Day {
	if x.Problem.Check() != nil {
		return x.none()
	}
	d := x.search(ctx, previous, e)
	if free, changed := x.letGo(d); changed {
		_, y := Compile(free, x.Legs)
		d = y.search(ctx, d, e)
	}
	return d
}

func (x *Index) search(ctx context.Context, previous Day, e routing.Effort) Day {
	if len(previous.Routes) == 0 {
		return x.Day(routing.Solve(ctx, x.Problem, e).Plan)
	}
	return x.Day(routing.Improve(ctx, x.Problem, x.Plan(previous), e).Plan)
}

// none is the day of a sheet whose figures are none: nothing has a place.
func (x *Index) none() Day {
	d := Day{Source: x.Legs.Source()}
	for _, j := range x.Sheet.Jobs {
		d.Left = append(d.Left, Left{j.ID, x.everybody(WhyFigures)})
	}
	return d
}

// letGo gives up the hours that persons set for jobs that have no place with them.
func (x *Index) letGo(d Day) (s Sheet, changed bool) {
	s = x.Sheet
	s.Jobs = append([]Job{}, s.Jobs...)
	for _, l := range d.Left {
		n, found := x.Request[l.Job]
		if !found || s.Jobs[x.jobs[n]].Held.IsZero() {
			continue
		}
		s.Jobs[x.jobs[n]].Held, changed = 0, true
	}
	return s, changed
}
