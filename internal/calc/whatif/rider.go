package whatif

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// rider is a worker's day as it goes.
type rider struct {
	n       int
	id      ident.ID
	profile string
	from    instant.Instant
	to      instant.Instant
	// place is where he is when he is free, which is at free; the desk expects it at seen.
	place      geo.Point
	free, seen instant.Instant
	// ready is the earliest he may set out: he is free, and was told.
	ready  instant.Instant
	route  []dayplan.Stop
	pauses []dayplan.Pause
	// departed is when he first left the base; metres what he has driven.
	departed instant.Instant
	metres   float64
}

// crew are the riders of a day.
func (p *play) crew(day int) []*rider {
	c := p.rates.Crew
	midnight := p.drawn.midnight(day)
	at := func(minute int) instant.Instant { return midnight.Add(time.Duration(minute) * time.Minute) }
	var out []*rider
	for n := range c.Workers {
		r := &rider{n: n, id: ident.Derive(workers, n), profile: c.Profile, from: at(c.From), to: at(c.To), place: p.rates.Base}
		if n >= c.Vehicles {
			r.profile = c.Without
		}
		r.free, r.seen, r.ready = r.from, r.from, r.from
		for _, b := range c.Pauses {
			if b.Weekday == 0 || b.Weekday == weekday(day) {
				r.pauses = append(r.pauses, dayplan.Pause{Word: b.Word, Earliest: at(b.Earliest), Latest: at(b.Latest), Length: time.Duration(b.Minutes) * time.Minute})
			}
		}
		out = append(out, r)
	}
	return out
}

var workers = ident.Named("whatif:workers")

// setsOut is when he leaves for his next stop: when he is free and was told, but not so
// early that he would wait there even on a slow way. A pause comes first when its hour
// does.
func (d *day) setsOut(r *rider) (at instant.Instant, pause int) {
	j := d.jobs[r.route[0].Job]
	spot, _ := j.spot(r.route[0].What)
	leg := d.legs.Leg(r.profile, dayplan.Spot{At: r.place}, spot)
	at = r.ready
	if early := spot.Earliest.Add(-leg.Slow); early.After(at) {
		at = early
	}
	for i, b := range r.pauses {
		begin := later(r.ready, b.Earliest)
		there := later(at.Add(leg.Expected), spot.Earliest)
		if !begin.After(at) || there.Add(spot.Service).After(b.Latest) {
			return begin, i
		}
	}
	return at, none
}

// rest is the pauses of whoever has nothing to do: taken when their hour comes.
func (r *rider) rest(now instant.Instant) {
	kept := r.pauses[:0:0]
	for _, b := range r.pauses {
		begin := later(r.free, b.Earliest)
		if begin.After(now) || len(r.route) > 0 {
			kept = append(kept, b)
			continue
		}
		r.free = begin.Add(b.Length)
		r.seen, r.ready = r.free, later(r.ready, r.free)
	}
	r.pauses = kept
}

// goesHome moves whoever has nothing to do towards the base, as far as he gets by now.
func (d *day) goesHome(r *rider, now instant.Instant) {
	if len(r.route) > 0 || !r.free.Before(now) || r.place == d.rates.Base {
		return
	}
	leg := d.legs.Leg(r.profile, dayplan.Spot{At: r.place}, dayplan.Spot{At: d.rates.Base})
	gone := 1.0
	if leg.Expected > 0 {
		gone = min(1, float64(now.Sub(r.free))/float64(leg.Expected))
	}
	r.metres += gone * leg.Metres
	r.place = r.place.Between(d.rates.Base, gone)
	if gone == 1 {
		r.place = d.rates.Base
		r.free = r.free.Add(leg.Expected)
	} else {
		r.free = now
	}
	r.seen = r.free
}

// ends brings him to the base and counts his day.
func (d *day) ends(r *rider) {
	if r.departed.IsZero() {
		return
	}
	leg := dayplan.Leg{}
	if r.place != d.rates.Base {
		leg = d.legs.Leg(r.profile, dayplan.Spot{At: r.place}, dayplan.Spot{At: d.rates.Base})
	}
	d.count.Metres += r.metres + leg.Metres
	d.count.Seconds += r.free.Add(leg.Expected).Sub(r.departed).Seconds()
}

func later(a, b instant.Instant) instant.Instant {
	if a.Before(b) {
		return b
	}
	return a
}
