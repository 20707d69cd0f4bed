package whatif

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// job is one wish on its way through the days.
type job struct {
	id    ident.ID
	kind  string // milk, sick, transport, home
	class routing.Class
	// pick is nil for a single stop. pickTakes and dropTakes are what the doors really
	// take; the desk knows the usual times only.
	pick                 *dayplan.Spot
	drop                 dayplan.Spot
	pickTakes, dropTakes time.Duration
	load                 routing.Load
	ride                 time.Duration // the longest time on the way; 0: none
	rides                bool
	paid                 bool
	asked                instant.Instant
	// promise: the index of its entry among the promises, none when nothing was promised.
	promise int
	luck    chance
	call    int // index of Rates.Calls, none for milk
	// patience is the last day on which it may still be done.
	patience int
	// worker has it on board or is on the way to its last stop.
	worker int
	state  state
	taken  instant.Instant // when it was taken on board
	// announced is who was said to come, at when.
	announced ident.ID
	at        instant.Instant
}

type state uint8

const (
	waits state = iota
	aboard
	over
)

// milk is a mother's pick-up of a day.
func (p *play) milk(m mother, day int) *job {
	s := p.rates.Standing
	ready := p.drawn.midnight(day).Add(time.Duration(m.at) * time.Minute)
	luck := m.luck.of(ofService).of(day)
	j := &job{id: ident.Derive(m.id, day), kind: "milk", class: routing.Milk, asked: ready, luck: luck, call: none, worker: none, promise: none,
		pick:      &dayplan.Spot{At: m.work, Service: usual(s.Fetch), Earliest: ready},
		drop:      dayplan.Spot{At: m.home, Service: usual(s.Hand), Due: ready.Add(time.Duration(s.Promise) * time.Minute), DueAtEnd: true},
		pickTakes: drawn80(s.Fetch, luck.of(0)), dropTakes: drawn80(s.Hand, luck.of(1)),
		ride: time.Duration(s.Ride) * time.Minute, rides: true, paid: true, patience: day}
	j.load[dayplan.Bottles] = 1
	return j
}

// asks is the job of a call.
func (p *play) asks(c call) *job {
	k := p.rates.Calls[c.kind]
	j := &job{id: c.id, kind: k.Kind, class: k.Class, asked: c.asked, luck: c.luck, call: c.kind, worker: none, promise: none, load: k.Load,
		patience: c.day + k.Patience}
	door := dayplan.Spot{At: c.at, Service: usual(k.Door), Earliest: c.asked}
	if k.Promise > 0 {
		door.Due = c.asked.Add(time.Duration(k.Promise) * time.Minute)
	}
	takes := drawn80(k.Door, c.luck.of(ofService))
	if k.Kind == Sick {
		j.drop, j.dropTakes = door, takes
		return j
	}
	j.pick, j.pickTakes, j.rides = &door, takes, true
	j.drop, j.dropTakes = dayplan.Spot{At: p.rates.Base, Service: step}, step
	return j
}

// step is how long it takes to let somebody out of a car: our own proposal.
const step = 5 * time.Minute

// home is the way home of somebody who was fetched, wished for when care ends.
func (p *play) home(j *job, left instant.Instant) *job {
	k := p.rates.Calls[j.call]
	ends := left.Add(drawn80(k.Care, j.luck.of(ofCare)))
	h := &job{id: ident.Derive(j.id, 1), kind: "home", class: routing.Transport, asked: ends, luck: j.luck.of(ofCare), call: j.call, worker: none,
		promise: none, load: j.load, rides: true, patience: j.patience + 1,
		pick: &dayplan.Spot{At: p.rates.Base, Service: step, Earliest: ends}, pickTakes: step,
		drop: dayplan.Spot{At: j.pick.At, Service: step}, dropTakes: step}
	if k.Home > 0 {
		h.pick.Due = ends.Add(time.Duration(k.Home) * time.Minute)
	}
	return h
}

// wish is the job as the desk tells it to the planner.
func (j *job) wish(riders []*rider) dayplan.Job {
	out := dayplan.Job{ID: j.id, Class: j.class, Pick: j.pick, Drop: j.drop, Load: j.load, RideLimit: j.ride, Rides: j.rides, Paid: j.paid,
		Announced: j.announced, At: j.at}
	if j.state != aboard {
		return out
	}
	out.Pick, out.Aboard, out.RideLimit, out.Worker = nil, true, 0, riders[j.worker].id
	if j.ride > 0 {
		out.Drop.Latest = j.taken.Add(j.ride)
	}
	return out
}

// spot is the place of one of its stops.
func (j *job) spot(what string) (dayplan.Spot, time.Duration) {
	if what == "pick" {
		return *j.pick, j.pickTakes
	}
	return j.drop, j.dropTakes
}

func usual(m Minutes) time.Duration { return time.Duration(m.Usual * float64(time.Minute)) }

func drawn80(m Minutes, luck chance) time.Duration {
	return scale(usual(m), luck.times(m.Slow)).Truncate(time.Second)
}
