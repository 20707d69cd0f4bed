package house_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/workforce"
)

// massaged are the visits of a place of the town: a cadre who gives massages, one visit that is
// booked, one whose telephone is not confirmed, one with another slot offered, and a substitute.
type massaged struct{ masseuse, visiting, unconfirmed, moving, standIn, disruption ident.ID }

// massage makes them.
func (w *town) massage(x things) (m massaged) {
	w.t.Helper()
	m = massaged{masseuse: w.fresh(), visiting: w.fresh(), unconfirmed: w.fresh(), moving: w.fresh(), standIn: w.fresh()}
	w.machine(x.centre, "workforce.add_worker", workforce.AddWorker{Worker: m.masseuse, Name: "Lilis", Kinds: []string{"cadre"}, Villages: []string{x.village}})
	w.machine(x.centre, "workforce.certify", workforce.Certify{Worker: m.masseuse, Course: workforce.BabyMassage, Number: "PB 1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
	x.massaged = m
	officer := x.centre.actor("officer")
	w.must(officer, "massage.set_hours", x.week())
	w.must(officer, "massage.book", x.visit(m.visiting, 1))
	w.must(officer, "massage.book", x.visit(m.moving, 2))
	w.must(officer, "massage.move", massage.Move{Booking: m.moving, Cadre: m.masseuse, At: visitAt(3), Why: massage.Coordinated})
	w.must(officer, "massage.stand_in", x.substitute(m.standIn))
	var told massage.Disrupted
	qt.Assert(w.t, qt.IsNil(json.Unmarshal(w.must(officer, "massage.disrupt", x.rain(20)).Result, &told)))
	m.disruption = told.Disruption
	outside := access.Actor{Facility: x.centre.id, ID: "public", Subject: m.unconfirmed, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(m.unconfirmed)}, Door: "page"}
	w.must(outside, "massage.book", x.asked(m.unconfirmed, 4))
	return m
}

// visitAt is nine o'clock, so many days after the day of the town.
func visitAt(days int) instant.Instant {
	return day.Add(time.Duration(days)*24*time.Hour - 3*time.Hour)
}

func (x things) week() massage.SetHours {
	b := massage.SetHours{Cadre: x.masseuse}
	for d := range int64(7) {
		b.Hours = append(b.Hours, massage.Hours{Weekday: d + 1, From: "08:00", To: "15:00"})
	}
	return b
}

func (x things) visit(id ident.ID, days int) massage.Book {
	well := screening.Answers{Fever: "no", Ill: "no", Skin: "no", Stools: "no", Jaundice: "no", Operated: "no", Heart: "no", CordOn: "no", Preterm: "no", Vaccinated: "no",
		Reason: screening.Stimulation, Parent: true}
	return massage.Book{Booking: id, Parent: massage.Parent{Person: x.mother}, Children: []massage.Child{{Name: "Arka", Born: "2025-10-01"}}, Village: x.village,
		Cadre: x.masseuse, At: visitAt(days), Answers: well}
}

// asked is a visit that somebody asks for on the page of anybody: by name and telephone, so that
// it waits for the code that was sent there.
func (x things) asked(id ident.ID, days int) massage.Book {
	b := x.visit(id, days)
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	b.Parent = massage.Parent{Name: "Wulan", Phone: fmt.Sprintf("0813 %08d", h.Sum32()%100_000_000)} // a family of its own: each may have only so many ahead
	return b
}

func (x things) substitute(id ident.ID) massage.StandIn {
	return massage.StandIn{Substitute: id, Cadre: x.masseuse, Village: x.centre.villages[0], From: "2026-03-10", To: "2026-03-12"}
}

// rain keeps the cadre from coming on a whole day without visits.
func (x things) rain(days int) massage.Disrupt {
	return massage.Disrupt{Cadre: x.masseuse, Day: visitAt(days).Time().Format("2006-01-02"), Why: massage.Rain}
}

// massagePhrases are bodies for the verbs of massages.
var massagePhrases = map[string]func(w *town, x things) any{
	"massage.set_hours": func(_ *town, x things) any { return x.week() },
	"massage.set_off": func(_ *town, x things) any {
		return massage.SetOff{Cadre: x.masseuse, From: "2026-03-20", To: "2026-03-21", Why: "ill"}
	},
	"massage.drop_off": func(_ *town, x things) any {
		return massage.DropOff{Cadre: x.masseuse, From: "2026-03-20", To: "2026-03-21"}
	},
	"massage.stand_in":     func(w *town, x things) any { return x.substitute(w.fresh()) },
	"massage.end_stand_in": func(_ *town, x things) any { return massage.EndStandIn{Substitute: x.standIn} },
	"massage.book":         func(w *town, x things) any { return x.visit(w.fresh(), 5) },
	"massage.confirm":      func(_ *town, x things) any { return massage.Confirm{Booking: x.unconfirmed, Code: "0"} },
	"massage.new_code":     func(_ *town, x things) any { return massage.NewCode{Booking: x.unconfirmed} },
	"massage.move": func(_ *town, x things) any {
		return massage.Move{Booking: x.visiting, Cadre: x.masseuse, At: visitAt(6), Why: massage.Weather}
	},
	"massage.answer":  func(_ *town, x things) any { return massage.Reply{Booking: x.moving} },
	"massage.cancel":  func(_ *town, x things) any { return massage.Cancel{Booking: x.visiting, Why: "parent"} },
	"massage.lapse":   func(_ *town, x things) any { return massage.Lapse{Booking: x.unconfirmed} },
	"massage.disrupt": func(_ *town, x things) any { return x.rain(21) },
	"massage.accompany": func(_ *town, x things) any {
		return massage.Accompany{Booking: x.visiting, Companion: x.biker}
	},
	"massage.unaccompany": func(_ *town, x things) any { return massage.Unaccompany{Booking: x.visiting} },
	"massage.undisrupt": func(_ *town, x things) any {
		return massage.Undisrupt{Disruption: x.disruption}
	},
	"massage.overdue": func(_ *town, x things) any { return massage.Overdue{Booking: x.visiting, From: visitAt(1)} },
	"massage.look":    func(_ *town, x things) any { return massage.Look{Booking: x.unconfirmed} },
	"massage.give_up": func(_ *town, x things) any { return massage.GiveUp{Booking: x.moving} },
	"massage.remind": func(_ *town, x things) any {
		return massage.Remind{Booking: x.visiting, From: visitAt(1), Kind: massage.Evening}
	},
}
