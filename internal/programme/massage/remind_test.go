package massage_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/stagetest"
)

// The days of the reminders' stories: the visit is on Wednesday.
const (
	tuesday   = "2026-03-03"
	wednesday = "2026-03-04"
)

// called has Euis come to a family with a telephone.
func (s visitDay) called(name, day, hour string, weeks int64) {
	s.T.Helper()
	s.Must(s.desk(), "massage.book", massage.Book{Booking: named(name), Parent: massage.Parent{Name: "Ibu " + name, Phone: phone(name)},
		Children: []massage.Child{{Name: "Anak " + name, Born: fiveMonths}, {Name: "Adik " + name, Born: fiveMonths}},
		Village:  dagoVillage, Place: dispatch.Place{Label: "Gang Rahayu 7", Lat: -6.881, Lon: 107.621, Village: dagoVillage},
		Cadre: named("euis"), At: stagetest.Local(day, hour), Weeks: weeks, Answers: hoped()})
}

// said are the messages of a kind to a family, those that were taken back too.
func (s visitDay) said(name, kind string) (all []messaging.Row) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND kind = $3 ORDER BY created_at, id", q.Facility, s.booking(name).Parent, "massage_"+kind)
		return err
	})
	return all
}

// hear wants so many messages of a kind, of which so many wait to be sent.
func (s visitDay) hear(name, kind string, all, waiting int) {
	s.T.Helper()
	n := 0
	rows := s.said(name, kind)
	for _, r := range rows {
		if r.State == messaging.Waiting {
			n++
		}
	}
	qt.Assert(s.T, qt.Equals(len(rows), all), qt.Commentf("%s of %s", kind, name))
	qt.Assert(s.T, qt.Equals(n, waiting), qt.Commentf("%s of %s that wait", kind, name))
}

// TestAFamilyIsRemindedTheEveningBeforeAndAnHourBefore: twins are one visit and one message, each
// with the family's page; what was not sent in time is taken back.
func TestAFamilyIsRemindedTheEveningBeforeAndAnHourBefore(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.called("Sari", wednesday, "10:00", 0)
		s.through(stagetest.Local(tuesday, "17:59"))
		s.hear("Sari", "evening", 0, 0)
		s.through(stagetest.Local(tuesday, "18:00"))
		s.hear("Sari", "evening", 1, 1)
		m := s.said("Sari", "evening")[0]
		qt.Check(t, qt.Equals(m.Params["day_on"], wednesday))
		qt.Check(t, qt.Equals(m.Params["cadre_worker"], string(named("euis"))))
		s.Query(func(q journal.Query) error {
			l, _, err := link.Links.Get(q.Tx, q.Facility, m.Link)
			qt.Check(t, qt.IsTrue(l.Open(q.Now) && l.Purpose == link.Massage && l.Person == m.Person))
			return err
		})
		s.through(stagetest.Local(wednesday, "08:59"))
		s.hear("Sari", "hour", 0, 0)
		s.through(stagetest.Local(wednesday, "09:00"))
		s.hear("Sari", "hour", 1, 1)
		s.through(stagetest.Local(wednesday, "11:30"))
		s.hear("Sari", "evening", 1, 0)
		s.hear("Sari", "hour", 1, 0)
		s.Verify()
	})
}

// TestAReminderLooksAgain: a visit that was moved, given up or ended is not told of as it was; the
// new hour has its own.
func TestAReminderLooksAgain(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.called("Sari", wednesday, "10:00", 0)
		s.called("Tuti", wednesday, "13:00", 0)
		s.through(stagetest.Local(tuesday, "18:00"))
		s.Must(s.desk(), "massage.move", massage.Move{Booking: named("Sari"), Cadre: named("euis"), At: stagetest.Local("2026-03-05", "10:00"), Why: massage.Wished, Agreed: true})
		s.hear("Sari", "evening", 1, 0)
		s.Must(s.desk(), "massage.cancel", massage.Cancel{Booking: named("Tuti"), Why: "parent"})
		s.hear("Tuti", "evening", 1, 0)
		s.through(stagetest.Local(wednesday, "17:00"))
		s.hear("Sari", "hour", 0, 0)
		s.hear("Tuti", "hour", 0, 0)
		s.through(stagetest.Local(wednesday, "18:00"))
		s.hear("Sari", "evening", 2, 1)
		s.through(stagetest.Local("2026-03-05", "09:00"))
		s.hear("Sari", "hour", 1, 1)
		s.Verify()
	})
}

