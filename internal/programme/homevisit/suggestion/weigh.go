package suggestion

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit/teams"
)

// weigh judges a place in a team's order by what it does to everybody, the worst first:
// promises to those with a red sign, how long those wait, promises to all (at the hour that
// 80 of 100 days keep), lateness, time beyond the duty, work.
func (c *chooser) weigh(o routing.Option) way {
	w := way{crew: c.crews[o.Worker], before: map[ident.ID]bool{}}
	var red, over float64
	var wait time.Duration
	day := c.index.Day(o.Plan)
	for _, r := range day.Routes {
		crew, _ := c.board.Crew(r.Worker)
		at, seen := dayplan.Spot{At: crew.Worker.Start}, map[ident.ID]bool{}
		free := r.Depart
		for _, s := range r.Stops {
			mine, first, to := c.forms[s.Job], !seen[s.Job], c.spot(s)
			// Whoever is early waits where they are.
			left := max(free, s.At.Add(-c.board.Legs.Leg(crew.Worker.Profile, at, to).Expected))
			if mine && first {
				w.setOut, w.there, w.slow = left, s.At, s.Slow
			}
			if crew == w.crew && !mine && w.there.IsZero() {
				w.before[s.Job] = true
			}
			kept, broken := c.promised(crew, s, left, !first)
			w.kept, w.broken = w.kept+kept, w.broken+broken
			if a := c.asked[s.Job]; a.red {
				red += float64(broken)
				if first {
					wait += s.At.Sub(c.now)
				}
			}
			if broken > 0 && crew == w.crew {
				w.breaks = append(w.breaks, c.visitOf(s.Job))
			}
			seen[s.Job], free, at = true, s.Leave, to
		}
		over += max(0, free.Sub(crew.To)).Seconds()
	}
	w.ranking = [6]float64{red, float64(wait / teams.RedStep), float64(w.broken), day.Score[routing.Late], over, day.Score[routing.Working]}
	return w
}

// spot is where a stop is.
func (c *chooser) spot(s dayplan.Stop) dayplan.Spot {
	for _, j := range c.sheet.Jobs {
		switch {
		case j.ID != s.Job:
		case s.What == dayplan.Pick:
			return *j.Pick
		default:
			return j.Drop
		}
	}
	return dayplan.Spot{}
}

// promised counts what a stop keeps and breaks. left is when the team set out to it;
// again: the visit was begun at an earlier stop.
func (c *chooser) promised(crew *teams.Crew, s dayplan.Stop, left instant.Instant, again bool) (kept, broken int) {
	a := c.asked[s.Job]
	count := func(due instant.Instant, ok bool) {
		switch {
		case due.IsZero():
		case ok:
			kept++
		default:
			broken++
		}
	}
	if !again {
		count(a.due.Respond, crew.HealthWorker && !left.After(a.due.Respond))
	}
	if !s.Due.IsZero() {
		count(s.Due, s.By <= 0)
	}
	return kept, broken
}

// visitOf is the visit of a job.
func (c *chooser) visitOf(job ident.ID) ident.ID {
	if c.forms[job] {
		return c.visit.ID
	}
	return job
}
