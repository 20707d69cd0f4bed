package travel

import (
	"math"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
)

// shut is a closed road: around a point, or a whole village.
type shut struct {
	at      geo.Point
	village string
	until   instant.Instant
}

// closedOn reads the roads that nobody passes on a day: those closed at some time of what
// is left of it, from six in the morning. A village's road that opens before somebody may
// come at all is open to them.
func closedOn(q journal.Query, day string, zone *time.Location) (out []shut, err error) {
	begins, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return nil, err
	}
	from, to := max(q.Now, instant.Of(begins.Add(6*time.Hour))), instant.Of(begins.AddDate(0, 0, 1))
	all, err := fleet.Closures.Where(q.Tx, "facility_id = $1 AND state = $2 AND starts_at < $3 AND until > $4 ORDER BY id", q.Facility, fleet.Closed, to, from)
	for _, c := range all {
		var p fleet.Place
		if _, err := q.Open(c.Place, &p); err != nil {
			return nil, err
		}
		out = append(out, shut{p.Point(), c.Village, c.Until})
	}
	return out, err
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
