package day

import (
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
)

// More ways in which a ride of the past went.
const (
	late     = "late"     // rain and a closed bridge: the promise is broken, the milk is still good
	tooWarm  = "too_warm" // the ice had melted: poured away
	leaking  = "leak"     // a bottle leaked: poured away
	stranded = "stranded" // the engine: a colleague brings it home
)

// howOf says how the ride of a name went: of a thousand about 740 as planned, 25
// late, 12 poured away, 15 brought back, 20 without a code.
func howOf(name string) string {
	n := chance(name) % 1000
	for _, x := range []struct {
		below int
		how   string
	}{{25, late}, {31, tooWarm}, {37, leaking}, {52, nobodyHome}, {72, withoutOne}, {110, wrongFirst}, {260, byGuard}} {
		if n < x.below {
			return x.how
		}
	}
	return asPlanned
}

// trip is a ride while it happens: who has it is known when somebody has accepted.
type trip struct {
	ride
	p  *past
	by access.Actor
	// broken: something was refused, and it went no further.
	broken bool
}

// rides lets the mothers of a day's plan declare, and the couriers go.
func (p *past) rides(day time.Time) error {
	var planned []schedule.Pickup
	err := p.query(func(q journal.Query) (err error) {
		planned, err = schedule.Pickups.Where(q.Tx, "facility_id = $1 AND day = $2 AND state = $3 AND courier <> '' ORDER BY at, id", q.Facility, day.Format(time.DateOnly), schedule.Waiting)
		return err
	})
	for _, x := range planned {
		m, known := p.of[x.Place]
		if !known || chance(string(x.ID)+"home")%20 == 0 { // a day off: nothing to fetch
			continue
		}
		t := &trip{p: p, ride: ride{name: "past " + m.Key + " " + x.Day, mother: m, at: x.At.Add(time.Duration(chance(string(x.ID))%9) * time.Minute)}}
		t.how = howOf(t.name)
		if isDay(day, p.first.In(p.zone).AddDate(0, 0, -strandedAgo(p.first.In(p.zone)))) && x.ID == planned[0].ID {
			t.how = stranded
		}
		for _, c := range p.cast.couriers() {
			if c.worker() == x.Courier {
				t.courier, t.by = c, p.staff[c.Key]
			}
		}
		t.plan()
	}
	return err
}

// strandedAgo is how many days before the first start an engine failed: about seven
// weeks, on a day from Monday to Friday.
func strandedAgo(first time.Time) int {
	for n := 48; ; n++ {
		if d := first.AddDate(0, 0, -n).Weekday(); d != time.Saturday && d != time.Sunday {
			return n
		}
	}
}

// say adds a command of the courier's to the day.
func (t *trip) say(at instant.Instant, what, verb string, body func() any) {
	t.step(at, func() error { return t.p.say(t.by, t.name+" "+what, verb, body()) })
}

// step adds something to the day that only makes sense while the ride goes on. What
// is refused ends it: the milk goes back to the mother, or is not fetched at all.
func (t *trip) step(at instant.Instant, do func() error) {
	t.p.at(at, func() error {
		if t.broken {
			return nil
		}
		err := do()
		if err != nil && fault.Of(err).Kind != fault.Fault {
			t.broken = true
			if t.p.say(t.by, t.name+" back", "milk.return", milk.Return{Delivery: t.delivery(), To: "workplace", Bottles: t.bottles()}) != nil {
				_ = t.p.say(t.p.staff["petugas"], t.name+" cancel", "milk.cancel", milk.Cancel{Delivery: t.delivery(), Reason: "other"})
			}
		}
		return err
	})
}

func (t *trip) plan() {
	id := t.delivery()
	t.step(t.at.Add(-lead), func() error { return t.p.say(family(t.mother), t.name+" declare", "milk.declare", t.declare()) })
	t.step(t.at.Add(-lead+3*time.Minute), t.taken)
	t.say(t.at.Add(-12*time.Minute), "set out", "dispatch.set_out", func() any { return dispatch.SetOut{Job: t.job()} })
	by := milk.HandedBy{Role: "mother"}
	if t.how == byGuard {
		by.Role = "guard"
	}
	cool := 5 + float64(chance(t.name+"cool")%50)/10
	t.say(t.at, "hand over", "milk.hand_over", func() any {
		return milk.HandOver{Delivery: id, Bag: "T-" + string(id[len(id)-4:]), Bottles: t.bottles(), HandedBy: by, SealOK: true}
	})
	t.say(t.at.Add(2*time.Minute), "pack", "milk.pack", func() any { return milk.Pack{Delivery: id, TemperatureC: &cool} })
	t.p.at(t.at.Add(3*time.Minute), t.p.messages)
	t.say(t.at.Add(4*time.Minute), "depart", "milk.depart", func() any { return milk.Depart{Delivery: id} })
	t.end()
}

