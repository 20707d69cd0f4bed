package capacity

import (
	"context"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// standing is a day with the best plan that is known of it.
type standing struct {
	Day
	problem *routing.Problem
	index   *dayplan.Index
	plan    routing.Plan
	// kept are the jobs with a place whose promises all hold at the 80% hour: those that
	// nobody may lose by one more. placed have a place.
	kept, placed map[ident.ID]bool
}

// stand plans a day as it is: so that all promises hold if that is to be found, else as
// well as it goes.
func stand(ctx context.Context, d Day, e Effort, m *memo) *standing {
	s := &standing{Day: d}
	s.problem, s.index = dayplan.Compile(d.Sheet, d.Legs)
	if r, known := m.find(nil, s.problem, e); known {
		s.plan = r.plan
	} else if len(s.problem.Workers) > 0 && len(s.problem.Requests) > 0 {
		nobody := &standing{}
		plan, all := nobody.search(ctx, s.problem, s.index, routing.Plan{}, d.Sheet.Jobs, Effort{Seed: e.Seed, Strict: Quick.Strict})
		if !all {
			plan = routing.Solve(ctx, s.problem, routing.Effort{Seed: e.Seed, Steps: max(e.Whole, piece)}).Plan
		}
		s.plan = plan
		m.keep(remembered{after: s.problem, effort: e, plan: plan})
	}
	s.look()
	return s
}

// look notes what of the plan must not be lost.
func (s *standing) look() {
	v := routing.Judge(s.problem, s.plan)
	s.placed, s.kept = map[ident.ID]bool{}, map[ident.ID]bool{}
	slow := hours(v)
	for _, j := range s.Sheet.Jobs {
		r, there := s.index.Request[j.ID]
		if there && placed(s.problem.Requests[r], slow) {
			s.placed[j.ID], s.kept[j.ID] = true, keeps(s.problem, r, slow)
		}
	}
}

// hours are the 80% hours of the stops that are made.
func hours(v routing.Verdict) map[int]float64 {
	out := map[int]float64{}
	for _, d := range v.Routes {
		for _, m := range d.Stops {
			out[m.Stop] = m.Slow
		}
	}
	return out
}

func placed(q routing.Request, slow map[int]float64) bool {
	_, down := slow[q.Delivery]
	if q.Pickup == routing.None {
		return down
	}
	_, up := slow[q.Pickup]
	return up && down
}

// keeps reports whether all that was promised of a request holds on 80 of 100 days.
func keeps(p *routing.Problem, request int, slow map[int]float64) bool {
	q := p.Requests[request]
	for _, n := range [...]int{q.Pickup, q.Delivery} {
		if n == routing.None {
			continue
		}
		begin, stop := slow[n], p.Stops[n]
		if stop.DueAtEnd {
			begin += stop.Service
		}
		if begin > stop.Due+1e-6 {
			return false
		}
	}
	return true
}

// isSound reports whether a plan can be carried out with every one of the new jobs in it,
// no promise to them broken, and nobody of the day as it stands worse off.
func (s *standing) isSound(p *routing.Problem, x *dayplan.Index, plan routing.Plan, asked []dayplan.Job) bool {
	v := routing.Judge(p, plan)
	if len(v.Breaches) > 0 {
		return false
	}
	slow := hours(v)
	for _, j := range asked {
		if r, there := x.Request[j.ID]; !there || !placed(p.Requests[r], slow) || !keeps(p, r, slow) {
			return false
		}
	}
	for _, j := range s.Sheet.Jobs {
		switch r := x.Request[j.ID]; {
		case s.placed[j.ID] && !placed(p.Requests[r], slow), s.kept[j.ID] && !keeps(p, r, slow):
			return false
		}
	}
	return true
}

// carried is the plan of the day as it stands in the numbers of another problem of the
// same people.
func (s *standing) carried(to *routing.Problem, x *dayplan.Index) routing.Plan {
	number := map[int]int{}
	for _, j := range s.Sheet.Jobs {
		r, there := s.index.Request[j.ID]
		if !there {
			continue
		}
		from, now := s.problem.Requests[r], to.Requests[x.Request[j.ID]]
		number[from.Delivery] = now.Delivery
		if from.Pickup != routing.None {
			number[from.Pickup] = now.Pickup
		}
	}
	out := routing.Plan{Routes: make([][]int, len(to.Workers))}
	for w, route := range s.plan.Routes {
		for _, n := range route {
			out.Routes[w] = append(out.Routes[w], number[n])
		}
	}
	return out
}

// firstOf is who makes the first stop of a job, and when he is likely to begin there.
func (s *standing) firstOf(job ident.ID) (worker ident.ID, at instant.Instant) {
	q := s.problem.Requests[s.index.Request[job]]
	first := q.Delivery
	if q.Pickup != routing.None {
		first = q.Pickup
	}
	for w, d := range routing.Judge(s.problem, s.plan).Routes {
		for _, m := range d.Stops {
			if m.Stop == first {
				return s.Sheet.Workers[w].ID, s.Sheet.From.Add(time.Duration(m.Begin) * time.Second)
			}
		}
	}
	return "", 0
}
