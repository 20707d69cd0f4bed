package storm

import (
	"fmt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/workforce"
)

// What goes wrong with the massages of the town: rain, a breakdown, an illness, homes to which
// nobody goes, certificates that end, and a motorbike that leaves with its lender. Much of it
// makes no sense where it is said: then it is refused and shown. It draws no lot of the day.

// upset is the desk, or a cadre of herself, on a day that cannot be as it was planned.
func (d *day) upset(p *phone, n int, whom ident.ID) {
	now := d.clock.Now()
	today := now.Day(wib)
	b := massage.Disrupt{Cadre: whom, Day: calendar.Move(today, n%3), Why: massage.Troubles[n/5%len(massage.Troubles)]}
	switch n % 5 {
	case 0, 3:
		if b.Day == today && n%2 == 0 {
			b.Until = now.Add(4 * 3600 * 1e9)
		}
		if b.Why == massage.Rain && n%4 < 2 {
			b.Cadre = ""
		}
		p.does(d.t, now, "massage.disrupt", b)
		d.saw["massage trouble"]++
	case 1: // twice, yesterday, and of somebody whom nobody knows
		if running := d.running(p); running != nil {
			b.Cadre, b.Day, b.Why = id(running, "cadre"), fmt.Sprint(running["day"]), fmt.Sprint(running["why"])
		} else {
			b.Day = calendar.Move(today, -1)
		}
		p.does(d.t, now, "massage.disrupt", b)
		b.Cadre, b.Why = ident.Named("nobody"), massage.Ill
		p.does(d.t, now, "massage.disrupt", b)
	case 2, 4:
		running := d.running(p)
		if running == nil {
			p.does(d.t, now, "massage.undisrupt", massage.Undisrupt{Disruption: ident.Named("nothing")})
			return
		}
		p.does(d.t, now, "massage.undisrupt", massage.Undisrupt{Disruption: id(running, "id")})
		p.does(d.t, now, "massage.undisrupt", massage.Undisrupt{Disruption: id(running, "id")})
		d.saw["massage trouble over"]++
	}
}

// running is a trouble that nobody has taken back.
func (d *day) running(p *phone) map[string]any {
	return d.first(p, "massage_disruption", func(r map[string]any) bool { return r["ended_at"] == nil })
}

// refuses is a cadre before a home to which she does not go, or not alone; said twice, and of a
// visit that is another's or none.
func (d *day) refuses(p *phone, n int, booking ident.ID) {
	now := d.clock.Now()
	b := massage.RefuseHouse{Booking: booking, Want: []string{massage.NotThere, massage.WithCompany}[n%2], Note: "anjing galak"}
	p.does(d.t, now, "massage.refuse_house", b)
	d.saw["massage house refused"]++
	if n%3 == 0 {
		p.does(d.t, now, "massage.refuse_house", b)
	}
	if n%4 == 0 {
		p.does(d.t, now, "massage.refuse_house", massage.RefuseHouse{Booking: ident.Named("nothing"), Want: massage.NotThere})
	}
}

// leaves is the motorbike that goes, with its lender, and comes again; and kilometres that are
// put right.
func (d *day) leaves(p *phone, n int) {
	now := d.clock.Now()
	bike := d.first(p, "massage_motorbike", func(map[string]any) bool { return true })
	if trip := d.first(p, "massage_trip", func(map[string]any) bool { return true }); trip != nil {
		p.does(d.t, now, "motorbike.correct_trip", motorbike.CorrectTrip{Motorbike: vario, Trip: id(trip, "id"), Km: int64(n % 9)})
		d.saw["trip put right"]++
	} else {
		p.does(d.t, now, "motorbike.correct_trip", motorbike.CorrectTrip{Motorbike: vario, Trip: ident.Named("nothing"), Km: 4})
	}
	if bike == nil {
		return
	}
	partner := motorbike.SetPartner{Partner: hospital, Name: fmt.Sprint("RS Sehat ", n), Kind: motorbike.PartnerKinds[0], Roles: []string{"lender", "trainer"}}
	if bike["state"] == motorbike.Retired { // mostly in an order that makes sense
		if n%3 > 0 {
			p.does(d.t, now, "motorbike.set_partner", partner)
		}
		p.does(d.t, now, "motorbike.restore", motorbike.Restore{Motorbike: vario})
		p.does(d.t, now, "motorbike.set_partner", partner)
		d.saw["motorbike back"]++
		return
	}
	if n%3 > 0 {
		p.does(d.t, now, "motorbike.give_back", motorbike.GiveBack{Motorbike: vario, Odometer: int64(100 + n)})
	}
	p.does(d.t, now, "motorbike.end_partner", motorbike.EndPartner{Partner: hospital}) // whose motorbike is in use
	p.does(d.t, now, "motorbike.retire", motorbike.Retire{Motorbike: vario, Why: motorbike.RetireReasons[n%len(motorbike.RetireReasons)]})
	p.does(d.t, now, "motorbike.end_partner", motorbike.EndPartner{Partner: hospital})
	d.saw["motorbike gone"]++
}

// allowed takes the right to massage from the cadre, and gives it back: for today, or for long.
func (d *day) allowed(n int, cadre ident.ID) {
	name := ident.Named(fmt.Sprint("paper ", n, d.n))
	d.n++
	if n%2 == 0 {
		_ = d.h.Tell(d.t.Context(), d.facility, name, "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: cadre, Course: workforce.BabyMassage, Reason: "penilaian ulang"})
		d.saw["massage certificate ended"]++
	} else {
		_ = d.h.Tell(d.t.Context(), d.facility, name, "workforce.certify", workforce.Certify{Worker: cadre, Course: workforce.BabyMassage, Number: fmt.Sprint("PB ", d.n), ValidFrom: "2026-01-01", ValidTo: []string{"2026-03-03", "2036-12-31"}[n/2%2]})
	}
	d.settle()
}

// troubleSaw are what these days must have seen of it.
var troubleSaw = []string{"massage trouble", "massage trouble over", "massage house refused", "trip put right", "motorbike gone", "motorbike back", "massage certificate ended"}
