package house_test

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/plan"
)

// dated is a day's plan in the town: a job that somebody of the day has. It is a day that no
// story reaches; but what is told of roads, vehicles or people unsettles every day to come,
// and a house that works plans this one anew.
type dated struct{ dayJob ident.ID }

const planDay = "2098-03-03"

// date makes a plan in which the worker of these things has a job. As whoever plans a day
// does, it reads the day again when the house was quicker.
func (w *town) date(x things) dated {
	w.t.Helper()
	job, at := w.fresh(), w.clock.Now()
	for range 20 {
		var d plan.Day
		w.query(x.centre, func(q journal.Query) (err error) {
			d, _, err = plan.Days.Get(q.Tx, q.Facility, plan.DayID(plan.Cadres, planDay))
			return err
		})
		out, err := w.try(access.TheMachine(x.centre.id), "plan.make", plan.Make{
			Group: plan.Cadres, Day: planDay, Version: d.Version, Asked: d.Asked, Source: "line", Left: d.Left,
			Workers: append(d.Workers, plan.There{Worker: x.worker, From: at, To: at.Add(8 * time.Hour), Pauses: []plan.Pause{}}),
			Routes: []plan.MadeRoute{{Worker: x.worker, Members: []ident.ID{x.worker}, Depart: at, Return: at.Add(time.Hour),
				Stops: []plan.Stop{{Job: job, What: "only", At: at, Slow: at, Leave: at.Add(time.Minute)}}}}})
		if err == nil && out.Status == journal.Accepted {
			return dated{job}
		}
		if err != nil || out.Code != "plan.stale" {
			w.t.Fatalf("plan.make: %s %s %v", out.Status, out.Code, err)
		}
	}
	w.t.Fatal("the day is planned anew faster than it is read")
	return dated{}
}

// planPhrases are bodies for the verbs of the day plan.
var planPhrases = map[string]func(w *town, x things) any{
	"plan.make": func(w *town, x things) any {
		return plan.Make{Group: plan.Cadres, Day: planDay, Version: 1, Source: "line", Routes: []plan.MadeRoute{}, Left: []plan.Left{}, Workers: []plan.There{}}
	},
	"plan.move": func(_ *town, x things) any {
		return plan.Move{Group: plan.Cadres, Day: planDay, Job: x.dayJob, Worker: x.worker, Version: 1}
	},
	"plan.pin": func(_ *town, x things) any {
		return plan.Pin{Group: plan.Cadres, Day: planDay, Job: x.dayJob, Worker: x.worker}
	},
	"plan.unpin": func(_ *town, x things) any { return plan.Unpin{Group: plan.Cadres, Day: planDay, Job: x.dayJob} },
	"plan.forbid": func(_ *town, x things) any {
		return plan.Forbid{Group: plan.Cadres, Day: planDay, Job: x.dayJob, Worker: x.worker}
	},
	"plan.allow": func(_ *town, x things) any {
		return plan.Allow{Group: plan.Cadres, Day: planDay, Job: x.dayJob, Worker: x.worker}
	},
	"plan.again": func(*town, things) any { return plan.Again{Group: plan.Cadres, Day: planDay} },
}
