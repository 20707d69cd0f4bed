package travel

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
)

// Trip is one ride of ours that is over, as the wiring tells it: no point, nobody's name.
type Trip struct {
	// Profile is the kind of vehicle, From and To the villages of both ends, empty where
	// an end lies in none.
	Profile, From, To string
	// Straight is the straight line between both ends, in metres.
	Straight float64
	// SetOut and There are when it began and ended, as whoever rode it said.
	SetOut, There instant.Instant
}

// The bounds of a ride that can be believed: our own proposals. Nearer than that is the
// same yard; longer than that somebody forgot to press a button.
const (
	nearest  = 200.0
	shortest = 30 * time.Second
	longest  = 3 * time.Hour
	fastest  = 30.0 // metres a second of straight line, 108 km/h
	slowest  = 0.2  // the same, a third of walking pace on a forest path
)

// most is how many classes a table may have: a body of a command holds no longer list.
const most = 500

// mostPairs is how many of them may be pairs of villages: those with most rides.
const mostPairs = 150

// key names a class: all of Class but what was measured.
type key struct {
	profile, road, from, to string
	band, part              int64
}

func (c Class) key() key { return key{c.Profile, c.Road, c.From, c.To, c.Band, c.Part} }

// pairKey is the class of the ways between two villages, whichever way.
func pairKey(a, b string) key {
	if b < a {
		a, b = b, a
	}
	return key{from: a, to: b, band: -1, part: -1}
}

// paired reports whether rides of a vehicle tell about the way between two villages:
// whoever walks or cycles tells nothing about those who ride.
func paired(profile, from, to string) bool {
	return from != "" && to != "" && from != to && profile != Bicycle && profile != Foot
}

// keysOf are the classes that a way belongs to, the narrowest first.
func keysOf(profile, road, from, to string, straight float64, part int64) []key {
	b := band(straight)
	out := make([]key, 0, 4)
	if paired(profile, from, to) {
		out = append(out, pairKey(from, to))
	}
	if part >= 0 {
		out = append(out, key{profile: profile, road: road, band: b, part: part})
	}
	return append(out, key{profile: profile, road: road, band: b, part: -1}, key{profile: profile, road: road, band: -1, part: -1})
}

// index makes the classes that are believed ready to be looked up.
func index(all []Class, trips int64) map[key]Class {
	out := map[key]Class{}
	for _, c := range all {
		if c.Trips >= trips {
			out[c.key()] = c
		}
	}
	return out
}

// classOf is the narrowest class that is believed and holds a way.
func (s *snapshot) classOf(profile, road string, from, to dayplan.Spot, straight float64) (c Class, ok bool) {
	if len(s.learnt) == 0 {
		return c, false
	}
	for _, k := range keysOf(profile, road, string(from.Village), string(to.Village), straight, s.partOf(to)) {
		if c, ok = s.learnt[k]; ok {
			return c, true
		}
	}
	return c, false
}

// Lessons makes the table of some rides, by the settings and the roads of the facility,
// in its own zone. Rides of a wet day and those that cannot be believed are left out.
// The same rides in any order give the same table.
func Lessons(set Settings, roads fleet.Settings, zone *time.Location, wet []Weather, trips []Trip) (classes []Class, used int64) {
	paces := map[key][]float64{}
	for _, t := range trips {
		if !t.believed() || isWet(wet, t, zone) {
			continue
		}
		used++
		pace := t.There.Sub(t.SetOut).Seconds() / t.Straight * 1000
		for _, k := range keysOf(t.Profile, harder(roads.RoadTo(t.From), roads.RoadTo(t.To)), t.From, t.To, t.Straight, part(t.SetOut, zone)) {
			paces[k] = append(paces[k], pace)
		}
	}
	for k, all := range paces {
		if int64(len(all)) < set.LearnTrips {
			continue
		}
		slices.Sort(all)
		classes = append(classes, Class{Profile: k.profile, Road: k.road, From: k.from, To: k.to, Band: k.band, Part: k.part,
			Trips: int64(len(all)), Pace: int64(share(all, 0.5) + 0.5), Slow: int64(share(all, 0.8) + 0.5)})
	}
	return ordered(classes), used
}

func (t Trip) believed() bool {
	took := t.There.Sub(t.SetOut)
	if !slices.Contains(Profiles, t.Profile) || t.Straight < nearest || took < shortest || took > longest {
		return false
	}
	speed := t.Straight / took.Seconds()
	return speed >= slowest && speed <= fastest
}

// isWet reports whether it rained or was flooded at an end of a ride on its day.
func isWet(all []Weather, t Trip, zone *time.Location) bool {
	day := t.SetOut.Day(zone)
	var that []Weather
	for _, w := range all {
		if w.Day == day {
			that = append(that, w)
		}
	}
	return worse(weatherOf(that, t.From), weatherOf(that, t.To)) != Dry
}

