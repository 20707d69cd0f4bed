// Package day tells one day of home visits as a story, through every room that takes
// part in it.
package day_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/world"
)

// story is the day: a world with what is said in it again and again.
type story struct {
	*world.World
	t *testing.T
}

const signature = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"

// begins opens the health centre: two teams, a fund with four sacks, somebody at the desk.
func begins(t *testing.T, w *world.World) story {
	s := story{w, t}
	w.Colleague("dr. Wulan", access.Doctor).Colleague("Hadi", access.Driver).Colleague("Ners Bagus", access.Nurse).Colleague("Anam", access.Driver)
	w.Colleague("Endang", access.Treasurer).Colleague("Yuyun", access.Officer).Midwife("Bidan Sri", world.Village)
	w.As("dispatcher").
		Send("ambulance", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Ambulans"), Name: "Ambulans", CallSign: "SMP 1", Seats: 2, Stretcher: true, Roads: []string{"paved", "dirt"}}).
		Send("bike", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Motor"), Name: "Motor", CallSign: "SMP 2", Seats: 1, Roads: []string{"paved", "dirt", "forest"}}).
		Send("desk", "duty.take_desk", duty.Take{Duty: ident.Named("duty")}).
		Send("slips", "duty.print_slips", duty.PrintSlips{Book: ident.Named("book"), Count: 20})
	for name, team := range map[string][]string{"Ambulans": {"dr. Wulan", "Hadi"}, "Motor": {"Ners Bagus", "Anam"}} {
		w.Send("team "+name, "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim " + name), Name: "Tim " + name, Vehicle: ident.Named(name),
			Members: []ident.ID{ident.Named(team[0]), ident.Named(team[1])}, From: w.Clock.Now(), To: w.Clock.Now().Add(30 * time.Hour)})
	}
	w.As("Endang").Send("alms", "rice.gift", rice.AddGift{What: "rice", Amount: 20_000, Class: "resident", Giver: "Jamaah Jumat", Purpose: "promise", On: "2026-03-02"})
	return s
}

// asks has somebody take a request in.
func (s story) asks(by, name, door string, change ...func(*need.Request)) need.Receipt {
	s.t.Helper()
	b := need.Request{Case: ident.Named(name), Kind: homevisit.Sick, Door: door, What: "Badan panas", Patient: &need.Patient{Name: name, Phone: "081234567890"}, Colour: need.Yellow,
		Where: &need.Where{Village: world.Village, Text: "Tepi rel, sebelah pos ronda", Lat: -7.54, Lon: 110.94}}
	for _, c := range change {
		c(&b)
	}
	s.As(by).Send("request "+name, "need.request", b)
	return s.receipt(s.Outcome())
}

func (s story) receipt(out journal.Outcome) (r need.Receipt) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(json.Unmarshal(out.Result, &r)))
	return r
}

// public is whoever stands at the health centre's public page.
func (s story) public(about ident.ID) access.Actor {
	return access.Actor{Facility: s.Facility, ID: "public", Subject: about, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(about)}, Door: "page"}
}

// envelope is a command as a phone makes it.
func (s story) envelope(name, verb string, at instant.Instant, body any) journal.Envelope {
	s.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	return journal.Envelope{ID: ident.Named("phone " + name), Verb: verb, V: 1, OccurredAt: at, Device: "hp-hadi", Body: raw}
}

func (s story) do(a access.Actor, env journal.Envelope) journal.Outcome {
	s.t.Helper()
	out, err := s.House.Journal.Do(s.t.Context(), a, env)
	qt.Assert(s.t, qt.IsNil(err))
	s.Settle()
	return out
}

// two has one person say it and another agree.
func (s story) two(first, second, name, verb string, body any) journal.Outcome {
	s.t.Helper()
	out, err := s.As(first).Try(name, verb, body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s %s", verb, out.Code))
	s.As(first).Refused(name+" alone", "approval.approve", journal.Approve{Command: out.ID}, "approval.own_proposal")
	out, err = s.As(second).Try(name+" yes", "approval.approve", journal.Approve{Command: out.ID})
	qt.Assert(s.t, qt.IsNil(err))
	return out
}

func (s story) promise(name, rule string) (p promise.Promise) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, homevisit.PromiseID(ident.Named(name), rule))
		return err
	})
	return p
}

// debt is how the rice of a request stands; nothing: no debt was ever written.
func (s story) debt(name string) (d rice.Debt, state string) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		d, _, err = rice.Debts.Get(q.Tx, q.Facility, rice.DebtID(ident.Named(name)))
		return err
	})
	return d, d.State
}

func (s story) balance(account string) (n int64) {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		b, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(account))
		n = b.Amount
		return err
	})
	return n
}

