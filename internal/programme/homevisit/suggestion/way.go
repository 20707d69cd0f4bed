package suggestion

import (
	"math"
	"time"

	"sambang/internal/calc/sending"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit"
)

// task is what the new request asks of a team.
func (b *board) task(t sending.Team) []sending.Stop {
	return b.stops(b.visit, b.spot, b.own, t.HealthWorker)
}

// stops are those of a request at which nobody has been. A health worker visits who is
// sick at home; who drives alone fetches them, as everybody does who is to be examined.
func (b *board) stops(v homevisit.Visit, at spot, due promises, health bool) []sending.Stop {
	first := sending.Stop{ID: ident.Derive(v.ID, 1), Job: v.ID, At: at.at, Village: at.village, Red: v.Colour == "red",
		Respond: due.respond, Due: due.fetch, Stay: seconds(b.set.VisitSeconds)}
	if at.village != "" {
		first.Road = b.set.RoadTo(at.village)
	}
	if v.Planned {
		first.NotBefore = v.WantAt.Add(-early)
	}
	if v.Kind == homevisit.Sick && health {
		return []sending.Stop{first}
	}
	first.Load, first.Stay = loadOf(v), seconds(b.set.LoadSeconds)
	return []sending.Stop{first, b.bring(v, first.Load)}
}

// bring is the way to the health centre with a patient.
func (b *board) bring(v homevisit.Visit, load sending.Load) sending.Stop {
	return sending.Stop{ID: ident.Derive(v.ID, 2), Job: v.ID, At: b.centre, Stay: seconds(b.set.LoadSeconds), Load: out(load)}
}

func out(l sending.Load) sending.Load {
	return sending.Load{Seats: -l.Seats, Stretchers: -l.Stretchers, Wheelchairs: -l.Wheelchairs}
}

// ahead adds to a team what a visit that it has still asks of it, by how far that is.
func (b *board) ahead(c *crew, v homevisit.Visit) error {
	at, err := b.spotOf(v)
	if err != nil {
		return err
	}
	due, err := b.promisesOf(v)
	if err != nil {
		return err
	}
	b.numbers[v.ID] = short(v.Number)
	stops, begun := b.left(c, v, at, due)
	for _, s := range stops {
		c.jobs[s.ID] = v.ID
	}
	if len(stops) == 0 {
		c.idle[v.ID] = true
	}
	// What is begun is done first, whatever place the list gives it.
	place := len(c.sending.Ahead)
	if begun > 0 {
		place = c.sending.Begun
		c.sending.Begun += begun
	}
	ahead := append([]sending.Stop{}, c.sending.Ahead[:place]...)
	c.sending.Ahead = append(append(ahead, stops...), c.sending.Ahead[place:]...)
	return nil
}

// left are the stops of a visit that are still to be made, and how many of them are
// begun: nobody is turned round on the way to a patient, or with one.
func (b *board) left(c *crew, v homevisit.Visit, at spot, due promises) (stops []sending.Stop, begun int) {
	load := loadOf(v)
	switch v.State {
	case homevisit.Arrived:
		stops = b.stops(v, at, due, c.sending.HealthWorker)
		stops[0].Stay = max(0, stops[0].Stay-b.q.Now.Sub(v.ArrivedAt))
		if !c.seen {
			c.sending.At = at.at
		}
		return stops, 1
	case homevisit.OnTheWay:
		return b.stops(v, at, due, c.sending.HealthWorker), 1
	case homevisit.Aboard:
		c.sending.Aboard = plus(c.sending.Aboard, load)
		return []sending.Stop{b.bring(v, load)}, 1
	case homevisit.AtCentre:
		if v.CareEndedAt.IsZero() {
			return nil, 0
		}
		get := sending.Stop{ID: ident.Derive(v.ID, 3), Job: v.ID, At: b.centre, Stay: seconds(b.set.LoadSeconds), Load: load}
		return []sending.Stop{get, b.home(v, at, due.home, load)}, 0
	case homevisit.Returning:
		c.sending.Aboard = plus(c.sending.Aboard, load)
		return []sending.Stop{b.home(v, at, due.home, load)}, 1
	}
	return b.stops(v, at, due, c.sending.HealthWorker), 0
}

// home is the way home with a patient; whoever brings them keeps the promise.
func (b *board) home(v homevisit.Visit, at spot, due instant.Instant, load sending.Load) sending.Stop {
	return sending.Stop{ID: ident.Derive(v.ID, 4), Job: v.ID, At: at.at, Village: at.village, Stay: seconds(b.set.LoadSeconds), Due: due, Anyone: true, Load: out(load)}
}

func plus(a, b sending.Load) sending.Load {
	return sending.Load{Seats: a.Seats + b.Seats, Stretchers: a.Stretchers + b.Stretchers, Wheelchairs: a.Wheelchairs + b.Wheelchairs}
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }

// travel is the way from one place to the next by the likely length of the road. Into a
// village that is cut off, out of it, and to a place beside a closed road there is none;
// past a closed road one goes round.
func (b *board) travel(_ sending.Team, from, to sending.Stop) (time.Duration, bool) {
	needs, way := seconds(b.set.UnknownLegSeconds), true
	known := !from.At.IsZero() && !to.At.IsZero()
	if known {
		needs = time.Duration(from.At.RoadMetres(to.At) / (b.set.SpeedKmh / 3.6) * float64(time.Second)).Round(time.Second)
	}
	for _, c := range b.closed {
		switch {
		case c.at.IsZero():
			way = way && (to.Village == c.village) == (from.Village == c.village)
		case known && to.At.Metres(c.at) <= b.set.ClosedMetres:
			way = false
		case known && passes(from.At, to.At, c.at) <= b.set.ClosedMetres:
			needs += seconds(b.set.DetourSeconds)
		}
	}
	return needs, way
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
