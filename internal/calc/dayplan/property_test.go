package dayplan_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// must ends a draw that shows a fault.
func must(t *rapid.T, holds bool, what string, about ...any) {
	t.Helper()
	if !holds {
		t.Fatalf("%s: %+v", what, about)
	}
}

// drawSpot is a place with any hours, sensible or not.
func drawSpot(t *rapid.T, label string) dayplan.Spot {
	s := dayplan.Spot{At: km(float64(rapid.IntRange(0, 92).Draw(t, label+" km"))), Service: time.Duration(rapid.IntRange(-1, 40).Draw(t, label+" minutes")) * time.Minute,
		Road: rapid.SampledFrom([]string{"", "tar", "mud"}).Draw(t, label+" road")}
	if rapid.Bool().Draw(t, label+" window") {
		s.Earliest = at(float64(rapid.IntRange(6, 15).Draw(t, label+" earliest")))
		s.Latest = at(float64(rapid.IntRange(6, 20).Draw(t, label+" latest")))
	}
	if rapid.Bool().Draw(t, label+" promised") {
		s.Due, s.DueAtEnd = at(float64(rapid.IntRange(6, 18).Draw(t, label+" due"))), rapid.Bool().Draw(t, label+" at end")
	}
	return s
}

func drawJob(t *rapid.T, n int, workers []dayplan.Worker) dayplan.Job {
	l := fmt.Sprint("job ", n)
	j := dayplan.Job{ID: ident.Named(l), Class: routing.Class(rapid.IntRange(0, 4).Draw(t, l+" class")), Drop: drawSpot(t, l), Rides: rapid.Bool().Draw(t, l+" rides")}
	if rapid.Bool().Draw(t, l+" pair") {
		pick := drawSpot(t, l+" pick")
		j.Pick, j.Load[0] = &pick, int32(rapid.IntRange(-1, 5).Draw(t, l+" load"))
		j.RideLimit = time.Duration(rapid.IntRange(0, 90).Draw(t, l+" ride")) * time.Minute
	}
	if rapid.IntRange(0, 4).Draw(t, l+" skilled") == 0 {
		j.Skills = []string{"nurse"}
	}
	if len(workers) > 0 {
		who := rapid.SampledFrom(workers).Draw(t, l+" who").ID
		switch rapid.IntRange(0, 7).Draw(t, l+" said") {
		case 0:
			j.Worker, j.Held = who, at(float64(rapid.IntRange(7, 17).Draw(t, l+" held")))
		case 1:
			j.Forbidden = []ident.ID{who}
		case 2:
			j.Worker, j.Begun = who, rapid.IntRange(1, 2).Draw(t, l+" begun")
		case 3:
			j.Pick, j.Aboard, j.Worker = nil, true, who
		case 4:
			j.Announced, j.At, j.Frozen = who, at(float64(rapid.IntRange(7, 17).Draw(t, l+" announced"))), rapid.Bool().Draw(t, l+" frozen")
		}
	}
	return j
}

func drawSheet(t *rapid.T) dayplan.Sheet {
	var workers []dayplan.Worker
	for i := range rapid.IntRange(0, 4).Draw(t, "workers") {
		w := worker(fmt.Sprint("worker ", i))
		w.From, w.To = at(float64(rapid.IntRange(6, 12).Draw(t, "from"))), at(float64(rapid.IntRange(6, 18).Draw(t, "to")))
		w.Most = rapid.IntRange(0, 4).Draw(t, "most")
		if rapid.Bool().Draw(t, "nurse") {
			w.Skills = []string{"nurse"}
		}
		if rapid.Bool().Draw(t, "tar only") {
			w.Roads = []string{"tar"}
		}
		if rapid.Bool().Draw(t, "prays") {
			w.Pauses = []dayplan.Pause{{Word: "dzuhur", Earliest: at(12), Latest: at(13), Length: 20 * time.Minute}}
		}
		workers = append(workers, w)
	}
	s := sheet(workers)
	s.Live = rapid.Bool().Draw(t, "live")
	for i := range rapid.IntRange(0, 10).Draw(t, "jobs") {
		s.Jobs = append(s.Jobs, drawJob(t, i, workers))
	}
	return s
}

