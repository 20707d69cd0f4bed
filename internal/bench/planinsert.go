package bench

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"time"

	"sambang/internal/calc/routing"
)

// The plan into which insertions are measured.
const (
	standing = 500 // requests that have a place
	asked    = 400 // requests that ask for one
	crew     = 50
	// takes is how often each is asked in a row: the clock of processor time ticks every
	// 4 ms on some machines, so that one answer alone reads 0 or 4. Nothing of an answer is
	// kept for the next.
	takes = 20
)

// insertion measures what one more request costs in a plan of 500 requests and 50
// workers that is kept ready, in process: the best way with every worker who is able.
// What counts is processor time; the wall clock, told beside it, holds the machine's noise.
func (r *planRun) insertion(tell func(figure)) error {
	p := invent(1, func(d *invented) { d.milk(standing+asked, crew) })
	late := make([]int, asked)
	for i := range late {
		late[i] = standing + i
	}
	fmt.Fprint(r.notes, "\rinsertion: a plan of 500 ")
	plan, err := r.planWithout(p, late, 10*time.Second)
	fmt.Fprint(r.notes, "\r\033[K")
	if err != nil {
		return err
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := threadTime()
	ready := routing.NewInserter(p, plan)
	made := threadTime() - began
	var times, walls []time.Duration
	options := 0
	for _, q := range late {
		began := threadTime()
		for range takes {
			wall := time.Now()
			_, found := ready.Best(q)
			walls = append(walls, time.Since(wall))
			if found {
				options++
			}
		}
		times = append(times, (threadTime()-began)/takes)
	}
	s := spreadOf(times)
	f := figure{name: "one insertion into 500 requests, 50 workers, p99", unit: "ms", want: 2, runs: []float64{s.p99}}
	if options == 0 {
		f.runs = nil
	}
	f.note = fmt.Sprintf("%s; by the wall clock %s; a place for %.2f of 1; making the plan ready took %s ms", s, spreadOf(walls),
		float64(options)/asked/takes, short(float64(made.Microseconds())/1000))
	tell(f)
	return r.ctx.Err()
}

// planWithout plans as if some requests did not exist: nobody may have them.
func (r *planRun) planWithout(p *routing.Problem, without []int, budget time.Duration) (routing.Plan, error) {
	less := *p
	less.Requests = slices.Clone(p.Requests)
	for _, q := range without {
		less.Requests[q].Forbidden = nil
		for w := range p.Workers {
			less.Requests[q].Forbidden = append(less.Requests[q].Forbidden, w)
		}
	}
	s, err := search(r.ctx, &less, routing.Effort{Seed: 1, Time: budget})
	return s.plan, err
}

// improvement takes one more request into invented days, improves for a quarter of a
// second, and counts the promises that held after the insertion and do not afterwards.
func (r *planRun) improvement(tell func(figure)) error {
	worse := figure{name: "promises worsened by improving after an insertion", want: 0}
	tried := 0
	for day := range uint64(r.days) {
		for _, k := range kinds {
			p := invent(100+day, k.invent)
			for q := 0; q < len(p.Requests); q += 5 {
				fmt.Fprintf(r.notes, "\rimprovement: %d ", tried+1)
				n, err := r.worsened(p, q)
				if errors.Is(err, errNoOption) {
					continue
				}
				if err != nil {
					return err
				}
				tried++
				worse.runs = append(worse.runs, float64(n))
			}
		}
	}
	fmt.Fprint(r.notes, "\r\033[K")
	if tried > 0 {
		worse.runs = []float64{slices.Max(worse.runs)} // no single one may
	}
	worse.note = fmt.Sprintf("the most in any of %d insertions, each improved for 0.25 s", tried)
	tell(worse)
	return r.ctx.Err()
}

var errNoOption = errors.New("bench plan: nobody is able")

// worsened counts the promises that one insertion keeps and its improvement breaks.
func (r *planRun) worsened(p *routing.Problem, request int) (int, error) {
	before, err := r.planWithout(p, []int{request}, 100*time.Millisecond)
	if err != nil {
		return 0, err
	}
	options := routing.Insert(p, before, request)
	if len(options) == 0 {
		return 0, errNoOption
	}
	runtime.LockOSThread()
	after := routing.Improve(r.ctx, p, options[0].Plan, routing.Effort{Seed: 1, Time: 250 * time.Millisecond, Clock: threadTime})
	runtime.UnlockOSThread()
	held, now := kept(p, options[0].Plan), kept(p, after.Plan)
	n := 0
	for stop := range held {
		if !now[stop] {
			n++
		}
	}
	return n, nil
}

// kept are the stops whose promise holds on 80 of 100 days.
func kept(p *routing.Problem, plan routing.Plan) map[int]bool {
	all := map[int]bool{}
	for _, route := range routing.Judge(p, plan).Routes {
		for _, m := range route.Stops {
			s := p.Stops[m.Stop]
			done := m.Slow
			if s.DueAtEnd {
				done += s.Service
			}
			if !math.IsInf(s.Due, 1) && done <= s.Due+1e-6 {
				all[m.Stop] = true
			}
		}
	}
	return all
}