func TestADayOfHomeVisits(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		s := begins(t, w)

		// Six doors, and none of them asks for a form.
		s.At("08:00")
		phone := s.asks("dispatcher", "Mbah Sarinah", "phone")
		s.asks("dispatcher", "Pak Buang", "radio", func(b *need.Request) { b.CallSign = "JZ13ABC" })
		s.asks("dispatcher", "Bu Ponirah", "slip", func(b *need.Request) { b.Slip, b.WrittenAt = 1, s.Clock.Now().Add(-40*time.Minute) })
		s.At("08:05")
		s.asks("Bidan Sri", "Mbah Sarinah lagi", "cadre", func(b *need.Request) { b.Patient = nil })
		s.asks("Hadi", "Mbah Misni", "field")
		red := ident.Named("Mbah Karto")
		out := s.do(s.public(red), s.envelope("ask", "need.ask", 0, need.Ask{Case: red, Kind: homevisit.Sick, Sign: "E04", Patient: &need.Patient{Name: "Mbah Karto"},
			Reporter: &need.Reporter{Name: "Tetangga", Phone: "081200000001"}}))
		r := s.receipt(out)
		qt.Check(t, qt.Equals(r.Colour, need.Red))
		qt.Check(t, qt.Equals(r.Emergency, "119"), qt.Commentf("what to dial stands on the receipt"))
		slip := s.promise("Bu Ponirah", homevisit.Fetch)
		qt.Check(t, qt.Equals(slip.Due, s.Clock.Now().Add(-45*time.Minute).Add(4*time.Hour)), qt.Commentf("the clock of the paper"))

		// Two reports of one event become one; a third, of somebody else, was merged by mistake.
		before := s.promise("Mbah Misni", homevisit.Fetch)
		s.two("Yuyun", "officer", "merge", "need.merge", need.Merge{Case: ident.Named("Mbah Sarinah lagi"), Into: ident.Named("Mbah Sarinah")})
		s.two("Yuyun", "officer", "wrong merge", "need.merge", need.Merge{Case: ident.Named("Mbah Misni"), Into: ident.Named("Mbah Sarinah")})
		s.At("08:40")
		s.two("officer", "Yuyun", "unmerge", "need.unmerge", need.Unmerge{Case: ident.Named("Mbah Misni")})
		after := s.promise("Mbah Misni", homevisit.Fetch)
		qt.Check(t, qt.Equals(after.Start, before.Start))
		qt.Check(t, qt.Equals(after.Due, before.Due))
		qt.Check(t, qt.Equals(s.promise("Mbah Sarinah", homevisit.Fetch).Due, phone.Due))

		// The red one goes first: the doctor is at the bedside within the hour.
		s.At("08:45").As("dispatcher").Send("send red", "visit.send", homevisit.Send{Visit: red, Team: ident.Named("Tim Ambulans")})
		s.At("08:50").As("Hadi").Send("out", "visit.set_out", homevisit.SetOut{Visit: red})
		qt.Check(t, qt.Equals(s.promise("Mbah Karto", homevisit.Respond).State, promise.Kept), qt.Commentf("a doctor is under way"))
		s.At("09:20").As("dr. Wulan").Send("there", "visit.arrive", homevisit.Arrive{Visit: red})
		qt.Check(t, qt.Equals(s.promise("Mbah Karto", homevisit.Fetch).State, promise.Kept))
		s.At("09:40").As("dr. Wulan").Send("handed", "visit.hand_on", homevisit.HandOn{Visit: red, To: "hospital", Name: "Ners Tri, IGD"})

		// Then Sarinah, in the forest, where there is no signal: in time, by the driver's
		// word, and by the server's own, for his phone got a moment of it on the ridge.
		s.As("dispatcher").Send("send sarinah", "visit.send", homevisit.Send{Visit: ident.Named("Mbah Sarinah"), Team: ident.Named("Tim Ambulans")})
		s.As("dispatcher").Send("send misni", "visit.send", homevisit.Send{Visit: ident.Named("Mbah Misni"), Team: ident.Named("Tim Motor")})
		aboard := s.envelope("aboard", "visit.aboard", s.Clock.Now().Add(70*time.Minute), homevisit.TakeAboard{Visit: ident.Named("Mbah Sarinah")})
		aboard.Token = s.House.Journal.Token(s.Facility, aboard.Device, s.Clock.Now())
		misni := s.envelope("misni", "visit.aboard", s.Clock.Now().Add(100*time.Minute), homevisit.TakeAboard{Visit: ident.Named("Mbah Misni")})
		misni.Token = s.House.Journal.Token(s.Facility, misni.Device, s.Clock.Now())
		s.At("11:10")
		witness, err := s.House.Journal.Witness(s.Facility, aboard, s.Clock.Now())
		qt.Assert(t, qt.IsNil(err))
		aboard.Token += "," + witness

		// The electricity fails. The server wakes up in the evening: four deadlines went by.
		s.Forget().At("19:30")
		for _, name := range []string{"Mbah Sarinah", "Pak Buang", "Bu Ponirah", "Mbah Misni"} {
			d, state := s.debt(name)
			qt.Check(t, qt.Equals(state, rice.Owed), qt.Commentf("%s", name))
			qt.Check(t, qt.Equals(d.Grams, 5000))
		}
		_, state := s.debt("Mbah Karto")
		qt.Check(t, qt.Equals(state, ""))
		_, state = s.debt("Mbah Sarinah lagi")
		qt.Check(t, qt.Equals(state, ""), qt.Commentf("one request, one debt"))

		// The teams come out of the forest. What the server itself saw in time strikes the
		// debt; what only the phone says does not, until the patient says so too.
		hadi, anam := s.Actor("Hadi"), s.Actor("Anam")
		qt.Check(t, qt.Equals(s.do(hadi, aboard).Status, journal.Accepted))
		d, state := s.debt("Mbah Sarinah")
		qt.Check(t, qt.Equals(state, rice.Struck))
		qt.Check(t, qt.Equals(d.Proof, promise.ByToken))
		qt.Check(t, qt.Equals(s.do(anam, misni).Status, journal.Accepted))
		_, state = s.debt("Mbah Misni")
		qt.Check(t, qt.Equals(state, rice.Owed), qt.Commentf("a phone's word alone strikes nothing"))
		code := need.ReceiptCode(s.House.Ring, s.Facility, ident.Named("Mbah Misni"))
		s.do(s.public(ident.Named("Mbah Misni")), s.envelope("confirm", "visit.confirm", 0,
			homevisit.Confirm{Visit: ident.Named("Mbah Misni"), Code: code, At: s.promise("Mbah Misni", homevisit.Fetch).Due.Add(-time.Minute)}))
		d, state = s.debt("Mbah Misni")
		qt.Check(t, qt.Equals(state, rice.Struck))
		qt.Check(t, qt.Equals(d.Proof, promise.ByPatient))

		// Nobody came to Buang and Ponirah. The rice does.
		s.At("+1 08:00").As("dispatcher").Send("send buang", "visit.send", homevisit.Send{Visit: ident.Named("Pak Buang"), Team: ident.Named("Tim Motor")})
		s.As("Anam").Send("buang aboard", "visit.aboard", homevisit.TakeAboard{Visit: ident.Named("Pak Buang")})
		s.As("officer").Send("carry", "rice.carry", rice.Carry{Debt: rice.DebtID(ident.Named("Pak Buang")), Workers: []ident.ID{ident.Named("Anam")}})
		s.As("Anam").Send("rice", "rice.give", rice.HandOver{Debt: rice.DebtID(ident.Named("Pak Buang")), Grams: 5000, To: rice.ToPatient, Signature: signature})
		_, state = s.debt("Pak Buang")
		qt.Check(t, qt.Equals(state, rice.Given))
		qt.Check(t, qt.Equals(s.balance("gram.stock.jumat_berkah"), 15_000))
		qt.Check(t, qt.Equals(s.balance("gram.payable."+string(ident.Named("Bu Ponirah"))), -5000), qt.Commentf("still owed"))
		qt.Check(t, qt.Equals(s.balance("gram.payable."+string(ident.Named("Mbah Sarinah"))), 0))

		s.Query(func(q journal.Query) error {
			b, err := board.Of(q, "2026-03")
			qt.Check(t, qt.Equals(b.Month.Requests, 5))
			qt.Check(t, qt.Equals(b.Month.Fetch.Kept, 3), qt.Commentf("in time, and twice proven"))
			qt.Check(t, qt.Equals(b.Month.Fetch.Of, 5))
			return err
		})
		s.RebuildEquals()
	})
}

