package day_test

import (
	"context"
	"log/slog"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/sim/day"
)

func open(t *testing.T) (*house.House, *day.Clock) { return openOn(t, "") }

func openOn(t *testing.T, database string) (*house.House, *day.Clock) {
	t.Helper()
	clock := &day.Clock{}
	h, err := house.Open(context.Background(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock, Log: slog.New(slog.DiscardHandler), Version: "test"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	return h, clock
}

func seed(t *testing.T, h *house.House, clock *day.Clock) *day.Day {
	t.Helper()
	d, err := day.Seed(context.Background(), day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock})
	qt.Assert(t, qt.IsNil(err))
	return d
}

func read(t *testing.T, h *house.House, sql string, into ...any) {
	t.Helper()
	qt.Assert(t, qt.IsNil(h.DB.Read(context.Background(), func(tx *store.Tx) error {
		_, err := tx.One(sql, store.Args(day.Facility()), into...)
		return err
	})))
}

func TestTheDemoFillsItselfOnceAndItsLogHolds(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); fillTwice(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); fillTwice(t, storetest.Postgres(t)) })
}

func fillTwice(t *testing.T, database string) {
	h, clock := openOn(t, database)
	first := seed(t, h, clock)
	var events, commands, again, commandsAgain int64
	const count = "SELECT (SELECT count(*) FROM event WHERE facility_id = $1), (SELECT count(*) FROM command WHERE facility_id = $1)"
	read(t, h, count, &events, &commands)

	second := seed(t, h, clock)
	read(t, h, count, &again, &commandsAgain)
	qt.Assert(t, qt.Equals(again, events))
	qt.Assert(t, qt.Equals(commandsAgain, commands))
	qt.Assert(t, qt.DeepEquals(second.Logins, first.Logins))

	counts, err := h.Journal.Verify(context.Background(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(counts.Events, events))
}

func TestEveryPageOfTheDemoShowsLife(t *testing.T) {
	t.Parallel()
	h, clock := open(t)
	seed(t, h, clock)
	states := map[string]int{}
	var late, paid int64
	qt.Assert(t, qt.IsNil(h.DB.Read(context.Background(), func(tx *store.Tx) error {
		all, err := milk.Deliveries.Where(tx, "facility_id = $1", day.Facility())
		for _, x := range all {
			states[x.State]++
		}
		return err
	})))
	for _, state := range []string{milk.Declared, milk.OnTheWay, milk.Delivered, milk.Returned} {
		qt.Check(t, qt.IsTrue(states[state] > 0), qt.Commentf("no delivery is %s", state))
	}
	// What happened this morning was recorded this morning, and paid.
	read(t, h, "SELECT count(*) FROM milk_step WHERE facility_id = $1 AND late", &late)
	read(t, h, "SELECT count(*) FROM earning WHERE facility_id = $1 AND state = 'earned'", &paid)
	qt.Check(t, qt.Equals(late, 0))
	qt.Check(t, qt.IsTrue(paid > 20))
}
