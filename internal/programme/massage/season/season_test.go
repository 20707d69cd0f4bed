package season_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

// TestASeasonOfMassages: families book by three doors; a fever at the door becomes a midwife's
// visit; an immunisation moves another day, with the mother's yes; one who does not answer
// keeps nothing; a cadre falls ill and another comes for her; four weeks make a mother who can
// do it alone; the third bad rating asks for a talk. What the log says is what the tables have.
func TestASeasonOfMassages(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		s := begins(t, w)
		s.booked()
		s.fever()
		s.immunised()
		s.unanswered()
		s.illness()
		s.fourWeeks()
		s.badRatings()
		qt.Check(t, qt.Equals(s.watched(), 0), qt.Commentf("everybody is home"))
		s.RebuildEquals()
	})
}

// booked: Sari on the public page, with the code of her telephone; Rina at the desk for four
// weeks; Dewi and Tuti by their cadre.
func (s story) booked() {
	s.t.Helper()
	s.at("2026-03-02", "09:00")
	out := s.outside("Sari asks", "massage.book", ask("Sari", "2026-03-03", "08:00"))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	s.stands("Sari", massage.Asked)
	s.As("officer").Refused("taken", "massage.book", ask("Rina", "2026-03-03", "08:00"), "massage.slot_taken")
	code := ""
	s.Query(func(q journal.Query) error {
		code = massage.Code(q.Keys, q.Facility, id("Sari"), 1)
		return nil
	})
	s.outside("Sari's code", "massage.confirm", massage.Confirm{Booking: id("Sari"), Code: code})
	sari := s.stands("Sari", massage.Booked)
	qt.Check(s.t, qt.DeepEquals(s.kinds(sari.Parent)[:2], []string{"massage_code", "massage_booked"}))

	rina := ask("Rina", "2026-03-03", "10:00")
	rina.Weeks = 4
	s.As("officer").Send("Rina's course", "massage.book", rina)
	all := s.course("Rina")
	qt.Assert(s.t, qt.HasLen(all, 4))
	qt.Check(s.t, qt.Equals(all[3].Day, "2026-03-24"))
	s.As("Teh Lilis").Send("Dewi", "massage.book", ask("Dewi", "2026-03-05", "08:00")).
		Send("Tuti", "massage.book", ask("Tuti", "2026-03-05", "10:00"))
}

// fever: Lilis is before Sari's door; nobody is massaged, and the midwife has a case, which she
// closes when she has seen the child.
func (s story) fever() {
	s.t.Helper()
	s.at("2026-03-03", "07:40").As("Teh Lilis").Send("to Sari", "massage.set_out", massage.SetOut{Booking: id("Sari")})
	qt.Check(s.t, qt.Equals(s.watched(), 1))
	s.at("2026-03-03", "08:02")
	out := s.door("Teh Lilis", "Sari", massage.Screen{Booking: id("Sari"), Answers: well(func(a *screening.Answers) { a.Fever = screening.Yes })})
	qt.Check(s.t, qt.Equals(out.Verdict.Result, screening.Refer))
	qt.Check(s.t, qt.Equals(s.watched(), 0), qt.Commentf("she goes on"))
	s.As("Teh Lilis").Refused("no massage", "massage.start", massage.Start{Booking: id("Sari")}, "massage.over_already")
	s.stands("Sari", massage.Referred)
	c := s.Case(massage.Referral)
	qt.Check(s.t, qt.Equals(c.Owner, id("Bidan Ani")))
	qt.Check(s.t, qt.DeepEquals(c.People, s.booking("Sari").Children))
	s.massaged(s.course("Rina")[0], "Teh Lilis", false)
	s.at("2026-03-04", "09:00").As("Bidan Ani").
		Send("rung", "need.step", need.DoStep{Case: c.ID, Step: "family_called"}).
		Send("seen", "need.step", need.DoStep{Case: c.ID, Step: "child_seen"}).
		Send("well again", "need.close", need.Close{Case: c.ID, Outcome: "solved", Reason: "Demam sudah turun, ibu tahu tanda bahaya."})
	c = s.Case(massage.Referral)
	qt.Check(s.t, qt.IsFalse(c.ClosedAt.IsZero()))
}

// immunised: Dewi's child had an immunisation yesterday. The first free slot after 72 hours is
// offered, the old one is kept for two hours, and it moves with her yes only.
func (s story) immunised() {
	s.t.Helper()
	s.at("2026-03-04", "10:00")
	at := s.firstAfter("Dewi", moment("2026-03-03", "09:00").Add(massageRest))
	s.As("officer").Send("immunised", "massage.move", massage.Move{Booking: id("Dewi"), Cadre: id("Teh Lilis"), At: at, Why: massage.Immunised})
	dewi := s.stands("Dewi", massage.Booked)
	qt.Check(s.t, qt.Equals(dewi.From, moment("2026-03-05", "08:00")), qt.Commentf("the old one is kept"))
	s.As("officer").Refused("old is kept", "massage.book", ask("Nina", "2026-03-05", "08:00"), "massage.slot_taken")
	s.at("2026-03-04", "11:59")
	s.parent("Dewi", "Dewi's yes", "massage.answer", massage.Reply{Booking: id("Dewi"), Yes: true})
	qt.Check(s.t, qt.Equals(s.stands("Dewi", massage.Booked).From, at))
	s.As("officer").Send("free again", "massage.book", ask("Nina", "2026-03-05", "08:00"))
}

