package plan_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/plan"
)

// both tells a story on both databases.
func both(t *testing.T, story func(t *testing.T, s *stage)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) { story(t, newStage(t, db)) })
}

// planned is a day with two visits far from one another and a plan of it.
func (s *stage) planned() {
	s.T.Helper()
	s.p.jobs = []dayplan.Job{visit(sri, 20, "12:00"), visit(rini, 21, "12:00")}
	s.changed(plan.Changed, "")
	s.wait(2 * time.Second)
	s.happened()
}

func TestADayIsPlannedTwoSecondsAfterTheLastOfAHandfulOfChanges(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.p.jobs = []dayplan.Job{visit(sri, 10, "12:00")}
		s.changed(plan.Changed, sri)
		s.p.jobs = append(s.p.jobs, visit(rini, 5, "12:00"))
		s.changed(plan.Changed, rini)
		qt.Assert(t, qt.IsFalse(s.day().StaleSince.IsZero()))
		s.wait(time.Second)
		qt.Assert(t, qt.DeepEquals(s.happened(), []string{"plan.unsettled/1", "plan.unsettled/1"}))
		s.wait(time.Second)
		qt.Assert(t, qt.DeepEquals(s.happened(), []string{"plan.made/1"}))
		d := s.day()
		qt.Assert(t, qt.IsTrue(d.StaleSince.IsZero()))
		qt.Assert(t, qt.Equals(d.Version, 1))
		qt.Assert(t, qt.Equals(d.Jobs, 2))
		qt.Assert(t, qt.Equals(d.Broken, 0))
		qt.Assert(t, qt.HasLen(d.Workers, 2))
		qt.Assert(t, qt.DeepEquals(d.Source, "line"))
		qt.Assert(t, qt.HasLen(s.routes(), 2))
	})
}

func TestAPlanThatStaysAsItIsIsNotToldAgain(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		before := s.routes()
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		qt.Assert(t, qt.DeepEquals(s.happened(), []string{"plan.unsettled/1", "plan.settled/1"}))
		qt.Assert(t, qt.DeepEquals(s.routes(), before))
		qt.Assert(t, qt.Equals(s.day().Version, 1))
	})
}

func TestARestartBetweenChangeAndPlanLosesNothing(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.p.jobs = []dayplan.Job{visit(sri, 10, "")}
		s.changed(plan.Changed, sri)
		s.restart(s.desk.Room)
		s.wait(2 * time.Second)
		qt.Assert(t, qt.Equals(s.day().Jobs, 1))
	})
}

func TestAPlanOfWhatHasChangedSinceIsRefused(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		d := s.day()
		late := plan.Make{Group: couriers, Day: today, Version: d.Version, Asked: d.Asked}
		s.changed(plan.Changed, sri)
		out, err := s.Say(machines, "plan.make", late)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Code, "plan.stale"))
	})
}

func TestWhatAPersonPinsStaysWithThatWorkerUntilItIsUnpinned(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		one := s.with(sri)
		other := ani
		if one == ani {
			other = beni
		}
		s.Must(dewi(), "plan.pin", plan.Pin{Group: couriers, Day: today, Job: sri, Worker: other})
		s.wait(0) // what a person wishes is planned at once
		qt.Assert(t, qt.Equals(s.with(sri), other))
		s.refused("plan.pin", plan.Pin{Group: couriers, Day: today, Job: sri, Worker: other}, "plan.as_wished")
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		qt.Assert(t, qt.Equals(s.with(sri), other))
		s.Must(dewi(), "plan.unpin", plan.Unpin{Group: couriers, Day: today, Job: sri})
		s.refused("plan.unpin", plan.Unpin{Group: couriers, Day: today, Job: sri}, "plan.as_wished")
		s.Must(dewi(), "plan.forbid", plan.Forbid{Group: couriers, Day: today, Job: sri, Worker: other})
		s.wait(0)
		qt.Assert(t, qt.Equals(s.with(sri), one))
		s.refused("plan.forbid", plan.Forbid{Group: couriers, Day: today, Job: sri, Worker: other}, "plan.as_wished")
		s.Must(dewi(), "plan.allow", plan.Allow{Group: couriers, Day: today, Job: sri, Worker: other})
		s.refused("plan.allow", plan.Allow{Group: couriers, Day: today, Job: sri, Worker: other}, "plan.as_wished")
		s.refused("plan.pin", plan.Pin{Group: couriers, Day: today, Job: sri, Worker: ident.Named("nobody")}, "plan.not_there")
		s.refused("plan.pin", plan.Pin{Group: couriers, Day: today, Job: ident.Named("no job")}, "not_found")
	})
}

