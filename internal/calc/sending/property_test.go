package sending_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/sending"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

func must(t *rapid.T, ok bool, why string, of ...any) {
	t.Helper()
	if !ok {
		t.Fatalf(why, of...)
	}
}

// some draws a board of teams with what they have ahead, and a new visit or ride.
func some(t *rapid.T) (teams []sending.Team, stops []sending.Stop) {
	n := 0
	stop := func(load sending.Load) sending.Stop {
		n++
		s := sending.Stop{ID: ident.Named(fmt.Sprint("stop ", n)), Job: ident.Named(fmt.Sprint("job ", n)), Stay: time.Duration(rapid.IntRange(0, 40).Draw(t, "stay")) * time.Minute,
			Red: rapid.IntRange(0, 4).Draw(t, "red") == 0, Anyone: rapid.Bool().Draw(t, "anyone"), Load: load, Road: rapid.SampledFrom([]string{"", "paved", "dirt"}).Draw(t, "road")}
		if rapid.IntRange(0, 5).Draw(t, "known") > 0 {
			s.At = east(rapid.Float64Range(0, 3).Draw(t, "where"))
		}
		for _, p := range []*instant.Instant{&s.Respond, &s.Due, &s.NotBefore} {
			if rapid.Bool().Draw(t, "promised") {
				*p = at(rapid.IntRange(-60, 400).Draw(t, "due"))
			}
		}
		return s
	}
	ride := func() []sending.Stop {
		load := rapid.SampledFrom([]sending.Load{{}, {Seats: 1}, {Seats: 2}, {Stretchers: 1}, {Seats: 1, Wheelchairs: 1}}).Draw(t, "load")
		if load == (sending.Load{}) {
			return []sending.Stop{stop(load)}
		}
		in, out := stop(load), stop(sending.Load{Seats: -load.Seats, Stretchers: -load.Stretchers, Wheelchairs: -load.Wheelchairs})
		out.Job = in.Job
		return []sending.Stop{in, out}
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "teams") {
		tm := sending.Team{ID: ident.Named(fmt.Sprint("team ", i)), At: east(rapid.Float64Range(0, 3).Draw(t, "at")), Free: at(rapid.IntRange(-30, 60).Draw(t, "free")),
			Ends: at(rapid.IntRange(-10, 500).Draw(t, "ends")), HealthWorker: rapid.Bool().Draw(t, "health worker"),
			Room:  sending.Load{Seats: rapid.IntRange(0, 3).Draw(t, "seats"), Stretchers: rapid.IntRange(0, 1).Draw(t, "stretchers"), Wheelchairs: rapid.IntRange(0, 1).Draw(t, "wheelchairs")},
			Roads: rapid.SampledFrom([][]string{{"paved"}, {"paved", "dirt"}}).Draw(t, "roads")}
		for range rapid.IntRange(0, 2).Draw(t, "ahead") {
			if more := ride(); fits(tm, append(slices.Clone(tm.Ahead), more...)) {
				tm.Ahead = append(tm.Ahead, more...)
			}
		}
		tm.Begun = rapid.IntRange(0, len(tm.Ahead)).Draw(t, "begun")
		teams = append(teams, tm)
	}
	return teams, ride()
}

// closed is a way that is shut between 1.2 and 1.6 hours east for a team that manages
// one kind of road only: nobody stops there, and nobody passes.
func closed(t sending.Team, from, to sending.Stop) (time.Duration, bool) {
	d, _ := line(t, from, to)
	west, east := min(from.At.Lon, to.At.Lon), max(from.At.Lon, to.At.Lon)
	known := !from.At.IsZero() && !to.At.IsZero()
	return d, len(t.Roads) > 1 || !known || east <= 115.2 || west >= 115.6
}

func fits(t sending.Team, order []sending.Stop) bool {
	a := t.Aboard
	for _, s := range order {
		a = sending.Load{Seats: a.Seats + s.Load.Seats, Stretchers: a.Stretchers + s.Load.Stretchers, Wheelchairs: a.Wheelchairs + s.Load.Wheelchairs}
		if a.Seats > t.Room.Seats || a.Stretchers > t.Room.Stretchers || a.Wheelchairs > t.Room.Wheelchairs {
			return false
		}
	}
	return true
}

// slow judges one order of one team by the words of the rule, in another way than the
// package does.
func slow(now instant.Instant, tm sending.Team, order []sending.Stop) (s sending.Score, kept int, wait time.Duration) {
	minute, here := now, sending.Stop{At: tm.At}
	if tm.Free > minute {
		minute = tm.Free
	}
	promise := func(red, can bool, when, due instant.Instant) {
		switch {
		case due == 0:
		case can && when <= due:
			kept++
		default:
			s.Broken++
			if red {
				s.BrokenRed++
			}
			if when > due {
				seconds := int64(when-due) / 1_000_000
				s.Late += seconds * seconds
			}
		}
	}
	for _, stop := range order {
		d, _ := closed(tm, here, stop)
		out := minute
		if stop.NotBefore > 0 && stop.NotBefore.Add(-d) > out {
			out = stop.NotBefore.Add(-d)
		}
		in := out.Add(d)
		s.Driving += d
		if stop.Red && stop.Load.Seats+stop.Load.Stretchers+stop.Load.Wheelchairs >= 0 {
			wait += in.Sub(now)
		}
		promise(stop.Red, tm.HealthWorker, out, stop.Respond)
		done := in
		if !tm.HealthWorker && !stop.Anyone {
			done = in.Add(stop.Stay)
		}
		promise(stop.Red, true, done, stop.Due)
		minute, here = in.Add(stop.Stay), stop
	}
	if minute > tm.Ends && len(order) > 0 {
		s.Over = minute.Sub(tm.Ends)
	}
	return s, kept, wait
}