// Whatever a programme tells: every job has a place or a reason, never both, and no plan
// breaks a rule that is never traded.
func TestEveryJobHasAPlaceOrAReasonAndNoRuleIsBroken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		d := dayplan.Make(context.Background(), s, road{}, dayplan.Day{}, routing.Effort{Seed: 1, Steps: 60})
		complete(t, s, d)
		p, x := dayplan.Compile(s, road{})
		must(t, p.Check() == nil, "the problem is none", p.Check())
		if !anyHeld(s) { // an hour that was given up is not in this problem
			must(t, len(routing.Judge(p, x.Plan(d)).Breaches) == 0, "a rule is broken", routing.Judge(p, x.Plan(d)).Breaches)
		}
		again := dayplan.Make(context.Background(), s, road{}, d, routing.Effort{Seed: 1, Steps: 60})
		complete(t, s, again)
		for _, l := range dayplan.CostOf(d, again).Later {
			t.Fatalf("a promise that was kept is broken: %v", l)
		}
	})
}

func anyHeld(s dayplan.Sheet) bool {
	for _, j := range s.Jobs {
		if !j.Held.IsZero() {
			return true
		}
	}
	return false
}

func complete(t *rapid.T, s dayplan.Sheet, d dayplan.Day) {
	places := map[ident.ID]int{}
	for _, r := range d.Routes {
		var last instant.Instant
		for _, st := range r.Stops {
			places[st.Job]++
			must(t, !st.At.Before(last), "hours go backwards", r)
			must(t, !st.Slow.Before(st.At), "slow is sooner", st)
			last = st.At
		}
	}
	for _, l := range d.Left {
		places[l.Job] += 10
	}
	for _, j := range s.Jobs {
		n := places[j.ID]
		must(t, n == 1 && j.Pick == nil || n == 2 && j.Pick != nil || n == 10 || n == 11 && j.Begun == 1, "a job has no place or two", j, n, d)
	}
}

// An answer to one more never moves what is planned, and what it offers without delay
// breaks nobody's promise.
func TestAnAnswerChangesNothingAndKeepsItsWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		d := dayplan.Make(context.Background(), s, road{}, dayplan.Day{}, routing.Effort{Seed: 1, Steps: 40})
		_, x := dayplan.Compile(s, road{})
		plan := x.Plan(d)
		before := x.Day(plan)
		one := drawJob(t, 99, nil)
		one.Begun, one.Aboard = 0, false
		r := x.Answer(plan, one)
		must(t, reflect.DeepEqual(x.Day(plan), before), "the day is another", before, x.Day(plan))
		must(t, reflect.DeepEqual(x.Answer(plan, one), r), "the answer is another", r)
		for _, o := range []*dayplan.Offer{r.Best, r.Earliest} {
			if o == nil {
				continue
			}
			must(t, len(o.Later) == 0, "a promise is broken", o)
			for _, stop := range o.Stops {
				must(t, o == r.Earliest || stop.By == 0, "its own promise is broken", o)
			}
		}
		if r.Best == nil && r.Earliest == nil && len(r.Breaking) == 0 {
			must(t, (len(r.Why) == 0) == (len(s.Workers) == 0), "no reason", r)
		}
	})
}

// A move that is said to be possible breaks no rule; the rest stays in its order.
func TestAMoveThatIsPossibleBreaksNoRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		if len(s.Jobs) == 0 || len(s.Workers) == 0 {
			return
		}
		d := dayplan.Make(context.Background(), s, road{}, dayplan.Day{}, routing.Effort{Seed: 1, Steps: 40})
		m := dayplan.Move{Job: rapid.SampledFrom(s.Jobs).Draw(t, "job").ID, Worker: rapid.SampledFrom(s.Workers).Draw(t, "to").ID, Place: rapid.IntRange(-1, 6).Draw(t, "place")}
		tried := dayplan.Try(s, road{}, d, m)
		if tried.Why != "" {
			return
		}
		with := false
		for _, r := range tried.Day.Routes {
			for _, st := range r.Stops {
				with = with || st.Job == m.Job && r.Worker == m.Worker
			}
		}
		must(t, with, "it is somewhere else", tried)
		complete(t, s, tried.Day)
	})
}
