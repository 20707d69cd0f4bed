package whatif

import (
	"slices"
	"strings"
	"time"

	"sambang/internal/calc/dayplan"
	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
)

// lookBack is how many days of history are counted: twelve weeks, long enough for a week
// to have a shape and short enough for it to be this season's. Our own proposal.
const lookBack = 84

// enough is how many times something must have happened before its usual time is
// believed: our own proposal, as for ways.
const enough = 20

// Usual is what is asked about: rates, the ways between places, and the first midnight.
type Usual struct {
	Rates calc.Rates
	Legs  dayplan.Legs
	First instant.Instant
}

// reading gathers rates.
type reading struct {
	journal.Query
	zone  *time.Location
	from  string
	since instant.Instant
	r     calc.Rates
	// villages finds the index of a village in the rates.
	villages map[string]int
}

// RatesOf counts the rates of a group (couriers, teams) of the facility that asks.
func RatesOf(q journal.Query, group string) (Usual, error) {
	example := map[string]string{calc.Couriers: "kebakkramat", calc.Teams: "sempu"}[group]
	r, known := calc.Example(example)
	if !known {
		return Usual{}, fault.BadField("body.unknown_word", "group")
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Usual{}, err
	}
	x := &reading{Query: q, zone: f.Location(), since: q.Now.Add(-lookBack * 24 * time.Hour), r: r, villages: map[string]int{}}
	x.from = x.since.Day(x.zone)
	x.r.Name, x.r.Source, x.r.From, x.r.To = f.Name, "history", x.from, q.Now.Day(x.zone)
	x.r.Own = nil
	for _, read := range []func() error{x.readVillages, x.readBase, x.readTravel, x.readPauses, x.readGroup} {
		if err := read(); err != nil {
			return Usual{}, err
		}
	}
	if f := x.r.Check(); f != nil {
		return Usual{}, f
	}
	out := Usual{Rates: x.r, First: firstMonday(q.Now, x.zone)}
	// A day nobody has said anything of yet: no rain or closed road of today lies on it.
	out.Legs, err = travel.For(q, out.First.Day(x.zone))
	return out, err
}

// ahead is how far ahead the days lie that are played: no weather is written down there.
const ahead = 52 * 7

func firstMonday(now instant.Instant, zone *time.Location) instant.Instant {
	t := now.In(zone).AddDate(0, 0, ahead)
	t = t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	return instant.Of(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone))
}

func (x *reading) readGroup() error {
	if x.r.Group == calc.Couriers {
		return x.readCouriers()
	}
	return x.readTeams()
}

// readVillages takes those with a middle; how their people are spread about it stays
// stated, for no home is read.
func (x *reading) readVillages() error {
	all, err := registry.Villages.Where(x.Tx, "facility_id = $1 ORDER BY id", x.Facility)
	if err != nil {
		return err
	}
	metres := x.r.Villages[0].Metres
	x.r.Villages = nil
	for _, v := range all {
		if at := (geo.Point{Lat: v.Lat, Lon: v.Lon}); !at.IsZero() && at.Valid() {
			x.villages[string(v.ID)] = len(x.r.Villages)
			x.r.Villages = append(x.r.Villages, calc.Village{Name: v.Name, At: at, Metres: metres})
		}
	}
	if len(x.r.Villages) == 0 {
		return fault.New(fault.Refused, "whatif.no_villages")
	}
	x.own("villages")
	return nil
}

// readBase is the first base of the fleet that has a point, else the middle of the villages.
func (x *reading) readBase() error {
	bases, err := fleet.Bases.Where(x.Tx, "facility_id = $1 AND state = $2 ORDER BY id", x.Facility, fleet.On)
	if err != nil {
		return err
	}
	for _, b := range bases {
		var p fleet.Place
		if _, err := x.Open(b.Place, &p); err != nil {
			return err
		}
		if at := (geo.Point{Lat: p.Lat, Lon: p.Lon}); !at.IsZero() && at.Valid() {
			x.r.Base = at
			return nil
		}
	}
	x.own("base")
	middle := geo.Point{}
	for _, v := range x.r.Villages {
		middle.Lat += v.At.Lat / float64(len(x.r.Villages))
		middle.Lon += v.At.Lon / float64(len(x.r.Villages))
	}
	x.r.Base = middle
	return nil
}

// readTravel states the figures of the policy beside the ways themselves.
func (x *reading) readTravel() error {
	set, _, err := travel.Policy.Get(x.Query)
	if err != nil {
		return err
	}
	x.r.Travel.Detour, x.r.Travel.Slow, x.r.Travel.RainFactor = set.Detour, set.Slow, set.Rain
	for _, s := range set.Speeds {
		if s.Road == fleet.Roads[0] && s.Kmh >= 2 {
			x.r.Travel.Kmh[s.Profile] = s.Kmh
		}
	}
	x.r.Crew.Without = travel.Bicycle
	if x.r.Group == calc.Teams {
		x.r.Crew.Without = set.Own
	}
	return x.readRain()
}

// readRain is the share of days on which somebody wrote rain down; when nobody ever did,
// the stated one.
func (x *reading) readRain() error {
	days, err := x.count("SELECT COUNT(DISTINCT day) FROM travel_weather WHERE facility_id = $1 AND day >= $2 AND kind <> 'dry'", x.from)
	if days == 0 {
		x.own("rain")
		return err
	}
	x.r.Travel.RainShare = min(1, float64(days)/lookBack)
	return err
}

// readPauses are the windows that most of those who said what they keep do keep; a meal
// has everybody who said nothing.
func (x *reading) readPauses() error {
	set, _, err := travel.PausePolicy.Get(x.Query)
	if err != nil {
		return err
	}
	habits, err := travel.Habits.Where(x.Tx, "facility_id = $1", x.Facility)
	if err != nil {
		return err
	}
	kept := func(w travel.Window) bool {
		n := 0
		for _, h := range habits {
			if slices.Contains(h.Keeps, w.Word) {
				n++
			}
		}
		return w.When != travel.OnlyFasting && (2*n > len(habits) || len(habits) == 0 && w.Word == travel.Meal)
	}
	x.r.Crew.Pauses = nil
	for day := 1; day <= 7; day++ {
		x.pausesOn(day, set.Windows, kept)
	}
	return nil
}

func (x *reading) pausesOn(day int, all []travel.Window, kept func(travel.Window) bool) {
	on := func(w travel.Window) bool { return kept(w) && (w.Weekday == 0 || int(w.Weekday) == day) }
	var instead []string
	for _, w := range all {
		if on(w) {
			instead = append(instead, w.Instead...)
		}
	}
	for _, w := range all {
		if on(w) && !slices.Contains(instead, w.Word) {
			x.r.Crew.Pauses = append(x.r.Crew.Pauses, calc.Pause{Word: w.Word, Weekday: day, Earliest: minute(w.From), Latest: minute(w.Until), Minutes: int(w.Minutes)})
		}
	}
}

// own names a figure that history did not tell.
func (x *reading) own(word string) {
	if !slices.Contains(x.r.Own, word) {
		x.r.Own = append(x.r.Own, word)
	}
}

// minute reads 07:30 as minutes of the day.
func minute(hour string) int {
	t, err := time.Parse("15:04", strings.TrimSpace(hour))
	if err != nil {
		return 0
	}
	return t.Hour()*60 + t.Minute()
}

func (x *reading) count(sql string, args ...any) (n int64, err error) {
	err = x.Each(sql, append([]any{x.Facility}, args...), func(scan func(...any) error) error { return scan(&n) })
	return n, err
}
