package massage_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
)

// visited is a visit of a later day that is done.
func (s visitDay) visited(n int) string {
	s.T.Helper()
	name, day := fmt.Sprint("anak ", n), fmt.Sprintf("2026-03-%02d", 3+n)
	s.bookedAt(name, fiveMonths, "euis", dagoVillage, stagetest.Local(day, "10:00"))
	s.Until(stagetest.Local(day, "10:00"))
	s.asks("euis", name, hoped())
	s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named(name)})
	s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named(name)})
	return name
}

// talks are the tasks to talk with somebody.
func (s visitDay) talks() (all []task.Task) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = $2 ORDER BY opened_at, id", q.Facility, massage.Talk)
		return err
	})
	return all
}

func TestThreeBadRatingsAskForATalk(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		for n, stars := range []int64{2, 5, 1, 3, 2, 1, 1, 2} {
			name := s.visited(n)
			s.Must(s.page(name), "massage.rate", massage.Rate{Booking: named(name), Stars: stars, Word: "kurang sabar"})
			want := map[int]int{4: 1, 5: 1, 6: 1, 7: 2}[n] // the third bad one, and the third after that
			qt.Check(t, qt.HasLen(s.talks(), want), qt.Commentf("visit %d", n))
		}
		talk := s.talks()[0]
		qt.Check(t, qt.Equals(talk.Owner, named("ratna")))
		qt.Check(t, qt.Equals(talk.Person, named("euis")))
		qt.Check(t, qt.Equals(s.Written("sabar"), 0), qt.Commentf("a word is sealed"))
		s.Verify()
	})
}

// What was told to the cadre stands until the parent says it herself; what she said stays.
func TestTheParentsOwnWordStands(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Refused(s.page("Asep"), "massage.rate", massage.Rate{Booking: named("Asep"), Stars: 5}, "massage.no_visit_yet")
		name := s.visited(1)
		s.Must(s.cadre("euis"), "massage.rate", massage.Rate{Booking: named(name), Stars: 5})
		s.Refused(s.desk(), "massage.rate", massage.Rate{Booking: named(name), Stars: 1}, "massage.rated_already")
		s.Must(s.page(name), "massage.rate", massage.Rate{Booking: named(name), Stars: 3, Word: "cukup baik"})
		s.Refused(s.page(name), "massage.rate", massage.Rate{Booking: named(name), Stars: 5}, "massage.rated_already")
		v := s.visit(name)
		qt.Check(t, qt.Equals(v.Stars, 3))
		qt.Check(t, qt.Equals(v.RatedBy, massage.FromParent))
		s.Refused(s.page("Asep"), "massage.rate", massage.Rate{Booking: named(name), Stars: 5}, "not_found")
	})
}