// TestWhatIsBookedLateIsNotRemindedOfTheEvening: nor anything in the night, nor one visit of a
// course for another.
func TestWhatIsBookedLateIsNotRemindedOfTheEvening(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.through(stagetest.Local(tuesday, "18:30"))
		s.called("Sari", wednesday, "10:00", 2)
		s.through(stagetest.Local(wednesday, "07:00"))
		s.hear("Sari", "evening", 0, 0)
		s.through(stagetest.Local("2026-03-10", "18:00"))
		s.hear("Sari", "hour", 1, 0)
		s.hear("Sari", "evening", 1, 1) // of the second visit
	})
	onVisit(t, func(t *testing.T, s visitDay) {
		s.night("09:01")
		s.called("Sari", wednesday, "10:00", 0)
		s.through(stagetest.Local(wednesday, "11:30"))
		s.hear("Sari", "evening", 1, 0)
		s.hear("Sari", "hour", 0, 0)
	})
}

// TestAfterAVisitStarsAreAskedForOnce: two hours later, by day; not of who has told them already,
// and not of a visit that was broken off.
func TestAfterAVisitStarsAreAskedForOnce(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.called("Wati", tuesday, "10:00", 0)
		s.done("Sari", "10:00")
		s.through(stagetest.Hour("11:59"))
		s.hear("Sari", "rate", 0, 0)
		s.through(stagetest.Hour("12:00"))
		s.hear("Sari", "rate", 1, 1)
		s.done("Tuti", "14:30")
		s.Must(s.cadre("euis"), "massage.rate", massage.Rate{Booking: named("Tuti"), Stars: 4})
		s.through(stagetest.Local(tuesday, "10:00"))
		s.hear("Tuti", "rate", 0, 0)
		s.asks("euis", "Wati", hoped())
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Wati")})
		s.Must(s.cadre("euis"), "massage.stop", massage.Stop{Booking: named("Wati"), Why: massage.Cried})
		s.Must(s.page("Sari"), "massage.rate", massage.Rate{Booking: named("Sari"), Stars: 5})
		s.hear("Sari", "rate", 1, 0)
		s.through(stagetest.Local(wednesday, "10:00"))
		s.hear("Wati", "rate", 0, 0)
		s.Verify()
	})
}

// TestWhoSetsOutIsToldOfOnce: with the page that shows her, until she is there.
func TestWhoSetsOutIsToldOfOnce(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.called("Sari", "2026-03-02", "11:00", 0)
		s.through(stagetest.Hour("10:30"))
		s.hear("Sari", "hour", 1, 1)
		s.Must(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Sari")})
		s.hear("Sari", "hour", 1, 0)
		s.hear("Sari", "on_way", 1, 1)
		m := s.said("Sari", "on_way")[0]
		qt.Check(t, qt.Not(qt.Equals(m.Link, ident.ID(""))))
		qt.Check(t, qt.Equals(m.Worker, named("euis")))
		s.through(stagetest.Hour("11:00"))
		s.asks("euis", "Sari", hoped())
		s.hear("Sari", "on_way", 1, 1)
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Sari")})
		s.hear("Sari", "on_way", 1, 0)
		s.Verify()
	})
}

// through lets time pass by half hours, with whatever the machine does in them.
func (s visitDay) through(at instant.Instant) {
	s.T.Helper()
	for next := s.Clock.Now().Add(30 * time.Minute); next.Before(at); next = next.Add(30 * time.Minute) {
		s.Until(next)
	}
	s.Until(at)
}

// done is a visit of today that is done in no time at all.
func (s visitDay) done(name, hour string) {
	s.T.Helper()
	s.called(name, "2026-03-02", hour, 0)
	s.through(stagetest.Hour(hour))
	s.asks("euis", name, hoped())
	s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named(name)})
	s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named(name)})
}

// night has two people agree that nothing is written before an hour.
func (s visitDay) night(until string) {
	s.T.Helper()
	doc, err := policy.NewDocument(map[string]string{"quiet_to": until, "rate_hour": "10:00"})
	qt.Assert(s.T, qt.IsNil(err))
	out, err := s.Say(stagetest.Desk(s.Facility, named("andi"), access.Admin), "policy.change", policy.Change{Section: massage.RemindPolicy.Name(), Document: doc})
	qt.Assert(s.T, qt.IsNil(err))
	s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
}
