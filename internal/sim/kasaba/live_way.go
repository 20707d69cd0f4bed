package kasaba

import (
	"context"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/phone"
)

// way is a cadre's way to a home: from when to when she is on it.
type way struct {
	booking  ident.ID
	cadre    ident.ID
	from, to instant.Instant
	road     *phone.Road
}

func enrolment(c cadre) workforce.EnrolPhone {
	return workforce.EnrolPhone{Phone: named("phone " + c.key), Worker: c.id(), Label: "HP kader", Kind: "traccar", Brand: workforce.Brands[0]}
}

// phonesOf are the secrets of the telephones of this play, by whose they are.
func phonesOf(q journal.Query, cadres []cadre) (map[ident.ID]string, error) {
	all, err := workforce.OpenPhones(q.Tx, q.Facility)
	out := map[ident.ID]string{}
	for _, c := range cadres {
		for _, p := range all {
			if p.ID == named("phone "+c.key) {
				out[p.Worker] = p.Secrets(q.Keys).Token
			}
		}
	}
	return out, err
}

// follow keeps the ways of who is out now.
func (g *Going) follow(out []massage.Booking) {
	if g.live.Address == "" {
		return
	}
	var ways []*way
	for _, b := range out {
		w := g.wayOf(b)
		if w == nil {
			continue
		}
		ways = append(ways, w)
	}
	g.ways = ways
}

func (g *Going) wayOf(b massage.Booking) *way {
	for _, w := range g.ways {
		if w.booking == b.ID {
			return w
		}
	}
	c, known := g.cadreOf(b.Cadre)
	if !known || g.phones[b.Cadre] == nil {
		return nil
	}
	var ride massage.Ride
	g.Ask(func(q journal.Query) (err error) {
		ride, _, err = massage.RideOf(q, b.ID)
		return err
	})
	if ride.Home == (geo.Point{}) || ride.From.IsZero() {
		return nil
	}
	return &way{booking: b.ID, cadre: b.Cadre, from: ride.From, to: max(b.From.Add(-time.Minute), ride.From.Add(leastWay)), road: phone.NewRoad(c.at, ride.Home, diced(b.ID))}
}

// report sends where each of them is: on the road as far as the time has gone, then at the door.
func (g *Going) report(ctx context.Context) {
	for _, w := range g.ways {
		now := g.Dial.Now()
		gone := min(1, now.Sub(w.from).Seconds()/w.to.Sub(w.from).Seconds())
		at, bearing := w.road.At(gone * w.road.Metres())
		fix := phone.Fix{At: now, Point: at, Bearing: bearing, Accuracy: 8, Battery: 71}
		if gone < 1 {
			fix.Speed = w.road.Metres() / w.to.Sub(w.from).Seconds()
		}
		if err := g.phones[w.cadre].Post(ctx, fix); err != nil && ctx.Err() == nil {
			g.live.Log.Debug("demo: a position waits", "error", err)
		}
	}
}
