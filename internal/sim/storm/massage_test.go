package storm

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/workforce"
)

// The massages of the town: the cadre of the group is certified for them and at home all day
// long in her village, a hospital lends her a motorbike, and families ask on the page and by
// telephone. What happens of it draws no lot of the day, whose other steps stay what they are.
var (
	vario    = ident.Named("vario")
	hospital = ident.Named("hospital")
)

// massageEvery is how many of a person's looks at the phone lie between two at massages.
const massageEvery = 2

// bathe founds it, as the officer.
func (d *day) bathe(officer, cadre, midwife person) {
	d.t.Helper()
	by := access.Actor{Facility: d.facility, ID: "desk", Worker: officer.worker(), Authority: -1}
	week := massage.SetHours{Cadre: cadre.worker()}
	for weekday := range int64(7) {
		week.Hours = append(week.Hours, massage.Hours{Weekday: weekday + 1, From: "06:00", To: "20:00"})
	}
	hers := week
	hers.Cadre = midwife.worker() // she has learnt it too: somebody to whom a visit can go
	for _, w := range []person{cadre, midwife} {
		tell(d.t, d.h, d.facility, "massages of "+w.name, "workforce.certify", workforce.Certify{Worker: w.worker(), Course: workforce.BabyMassage, Number: "PB " + w.name, ValidFrom: "2026-01-01", ValidTo: "2036-12-31"})
	}
	for _, s := range []struct {
		verb string
		body any
	}{
		{"massage.set_hours", week},
		{"massage.set_hours", hers},
		{"motorbike.set_partner", motorbike.SetPartner{Partner: hospital, Name: "RS Sehat", Kind: motorbike.PartnerKinds[0], Roles: []string{"lender"}}},
		{"motorbike.add", motorbike.Add{Motorbike: vario, Lender: hospital, Name: "Vario", Km: 100, ServiceKm: 9_000}},
		{"massage.book", d.booking(ident.Named("first massage"), cadre, "Ibu Pertama", d.slot(0))},
	} {
		d.n++
		say(d.t, d.h, by, fmt.Sprint("massage ", d.n), s.verb, s.body)
	}
}

// slot is a beginning that is free more often than not, the nth that is asked for.
func (d *day) slot(n int) instant.Instant {
	civil := time.Date(2026, 3, 2, 0, 0, 0, 0, wib).AddDate(0, 0, n/6%5)
	at := instant.Of(civil.Add(time.Duration(10+n%6) * time.Hour))
	return max(at, instant.Of(d.clock.Now().Time().Truncate(time.Hour).Add(3*time.Hour)))
}

// sound are the answers of a healthy child, at booking and at the door.
func sound() screening.Answers {
	return screening.Answers{Fever: "no", Ill: "no", Skin: "no", Stools: "no", Jaundice: "no", Operated: "no", Heart: "no", CordOn: "no", Preterm: "no", Vaccinated: "no",
		FedRecently: "no", Upset: "no", Reason: screening.Stimulation, Parent: true}
}

func (d *day) booking(id ident.ID, by person, parent string, at instant.Instant) massage.Book {
	north := float64(d.n%4) / 500 // four homes
	return massage.Book{Booking: id, Parent: massage.Parent{Name: parent, Phone: fmt.Sprintf("0877%08d", d.n)}, Children: []massage.Child{{Name: "Adik " + parent, Born: "2025-09-01"}},
		Village: village, Place: dispatch.Place{Label: "RT 02", Lat: -7.5385 + north, Lon: 110.9375, Village: village}, Cadre: by.worker(), At: at, Answers: sound()}
}