// massageRest is for how long nobody is massaged after an immunisation, as the policy has it.
const massageRest = 72 * 3600 * 1e9

// firstAfter is the first beginning that a family's own cadre has free from an instant on.
func (s story) firstAfter(name string, from instant.Instant) (at instant.Instant) {
	s.t.Helper()
	b := s.booking(name)
	s.Query(func(q journal.Query) error {
		free, err := massage.Room{}.FreeSlots(q, massage.Wanted{Village: ident.ID(b.Village), Born: b.Born, From: from.Day(zone), To: from.Add(14 * 24 * 3600 * 1e9).Day(zone), Cadre: b.Cadre, But: b.ID})
		for _, x := range free {
			if at.IsZero() && !x.From.Before(from) {
				at = x.From
			}
		}
		return err
	})
	qt.Assert(s.t, qt.IsFalse(at.IsZero()))
	return at
}

// unanswered: Tuti is told the same, and is silent. After two hours the offer is gone, and the
// old slot too, for her child may not be massaged in it; the desk rings her on the next day.
func (s story) unanswered() {
	s.t.Helper()
	s.at("2026-03-04", "13:00")
	at := s.firstAfter("Tuti", moment("2026-03-04", "09:00").Add(massageRest))
	s.As("officer").Send("also immunised", "massage.move", massage.Move{Booking: id("Tuti"), Cadre: id("Teh Lilis"), At: at, Why: massage.Immunised})
	s.at("2026-03-04", "14:59").stands("Tuti", massage.Booked)
	tuti := s.at("2026-03-04", "15:00").stands("Tuti", massage.ToMove)
	qt.Check(s.t, qt.IsFalse(tuti.Takes()))
	s.at("2026-03-05", "07:30").As("officer").Send("she said yes on the phone", "massage.move", massage.Move{Booking: id("Tuti"), Cadre: id("Teh Lilis"), At: at, Why: massage.Coordinated, Agreed: true})
	s.stands("Tuti", massage.Booked)
	s.massaged(s.booking("Nina"), "Teh Lilis", false)
}

// illness: on Tuesday morning Lilis has a fever. Euis stands in for her, Rina is asked, says
// yes, and Euis comes: not without being recorded.
func (s story) illness() {
	s.t.Helper()
	s.at("2026-03-09", "06:30")
	s.massaged(s.booking("Dewi"), "Teh Lilis", false)
	s.massaged(s.booking("Tuti"), "Teh Lilis", false)
	s.at("2026-03-10", "06:15").As("officer").Send("ill", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-10", To: "2026-03-10", Why: "ill"})
	second := s.course("Rina")[1]
	to := massage.Move{Booking: second.ID, Cadre: id("Teh Euis"), At: second.From, Why: massage.Substituted}
	s.As("officer").Refused("not her village", "massage.move", to, "massage.not_her_village").
		Send("stands in", "massage.stand_in", massage.StandIn{Substitute: id("stand in"), Cadre: id("Teh Euis"), For: id("Teh Lilis"), Village: world.Village, From: "2026-03-10", To: "2026-03-10"}).
		Send("another comes", "massage.move", to)
	qt.Check(s.t, qt.Equals(s.read(second.ID).Cadre, id("Teh Lilis")), qt.Commentf("nobody has said yes"))
	s.parent("Rina", "Rina's yes", "massage.answer", massage.Reply{Booking: second.ID, Yes: true})
	s.massaged(s.read(second.ID), "Teh Euis", false)
	qt.Check(s.t, qt.Equals(s.visit(second.ID).Stand, id("stand in")))
}

// fourWeeks: after the fourth visit Rina does it alone, and says what she thinks of it.
func (s story) fourWeeks() {
	s.t.Helper()
	for _, b := range s.course("Rina")[2:] {
		s.massaged(b, "Teh Lilis", b.Nth == 4)
	}
	last := s.course("Rina")[3]
	qt.Check(s.t, qt.IsTrue(s.visit(last.ID).Alone))
	s.parent("Rina", "Rina rates", "massage.rate", massage.Rate{Booking: last.ID, Stars: 5, Word: "Sekarang saya bisa sendiri."})
}

// badRatings: three of Lilis's families are not content. The third of them asks the coordinator
// for a talk with her, once.
func (s story) badRatings() {
	s.t.Helper()
	for i, of := range []string{"Nina", "Dewi", "Tuti"} {
		s.parent(of, fmt.Sprint("bad ", of), "massage.rate", massage.Rate{Booking: id(of), Stars: int64(1 + i%2), Word: "Terburu-buru."})
		talks := 0
		for _, x := range s.Tasks() {
			if x.Kind == massage.Talk && x.Person == id("Teh Lilis") {
				talks++
			}
		}
		qt.Check(s.t, qt.Equals(talks, i/2), qt.Commentf("after %d bad ratings", i+1))
	}
}
