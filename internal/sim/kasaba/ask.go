package kasaba

import (
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/screening"
	"sambang/internal/calc/slots"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// rooms is the room of massages with its motorbikes, as the house joins them.
var rooms = massage.Room{Bikes: func(q journal.Query, first, last string) (map[string]massage.Yard, error) {
	days, err := motorbike.Between(q, first, last)
	out := map[string]massage.Yard{}
	for day, d := range days {
		y := massage.Yard{Spare: len(d.Spare)}
		for _, h := range d.Had {
			y.Lent = append(y.Lent, h.Worker)
		}
		out[day] = y
	}
	return out, err
}}

// ahead is for how many days families book, fullDays how many of the next are full.
const (
	ahead    = 10
	fullDays = 9
)

// most is how many visits a cadre wants to have on a day: two to four in the past, all that
// fit from today on.
func (p *play) most(c cadre, day time.Time) int {
	if day.Before(p.last) {
		return 2 + chance("busy "+c.key+p.date(day))%3
	}
	return 5
}

// share is how much of a day is taken so many days before, in percent.
func share(days int, final bool) int {
	switch {
	case days <= 1 || final && days <= fullDays:
		return 100
	case final:
		return 55
	}
	return max(0, 100-10*days)
}

// taken counts what is booked from a day on, by cadre and day.
func (p *play) taken(from string) map[string]int {
	all := map[string]int{}
	p.Ask(func(q journal.Query) error {
		rows, err := massage.Bookings.Where(q.Tx, "facility_id = $1 AND day >= $2 AND state IN ('asked', 'booked') ORDER BY day, id", q.Facility, from)
		for _, b := range rows {
			all[string(b.Cadre)+b.Day]++
		}
		return err
	})
	return all
}

// fill has families ask until each of the next days is as full as it is by then.
func (p *play) fill(today time.Time, final bool) {
	there := p.taken(p.date(today))
	days := ahead
	if final {
		days += 4
	}
	for n := range days {
		day := today.AddDate(0, 0, n+1)
		for _, c := range p.cadres {
			key := string(c.id()) + p.date(day)
			want := (p.most(c, day)*share(n+1, final) + 50) / 100
			for i := there[key]; i < want && slices.Contains(c.days, int64((day.Weekday()+6)%7+1)) && p.Err == nil; i++ {
				if !p.ask(fmt.Sprintf("%s %s %s %d", p.date(today), p.date(day), c.key, i), c, day) {
					break
				}
			}
		}
	}
}

// ask is a family that books with a cadre on a day, once or for four weeks; false: nothing was
// free there.
func (p *play) ask(name string, c cadre, day time.Time) bool {
	f := p.comes(name, c, day)
	weeks := 1
	if percent("course "+name, 35) && !(f.isNew() && percent("page "+name, 70)) {
		weeks = 4
	}
	slot, free := p.slot(f, c, day, weeks)
	if !free && weeks > 1 {
		weeks = 1
		slot, free = p.slot(f, c, day, weeks)
	}
	if !free {
		return false
	}
	body := massage.Book{Booking: named("booking " + name), Parent: f.parent, Children: f.children, Village: c.village, Place: f.place, Cadre: c.id(), At: slot.From, Answers: well()}
	if weeks > 1 {
		body.Weeks = int64(weeks)
	}
	p.book(name, c, f, body)
	return true
}

// book says it by one of the doors. On the page the telephone is confirmed some minutes later.
func (p *play) book(name string, c cadre, f family, b massage.Book) {
	switch {
	case f.isNew() && b.Weeks == 0 && percent("page "+name, 70):
		b.Consent = registry.ChildData + "/1"
		p.Say(outside(b.Booking), "book "+name, "massage.book", b)
		code := ""
		p.Ask(func(q journal.Query) error {
			code = massage.Code(q.Keys, q.Facility, b.Booking, 1)
			return nil
		})
		if b.At.After(p.Dial.Now().Add(time.Hour)) && percent("forgets "+name, 3) && p.Dial.Now().Before(p.now.Add(-24*time.Hour)) {
			return // nobody confirms it: the slot is free again in two hours
		}
		p.Say(outside(b.Booking), "code "+name, "massage.confirm", massage.Confirm{Booking: b.Booking, Code: code})
	case percent("cadre "+name, 40):
		p.Say(worker(c.id()), "book "+name, "massage.book", b)
	default:
		p.Say(desk(), "book "+name, "massage.book", b)
	}
	p.booked(c.village, f, p.bookingOf(b.Booking), b.Weeks)
}

// waits is a family for whom nothing suits: it wants one cadre only, in the morning.
func (p *play) waits() {
	c := p.by(helps)
	f := p.fresh("waits", c, p.last)
	p.Say(desk(), "waits", "massage.book", massage.Book{Booking: named("waits"), Parent: f.parent, Children: f.children, Village: c.village, Place: f.place, Answers: well(),
		Wish: massage.Wanting{Part: massage.Morning, Cadre: c.id(), Until: p.date(p.last.AddDate(0, 0, 20))}})
}

// slot is a beginning on a day that is free in all weeks of a course: on full days the first,
// else one of the first.
func (p *play) slot(f family, c cadre, day time.Time, weeks int) (s slots.Slot, found bool) {
	free := p.free(f.place, f.born, c.village, c.id(), day, day.AddDate(0, 0, 7*(weeks-1)))
	var fits []slots.Slot
	for _, s := range free {
		if s.Bike || s.From.Day(p.zone) != p.date(day) {
			continue
		}
		all := true
		for w := 1; w < weeks; w++ {
			at := instant.Of(s.From.In(p.zone).AddDate(0, 0, 7*w))
			all = all && slices.ContainsFunc(free, func(x slots.Slot) bool { return x.From == at && !x.Bike })
		}
		if all {
			fits = append(fits, s)
		}
	}
	if len(fits) == 0 {
		return s, false
	}
	if !day.Before(p.last) {
		return fits[0], true
	}
	return fits[chance("slot "+string(f.parent.Person)+f.parent.Phone+p.date(day))%min(len(fits), 3)], true
}

// free are the slots of some days, of one cadre or of all.
func (p *play) free(at dispatch.Place, born []string, village string, cadre ident.ID, from, to time.Time) (free []slots.Slot) {
	p.Ask(func(q journal.Query) (err error) {
		free, err = rooms.FreeSlots(q, massage.Wanted{Village: ident.ID(village), At: at.Point(), Born: born, From: p.date(from), To: p.date(to), Cadre: cadre})
		return err
	})
	return free
}

// well are the answers of a healthy child, at booking and at the door.
func well(change ...func(*screening.Answers)) screening.Answers {
	a := screening.Answers{Fever: screening.No, Ill: screening.No, Skin: screening.No, Stools: screening.No, Jaundice: screening.No, Operated: screening.No, Heart: screening.No,
		CordOn: screening.No, Preterm: screening.No, FedRecently: screening.No, Upset: screening.No, Vaccinated: screening.No, Reason: screening.Stimulation, Parent: true}
	for _, f := range change {
		f(&a)
	}
	return a
}

// noon is when somebody asks on the page because of an illness or a fall: a midwife calls.
func (p *play) noon(day time.Time) {
	on := p.date(day)
	if !percent("falls "+on, 22) {
		return
	}
	c := pick(p.cadres, "falls at "+on)
	f := p.fresh("falls "+on, c, day)
	reason := pick([]string{screening.Illness, screening.Fall}, "why "+on)
	b := massage.Book{Booking: named("falls " + on), Parent: f.parent, Children: f.children, Village: c.village, Place: f.place, Answers: well(func(a *screening.Answers) { a.Reason = reason }), Consent: registry.ChildData + "/1"}
	p.Say(outside(b.Booking), "falls "+on, "massage.book", b)
}