func TestAJobThatIsDraggedIsHeldAtItsHourAndSaysWhatItCosts(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		one := s.with(sri)
		other := ani
		if one == ani {
			other = beni
		}
		tried, version, err := s.desk.Try(t.Context(), facility, couriers, today, dayplan.Move{Job: sri, Worker: other, Place: 0})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(tried.Why, ""))
		qt.Assert(t, qt.HasLen(tried.Cost.Later, 0))
		qt.Assert(t, qt.HasLen(tried.Cost.Lost, 0))
		move := plan.Move{Group: couriers, Day: today, Job: sri, Worker: other, At: local("10:30"), Version: version}
		s.Must(dewi(), "plan.move", move)
		s.wait(0)
		qt.Assert(t, qt.Equals(s.with(sri), other))
		var at time.Duration
		s.Query(func(q journal.Query) error {
			r, _, err := plan.Routes.Get(q.Tx, facility, plan.RouteID(plan.DayID(couriers, today), other))
			for _, st := range r.Stops {
				if st.Job == sri {
					at = st.At.Sub(local("10:30")).Abs()
				}
			}
			return err
		})
		qt.Assert(t, qt.IsTrue(at <= 15*time.Minute))
		s.refused("plan.move", move, "plan.stale")
	})
}

func TestAJobThatIsBegunIsNotDraggedToAnother(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		one, other := s.with(sri), ani
		if one == ani {
			other = beni
		}
		for i := range s.p.jobs {
			if s.p.jobs[i].ID == sri {
				s.p.jobs[i].Worker = one // the programme says: nobody else can any more
			}
		}
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		tried, version, err := s.desk.Try(t.Context(), facility, couriers, today, dayplan.Move{Job: sri, Worker: other, Place: -1})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(tried.Why, dayplan.WhyBegun))
		s.refused("plan.move", plan.Move{Group: couriers, Day: today, Job: sri, Worker: other, Version: version}, "plan.begun")
		s.Must(dewi(), "plan.move", plan.Move{Group: couriers, Day: today, Job: rini, Worker: other, Version: version})
	})
}

func TestWhoDropsOutLosesWhatIsNotBegunInOneTap(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		out := s.with(sri)
		s.Must(dewi(), "plan.again", plan.Again{Group: couriers, Day: today, Out: out})
		s.wait(0)
		qt.Assert(t, qt.IsTrue(s.with(sri) != out && s.with(sri) != ""))
		qt.Assert(t, qt.IsTrue(s.with(rini) != out && s.with(rini) != ""))
		s.refused("plan.again", plan.Again{Group: couriers, Day: today, Out: out}, "plan.not_there")
		s.Must(dewi(), "plan.again", plan.Again{Group: couriers, Day: today, Back: out})
		s.refused("plan.again", plan.Again{Group: couriers, Day: today, Back: out}, "plan.not_out")
		s.refused("plan.again", plan.Again{Group: plan.Cadres, Day: today}, "not_found")
	})
}

func TestWhatSomebodySetsOutToWithinHalfAnHourDoesNotMoveExceptForADropOut(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.p.jobs = []dayplan.Job{visit(sri, 20, "08:45")} // Ani needs an hour on a slow day
		s.p.workers = []dayplan.Worker{worker(ani)}
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		qt.Assert(t, qt.Equals(s.with(sri), ani))
		// Beni comes, and begins next door: he would keep the promise.
		near := worker(beni)
		near.Start = km(20)
		s.p.workers = append(s.p.workers, near)
		s.changed(plan.Changed, "")
		s.wait(2 * time.Second)
		qt.Assert(t, qt.Equals(s.with(sri), ani))
		s.Must(dewi(), "fleet.close_road", fleet.CloseRoad{Closure: ident.Named("flood"), Label: "Jalan Dago", Village: "32.73.02.1001", Reason: "flood", Until: s.Clock.Now().Add(time.Hour)})
		s.wait(2 * time.Second)
		qt.Assert(t, qt.Equals(s.with(sri), beni))
	})
}

func TestAYesterdayLeavesTheDeskAndThePhones(t *testing.T) {
	both(t, func(t *testing.T, s *stage) {
		s.planned()
		s.Must(dewi(), "plan.pin", plan.Pin{Group: couriers, Day: today, Job: sri})
		s.wait(0)
		s.happened()
		s.wait(24 * time.Hour)
		qt.Assert(t, qt.Equals(s.day().ID, ""))
		qt.Assert(t, qt.HasLen(s.routes(), 0))
		kinds := s.happened()
		qt.Assert(t, qt.Equals(kinds[0], "plan.over/1"))
		s.refused("plan.again", plan.Again{Group: couriers, Day: today}, "not_found")
	})
}
