package census_test

import (
	"context"
	"log/slog"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
)

// open opens a house with the demo's health centres and their staff.
func open(t *testing.T, database string) (*house.House, census.House, *day.Day, []census.Login) {
	t.Helper()
	clock := &day.Clock{}
	h, err := house.Open(context.Background(), house.Config{Data: t.TempDir(), Database: database, Clock: clock, Log: slog.New(slog.DiscardHandler), Version: "test"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	d, err := day.Seed(context.Background(), day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock})
	qt.Assert(t, qt.IsNil(err))
	to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock}
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

func TestTheStaffOfEveryHealthCentreSignsIn(t *testing.T) {
	t.Parallel()
	h, to, d, logins := open(t, "")
	qt.Assert(t, qt.Equals(len(logins), 16))
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

func TestTheFamiliesOfTheDemoAreEnteredOnce(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); enterTwice(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); enterTwice(t, storetest.Postgres(t)) })
}

func enterTwice(t *testing.T, database string) {
	h, to, d, _ := open(t, database)
	homes, err := d.Homes(context.Background(), day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: &day.Clock{}})
	qt.Assert(t, qt.IsNil(err))
	all := census.Demo(d.Slug, day.Facility(), homes)
	qt.Assert(t, qt.IsNil(census.Everybody(context.Background(), to, all)))

	sempu := census.Facility("sempu")
	qt.Check(t, qt.Equals(count(t, h, sempu, "SELECT count(*) FROM household WHERE facility_id = $1"), 1666))
	qt.Check(t, qt.Equals(count(t, h, sempu, "SELECT count(*) FROM person WHERE facility_id = $1 AND due <> ''"), 62))
	qt.Check(t, qt.Equals(count(t, h, sempu, "SELECT count(*) FROM person WHERE facility_id = $1 AND lives_alone"), 69))

	var events []int64
	for _, c := range all {
		events = append(events, count(t, h, c.Facility, "SELECT count(*) FROM event WHERE facility_id = $1"))
		qt.Check(t, qt.IsTrue(count(t, h, c.Facility, "SELECT count(*) FROM house WHERE facility_id = $1 AND NOT has_point") >= 2))
		qt.Check(t, qt.IsTrue(count(t, h, c.Facility, "SELECT count(*) FROM house WHERE facility_id = $1 AND hidden_address") >= 1))
	}
	qt.Assert(t, qt.IsNil(census.Everybody(context.Background(), to, all)))
	for i, c := range all {
		qt.Check(t, qt.Equals(count(t, h, c.Facility, "SELECT count(*) FROM event WHERE facility_id = $1"), events[i]), qt.Commentf("%s", c.Slug))
	}
}
