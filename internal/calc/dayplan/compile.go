package dayplan

import (
	"slices"
	"time"

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

// take makes a request of a job, or says why there is none.
func (x *Index) take(i int) (request int, ok bool) {
	j := x.Sheet.Jobs[i]
	if why := x.impossible(j); why != "" {
		x.Left = append(x.Left, Left{j.ID, x.everybody(why)})
		return 0, false
	}
	r := routing.Request{Class: min(j.Class, routing.ClassCount-1), Pickup: routing.None, Load: j.Load, RideLimit: routing.Never,
		Worker: routing.None, Aboard: j.Aboard, Rides: j.Rides, Paid: j.Paid, Announced: routing.None, Skills: bits(x.skills, j.Skills)}
	word := Only
	if j.Pick != nil {
		r.Pickup, word = x.stop(i, Pick, *j.Pick), Drop
		r.Road |= bits(x.roads, []string{j.Pick.Road})
	}
	if j.Aboard {
		word = Drop
	}
	r.Delivery = x.stop(i, word, j.Drop)
	x.hold(j, r)
	r.Road |= bits(x.roads, []string{j.Drop.Road})
	if j.Pick == nil && !j.Aboard {
		r.Load = routing.Load{} // nothing is taken along
	}
	if j.RideLimit > 0 && j.Pick != nil {
		r.RideLimit = min(j.RideLimit.Seconds(), routing.MaxTime)
	}
	x.people(j, &r)
	request = len(x.Problem.Requests)
	x.Problem.Requests = append(x.Problem.Requests, r)
	x.jobs = append(x.jobs, i)
	x.Request[j.ID] = request
	return request, true
}

// people fills who must, may not and was announced.
func (x *Index) people(j Job, r *routing.Request) {
	if w, found := x.worker[j.Worker]; found {
		r.Worker = w
		switch {
		case j.Begun >= 1 && r.Pickup == routing.None:
			x.Problem.Workers[w].Begun = append(x.Problem.Workers[w].Begun, r.Delivery)
		case j.Begun == 1:
			x.Problem.Workers[w].Begun = append(x.Problem.Workers[w].Begun, r.Pickup)
		case j.Begun >= 2:
			x.Problem.Workers[w].Begun = append(x.Problem.Workers[w].Begun, r.Pickup, r.Delivery)
		}
	}
	for _, id := range j.Forbidden {
		if w, found := x.worker[id]; found && w != r.Worker && !slices.Contains(r.Forbidden, w) {
			r.Forbidden = append(r.Forbidden, w)
		}
	}
	if w, found := x.worker[j.Announced]; found {
		r.Announced, r.AnnouncedAt = w, max(x.or(j.At, 0), 0)
		r.Frozen = j.Frozen && !j.At.IsZero() && (r.Worker == routing.None || r.Worker == w)
	}
}

// impossible says why a job cannot be a request at all.
func (x *Index) impossible(j Job) string {
	if _, twice := x.Request[j.ID]; twice {
		return WhyFigures
	}
	bound := j.Worker != "" && (j.Begun > 0 || j.Aboard)
	switch {
	case len(x.jobs) >= MostJobs:
		return WhyTooMany
	case len(x.Sheet.Workers) == 0:
		return WhyNobody
	case j.RideLimit < 0 || slices.ContainsFunc(j.Load[:], func(n int32) bool { return n < 0 || n > routing.MaxLoad }):
		return WhyFigures
	case j.Aboard && (j.Pick != nil || j.Worker == ""):
		return WhyFigures
	}
	if _, there := x.worker[j.Worker]; j.Worker != "" && !there {
		return WhyNobody
	}
	for _, s := range j.spots() {
		switch {
		case s.Service < 0 || s.Service > 24*time.Hour || !s.At.IsZero() && !s.At.Valid():
			return WhyFigures
		case !s.Latest.IsZero() && !bound && (s.Latest.Before(x.Sheet.From) || s.Latest.Before(s.Earliest)):
			return WhyHours
		}
	}
	return ""
}

func (j Job) spots() []Spot {
	if j.Pick != nil {
		return []Spot{*j.Pick, j.Drop}
	}
	return []Spot{j.Drop}
}

// everybody gives the same reason for each worker.
func (x *Index) everybody(why string) map[ident.ID]string {
	out := map[ident.ID]string{}
	for _, w := range x.Sheet.Workers {
		out[w.ID] = why
	}
	return out
}

func (x *Index) stop(job int, word string, s Spot) int {
	x.stops = append(x.stops, what{job, word, s})
	x.Problem.Stops = append(x.Problem.Stops, routing.Stop{Place: x.place(s), Service: s.Service.Seconds(), Earliest: max(x.or(s.Earliest, 0), 0),
		Latest: max(x.or(s.Latest, routing.Never), x.or(s.Earliest, 0), 0), Due: x.or(s.Due, routing.Never), DueAtEnd: s.DueAtEnd})
	return len(x.Problem.Stops) - 1
}

// held is how far from the hour that a person set a job may be.
const held = 15 * 60

// hold narrows the first stop of a job to the hour that a person set, where its own window
// allows one.
func (x *Index) hold(j Job, r routing.Request) {
	if j.Held.IsZero() || j.Begun > 0 || j.Aboard {
		return
	}
	s := &x.Problem.Stops[r.Delivery]
	if r.Pickup != routing.None {
		s = &x.Problem.Stops[r.Pickup]
	}
	earliest, latest := max(s.Earliest, x.seconds(j.Held)-held), min(s.Latest, x.seconds(j.Held)+held)
	if earliest <= latest {
		s.Earliest, s.Latest = earliest, latest
	}
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