// first is the first row that fits, whatever lots are drawn.
func (d *day) first(p *phone, table string, fits func(map[string]any) bool) map[string]any {
	var keys []string
	for k, row := range p.rows {
		if strings.HasPrefix(k, table+"/") && fits(row) && !p.waits(id(row, "id")) {
			keys = append(keys, k)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return p.rows[slices.Min(keys)]
}

// booked is a booking in a state, which the phone has nothing to say of yet.
func (d *day) booked(p *phone, states ...string) map[string]any {
	return d.first(p, "massage_booking", func(r map[string]any) bool {
		state, _ := r["state"].(string)
		return slices.Contains(states, state)
	})
}

// rub is the cadre on her way, at the door and in the house: mostly with a happy end.
func (d *day) rub(p *phone) {
	if d.rubs++; d.rubs%massageEvery != 0 {
		return
	}
	now, n := d.clock.Now(), d.rubs/massageEvery
	row := d.booked(p, massage.Started, massage.OnWay, massage.Booked)
	if row == nil {
		d.ownWeek(p, n)
		return
	}
	b := id(row, "id")
	switch {
	case row["state"] == massage.Booked && n%7 == 0:
		p.does(d.t, now, "massage.not_home", massage.NobodyHome{Booking: b})
	case row["state"] == massage.Booked && n%6 == 0: // and goes all the same, with somebody
		d.refuses(p, n/6, b)
		p.does(d.t, now, "massage.set_out", massage.SetOut{Booking: b, Alone: n%12 == 0})
	case row["state"] == massage.Booked:
		p.does(d.t, now, "massage.set_out", massage.SetOut{Booking: b, Alone: n%6 == 0})
	case n%5 == 2: // between two visits
		d.purse(p, n/5)
	case row["state"] == massage.OnWay && n%5 == 0: // a fever at the door
		a := sound()
		a.Fever = screening.Yes
		p.does(d.t, now, "massage.screen", massage.Screen{Booking: b, Answers: a})
		d.saw["massage referred"]++
	case row["state"] == massage.OnWay: // two at once, as at a door without signal
		p.does(d.t, now, "massage.screen", massage.Screen{Booking: b, Answers: sound()})
		p.does(d.t, now, "massage.start", massage.Start{Booking: b})
	case n%4 == 0:
		p.does(d.t, now, "massage.stop", massage.Stop{Booking: b, Why: massage.Cried, Note: "menangis"})
	default:
		p.does(d.t, now, "massage.finish", massage.Finish{Booking: b, Did: []string{"legs", "arms"}, Taught: []string{"cues"}, Alone: n%2 == 0, Note: "tenang", Fee: d.settling()})
		p.does(d.t, now, "massage.rate", massage.Rate{Booking: b, Stars: int64(1 + n%5), Word: "baik"})
		d.saw["massage done"]++
	}
}

// ownWeek is what a cadre says of her days, and whom she books for at a posyandu.
func (d *day) ownWeek(p *phone, n int) {
	now := d.clock.Now()
	off := massage.SetOff{Cadre: p.worker(), From: "2026-03-06", To: "2026-03-06", Why: "leave"}
	switch n % 4 {
	case 0:
		p.does(d.t, now, "massage.set_off", off)
	case 1:
		p.does(d.t, now, "massage.drop_off", massage.DropOff{Cadre: off.Cadre, From: off.From, To: off.To})
	case 2:
		d.upset(p, n/4, p.worker())
	default:
		p.does(d.t, now, "massage.book", d.booking(d.anew("massage"), p.person, fmt.Sprint("Ibu ", n), d.slot(n)))
	}
}

// arrange is the desk at the calendar of massages and at the motorbikes.
func (d *day) arrange(p *phone) {
	if d.arranged++; d.arranged%massageEvery != 0 {
		return
	}
	now, n := d.clock.Now(), d.arranged/massageEvery
	cadre := cadre()[0]
	row := d.booked(p, massage.Booked, massage.Asked, massage.ToMove)
	switch n % 6 {
	case 0, 1:
		p.does(d.t, now, "massage.book", d.booking(d.anew("massage"), cadre, fmt.Sprint("Ibu ", n), d.slot(2*n)))
	case 2:
		if row != nil {
			p.does(d.t, now, "massage.move", massage.Move{Booking: id(row, "id"), Cadre: cadre.worker(), At: d.slot(2*n + 1), Why: massage.Weather, Agreed: n%4 == 0})
			d.saw["massage moved"]++
		}
	case 3:
		if row != nil && row["offer_cadre"] != nil {
			p.does(d.t, now, "massage.answer", massage.Reply{Booking: id(row, "id"), Yes: n%4 == 1})
		} else if row != nil {
			p.does(d.t, now, "massage.cancel", massage.Cancel{Booking: id(row, "id"), Why: "parent"})
		}
	case 4:
		d.standIn(p, n, cadre)
	case 5:
		d.garage(p, n, cadre)
	}
	d.parent(n, cadre)
	switch {
	case n%5 == 1:
		d.upset(p, n/5, []person{cadre, d.phones[5].person}[n/5%2].worker())
	case n%5 == 3:
		d.leaves(p, n/5)
	case n%10 == 4:
		d.allowed(n/10, cadre.worker())
	}
}

// standIn is a substitute who begins and ends.
func (d *day) standIn(p *phone, n int, cadre person) {
	now := d.clock.Now()
	if s := d.first(p, "massage_substitute", func(r map[string]any) bool { return r["ended_at"] == nil }); s != nil {
		p.does(d.t, now, "massage.end_stand_in", massage.EndStandIn{Substitute: id(s, "id")})
		return
	}
	p.does(d.t, now, "massage.stand_in", massage.StandIn{Substitute: d.anew("stand-in"), Cadre: cadre.worker(), Village: village, From: "2026-03-02", To: "2026-03-08"})
	p.does(d.t, now, "massage.set_hours", massage.SetHours{Cadre: cadre.worker(), OwnBike: n%2 == 0, Hours: []massage.Hours{{Weekday: 1, From: "06:00", To: "20:00"}, {Weekday: 2, From: "06:00", To: "20:00"}, {Weekday: 3, From: "08:00", To: "12:00"}}})
}

// garage is the motorbike: lent, ridden, looked after, given back, written down anew.
func (d *day) garage(p *phone, n int, cadre person) {
	now := d.clock.Now()
	d.saw["motorbike"]++
	d.saw["appeal"]++ // a rare lot at the stall: here it is told for certain
	p.does(d.t, now, "workforce.appeal", workforce.Appeal{Worker: vendor, Course: workforce.BreastMassage, Words: "keliru"})
	switch n / 6 % 2 {
	case 0:
		p.does(d.t, now, "motorbike.lend", motorbike.Lend{Motorbike: vario, Worker: cadre.worker(), From: "2026-03-02", To: "2026-03-04"})
		p.does(d.t, now, "motorbike.trip", motorbike.TellTrip{Motorbike: vario, On: "2026-03-02", Km: int64(1 + n%20), Source: motorbike.Sources[0]})
		p.does(d.t, now, "motorbike.edit", motorbike.Edit{Motorbike: vario, Lender: hospital, Name: fmt.Sprint("Vario ", n)})
	case 1:
		p.does(d.t, now, "motorbike.give_back", motorbike.GiveBack{Motorbike: vario})
		p.does(d.t, now, "motorbike.service", motorbike.Service{Motorbike: vario, On: "2026-03-02", ServiceKm: int64(9_000 + n)})
		p.does(d.t, now, "motorbike.set_partner", motorbike.SetPartner{Partner: hospital, Name: fmt.Sprint("RS Sehat ", n), Kind: motorbike.PartnerKinds[0], Roles: []string{"lender", "trainer"}})
	}
}

// parent is a family on the public page: a booking, its code, once in a while the wrong one,
// and a word of their own on what was offered or is not to be.
func (d *day) parent(n int, cadre person) {
	if n%3 != 0 {
		return
	}
	d.agrees(n)
	page := d.anew("page massage")
	d.asFamily(page, "massage.book", d.booking(page, cadre, fmt.Sprint("Ibu Luar ", n), d.slot(18+n%6)))
	code := "000000"
	d.read(func(tx *store.Tx) error {
		b, found, err := massage.Bookings.Get(tx, d.facility, page)
		if found && n%2 == 0 {
			code = massage.Code(d.h.Ring, d.facility, page, b.Generation)
		}
		return err
	})
	if d.asFamily(page, "massage.confirm", massage.Confirm{Booking: page, Code: code}) == journal.Accepted {
		d.saw["massage confirmed"]++
	} else {
		d.asFamily(page, "massage.new_code", massage.NewCode{Booking: page})
	}
	d.settle()
}

// asFamily says something as whoever holds a booking's page in hand.
func (d *day) asFamily(page ident.ID, verb string, body any) journal.Status {
	by := access.Actor{Facility: d.facility, ID: "public", Subject: page, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(page)}, Door: "page", Authority: -1}
	out, err := d.h.Journal.Do(d.t.Context(), by, journal.Envelope{ID: ident.Named(verb + " of " + string(page)), Verb: verb, V: 1, Body: raw(d.t, body)})
	if err != nil {
		return ""
	}
	return out.Status
}

// massageSaw are what these days must have seen of it.
var massageSaw = []string{"massage done", "massage moved", "massage referred", "massage confirmed", "motorbike"}
