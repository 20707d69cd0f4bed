package dayplan

import (
	"time"

	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
)

// Day reads a plan back in the words of the sheet, with every hour and with why what has no
// place has none.
func (x *Index) Day(plan routing.Plan) Day {
	d, left := x.hours(plan)
	d.Left = append([]Left{}, x.Left...)
	for _, n := range left {
		d.Left = append(d.Left, Left{x.Sheet.Jobs[x.jobs[n]].ID, x.Why(plan, n)})
	}
	return d
}

// hours reads a plan back without the reasons, and lists the requests without a place.
func (x *Index) hours(plan routing.Plan) (d Day, left []int) {
	v := routing.Judge(x.Problem, plan)
	d = Day{Score: v.Score, Source: x.Legs.Source()}
	placed := make([]bool, len(x.Problem.Requests))
	for w, driven := range v.Routes {
		if len(driven.Stops) == 0 {
			continue
		}
		for _, m := range driven.Stops {
			if n := x.requestOf(m.Stop); x.Problem.Requests[n].Delivery == m.Stop {
				placed[n] = true // of a pair that is only begun the end has no place
			}
		}
		d.Routes = append(d.Routes, x.route(w, driven))
	}
	for n, is := range placed {
		if !is {
			left = append(left, n)
		}
	}
	return d, left
}

// requestOf is the request of a stop.
func (x *Index) requestOf(stop int) int { return x.Request[x.Sheet.Jobs[x.stops[stop].job].ID] }

func (x *Index) moment(m routing.Moment) Stop {
	w, s := x.stops[m.Stop], x.Problem.Stops[m.Stop]
	due := s.Due
	if s.DueAtEnd {
		due -= s.Service
	}
	out := Stop{Job: x.Sheet.Jobs[w.job].ID, What: w.word, At: x.instant(m.Begin), Slow: x.instant(m.Slow), Leave: x.instant(m.Leave), Due: w.spot.Due}
	if m.Slow > due+1e-6 {
		out.By = time.Duration((m.Slow - due) * float64(time.Second)).Round(time.Second)
	}
	return out
}

// Why says for every worker why he does not have a request.
func (x *Index) Why(plan routing.Plan, request int) map[ident.ID]string {
	// That it does not move any more is not why it went to somebody else.
	frozen := x.Problem.Requests[request].Frozen
	x.Problem.Requests[request].Frozen = false
	defer func() { x.Problem.Requests[request].Frozen = frozen }()
	out := map[ident.ID]string{}
	for _, r := range routing.Why(x.Problem, plan, request) {
		out[x.Sheet.Workers[r.Worker].ID] = r.Why
	}
	return out
}

// Plan puts an earlier day into the problem's figures: what has since been done, has lost
// a stop or must be with somebody else is left out, what is begun goes first.
func (x *Index) Plan(before Day) routing.Plan {
	plan := routing.Plan{Routes: make([][]int, len(x.Problem.Workers))}
	stops := map[ident.ID]map[string]int{}
	for n, w := range x.stops {
		id := x.Sheet.Jobs[w.job].ID
		if stops[id] == nil {
			stops[id] = map[string]int{}
		}
		stops[id][w.word] = n
	}
	taken := map[int]bool{}
	for w := range x.Problem.Workers {
		for _, n := range x.Problem.Workers[w].Begun {
			plan.Routes[w] = append(plan.Routes[w], n)
			taken[n] = true
		}
	}
	for _, r := range before.Routes {
		w, there := x.worker[r.Worker]
		if !there {
			continue
		}
		for _, s := range x.kept(r, stops, w, taken) {
			plan.Routes[w] = append(plan.Routes[w], s)
			taken[s] = true
		}
	}
	return plan
}

// kept are the stops of an earlier route that its worker can still make, pairs whole.
func (x *Index) kept(r Route, stops map[ident.ID]map[string]int, w int, taken map[int]bool) (out []int) {
	for _, s := range r.Stops {
		n, there := stops[s.Job][s.What]
		if !there && s.What == Only {
			n, there = stops[s.Job][Drop]
		}
		if there && !taken[n] {
			out = append(out, n)
		}
	}
	has := map[int]bool{}
	for _, n := range out {
		has[n] = true
	}
	whole := out[:0]
	for _, n := range out {
		q := x.Problem.Requests[x.requestOf(n)]
		fits := q.Worker == routing.None || q.Worker == w
		if q.Pickup != routing.None {
			fits = fits && (has[q.Pickup] || taken[q.Pickup]) && has[q.Delivery]
		}
		if fits {
			whole = append(whole, n)
		}
	}
	return whole
}

// Reasons says who has a job of the day and why each other worker does not; false when the
// day has no such job.
func (x *Index) Reasons(plan routing.Plan, job ident.ID) (why map[ident.ID]string, worker ident.ID, found bool) {
	for _, l := range x.Left {
		if l.Job == job {
			return l.Why, "", true
		}
	}
	request, found := x.Request[job]
	if !found || x.Problem.Check() != nil {
		return nil, "", false
	}
	plan = x.widened(plan)
	for w, route := range plan.Routes {
		for _, n := range route {
			if x.requestOf(n) == request {
				worker = x.Sheet.Workers[w].ID
			}
		}
	}
	return x.Why(plan, request), worker, true
}
