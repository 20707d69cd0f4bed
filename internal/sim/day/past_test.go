package day_test

import (
	"context"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/overview"
	"sambang/internal/shared/payment"
	"sambang/internal/sim/day"
)

// Four weeks are lived through: mothers declare what was planned, couriers ride, the
// desk decides, and the machine has done at its time whatever fell due.
func TestTheDemoRemembersWeeksInWhichEverythingDueWasDone(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); rememberWeeks(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); rememberWeeks(t, storetest.Postgres(t)) })
}

func rememberWeeks(t *testing.T, database string) {
	h, clock := openOn(t, database)
	to := day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock}
	noon := instant.Of(time.Date(2026, 3, 20, 5, 0, 0, 0, time.UTC))
	clock.Put(noon)
	weeks := 0
	_, err := day.SeedPast(context.Background(), to, day.Past{Weeks: 4, Errands: h.Errands, Progress: func(n int) { weeks = n },
		Missed: func(err error) { t.Error(err) }})
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(weeks, 4))

	qt.Assert(t, qt.IsNil(h.DB.Read(context.Background(), func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: day.Facility(), Now: noon, Keys: h.Ring}
		o, err := overview.Read(q, "2026-02", "2026-03")
		if err != nil {
			return err
		}
		qt.Check(t, qt.IsTrue(o.Delivered > 60 && o.Served > 9), qt.Commentf("%d deliveries of %d mothers", o.Delivered, o.Served))
		qt.Check(t, qt.Equals(o.Waiting, 17))
		qt.Check(t, qt.IsTrue(o.Exclusive.Yes > 3))
		qt.Check(t, qt.IsTrue(o.Cost > 1_000_000 && o.Kept > 60))
		order, err := admission.Order(q)
		qt.Check(t, qt.HasLen(order, 17))
		if err != nil {
			return err
		}
		old, err := milk.Deliveries.Where(tx, "facility_id = $1 AND ended_at = 0 AND declared_at < $2", q.Facility, q.Now.Add(-8*3600*1e9))
		qt.Check(t, qt.HasLen(old, 0), qt.Commentf("nobody's milk is still on the way since days"))
		paid, err2 := payment.Statements.Where(tx, "facility_id = $1", q.Facility)
		qt.Check(t, qt.IsTrue(len(paid) > 0))
		if err == nil {
			err = err2
		}
		return err
	})))
	var undone int64
	read(t, h, "SELECT count(*) FROM errand WHERE facility_id = $1 AND done_at = 0 AND due_at > 0 AND due_at < (SELECT MAX(recorded_at) FROM command WHERE facility_id = $1) - 43200000000", &undone)
	qt.Check(t, qt.Equals(undone, 0))
	var lateTold int64
	read(t, h, "SELECT count(*) FROM milk_step WHERE facility_id = $1 AND late", &lateTold)
	qt.Check(t, qt.Equals(lateTold, 0))

	var events, again int64
	read(t, h, "SELECT count(*) FROM event WHERE facility_id = $1", &events)
	clock.Put(noon)
	_, err = day.Seed(context.Background(), to)
	qt.Assert(t, qt.IsNil(err), qt.Commentf("a later start finds it as it is"))
	read(t, h, "SELECT count(*) FROM event WHERE facility_id = $1", &again)
	qt.Check(t, qt.Equals(again, events))

	counts, err := h.Journal.Verify(context.Background(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(counts.Events, events))
}
