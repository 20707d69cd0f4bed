// Package stafftest opens houses for the tests of the plays of the demo: with nobody in them,
// at an hour that stands still.
package stafftest

import (
	"io"
	"log/slog"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/sim/day"
	"sambang/internal/sim/staff"
)

// Clock stands still at the moment at which the demo first starts, once the past is written:
// what is counted there is counted on the same day in every run.
type Clock struct {
	*day.Clock
	Today instant.Instant
}

// Put sets it to an instant of the past, or (zero) to today.
func (s Clock) Put(at instant.Instant) {
	if at.IsZero() {
		at = s.Today
	}
	s.Clock.Put(at)
}

// Open is a house with nobody in it, on a clock that can be put back; database is empty for
// SQLite. Whatever anybody says there and is not taken is an error of the test.
func Open(t *testing.T, database string, today instant.Instant) (*house.House, staff.House, Clock) {
	t.Helper()
	clock := Clock{&day.Clock{}, today}
	clock.Put(0)
	h, err := house.Open(t.Context(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	return h, staff.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands, Missed: func(err error) { t.Errorf("%v", err) }}, clock
}

// Count counts rows of a facility: a table, with a clause in which $1 is the facility.
func Count(t *testing.T, h *house.House, facility ident.ID, what string) (n int64) {
	t.Helper()
	qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM "+what, store.Args(facility), &n)
		return err
	})))
	return n
}
