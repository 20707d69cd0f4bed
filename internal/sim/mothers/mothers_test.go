package mothers_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/report/coverage"
	"sambang/internal/sim/mothers"
	"sambang/internal/sim/stafftest"
)

// opened is a house with nobody in it, on a clock that can be put back.
func opened(t *testing.T, database string) (*house.House, mothers.House, stafftest.Clock) {
	t.Helper()
	return stafftest.Open(t, database, instant.Of(time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)))
}

func count(t *testing.T, h *house.House, what string) int64 {
	t.Helper()
	return stafftest.Count(t, h, mothers.Facility(), what)
}

// A year and a half is lived through once, nothing that anybody says there is refused, and
// the plots have something to say.
func TestAYearAndAHalfIsLivedThroughOnce(t *testing.T) {
	h, in, clock := opened(t, "")
	qt.Assert(t, qt.IsNil(mothers.Seed(t.Context(), in, clock, mothers.Days)))
	for what, least := range map[string]int64{
		"support_group WHERE facility_id = $1":                                                 6,
		"support_group WHERE facility_id = $1 AND asleep_on <> ''":                             1,
		"group_meeting WHERE facility_id = $1 AND state = 'held'":                              80,
		"group_meeting WHERE facility_id = $1 AND state = 'cancelled'":                         3,
		"group_meeting WHERE facility_id = $1 AND photo <> ''":                                 20,
		"blob WHERE facility_id = $1":                                                          20,
		"person WHERE facility_id = $1 AND state = 'dead'":                                     1,
		"person WHERE facility_id = $1 AND state = 'moved'":                                    2,
		"group_member WHERE facility_id = $1 AND state = 'member'":                             20,
		"group_member WHERE facility_id = $1 AND state = 'finished'":                           50,
		"group_member WHERE facility_id = $1 AND state = 'declined'":                           20,
		"feeding WHERE facility_id = $1":                                                       600,
		"feeding WHERE facility_id = $1 AND medical":                                           1,
		"weighing WHERE facility_id = $1":                                                      2000,
		"growth_card WHERE facility_id = $1 AND guest":                                         10,
		"growth_concern WHERE facility_id = $1 AND state = 'open' AND urgent":                  4,
		"growth_concern WHERE facility_id = $1 AND state = 'open' AND reasons LIKE '%oedema%'": 1,
		"six_month_certificate WHERE facility_id = $1 AND state = 'valid'":                     20,
		"six_month_certificate WHERE facility_id = $1 AND state = 'to_tell'":                   1,
		"six_month_certificate WHERE facility_id = $1 AND state = 'withdrawn'":                 1,
		"graduation_decision WHERE facility_id = $1":                                           1,
		"experience WHERE facility_id = $1 AND state = 'approved'":                             12,
		"experience WHERE facility_id = $1 AND state = 'draft'":                                1,
		"member_problem WHERE facility_id = $1 AND state = 'solved' AND helped_by <> ''":       15,
		"member_problem WHERE facility_id = $1 AND state = 'open'":                             1,
		"person a WHERE facility_id = $1 AND EXISTS (SELECT 1 FROM six_month_certificate c JOIN person b ON b.facility_id = c.facility_id AND b.id = c.baby " +
			"JOIN six_month_certificate d ON d.facility_id = c.facility_id AND d.baby = a.id WHERE c.facility_id = $1 AND b.mother = a.mother AND b.born = a.born AND b.id <> a.id)": 2,
	} {
		n := count(t, h, what)
		qt.Check(t, qt.IsTrue(n >= least), qt.Commentf("%d of %s", n, what))
	}
	plots(t, h, in.Clock.Now().In(time.UTC))
	before := count(t, h, "command WHERE facility_id = $1")
	qt.Assert(t, qt.IsNil(mothers.Seed(t.Context(), in, clock, mothers.Days)))
	qt.Check(t, qt.Equals(count(t, h, "command WHERE facility_id = $1"), before))
	_, err := h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// The first weeks on the other database: the same people, and nothing is refused.
func TestTheFirstWeeksOnTheOtherDatabase(t *testing.T) {
	h, in, clock := opened(t, storetest.Postgres(t))
	qt.Assert(t, qt.IsNil(mothers.Seed(t.Context(), in, clock, 200)))
	qt.Check(t, qt.IsTrue(count(t, h, "group_member WHERE facility_id = $1 AND state = 'member'") > 5))
	qt.Check(t, qt.IsTrue(count(t, h, "feeding WHERE facility_id = $1 AND source = 'told'") > 5))
	qt.Check(t, qt.IsTrue(count(t, h, "weighing WHERE facility_id = $1") > 50))
	_, err := h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// plots says what is to be seen: from about an eighth to two fifths of all babies, one
// village that falls, and the third month as the hardest.
func plots(t *testing.T, h *house.House, now time.Time) {
	t.Helper()
	at := func(from, to int) (c coverage.Coverage) {
		qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) (err error) {
			q := journal.Query{Tx: tx, Facility: mothers.Facility(), Now: h.Clock.Now(), Keys: h.Ring}
			c, err = coverage.Of(q, now.AddDate(0, from, 1-now.Day()).Format("2006-01"), now.AddDate(0, to, 1-now.Day()).Format("2006-01"), "village", nil)
			return err
		})))
		return c
	}
	share := func(s coverage.Share) float64 { return 100 * float64(s.Have) / float64(max(s.Of, 1)) }
	first, last := at(-17, -12), at(-5, 0)
	t.Logf("graduates: %+v at first, %+v at last", first.Total.Graduates, last.Total.Graduates)
	qt.Check(t, qt.IsTrue(share(first.Total.Graduates) > 5 && share(first.Total.Graduates) < 20), qt.Commentf("%+v", first.Total))
	qt.Check(t, qt.IsTrue(share(last.Total.Graduates) > 33 && share(last.Total.Graduates) < 50), qt.Commentf("%+v", last.Total))
	qt.Check(t, qt.DeepEquals([]int64{last.Baseline, last.BaselineYear, last.Target}, []int64{1197, 2019, 5000}))
	falls := ""
	for i, p := range last.Places {
		if share(p.Graduates) < share(first.Places[i].Graduates) {
			falls += p.Key
		}
	}
	qt.Check(t, qt.Equals(falls, "32.01.02.2007"), qt.Commentf("%+v %+v", first.Places, last.Places))
	all := at(-17, 0)
	steepest, month := 0, 0
	for i := 1; i < len(all.Kept); i++ {
		if lost := all.Kept[i-1].Have - all.Kept[i].Have; lost > steepest {
			steepest, month = lost, i
		}
	}
	qt.Check(t, qt.Equals(month, 3), qt.Commentf("%v", all.Kept))
}
