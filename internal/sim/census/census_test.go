package census_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
)

// open opens an empty house on a clock.
func open(t *testing.T, database string, clock instant.Clock) (*house.House, census.House) {
	t.Helper()
	h, err := house.Open(context.Background(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock, Log: slog.New(slog.DiscardHandler), Version: "test"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	return h, census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock}
}

// openDemo opens a house with the demo's four health centres and their staff.
func openDemo(t *testing.T) (*house.House, census.House, *day.Day, []census.Login) {
	t.Helper()
	clock := &day.Clock{}
	h, to := open(t, "", clock)
	d, err := day.Seed(context.Background(), day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock})
	qt.Assert(t, qt.IsNil(err))
	logins, err := census.Found(context.Background(), to)
	qt.Assert(t, qt.IsNil(err))
	return h, to, d, logins
}

func count(t *testing.T, h *house.House, facility ident.ID, sql string) (n int64) {
	t.Helper()
	qt.Assert(t, qt.IsNil(h.DB.Read(context.Background(), func(tx *store.Tx) error {
		_, err := tx.One(sql, store.Args(facility), &n)
		return err
	})))
	return n
}

const (
	events     = "SELECT count(*) FROM event WHERE facility_id = $1"
	households = "SELECT count(*) FROM household WHERE facility_id = $1"
	expecting  = "SELECT count(*) FROM person WHERE facility_id = $1 AND due <> ''"
	alone      = "SELECT count(*) FROM person WHERE facility_id = $1 AND lives_alone"
	pointless  = "SELECT count(*) FROM house WHERE facility_id = $1 AND NOT has_point"
	hidden     = "SELECT count(*) FROM house WHERE facility_id = $1 AND hidden_address"
	doubtful   = "SELECT count(*) FROM judged_pair WHERE facility_id = $1 AND verdict = 'doubtful'"
	crowded    = "SELECT count(*) FROM person p JOIN household h ON h.facility_id = p.facility_id AND h.id = p.household WHERE p.facility_id = $1 AND p.kind = 'mother' AND 1 < (SELECT count(*) FROM household o WHERE o.facility_id = p.facility_id AND o.house = h.house)"
	homeless   = "SELECT count(*) FROM person WHERE facility_id = $1 AND kind IN ('mother', 'baby') AND household = ''"
)

func TestTheStaffOfEveryHealthCentreSignsIn(t *testing.T) {
	t.Parallel()
	h, to, d, logins := openDemo(t)
	qt.Assert(t, qt.Equals(len(logins), 30))
	phones := map[string]bool{}
	for _, l := range d.Logins {
		phones[l.Phone] = true
	}
	for _, l := range logins {
		qt.Check(t, qt.IsFalse(phones[l.Phone]), qt.Commentf("%s has the phone of somebody else", l.Name))
		phones[l.Phone] = true
		s, err := h.Desk.SignIn(context.Background(), l.Phone, l.Password, "127.0.0.1", "browser", h.Clock.Now())
		qt.Assert(t, qt.IsNil(err), qt.Commentf("%s", l.Name))
		a, _, err := h.Desk.BySession(context.Background(), s.Token, "api", h.Clock.Now())
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(string(a.Roles[0]), l.Role), qt.Commentf("%s", l.Name))
	}
	again, err := census.Found(context.Background(), to)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.DeepEquals(again, logins))
}

func TestEveryHealthCentreOfTheDemoHasItsPeople(t *testing.T) {
	t.Parallel()
	h, to, d, _ := openDemo(t)
	homes, err := d.Homes(context.Background(), day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: &day.Clock{}})
	qt.Assert(t, qt.IsNil(err))
	all := census.Demo(d.Slug, day.Facility(), homes)
	qt.Assert(t, qt.IsNil(census.Everybody(context.Background(), to, all)))

	sempu := census.Facility("sempu")
	qt.Check(t, qt.Equals(count(t, h, sempu, households), 1666))
	qt.Check(t, qt.Equals(count(t, h, sempu, expecting), 62))
	qt.Check(t, qt.Equals(count(t, h, sempu, alone), 69))
	qt.Check(t, qt.Equals(count(t, h, day.Facility(), households), 480+12))
	qt.Check(t, qt.Equals(count(t, h, day.Facility(), homeless), 0), qt.Commentf("a mother of the milk has no home"))
	qt.Check(t, qt.Equals(count(t, h, day.Facility(), crowded), 0), qt.Commentf("a mother of the milk shares the house of strangers"))
	var before []int64
	for _, c := range all {
		before = append(before, count(t, h, c.Facility, events))
		qt.Check(t, qt.IsTrue(count(t, h, c.Facility, pointless) >= 2), qt.Commentf("%s", c.Slug))
		qt.Check(t, qt.IsTrue(count(t, h, c.Facility, hidden) >= 1), qt.Commentf("%s", c.Slug))
		qt.Check(t, qt.IsTrue(count(t, h, c.Facility, doubtful) >= 1), qt.Commentf("%s", c.Slug))
	}
	qt.Assert(t, qt.IsNil(census.Everybody(context.Background(), to, all)))
	for i, c := range all {
		qt.Check(t, qt.Equals(count(t, h, c.Facility, events), before[i]), qt.Commentf("%s", c.Slug))
	}
}

func TestAStoppedCensusGoesOnAnotherDay(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); stopAndGoOn(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); stopAndGoOn(t, storetest.Postgres(t)) })
}

// stopAndGoOn ends the census at the first news of a household, and begins it
// again three days later: everybody is there once, and the log can be followed.
func stopAndGoOn(t *testing.T, database string) {
	clock := house.NewTestClock()
	h, to := open(t, database, clock)
	_, err := census.Found(context.Background(), to)
	qt.Assert(t, qt.IsNil(err))
	coblong := census.Facility("coblong")
	all := []census.Centre{{Facility: coblong, Slug: "coblong"}}

	ctx, stop := context.WithCancel(context.Background())
	news, end := h.Journal.Feed().Subscribe(coblong)
	go func() {
		for range news {
			var n int64
			_ = h.DB.Read(context.Background(), func(tx *store.Tx) error {
				_, err := tx.One(households, store.Args(coblong), &n)
				return err
			})
			if n > 0 {
				stop()
				return
			}
		}
	}()
	qt.Assert(t, qt.ErrorIs(census.Everybody(ctx, to, all), context.Canceled))
	end()
	begun := count(t, h, coblong, households)
	qt.Assert(t, qt.IsTrue(begun > 0 && begun < 360), qt.Commentf("stopped at %d households", begun))

	clock.Set(clock.Now().Add(3 * 24 * time.Hour))
	qt.Assert(t, qt.IsNil(census.Everybody(context.Background(), to, all)))
	qt.Check(t, qt.Equals(count(t, h, coblong, households), 360))
	qt.Check(t, qt.Equals(count(t, h, coblong, expecting), 19))
	qt.Check(t, qt.Equals(count(t, h, coblong, alone), 9))
	_, err = h.Journal.Verify(context.Background(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}
