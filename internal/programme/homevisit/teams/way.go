package teams

import (
	"math"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
)

// legsOf reads how long trips take for teams on a day.
func legsOf(q journal.Query, set fleet.Settings, _ string) (dayplan.Legs, error) {
	w := ways{set: set}
	all, err := fleet.OpenClosures(q)
	for _, c := range all {
		var p fleet.Place
		if _, err := q.Open(c.Place, &p); err != nil {
			return w, err
		}
		w.closed = append(w.closed, shut{p.Point(), c.Village})
	}
	return w, err
}

// shut is a closed road: around a point, or a whole village.
type shut struct {
	at      geo.Point
	village string
}

// ways goes from one place to the next by the likely length of the road. Into a village
// that is cut off, out of it, and to a place beside a closed road there is none; past a
// closed road one goes round.
type ways struct {
	set    fleet.Settings
	closed []shut
}

// Source says what the figures stand on.
func (ways) Source() string { return "line" }

// Leg is one trip.
func (w ways) Leg(_ string, from, to dayplan.Spot) dayplan.Leg {
	l := dayplan.Leg{Expected: seconds(w.set.UnknownLegSeconds), Way: true, Known: !from.At.IsZero() && !to.At.IsZero()}
	if l.Known {
		l.Metres = from.At.RoadMetres(to.At)
		l.Expected = time.Duration(l.Metres / (w.set.SpeedKmh / 3.6) * float64(time.Second)).Round(time.Second)
	}
	for _, c := range w.closed {
		switch {
		case c.at.IsZero():
			l.Way = l.Way && (string(to.Village) == c.village) == (string(from.Village) == c.village)
		case l.Known && to.At.Metres(c.at) <= w.set.ClosedMetres:
			l.Way = false
		case l.Known && passes(from.At, to.At, c.at) <= w.set.ClosedMetres:
			l.Expected += seconds(w.set.DetourSeconds)
		}
	}
	l.Slow = l.Expected
	return l
}

// passes is how near the straight way between two points comes to a third, in metres.
func passes(a, z, p geo.Point) float64 {
	// Over so short a way the earth is flat; a degree east is shorter than one north.
	east := math.Cos(a.Lat * math.Pi / 180)
	dx, dy := (z.Lon-a.Lon)*east, z.Lat-a.Lat
	px, py := (p.Lon-a.Lon)*east, p.Lat-a.Lat
	share := 0.0
	if long := dx*dx + dy*dy; long > 0 {
		share = min(1, max(0, (px*dx+py*dy)/long))
	}
	return a.Between(z, share).Metres(p)
}