// orders lists every way to put the stops among those ahead, by trying all subsets of places.
func orders(tm sending.Team, stops []sending.Stop) (all [][]sending.Stop) {
	n := len(tm.Ahead) + len(stops)
	for mask := range 1 << n {
		var order []sending.Stop
		rest, add := tm.Ahead, stops
		for i := range n {
			if mask>>i&1 == 1 {
				if len(add) == 0 {
					order = nil
					break
				}
				order, add = append(order, add[0]), add[1:]
				continue
			}
			if len(rest) == 0 {
				order = nil
				break
			}
			order, rest = append(order, rest[0]), rest[1:]
		}
		if len(order) == n && len(add) == 0 && slices.EqualFunc(order[:tm.Begun], tm.Ahead[:tm.Begun], same) {
			all = append(all, order)
		}
	}
	return all
}

func same(a, b sending.Stop) bool { return a.ID == b.ID }

// bestBySearch tries everything.
func bestBySearch(teams []sending.Team, stops []sending.Stop) (best sending.Score, found bool) {
	for i, tm := range teams {
		if !able(tm, stops) {
			continue
		}
		for _, order := range orders(tm, stops) {
			if !fits(tm, order) || shut(tm, order) > shut(tm, tm.Ahead) || reachesShut(tm, order, stops) {
				continue
			}
			var total sending.Score
			var wait time.Duration
			for k, other := range teams {
				what := other.Ahead
				if k == i {
					what = order
				}
				s, _, w := slow(nine, other, what)
				total = sending.Score{BrokenRed: total.BrokenRed + s.BrokenRed, Broken: total.Broken + s.Broken, Late: total.Late + s.Late,
					Over: total.Over + s.Over, Driving: total.Driving + s.Driving}
				wait += w
			}
			total.RedWait = int(wait / sending.RedStep)
			if !found || total.Compare(best) < 0 {
				best, found = total, true
			}
		}
	}
	return best, found
}

func able(tm sending.Team, stops []sending.Stop) bool {
	for _, s := range stops {
		if s.Road != "" && !slices.Contains(tm.Roads, s.Road) {
			return false
		}
	}
	return tm.Ends > nine && tm.Ends > tm.Free
}

func shut(tm sending.Team, order []sending.Stop) (n int) {
	from := sending.Stop{At: tm.At}
	for _, s := range order {
		if _, way := closed(tm, from, s); !way {
			n++
		}
		from = s
	}
	return n
}

func reachesShut(tm sending.Team, order, stops []sending.Stop) bool {
	from := sending.Stop{At: tm.At}
	for _, s := range order {
		if _, way := closed(tm, from, s); !way && slices.ContainsFunc(stops, func(o sending.Stop) bool { return same(o, s) }) {
			return true
		}
		from = s
	}
	return false
}

func TestTheBestIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		teams, stops := some(t)
		got := sending.Best(nine, teams, all(stops...), closed)
		want, found := bestBySearch(teams, stops)
		if !found {
			must(t, len(got.Options) == 0, "nobody can go")
			return
		}
		must(t, len(got.Options) > 0, "somebody can go")
		must(t, got.Options[0].Score == want, "not the best: %+v, but %+v", got.Options[0].Score, want)
	})
}

func TestNobodyIsSuggestedWhoCannotGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		teams, stops := some(t)
		got := sending.Best(nine, teams, all(stops...), closed)
		promised := -1
		for i, o := range got.Options {
			tm := teams[slices.IndexFunc(teams, func(x sending.Team) bool { return x.ID == o.Team })]
			order := slices.Clone(tm.Ahead)
			for k, place := range o.Places {
				order = slices.Insert(order, place, stops[k])
			}
			must(t, able(tm, stops) && fits(tm, order) && !reachesShut(tm, order, stops), "cannot go: %+v", o)
			must(t, o.Places[0] >= tm.Begun, "what is begun was moved: %+v", o)
			for k, s := range order {
				must(t, o.Order[k] == s.ID, "the order is not what the places say: %+v", o)
			}
			if promised < 0 {
				promised = o.Kept + o.Broken
			}
			must(t, o.Kept+o.Broken == promised, "every option answers for the same promises")
			if i > 0 && i < len(teams)-len(got.Unfit) {
				must(t, got.Options[i-1].Score.Compare(o.Score) <= 0, "the best stands first")
			}
		}
		must(t, len(got.Options) <= 3, "at most three")
	})
}

func TestTheOrderOfTheListsChangesNothingAndAnotherTeamNeverHarms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		teams, stops := some(t)
		got := sending.Best(nine, teams, all(stops...), closed)
		mixed := slices.Clone(teams)
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "mix"))).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		must(t, reflect.DeepEqual(sending.Best(nine, mixed, all(stops...), closed), got), "another order of the teams, another answer")
		idle := doctor("one more", 1)
		more := sending.Best(nine, append(mixed, idle), all(stops...), closed)
		if len(got.Options) > 0 && len(more.Options) > 0 {
			must(t, more.Options[0].Score.Compare(got.Options[0].Score) <= 0, "one more team made it worse")
		}
	})
}
