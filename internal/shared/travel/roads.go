package travel

import (
	"math"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
)

// shut is a closed road: around a point, or a whole village.
type shut struct {
	at      geo.Point
	village string
	until   instant.Instant
}

// roads takes closed roads into account. Into a village that is cut off, out of it, and
// to a place beside a closed road there is no way; past a closed road one goes round.
func (s *snapshot) roads(l *dayplan.Leg, from, to dayplan.Spot) {
	known := !from.At.IsZero() && !to.At.IsZero()
	round := time.Duration(s.fleet.DetourSeconds) * time.Second
	for _, c := range s.closed {
		if !to.Earliest.IsZero() && to.Earliest >= c.until {
			continue
		}
		switch {
		case c.at.IsZero():
			if (string(to.Village) == c.village) == (string(from.Village) == c.village) {
				continue
			}
			l.Way = false
		case known && to.At.Metres(c.at) <= s.fleet.ClosedMetres:
			l.Way = false
		case known && from.At != to.At && passes(from.At, to.At, c.at) <= s.fleet.ClosedMetres:
			l.Expected, l.Slow = l.Expected+round, l.Slow+round
		default:
			continue
		}
		mark(&s.used.closed, true)
	}
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
