// Package season tells six weeks of massages as a story, through every room that takes part in
// them.
package season_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

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

// story is the season: a world with what is said in it again and again.
type story struct {
	*world.World
	t *testing.T
}

func id(name string) ident.ID { return ident.Named(name) }

var zone = time.FixedZone("WIB", 7*3600)

func moment(day, hour string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+hour, zone)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

// begins opens the health centre on Monday 2 March 2026: Lilis is the cadre of one village,
// Euis of the other, Bidan Ani looks after both.
func begins(t *testing.T, w *world.World) story {
	s := story{w, t}
	w.Midwife("Bidan Ani", world.Village).Cadre("Teh Lilis", world.Village).Cadre("Teh Euis", world.OtherVillage)
	for _, name := range []string{"Teh Lilis", "Teh Euis"} {
		s.As("machine").Send("certificate "+name, "workforce.certify", workforce.Certify{Worker: id(name), Course: workforce.BabyMassage, Number: "PB-" + name, ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
		b := massage.SetHours{Cadre: id(name), OwnBike: true}
		for d := range int64(6) {
			b.Hours = append(b.Hours, massage.Hours{Weekday: d + 1, From: "08:00", To: "15:00"})
		}
		s.As("officer").Send("hours "+name, "massage.set_hours", b)
	}
	return s
}

// at is an hour of a day; what the machine has to do until then is done.
func (s story) at(day, hour string) story {
	s.t.Helper()
	s.Clock.Set(moment(day, hour))
	s.Settle()
	return s
}

// ask is a booking of a healthy child of five months, by a parent who is new here.
func ask(name, day, hour string) massage.Book {
	digits := ""
	for _, c := range string(id(name))[18:26] {
		digits += string('0' + c%10)
	}
	return massage.Book{Booking: id(name), Parent: massage.Parent{Name: "Ibu " + name, Phone: "0899" + digits}, Children: []massage.Child{{Name: "Anak " + name, Born: "2025-10-01", Sex: "female"}},
		Village: world.Village, Place: dispatch.Place{Label: "RT 02 RW 05", Lat: -7.5385, Lon: 110.9375}, Cadre: id("Teh Lilis"), At: moment(day, hour), Answers: well(), Consent: "child_data/1"}
}

// well are the answers that one hopes for.
func well(change ...func(*screening.Answers)) screening.Answers {
	a := screening.Answers{Fever: "no", Ill: "no", Skin: "no", Stools: "no", Jaundice: "no", Operated: "no", Heart: "no", CordOn: "no", Preterm: "no", FedRecently: "no", Upset: "no",
		Vaccinated: "no", Reason: screening.Stimulation, Parent: true}
	for _, f := range change {
		f(&a)
	}
	return a
}

// says sends something in a voice of its own, and gives what came of it.
func (s story) says(by access.Actor, name, verb string, body any) journal.Outcome {
	s.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	out, err := s.House.Journal.Do(s.t.Context(), by, journal.Envelope{ID: ident.Derive(ident.Named("said "+name), 0), Verb: verb, V: 1, Body: raw})
	qt.Assert(s.t, qt.IsNil(err))
	s.Settle()
	return out
}

// outside is whoever holds the receipt of a booking in hand.
func (s story) outside(name, verb string, body any) journal.Outcome {
	s.t.Helper()
	of := body.(interface{ Subject() ident.ID }).Subject()
	return s.says(access.Actor{Facility: s.Facility, ID: "public", Subject: of, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(of)}, Door: "page", Authority: -1}, name, verb, body)
}

// parent is the family of a booking on its own page; what it says must be taken.
func (s story) parent(booking, name, verb string, body any) {
	s.t.Helper()
	p := s.booking(booking).Parent
	out := s.says(access.Actor{Facility: s.Facility, ID: id("page of " + booking), Person: p, Subject: p, Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(p)}, Door: "page", Authority: -1}, name, verb, body)
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", name, out.Code))
}

func (s story) read(of ident.ID) (b massage.Booking) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		b, _, err = massage.Bookings.Get(q.Tx, q.Facility, of)
		return err
	})
	return b
}

func (s story) booking(name string) massage.Booking { s.t.Helper(); return s.read(id(name)) }

// stands asserts in which state a booking is, and gives it.
func (s story) stands(name, state string) massage.Booking {
	s.t.Helper()
	b := s.booking(name)
	qt.Assert(s.t, qt.Equals(b.State, state), qt.Commentf("%s", name))
	return b
}

func (s story) visit(of ident.ID) (v massage.Visit) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		v, _, err = massage.Visits.Get(q.Tx, q.Facility, of)
		return err
	})
	return v
}

// course are the visits of a course in their order.
func (s story) course(name string) (all []massage.Booking) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND course = $2 ORDER BY nth", q.Facility, id(name))
		return err
	})
	return all
}

// door is what the cadre of a booking is told after the questions at the door.
func (s story) door(cadre, name string, body massage.Screen) (out massage.AtDoor) {
	s.t.Helper()
	s.As(cadre).Send("screen "+name, "massage.screen", body)
	qt.Assert(s.t, qt.IsNil(json.Unmarshal(s.Outcome().Result, &out)))
	return out
}

// massaged is a whole visit of a booking, from the way there to the way home.
func (s story) massaged(b massage.Booking, cadre string, alone bool) {
	s.t.Helper()
	name := string(b.ID)
	s.Clock.Set(b.From.Add(-20 * time.Minute))
	s.Settle()
	s.As(cadre).Send("out "+name, "massage.set_out", massage.SetOut{Booking: b.ID})
	s.Clock.Set(b.From)
	qt.Assert(s.t, qt.Equals(s.door(cadre, name, massage.Screen{Booking: b.ID, Answers: well()}).State, massage.OnWay))
	s.As(cadre).Send("start "+name, "massage.start", massage.Start{Booking: b.ID})
	s.Clock.Set(b.To)
	s.As(cadre).Send("finish "+name, "massage.finish", massage.Finish{Booking: b.ID, Did: []string{"legs", "belly"}, Taught: massage.Steps[:5], Alone: alone})
	qt.Assert(s.t, qt.Equals(s.read(b.ID).State, massage.Done))
}

// watched are the watches over who is out now.
func (s story) watched() (n int) {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		all, err := dispatch.Watches.Where(q.Tx, "facility_id = $1 AND ended_at = 0 ORDER BY id", q.Facility)
		n = len(all)
		return err
	})
	return n
}

// kinds are the kinds of messages that a parent was sent.
func (s story) kinds(parent ident.ID) (all []string) {
	s.t.Helper()
	for _, m := range s.Messages() {
		if m.Person == parent && !slices.Contains(all, m.Kind) {
			all = append(all, m.Kind)
		}
	}
	return all
}