// Whoever tries to bend a missed promise finds the debt standing and the attempt on
// record: threat T19.
func TestEveryAttemptToBendAMissedPromiseLeavesTheDebt(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		s := begins(t, w)
		s.At("08:00")
		s.asks("dispatcher", "Mbah Sarinah", "phone")
		s.asks("dispatcher", "Pak Buang", "phone")
		id, debt := ident.Named("Mbah Sarinah"), rice.DebtID(ident.Named("Mbah Sarinah"))
		s.At("12:30")
		stands := func(what string) {
			t.Helper()
			_, state := s.debt("Mbah Sarinah")
			qt.Assert(t, qt.Equals(state, rice.Owed), qt.Commentf("%s", what))
			p := s.promise("Mbah Sarinah", homevisit.Fetch)
			qt.Assert(t, qt.Equals(p.State, promise.Late), qt.Commentf("%s", what))
		}
		stands("the deadline has passed")

		// Alone: nothing happens, and the wish waits in everybody's sight.
		for _, try := range []struct {
			verb string
			body any
		}{
			{"need.cancel", need.Cancel{Case: id, Reason: "katanya sudah sembuh"}},
			{"need.dismiss", need.Dismiss{Case: id, Reason: "salah sambung"}},
			{"need.recategorise", need.Recategorise{Case: id, Kind: homevisit.Transport}},
			{"need.merge", need.Merge{Case: id, Into: ident.Named("Pak Buang")}},
			{"rice.reverse", rice.Reverse{Debt: debt, Reason: "dianggap selesai"}},
			{"visit.call_back", homevisit.CallBack{Visit: id, At: s.Clock.Now().Add(-time.Hour), Note: "katanya sudah datang"}},
		} {
			out, err := s.As("officer").Try("alone "+try.verb, try.verb, try.body)
			qt.Assert(t, qt.IsNil(err), qt.Commentf("%s", try.verb))
			qt.Assert(t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s: %s", try.verb, out.Code))
			again, err := s.As("officer").Try("own "+try.verb, "approval.approve", journal.Approve{Command: out.ID})
			qt.Assert(t, qt.IsTrue(err != nil || again.Status == journal.Refused), qt.Commentf("%s was approved by who proposed it", try.verb))
			stands(try.verb)
			s.Query(func(q journal.Query) error {
				_, found, err := journal.Proposals.Get(q.Tx, q.Facility, out.ID)
				qt.Check(t, qt.IsTrue(found), qt.Commentf("%s is in sight", try.verb))
				return err
			})
		}

		// Two together may cancel the request, not the debt.
		s.two("Yuyun", "officer", "cancel", "need.cancel", need.Cancel{Case: id, Reason: "katanya sudah sembuh"})
		stands("two cancelled it after the deadline")

		// A team's word for an earlier hour, with the server's own token that says later.
		s.As("dispatcher").Send("send buang", "visit.send", homevisit.Send{Visit: ident.Named("Pak Buang"), Team: ident.Named("Tim Ambulans")})
		back := s.envelope("back", "visit.aboard", s.Clock.Now().Add(-35*time.Minute), homevisit.TakeAboard{Visit: ident.Named("Pak Buang")})
		back.Token = s.House.Journal.Token(s.Facility, back.Device, s.Clock.Now())
		qt.Assert(t, qt.Equals(s.do(s.Actor("Hadi"), back).Status, journal.Accepted), qt.Commentf("it is kept, for it may be true"))
		_, state := s.debt("Pak Buang")
		qt.Check(t, qt.Equals(state, rice.Owed))
		years := back
		years.ID, years.OccurredAt = ident.Named("phone years"), s.Clock.Now().Add(-2*365*24*time.Hour)
		s.do(s.Actor("Hadi"), years)
		_, state = s.debt("Pak Buang")
		qt.Check(t, qt.Equals(state, rice.Owed), qt.Commentf("a clock set back by years"))

		// A wrong code, and somebody of the staff with the right one.
		wrong := s.do(s.public(id), s.envelope("wrong", "visit.confirm", 0, homevisit.Confirm{Visit: id, Code: "000000", At: s.Clock.Now().Add(-time.Hour)}))
		qt.Check(t, qt.Equals(wrong.Status, journal.Refused))
		right := need.ReceiptCode(s.House.Ring, s.Facility, ident.Named("Pak Buang"))
		if out, err := s.As("officer").Try("staff", "visit.confirm", homevisit.Confirm{Visit: ident.Named("Pak Buang"), Code: right, At: s.Clock.Now().Add(-time.Hour)}); err == nil {
			qt.Check(t, qt.Equals(out.Status, journal.Refused))
		}
		_, state = s.debt("Pak Buang")
		qt.Check(t, qt.Equals(state, rice.Owed))

		// The machine's own words are nobody else's, and no verb ends or moves a promise.
		p := homevisit.PromiseID(id, homevisit.Fetch)
		for _, verb := range []string{"promise.lapse", "promise.warn"} {
			out, err := s.As("head").Try("head "+verb, verb, map[string]ident.ID{"promise": p})
			qt.Check(t, qt.IsTrue(err != nil || out.Status != journal.Accepted), qt.Commentf("%s", verb))
		}
		for name := range s.House.Journal.Verbs() {
			for _, ends := range []string{"promise.delete", "promise.move", "promise.pause", "promise.edit", "rice.delete", "need.delete", "visit.delete"} {
				qt.Check(t, qt.Not(qt.Equals(name, ends)))
			}
		}
		stands("everything was tried")
		qt.Check(t, qt.IsTrue(len(messagesTo(s)) > 0), qt.Commentf("the head has been told of a missed promise"))
		s.RebuildEquals()
	})
}

// messagesTo are what was written to the head.
func messagesTo(s story) (all []messaging.Row) {
	s.Query(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 ORDER BY id", q.Facility, ident.Named("head"))
		return err
	})
	return all
}