// taken has whoever the machine has asked accept; where it has asked nobody, the
// desk does.
func (t *trip) taken() error {
	var j dispatch.Job
	err := t.p.query(func(q journal.Query) (err error) {
		j, _, err = dispatch.Jobs.Get(q.Tx, q.Facility, t.job())
		return err
	})
	if err != nil {
		return err
	}
	if j.State != dispatch.Offered {
		if err := t.p.say(t.p.staff["pengatur"], t.name+" offer", "dispatch.offer", dispatch.Offer{Job: j.ID, Worker: t.courier.worker()}); err != nil {
			return err
		}
	} else if err := t.is(t.p.courierOf(j)); err != nil {
		return err
	}
	return t.p.say(t.by, t.name+" accept", "dispatch.accept", dispatch.Accept{Job: j.ID})
}

func (p *past) courierOf(j dispatch.Job) int {
	return slices.IndexFunc(p.cast.couriers(), func(c staff) bool { return c.worker() == j.Worker })
}

// is makes another courier the one who rides.
func (t *trip) is(i int) error {
	if i < 0 {
		return fault.New(fault.Refused, "dispatch.nobody_on_duty")
	}
	t.courier = t.p.cast.couriers()[i]
	t.by = t.p.staff[t.courier.Key]
	return nil
}

// way is how long it takes on a motorbike of the cast, with the traffic of the
// hour.
func (t *trip) way() time.Duration {
	road := t.p.cast.place(t.mother.Home).Point().RoadMetres(t.p.cast.place(t.p.cast.workplace(t.mother.Workplace)).Point())
	return time.Duration(6+chance(t.name+"way")%9)*time.Minute + time.Duration(road/(t.courier.KMH/3.6))*time.Second
}

// end is what happens on the way and at the door.
func (t *trip) end() {
	id, there := t.delivery(), t.at.Add(5*time.Minute+t.way())
	warm := 19.5
	arrive := milk.Arrive{Delivery: id}
	switch t.how {
	case late:
		there = t.at.Add(126*time.Minute + time.Duration(chance(t.name)%20)*time.Minute)
	case tooWarm:
		arrive.TemperatureC, arrive.IceMelted = &warm, true
	case stranded:
		t.strand()
		return
	}
	t.say(there, "arrive", "milk.arrive", func() any { return arrive })
	t.door(there)
}

// door is what happens there.
func (t *trip) door(there instant.Instant) {
	id := t.delivery()
	t.p.at(there.Add(6*time.Minute), t.p.messages)
	hand := milk.Deliver{Delivery: id, Recipient: t.mother.recipients()[0].ID, Bottles: t.bottles(), Code: link.Code(t.p.house.Keys, Facility(), id, firstCode)}
	switch t.how {
	case tooWarm, leaking:
		t.say(there.Add(4*time.Minute), "discard", "milk.discard", func() any {
			return milk.Discard{Delivery: id, Bottles: t.bottles(), Reason: t.how, Note: "Ibu sudah ditelepon."}
		})
		return
	case nobodyHome:
		t.say(there.Add(5*time.Minute), "absent", "milk.absent", func() any { return milk.Absent{Delivery: id, Action: "back"} })
		t.say(there.Add(25*time.Minute), "return", "milk.return", func() any { return milk.Return{Delivery: id, To: "workplace", Bottles: t.bottles()} })
		return
	case wrongFirst:
		wrong := hand
		wrong.Code = link.Code(t.p.house.Keys, Facility(), id, firstCode+1)
		t.step(there.Add(time.Minute), func() error {
			return t.p.answered(t.by, t.name+" deliver wrong", "milk.deliver", wrong, journal.Refused)
		})
	case withoutOne:
		hand.Code, hand.WithoutCode = "", true
	}
	t.say(there.Add(2*time.Minute), "deliver", "milk.deliver", func() any { return hand })
}

// strand is an engine that fails on the way: the nearest colleague is asked, takes
// the bag over where he stands, and brings it home.
func (t *trip) strand() {
	at := t.at.Add(14 * time.Minute)
	from, to := t.p.cast.place(t.p.cast.workplace(t.mother.Workplace)), t.p.cast.place(t.mother.Home)
	t.say(at, "strand", "milk.stranded", func() any {
		return milk.Stranded{Kind: "breakdown", Lat: (from.Lat + to.Lat) / 2, Lon: (from.Lon + to.Lon) / 2, Note: "Rantai putus di jalan desa."}
	})
	t.step(at.Add(4*time.Minute), func() error {
		var j dispatch.Job
		err := t.p.query(func(q journal.Query) (err error) {
			j, _, err = dispatch.Jobs.First(q.Tx, "facility_id = $1 AND kind = 'milk_transfer' AND state = $2 ORDER BY offered_at DESC, id", q.Facility, dispatch.Offered)
			return err
		})
		if err != nil {
			return err
		}
		if err := t.is(t.p.courierOf(j)); err != nil {
			return err
		}
		return t.p.say(t.by, t.name+" come", "dispatch.accept", dispatch.Accept{Job: j.ID})
	})
	t.say(at.Add(22*time.Minute), "take", "milk.take", func() any { return milk.Take{Delivery: t.delivery(), Bottles: t.bottles()} })
	there := at.Add(41 * time.Minute)
	t.say(there, "arrive", "milk.arrive", func() any { return milk.Arrive{Delivery: t.delivery()} })
	t.how = asPlanned
	t.door(there)
}