// share is the value that a share of a sorted list does not exceed, between two of them
// by their distance.
func share(sorted []float64, f float64) float64 {
	at := f * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// ordered puts classes in one order and leaves out the pairs of villages with fewest rides.
func ordered(all []Class) []Class {
	slices.SortFunc(all, func(a, b Class) int {
		if pairs := cmp.Compare(len(a.From), len(b.From)); a.From == "" || b.From == "" {
			if pairs != 0 {
				return pairs
			}
		}
		if a.From != "" {
			return cmp.Or(cmp.Compare(b.Trips, a.Trips), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
		}
		return cmp.Or(cmp.Compare(a.Profile, b.Profile), cmp.Compare(a.Road, b.Road), cmp.Compare(a.Band, b.Band), cmp.Compare(a.Part, b.Part))
	})
	pairs := slices.IndexFunc(all, func(c Class) bool { return c.From != "" })
	if pairs >= 0 && len(all) > pairs+mostPairs {
		all = all[:pairs+mostPairs]
	}
	return all
}

// Learn is the machine's command with a new table: verb travel.learn.
type Learn struct {
	Until   string  `json:"until" max:"10"`
	Trips   int64   `json:"trips"`
	Classes []Class `json:"classes"`
}

// Check wants a day and a table that somebody can ride by.
func (b Learn) Check() *fault.Error {
	if _, err := time.Parse(time.DateOnly, b.Until); err != nil {
		return fault.BadField("body.bad_date", "until")
	}
	if len(b.Classes) > most {
		return fault.BadField("body.too_many", "classes")
	}
	seen := map[key]bool{}
	for _, c := range b.Classes {
		if !c.sound() || seen[c.key()] {
			return fault.BadField("travel.bad_class", "classes")
		}
		seen[c.key()] = true
	}
	return nil
}

// sound reports whether a class is one that Lessons can have made: a kilometre takes as
// long as in rides that can be believed.
func (c Class) sound() bool {
	pair := c.From != "" && c.From < c.To && c.Profile == "" && c.Road == "" && c.Band == -1 && c.Part == -1
	single := c.From == "" && c.To == "" && slices.Contains(Profiles, c.Profile) && slices.Contains(fleet.Roads, c.Road) &&
		c.Band >= -1 && c.Band < int64(len(Bands)) && c.Part >= -1 && c.Part < int64(len(Parts))
	return (pair || single) && c.Trips > 0 && float64(c.Pace) >= 1000/fastest-1 && c.Slow >= c.Pace && float64(c.Slow) <= 1000/slowest+1
}

// Learnt is the event of a new table.
type Learnt struct {
	Until   string  `json:"until"`
	Trips   int64   `json:"trips"`
	Classes []Class `json:"classes"`
}

// learning is the state of a new table: the one in force.
type learning struct{ Table }

// Audiences is the facility's.
func (learning) Audiences() []string { return []string{"f"} }

func loadLearning(q journal.Query) (l learning, err error) {
	l.Table, _, err = Tables.Get(q.Tx, q.Facility, tableID(q.Facility))
	return l, err
}

func (l learning) learn(s journal.Said[Learn]) journal.Answer {
	if s.Body.Until < l.Until || slices.Equal(l.Classes, s.Body.Classes) {
		return journal.Refuse("travel.nothing_new")
	}
	return journal.Accept(Learnt(s.Body))
}

func applyLearnt(tx *store.Tx, m journal.Meta, e Learnt) error {
	if e.Classes == nil {
		e.Classes = []Class{}
	}
	return Tables.Put(tx, Table{Facility: m.Facility, ID: tableID(m.Facility), Trips: e.Trips, Until: e.Until, Classes: e.Classes})
}

// NightErrand is the kind of errand in which the machine looks at the rides of a day that
// is over: its body is a Night. It is done outside the writer.
const NightErrand = "travel"

// Night is the body of such an errand: the last day whose rides count.
type Night struct {
	Day string `json:"day"`
}

// DayEnded is the event of a day whose rides can be learnt from.
type DayEnded struct {
	Day string `json:"day"`
}

// Study reads what the machine's command of a night says: nothing where the table would
// stay as it is. Trips are the rides since a day, from the wiring.
func Study(q journal.Query, night Night, trips func(q journal.Query, since string) ([]Trip, error)) (b Learn, news bool, err error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return b, false, err
	}
	roads, _, err := fleet.Policy.Get(q)
	if err != nil {
		return b, false, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return b, false, err
	}
	last, err := time.Parse(time.DateOnly, night.Day)
	if err != nil {
		return b, false, err
	}
	since := last.AddDate(0, 0, -int(set.LearnDays)).Format(time.DateOnly)
	wet, err := Weathers.Where(q.Tx, "facility_id = $1 AND day >= $2 ORDER BY day, village, id", q.Facility, since)
	if err != nil {
		return b, false, err
	}
	all, err := trips(q, since)
	if err != nil {
		return b, false, err
	}
	now, _, err := Tables.Get(q.Tx, q.Facility, tableID(q.Facility))
	if err != nil {
		return b, false, err
	}
	b.Until = night.Day
	b.Classes, b.Trips = Lessons(set, roads, zone, wet, all)
	return b, night.Day >= now.Until && !slices.Equal(now.Classes, b.Classes), nil
}
