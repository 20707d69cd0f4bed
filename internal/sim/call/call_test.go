package call_test

import (
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/sqlite"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/promise"
	"sambang/internal/sim/call"
	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
)

// Twelve days are lived through: every visit has come to its end in its own time,
// most in time and some not, and a second start changes nothing.
func TestTheDaysBeforeAreLivedThroughOnce(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); lived(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); lived(t, storetest.Postgres(t)) })
}

func lived(t *testing.T, database string) {
	clock := &day.Clock{}
	h, err := house.Open(t.Context(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	now := clock.Now()
	clock.Put(now.Add(-12 * 24 * time.Hour))
	_, err = census.Found(t.Context(), census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock})
	qt.Assert(t, qt.IsNil(err))
	clock.Put(0)
	in := call.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands}
	qt.Assert(t, qt.IsNil(call.Seed(t.Context(), in, clock, h.Zone(t.Context()), 12)))
	before := length(t, h)
	qt.Assert(t, qt.IsNil(call.Seed(t.Context(), in, clock, h.Zone(t.Context()), 12)))
	qt.Assert(t, qt.Equals(length(t, h), before))
	ends := map[string]int{}
	err = h.DB.Read(t.Context(), func(tx *store.Tx) error {
		all, err := homevisit.Visits.Where(tx, "facility_id = $1 ORDER BY started_at", call.Facility())
		for _, v := range all {
			p, _, err := promise.Promises.Get(tx, call.Facility(), homevisit.PromiseID(v.ID, homevisit.Fetch))
			if err != nil {
				return err
			}
			ends[p.State]++
			if v.State == homevisit.Done && v.Outcome != homevisit.NotARequest && now.Sub(v.StartedAt) > 24*time.Hour {
				qt.Check(t, qt.IsTrue(v.ArrivedAt.Sub(v.StartedAt) > 20*time.Minute), qt.Commentf("visit %d", v.Number))
			}
		}
		return err
	})
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(ends[promise.Kept] > 20 && ends[promise.Late] > 0), qt.Commentf("%v", ends))
	fresh, err := sqlite.Open(filepath.Join(t.TempDir(), "rebuilt.sqlite"))
	qt.Assert(t, qt.IsNil(err))
	defer fresh.Close()
	qt.Assert(t, qt.IsNil(migrations.Up(t.Context(), fresh)))
	_, err = h.Journal.Verify(t.Context(), fresh)
	qt.Assert(t, qt.IsNil(err))
}

// length is how long the log of the health centre is.
func length(t *testing.T, h *house.House) (n int64) {
	err := h.DB.Read(t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT seq FROM facility_head WHERE facility_id = $1", store.Args(call.Facility()), &n)
		return err
	})
	qt.Assert(t, qt.IsNil(err))
	return n
}
