package travel

import (
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
)

// For reads how long the ways of a civil day take, as it is known now: the policy, the
// table of our own rides, closed roads and the weather of that day. What it gives stands
// still and reads nothing more; several may use it at once.
//
// Its Source is words with spaces between: which of roads, learnt and line its answers
// have stood on so far, then rain, flood and closed where these made a way longer or
// impossible: catalogue key app.travel.source.<word>.
func For(q journal.Query, day string) (dayplan.Legs, error) {
	s, err := Between(q, day, day)
	if err != nil {
		return nil, err
	}
	return s.On(day), nil
}

// snapshot is dayplan.Legs of one day.
type snapshot struct {
	set     Settings
	fleet   fleet.Settings
	zone    *time.Location
	weather []Weather
	closed  []shut
	learnt  map[key]Class
	roadTo  map[string]string
	ways    Ways
	used    *used
}

// used notes what answers have stood on: it changes no answer.
type used struct{ roads, learnt, line, rain, flood, closed atomic.Bool }

// on gives the same legs on the roads of a routing service.
func (s *snapshot) on(ways Ways) *snapshot {
	other := *s
	other.ways, other.used = ways, &used{}
	return &other
}

// Source says what the answers have stood on.
func (s *snapshot) Source() string {
	var out []string
	for _, w := range []struct {
		yes  bool
		word string
	}{{s.used.roads.Load(), "roads"}, {s.used.learnt.Load(), "learnt"}, {s.used.line.Load(), "line"},
		{s.used.rain.Load(), Rain}, {s.used.flood.Load(), Flood}, {s.used.closed.Load(), "closed"}} {
		if w.yes {
			out = append(out, w.word)
		}
	}
	return strings.Join(out, " ")
}

// Leg measures one way.
func (s *snapshot) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	l := s.bare(profile, from, to)
	s.roads(&l, from, to)
	kind := worse(weatherOf(s.weather, string(from.Village)), weatherOf(s.weather, string(to.Village)))
	if f := s.set.factor(kind); f > 1 && l.Expected > 0 {
		l.Expected, l.Slow = longer(l.Expected, f), longer(l.Slow, f)
		mark(&s.used.rain, kind == Rain)
		mark(&s.used.flood, kind == Flood)
	}
	l.Slow = max(l.Slow, l.Expected)
	return l
}

// bare is a way in dry weather with every road open.
func (s *snapshot) bare(profile string, from, to dayplan.Spot) dayplan.Leg {
	if from.At.IsZero() || to.At.IsZero() {
		mark(&s.used.line, true)
		needs := time.Duration(s.fleet.UnknownLegSeconds) * time.Second
		return dayplan.Leg{Expected: needs, Slow: longer(needs, s.set.Slow), Metres: s.guessed(profile), Way: true}
	}
	if from.At == to.At {
		return dayplan.Leg{Way: true, Known: true}
	}
	if s.ways != nil {
		if needs, metres, kept := s.ways.Way(profile, from.At, to.At); kept {
			mark(&s.used.roads, true)
			return dayplan.Leg{Expected: needs, Slow: longer(needs, s.set.Slow), Metres: metres, Way: true, Known: true}
		}
	}
	straight := from.At.Metres(to.At)
	l := dayplan.Leg{Metres: straight * s.set.Detour, Way: true, Known: true}
	a, b := s.roadOf(from), s.roadOf(to)
	if c, ok := s.classOf(profile, harder(a, b), from, to, straight); ok {
		mark(&s.used.learnt, true)
		l.Expected, l.Slow = paced(straight, c.Pace), paced(straight, c.Slow)
		return l
	}
	mark(&s.used.line, true)
	// Half of the way is ridden on the road that leads to each end.
	half := l.Metres / 2
	l.Expected = whole((half/s.set.kmh(profile, a) + half/s.set.kmh(profile, b)) * 3.6)
	l.Slow = longer(l.Expected, s.set.Slow)
	return l
}

// guessed is how long a way of unknown ends may be: as far as one gets in its time.
func (s *snapshot) guessed(profile string) float64 {
	return float64(s.fleet.UnknownLegSeconds) * s.set.kmh(profile, fleet.Roads[0]) / 3.6
}

// roadOf is the kind of road that leads to a spot.
func (s *snapshot) roadOf(at dayplan.Spot) string {
	if at.Road != "" {
		return at.Road
	}
	if r := s.roadTo[string(at.Village)]; r != "" {
		return r
	}
	return fleet.Roads[0]
}

// harder is the harder of two kinds of road.
func harder(a, b string) string {
	if slices.Index(fleet.Roads, a) > slices.Index(fleet.Roads, b) {
		return a
	}
	return b
}

// partOf is the part of the day in which somebody will come to a spot: by its promise,
// else by the middle of the hours in which it may begin; -1: nobody knows.
func (s *snapshot) partOf(to dayplan.Spot) int64 {
	at := to.Due
	if at.IsZero() && !to.Earliest.IsZero() && !to.Latest.IsZero() {
		at = to.Earliest.Add(to.Latest.Sub(to.Earliest) / 2)
	}
	if at.IsZero() {
		return -1
	}
	return part(at, s.zone)
}

func part(at instant.Instant, zone *time.Location) (p int64) {
	for i, from := range Parts {
		if at.In(zone).Hour() >= from {
			p = int64(i)
		}
	}
	return p
}

func band(straight float64) (b int64) {
	for i, from := range Bands {
		if straight >= from {
			b = int64(i)
		}
	}
	return b
}

func mark(b *atomic.Bool, yes bool) {
	if yes && !b.Load() { // most of a million ways only look
		b.Store(true)
	}
}

// longer is a time times a factor, in whole seconds; whole rounds seconds.
func longer(d time.Duration, f float64) time.Duration { return whole(d.Seconds() * f) }

func whole(seconds float64) time.Duration {
	return time.Duration(seconds * float64(time.Second)).Round(time.Second)
}

// paced is how long a straight line takes at so many seconds a kilometre.
func paced(straight float64, pace int64) time.Duration { return whole(straight / 1000 * float64(pace)) }
