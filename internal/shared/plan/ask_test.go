package plan_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/shared/plan"
)

func TestOneMoreIsAnsweredFromThePlanAtHandAndWritesNothing(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		reads := s.p.reads
		for range 3 {
			r, version, err := s.desk.Ask(t.Context(), facility, couriers, today, visit(wati, 10, "12:00"))
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.IsNotNil(r.Best))
			qt.Assert(t, qt.HasLen(r.Best.Later, 0))
			qt.Assert(t, qt.Equals(version, 1))
		}
		qt.Assert(t, qt.Equals(s.p.reads, reads+1)) // the first question compiles the day
		qt.Assert(t, qt.HasLen(s.happened(), 0))
		_, _, err := s.desk.Ask(t.Context(), facility, plan.Teams, today, visit(wati, 10, ""))
		qt.Assert(t, qt.Equals(fault.Of(err).Code, "not_found"))
	})
}

func TestAJobThatCameIsGivenAPlaceAtOnceAndThePlanIsMadeBetterLater(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		_, _, err := s.desk.Ask(t.Context(), facility, couriers, today, visit(ident.Named("somebody"), 1, ""))
		qt.Assert(t, qt.IsNil(err))
		reads := s.p.reads
		s.p.jobs = append(s.p.jobs, visit(wati, 10, "12:00"))
		s.changed(plan.Changed, wati)
		worker, stops, placed, err := s.desk.Place(t.Context(), facility, couriers, today, wati)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.IsTrue(placed))
		qt.Assert(t, qt.Equals(s.with(wati), worker))
		qt.Assert(t, qt.HasLen(stops, 1))
		qt.Assert(t, qt.Equals(s.p.reads, reads)) // only the one job was read
		qt.Assert(t, qt.DeepEquals(s.happened(), []string{"plan.unsettled/1", "plan.made/1"}))
		qt.Assert(t, qt.IsFalse(s.day().StaleSince.IsZero()))
		_, _, placed, err = s.desk.Place(t.Context(), facility, couriers, today, wati)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.IsFalse(placed))
		s.wait(2 * time.Second)
		qt.Assert(t, qt.IsTrue(s.day().StaleSince.IsZero()))
		qt.Assert(t, qt.IsTrue(s.with(wati) != ""))
	})
}

func TestTheDeskLearnsWhyAJobIsWithSomebodyElse(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.p.jobs = []dayplan.Job{visit(sri, 20, "12:00")}
		s.p.jobs[0].Skills = []string{"massage"}
		s.p.workers[0].Skills = []string{"massage"}
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		why, err := s.desk.Why(t.Context(), facility, couriers, today, sri)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(why.Worker, ani))
		qt.Assert(t, qt.DeepEquals(why.Why, []plan.Because{{Worker: beni, Why: "skill"}}))
		_, err = s.desk.Why(t.Context(), facility, couriers, today, wati)
		qt.Assert(t, qt.Equals(fault.Of(err).Code, "not_found"))
	})
}

func TestWhatNobodyCanDoStandsWithoutAPlaceAndWithReasons(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.p.jobs = []dayplan.Job{visit(sri, 20, "12:00")}
		s.p.jobs[0].Skills = []string{"doctor"}
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		d := s.day()
		qt.Assert(t, qt.Equals(d.Jobs, 0))
		qt.Assert(t, qt.HasLen(d.Left, 1))
		qt.Assert(t, qt.Equals(d.Left[0].Job, sri))
		for _, b := range d.Left[0].Why {
			qt.Assert(t, qt.Equals(b.Why, "skill"))
		}
	})
}
