package day

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// How a ride of the past went.
const (
	asPlanned  = ""
	byGuard    = "guard"    // a guard handed the sealed bag over
	wrongFirst = "wrong"    // the code was said wrong once
	withoutOne = "no code"  // nobody could say it: a person looks at it
	nobodyHome = "returned" // brought back to the mother
)

// How far a ride has come, in the order of a ride.
const (
	declared = iota
	offered
	accepted
	onTheWay
	carried
	ended
)

// ride is one delivery of the past or of this hour.
type ride struct {
	name    string
	mother  mother
	courier staff
	// at is when the milk was to be fetched.
	at   instant.Instant
	how  string
	upTo int
	// fresh says that what it left to do is not done yet.
	fresh bool
}

// line is one command with its time and its speaker.
type line struct {
	at         instant.Instant
	by         access.Actor
	name, verb string
	body       any
	refused    bool // is meant to be refused
}

// lead is how long before the pick-up a mother declares her bottles.
const lead = 35 * time.Minute

func (r ride) delivery() ident.ID { return named("delivery " + r.name) }
func (r ride) job() ident.ID      { return ident.Derive(named("command "+r.name+" declare"), 0) }
func (r ride) bottle(n int) ident.ID {
	return named(fmt.Sprintf("bottle %s %d", r.name, n))
}

func (r ride) bottles() []ident.ID { return []ident.ID{r.bottle(0), r.bottle(1)} }

// declare is what the mother says: two bottles, expressed at her breaks.
func (r ride) declare() milk.Declare {
	var out []milk.BottleBody
	for i, id := range r.bottles() {
		out = append(out, milk.BottleBody{ID: id, VolumeML: int64(80 + 20*((len(r.name)+i)%4)), Milk: milktime.Fresh, Kept: milktime.Fridge,
			ExpressedAt: r.at.Add(-lead - time.Duration(20+70*i)*time.Minute)})
	}
	return milk.Declare{Delivery: r.delivery(), Place: r.mother.place(), WantPickupAt: r.at, Bottles: out}
}

// lines are the commands of a ride as far as it has come.
func (d *Day) lines(r ride) []line {
	var out []line
	say := func(after time.Duration, by access.Actor, what, verb string, body any) {
		out = append(out, line{r.at.Add(after), by, r.name + " " + what, verb, body, false})
	}
	courier, job, id := d.staff[r.courier.Key], r.job(), r.delivery()
	say(-lead, family(r.mother), "declare", "milk.declare", r.declare())
	if r.upTo >= offered {
		say(-lead+time.Minute, d.staff["pengatur"], "offer", "dispatch.offer", dispatch.Offer{Job: job, Worker: r.courier.worker()})
	}
	if r.upTo >= accepted {
		say(-lead+2*time.Minute, courier, "accept", "dispatch.accept", dispatch.Accept{Job: job})
	}
	if r.upTo >= onTheWay {
		say(-12*time.Minute, courier, "set out", "dispatch.set_out", dispatch.SetOut{Job: job})
	}
	if r.upTo >= carried {
		by := milk.HandedBy{Role: "mother"}
		if r.how == byGuard {
			by = milk.HandedBy{Role: "guard"}
		}
		cool := 8.5
		say(0, courier, "hand over", "milk.hand_over", milk.HandOver{Delivery: id, Bag: "T-" + string(id[len(id)-4:]), Bottles: r.bottles(), HandedBy: by, SealOK: true})
		say(2*time.Minute, courier, "pack", "milk.pack", milk.Pack{Delivery: id, TemperatureC: &cool})
		say(4*time.Minute, courier, "depart", "milk.depart", milk.Depart{Delivery: id})
	}
	if r.upTo == ended {
		out = append(out, d.ending(r)...)
		out = append(out, d.told(r, out)...)
	}
	return out
}

// told marks the messages of a ride as sent, minutes after each was written. The
// messages of today's last rides still wait: somebody has to send them.
func (d *Day) told(r ride, so []line) []line {
	var out []line
	for _, l := range so {
		switch l.verb {
		case "milk.hand_over", "milk.deliver", "milk.absent", "milk.return":
		default:
			continue
		}
		if l.refused || r.fresh {
			continue
		}
		how := "whatsapp"
		if r.mother.Phone == "" {
			how = "skipped"
		}
		out = append(out, line{l.at.Add(time.Minute), l.by, l.name + " told", "messaging.mark",
			messaging.Mark{Message: ident.Derive(named("command "+l.name), 1), How: how}, false})
	}
	return out
}

// ending is what happened at the door.
func (d *Day) ending(r ride) []line {
	courier, id := d.staff[r.courier.Key], r.delivery()
	road := d.cast.place(r.mother.Home).Point().RoadMetres(d.cast.place(d.cast.workplace(r.mother.Workplace)).Point())
	there := r.at.Add(5*time.Minute + time.Duration(road/(r.courier.KMH/3.6))*time.Second)
	out := []line{{there, courier, r.name + " arrive", "milk.arrive", milk.Arrive{Delivery: id}, false}}
	say := func(after time.Duration, what, verb string, body any, refused bool) {
		out = append(out, line{there.Add(after), courier, r.name + " " + what, verb, body, refused})
	}
	hand := milk.Deliver{Delivery: id, Recipient: r.mother.recipients()[0].ID, Bottles: r.bottles(),
		Code: link.Code(d.house.Keys, Facility(), id, firstCode)}
	switch r.how {
	case nobodyHome:
		say(5*time.Minute, "absent", "milk.absent", milk.Absent{Delivery: id, Action: "back"}, false)
		say(25*time.Minute, "return", "milk.return", milk.Return{Delivery: id, To: "workplace", Bottles: r.bottles()}, false)
		if !r.fresh {
			out = append(out, line{there.Add(3 * time.Hour), d.staff["petugas"], r.name + " review", "milk.review",
				milk.Decide{Review: ident.Derive(named("command "+r.name+" return"), 8), Decision: "pay"}, false})
		}
		return out
	case wrongFirst:
		wrong := hand
		wrong.Code = link.Code(d.house.Keys, Facility(), id, firstCode+1)
		say(time.Minute, "deliver wrong", "milk.deliver", wrong, true)
	case withoutOne:
		hand.Code, hand.WithoutCode = "", true
	}
	say(2*time.Minute, "deliver", "milk.deliver", hand, false)
	return out
}

// lately writes the last days and today, each command at its time.
func (d *Day) lately(ctx context.Context, now instant.Instant) error {
	today := now.Day(d.zone)
	first := ride{name: today + " 0"}
	at, err := d.recorded(ctx, named("command "+first.name+" declare"))
	if err != nil {
		return err
	}
	if !at.IsZero() {
		now = at.Add(lead - firstToday) // the day stands as it began
	}
	rides := d.today(today, now)
	if d.weeks == 0 {
		rides = append(d.earlier(), rides...)
	}
	var lines []line
	for _, r := range rides {
		lines = append(lines, d.lines(r)...)
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.at, b.at) })
	s := &script{ctx: ctx, journal: d.house.Journal}
	for _, l := range lines {
		d.house.Clock.Put(min(l.at, now))
		s.refusal = l.refused
		s.as(l.by).tell(l.name, l.verb, min(l.at, now), l.body)
	}
	return s.err
}
