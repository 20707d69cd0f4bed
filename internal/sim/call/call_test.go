package call_test

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
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
	_, err = h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// A year of rounds stands in the books, a week of it is lived through: who is old and
// alone, with child or small is visited, children are born, and nothing that anybody
// says there is refused.
func TestAYearOfRounds(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); cared(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); cared(t, storetest.Postgres(t)) })
}

func cared(t *testing.T, database string) {
	clock := &day.Clock{}
	h, err := house.Open(t.Context(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	const days = 11 // the night of the kenthongan is among them
	clock.Put(clock.Now().Add(-days * 24 * time.Hour))
	to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock}
	_, err = census.Found(t.Context(), to)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(census.Everybody(t.Context(), to, []census.Centre{{Facility: call.Facility(), Slug: call.Slug}})))
	clock.Put(0)
	in := call.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands, Missed: func(err error) { t.Errorf("%v", err) }}
	qt.Assert(t, qt.IsNil(call.Seed(t.Context(), in, clock, h.Zone(t.Context()), days)))
	for what, least := range map[string]int64{
		"FROM visit_record WHERE facility_id = $1 AND kind = 'elder'":               600,
		"FROM visit_record WHERE facility_id = $1 AND kind = 'antenatal'":           100,
		"FROM visit_record WHERE facility_id = $1 AND kind = 'child'":               150,
		"FROM round_visit WHERE facility_id = $1 AND outcome = 'done'":              15,
		"FROM house_sticker WHERE facility_id = $1 AND state = 'up'":                700,
		"FROM alarm_post WHERE facility_id = $1":                                    30,
		"FROM alarm_call WHERE facility_id = $1 AND state = 'going' AND place = 2":  1,
		"FROM finding WHERE facility_id = $1 AND overdue":                           1,
		"FROM finding WHERE facility_id = $1 AND state = 'closed'":                  2,
		"FROM need_case WHERE facility_id = $1 AND kind LIKE 'complaint%'":          4,
		"FROM aid WHERE facility_id = $1 AND twin <> ''":                            1,
		"FROM life_event WHERE facility_id = $1 AND what = 'born'":                  1,
		"FROM round WHERE facility_id = $1 AND state = 'on' AND grp LIKE '%elder%'": 69,
	} {
		n := int64(0)
		qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.One("SELECT count(*) "+what, store.Args(call.Facility()), &n)
			return err
		})))
		qt.Check(t, qt.IsTrue(n >= least), qt.Commentf("%d %s", n, what))
	}
	_, err = h.Journal.Verify(t.Context(), storetest.SQLite(t))
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
