package massage_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// kasaba is a health centre of two villages with a cadre each, Lilis and Euis, who are
// certified and at work from Monday to Saturday; Monday is 2 March 2026.
type kasaba struct{ *world.World }

func both(t *testing.T, story func(t *testing.T, k kasaba)) {
	t.Helper()
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) { story(t, opened(w)) })
}

func opened(w *world.World) kasaba {
	w.Midwife("Bidan Ani", world.Village)
	w.Cadre("Teh Lilis", world.Village).Cadre("Teh Euis", world.OtherVillage)
	k := kasaba{w}
	for _, name := range []string{"Teh Lilis", "Teh Euis"} {
		k.certify(name, "2026-01-01", "2026-12-31")
		k.hours(name, "08:00", "15:00")
	}
	return k
}

func id(name string) ident.ID { return ident.Named(name) }

func (k kasaba) certify(name, from, to string) {
	k.T.Helper()
	k.As("machine").Send("certificate "+name+from, "workforce.certify", workforce.Certify{Worker: id(name), Course: workforce.BabyMassage, Number: "PB-" + name + from, ValidFrom: from, ValidTo: to})
}

func (k kasaba) hours(name, from, to string) {
	k.T.Helper()
	b := massage.SetHours{Cadre: id(name), OwnBike: true}
	for d := range int64(6) {
		b.Hours = append(b.Hours, massage.Hours{Weekday: d + 1, From: from, To: to})
	}
	k.As("officer").Send("hours "+name+from, "massage.set_hours", b)
}

// well are the answers of a healthy child at booking.
func well() screening.Answers {
	return screening.Answers{Fever: "no", Ill: "no", Skin: "no", Stools: "no", Jaundice: "no", Operated: "no", Heart: "no", CordOn: "no", Preterm: "no", Vaccinated: "no",
		Reason: screening.Stimulation, Parent: true}
}

func (k kasaba) on(day string, hour string) instant.Instant {
	k.T.Helper()
	at, err := instant.Parse(day + "T" + hour + ":00+07:00")
	qt.Assert(k.T, qt.IsNil(err))
	return at
}

// ask is a booking of one healthy child of five months, by a parent who is new here.
func (k kasaba) ask(name, day, hour string) massage.Book {
	return massage.Book{Booking: id(name), Parent: massage.Parent{Name: "Ibu " + name, Phone: phone(name)}, Children: []massage.Child{{Name: "Arka", Born: "2025-10-01", Sex: "male"}},
		Village: world.Village, Place: dispatch.Place{Label: "RT 02 RW 05", Lat: -7.5385, Lon: 110.9375}, Cadre: id("Teh Lilis"), At: k.on(day, hour), Answers: well()}
}

// phone is a number of somebody invented.
func phone(name string) string {
	digits := ""
	for _, c := range string(id(name))[18:26] {
		digits += string('0' + c%10)
	}
	return "0899" + digits
}

// outside says something as anybody who holds the booking's page in hand.
func (k kasaba) outside(name, verb string, about ident.ID, body any) journal.Outcome {
	k.T.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(k.T, qt.IsNil(err))
	by := access.Actor{Facility: k.Facility, ID: "public", Subject: about, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(about)}, Door: "page"}
	out, err := k.House.Journal.Do(k.T.Context(), by, journal.Envelope{ID: ident.Derive(ident.Named("outside "+name), 0), Verb: verb, V: 1, Body: raw})
	qt.Assert(k.T, qt.IsNil(err))
	k.Settle()
	return out
}

func (k kasaba) booking(name string) (b massage.Booking) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		b, _, err = massage.Bookings.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return b
}

func (k kasaba) state(name, state string) massage.Booking {
	k.T.Helper()
	b := k.booking(name)
	qt.Assert(k.T, qt.Equals(b.State, state), qt.Commentf("%s", name))
	return b
}

func (k kasaba) code(name string) (code string) {
	k.T.Helper()
	b := k.booking(name)
	k.Query(func(q journal.Query) error {
		code = massage.Code(q.Keys, q.Facility, b.ID, b.Generation)
		return nil
	})
	return code
}

// free are the hours of a day that could be booked, by cadre.
func (k kasaba) free(cadre, day string) (hours []string) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		all, err := massage.Room{}.FreeSlots(q, massage.Wanted{Village: world.Village, Born: []string{"2025-10-01"}, From: day, To: day, Cadre: id(cadre)})
		for _, s := range all {
			hours = append(hours, s.From.Time().Add(7*3600*1e9).Format("15:04"))
		}
		return err
	})
	return hours
}
