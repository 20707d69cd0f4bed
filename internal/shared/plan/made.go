package plan

import (
	"maps"
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// mostLeft is how many jobs without a place are told by name; the figures count them all.
const mostLeft = 200

// Command is the machine's command that puts a planned day in force of the snapshot: the
// routes that are others than before.
func (s Snapshot) Command(d dayplan.Day) Make {
	b := Make{Group: s.Sheet.Group, Day: s.Sheet.Day, Version: s.Row.Version, Asked: s.Row.Asked, Source: d.Source,
		Routes: []MadeRoute{}, Left: []Left{}, Workers: []There{},
		Summary: Summary{int64(d.Placed()), int64(d.Broken()), int64(d.Working().Seconds()), int64(d.Metres())}}
	before := map[ident.ID]dayplan.Route{}
	for _, r := range s.Previous.Routes {
		before[r.Worker] = r
	}
	for _, r := range d.Routes {
		if made := s.route(r); !alike(made, s.route(before[r.Worker])) {
			b.Routes = append(b.Routes, made)
		}
		delete(before, r.Worker)
	}
	for _, r := range s.Previous.Routes {
		if _, ends := before[r.Worker]; ends {
			b.Routes = append(b.Routes, MadeRoute{Worker: r.Worker, Members: []ident.ID{}, Stops: []Stop{}})
		}
	}
	for _, l := range d.Left[:min(len(d.Left), mostLeft)] {
		b.Left = append(b.Left, because(l))
	}
	for _, w := range s.Sheet.Workers {
		b.Workers = append(b.Workers, thereOf(w))
	}
	return b
}

func (s Snapshot) route(r dayplan.Route) MadeRoute {
	m := MadeRoute{Worker: r.Worker, Members: list(s.Members[r.Worker]), Depart: r.Depart, Return: r.Return, Metres: int64(r.Metres), Stops: []Stop{}}
	for _, p := range r.Stops {
		m.Stops = append(m.Stops, Stop{Job: p.Job, What: p.What, At: p.At, Slow: p.Slow, Leave: p.Leave, Due: p.Due, By: int64(p.By.Seconds())})
	}
	return m
}

func because(l dayplan.Left) Left { return Left{l.Job, Reason(l.Why)} }

// Reason lists reasons by worker, so that the same day gives the same text.
func Reason(why map[ident.ID]string) []Because {
	out := []Because{}
	for _, w := range slices.Sorted(maps.Keys(why)) {
		out = append(out, Because{w, why[w]})
	}
	return out
}

// jitter is how far an hour may drift before a route counts as another: who goes is seen a
// few metres further on at every look.
const jitter = time.Minute

// alike reports whether two routes are the same stops at about the same hours, and keep the
// same promises.
func alike(a, b MadeRoute) bool {
	near := func(a, b instant.Instant) bool { return max(a, b).Sub(min(a, b)) <= jitter }
	if !near(a.Depart, b.Depart) || !near(a.Return, b.Return) {
		return false
	}
	return slices.EqualFunc(a.Stops, b.Stops, func(a, b Stop) bool {
		return a.Job == b.Job && a.What == b.What && near(a.At, b.At) && near(a.Slow, b.Slow) && a.Due == b.Due && (a.By > 0) == (b.By > 0)
	})
}

func thereOf(w dayplan.Worker) There {
	t := There{w.ID, w.From, w.To, []Pause{}}
	for _, p := range w.Pauses {
		t.Pauses = append(t.Pauses, Pause{p.Word, p.Earliest, p.Latest, int64(p.Length.Seconds())})
	}
	return t
}
