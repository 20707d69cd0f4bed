package dayplan

import (
	"slices"

	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// MostJobs is how many jobs one day may have: ten times the largest day that a health
// centre and its couriers can work through. What is beyond it has no place (too_many).
const MostJobs = 2000

// spare is how many places a compiled day has room for beside its own: a few jobs more
// before it has to be compiled anew.
const spare = 32

// The words of Left beside those of routing: the hours of the job contradict each other or
// have passed, its figures are none (negative times, a load below zero), nobody is there,
// the day has too many jobs.
const (
	WhyHours   = "hours"
	WhyFigures = "figures"
	WhyNobody  = "nobody"
	WhyTooMany = "too_many"
)

// The words of Stop.What.
const (
	Pick = "pick"
	Drop = "drop"
	Only = "only"
)

// what is one stop of the problem in the words of the sheet.
type what struct {
	job  int // of the sheet
	word string
	spot Spot
}

type spotKey struct {
	at      geo.Point
	village ident.ID
	road    string
}

// Index is the way back from a problem to its sheet.
type Index struct {
	Sheet   Sheet
	Problem *routing.Problem
	// Legs told the travel times.
	Legs Legs
	// Request finds the request of a job; a job that cannot be done at all has none and is
	// in Left.
	Request map[ident.ID]int
	Left    []Left

	jobs     []int // request -> job of the sheet
	stops    []what
	worker   map[ident.ID]int
	spots    []Spot
	places   map[spotKey]int
	profiles []string
	skills   map[string]uint64
	roads    map[string]uint64
	ready    *ready
}

// Compile makes a problem of a sheet. It refuses nothing: a job that cannot be put into
// figures is in the index's Left with the reason.
func Compile(s Sheet, legs Legs) (*routing.Problem, *Index) {
	x := &Index{Sheet: s, Problem: &routing.Problem{Aim: routing.Care}, Legs: legs, Request: map[ident.ID]int{}, worker: map[ident.ID]int{},
		places: map[spotKey]int{}, skills: map[string]uint64{}, roads: map[string]uint64{}}
	if s.Live {
		x.Problem.Aim = routing.Live
	}
	for i, w := range s.Workers {
		x.worker[w.ID] = i
	}
	equals := map[string]int{}
	for _, w := range s.Workers {
		x.addWorker(w, equals)
	}
	for i := range s.Jobs {
		x.take(i)
	}
	for _, profile := range x.profiles {
		x.Problem.Matrices = append(x.Problem.Matrices, x.matrix(profile))
	}
	x.settleBegun()
	return x.Problem, x
}

// seconds are those since the zero of the sheet.
// No day reaches as far as the bounds of the solver's figures.
func (x *Index) seconds(t instant.Instant) float64 {
	return min(max(float64(t-x.Sheet.From)/1e6, -routing.MaxTime), routing.MaxTime)
}

// instant is the moment so many seconds after the zero, to the second.
func (x *Index) instant(s float64) instant.Instant {
	return x.Sheet.From + instant.Instant(int64(s+0.5))*1_000_000
}

// or gives seconds of an instant, or what stands for none.
func (x *Index) or(t instant.Instant, none float64) float64 {
	if t.IsZero() {
		return none
	}
	return x.seconds(t)
}

func (x *Index) addWorker(w Worker, equals map[string]int) {
	to := routing.Worker{Start: x.place(Spot{At: w.Start}), End: routing.None, From: max(x.or(w.From, 0), 0), To: x.or(w.To, routing.Never),
		Longest: routing.Never, Stops: max(w.Most, 0), Capacity: room(w.Capacity), Skills: bits(x.skills, w.Skills), Roads: ^uint64(0), Profile: x.profile(w.Profile), Had: min(max(w.Had, 0), routing.MaxLoad)}
	if !w.End.IsZero() {
		to.End = x.place(Spot{At: w.End})
	}
	if w.Roads != nil {
		to.Roads = bits(x.roads, w.Roads)
	}
	if w.Equals != "" {
		if equals[w.Equals] == 0 {
			equals[w.Equals] = len(equals) + 1
		}
		to.Equals = equals[w.Equals]
	}
	to.To = max(to.To, to.From) // a shift that is over has no length, not less
	for _, b := range w.Pauses {
		earliest, latest := max(x.seconds(b.Earliest), 0), x.seconds(b.Latest)
		if b.Length > 0 && latest >= max(earliest, to.From) {
			to.Breaks = append(to.Breaks, routing.Break{Earliest: earliest, Latest: latest, Length: b.Length.Seconds()})
		}
	}
	slices.SortStableFunc(to.Breaks, func(a, b routing.Break) int {
		switch {
		case a.Earliest < b.Earliest:
			return -1
		case a.Earliest > b.Earliest:
			return 1
		}
		return 0
	})
	x.Problem.Workers = append(x.Problem.Workers, to)
}

// room is what a vehicle holds: nothing where a figure is none.
func room(of routing.Load) routing.Load {
	for i, n := range of {
		of[i] = min(max(n, 0), routing.MaxLoad)
	}
	return of
}

// place gives the row of a spot: two jobs at one door are one place.
func (x *Index) place(s Spot) int {
	k := spotKey{s.At, s.Village, s.Road}
	if n, found := x.places[k]; found {
		return n
	}
	x.places[k] = len(x.spots)
	x.spots = append(x.spots, s)
	return len(x.spots) - 1
}

func (x *Index) profile(name string) int {
	if i := slices.Index(x.profiles, name); i >= 0 {
		return i
	}
	x.profiles = append(x.profiles, name)
	return len(x.profiles) - 1
}

// bits gives each word a bit. Beyond 64 words all others share the last: whoever needs one
// of them is held to need what only those have who have them all; no day has that many.
func bits(of map[string]uint64, words []string) (all uint64) {
	for _, w := range words {
		if w == "" {
			continue
		}
		if of[w] == 0 {
			of[w] = 1 << min(len(of), 63)
		}
		all |= of[w]
	}
	return all
}
