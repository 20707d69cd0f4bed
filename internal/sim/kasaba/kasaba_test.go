package kasaba_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/sim/kasaba"
	"sambang/internal/sim/stafftest"
)

// opened is a house with nobody in it, at an hour of Coblong.
func opened(t *testing.T, database, hour string) (*house.House, kasaba.House, stafftest.Clock) {
	t.Helper()
	at, err := instant.Parse(hour + "+07:00")
	qt.Assert(t, qt.IsNil(err))
	return stafftest.Open(t, database, at)
}

func count(t *testing.T, h *house.House, what string) int64 {
	t.Helper()
	return stafftest.Count(t, h, kasaba.Facility(), what)
}

// A month is lived through once, nothing that anybody says there is refused, and the pages of
// the desk have something to show.
func TestAMonthIsLivedThroughOnce(t *testing.T) {
	h, in, clock := opened(t, "", "2026-11-24T10:40:00")
	qt.Assert(t, qt.IsNil(kasaba.Seed(t.Context(), in, clock, kasaba.Days)))
	for what, least := range map[string]int64{
		"massage_booking WHERE facility_id = $1 AND state = 'done'":                         200,
		"massage_booking WHERE facility_id = $1 AND state = 'booked'":                       150,
		"massage_booking WHERE facility_id = $1 AND state = 'cancelled'":                    10,
		"massage_booking WHERE facility_id = $1 AND state = 'not_home'":                     5,
		"massage_booking WHERE facility_id = $1 AND state = 'referred' AND door = 'page'":   2,
		"massage_booking WHERE facility_id = $1 AND state = 'referred' AND cadre <> ''":     3,
		"massage_booking WHERE facility_id = $1 AND state = 'stopped'":                      1,
		"massage_booking WHERE facility_id = $1 AND course <> '' AND nth = 4":               20,
		"massage_visit WHERE facility_id = $1 AND alone":                                    60,
		"massage_visit WHERE facility_id = $1 AND stars > 0":                                100,
		"massage_visit WHERE facility_id = $1 AND talk <> ''":                               1,
		"massage_visit WHERE facility_id = $1 AND stand <> ''":                              1,
		"massage_visit WHERE facility_id = $1 AND rows_said LIKE '%M03%'":                   3,
		"massage_substitute WHERE facility_id = $1":                                         1,
		"massage_motorbike WHERE facility_id = $1":                                          5,
		"massage_disruption WHERE facility_id = $1 AND why = 'ill'":                         1,
		"massage_disruption WHERE facility_id = $1 AND why = 'rain' AND offered LIKE '%,%'": 1,
		"massage_partner_page WHERE facility_id = $1 AND closed_at = 0":                     1,
		"massage_booking WHERE facility_id = $1 AND state = 'waiting'":                      1,
		"massage_trip WHERE facility_id = $1":                                               50,
		"need_case WHERE facility_id = $1 AND kind = 'massage_referral' AND closed_at > 0":  2,
	} {
		n := count(t, h, what)
		qt.Check(t, qt.IsTrue(n >= least), qt.Commentf("%d of %s", n, what))
	}
	unsent := count(t, h, "message WHERE facility_id = $1 AND state = 'waiting'")
	qt.Check(t, qt.IsTrue(unsent > 0 && unsent < 40), qt.Commentf("%d messages wait at the desk: those of some hours", unsent))
	qt.Check(t, qt.Equals(count(t, h, fmt.Sprintf("command WHERE facility_id = $1 AND recorded_at > %d", clock.Today.Add(5*time.Minute))), 0))
	before := count(t, h, "command WHERE facility_id = $1")
	qt.Assert(t, qt.IsNil(kasaba.Seed(t.Context(), in, clock, kasaba.Days)))
	qt.Check(t, qt.Equals(count(t, h, "command WHERE facility_id = $1"), before))
	_, err := h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// Whatever the hour and the weekday at which the demo is first started, nothing is refused, no
// visit hangs half done, and the next six working days are full. Of the hours after which the
// days go on, in both databases, TestTheDaysGoOn looks at the same.
func TestTheDaysAheadAreFullAtAnyHour(t *testing.T) {
	for name, hour := range map[string]string{"a Tuesday at noon": "2026-11-24T13:00:00", "a Sunday": "2026-11-29T09:00:00"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, in, clock := opened(t, "", hour)
			qt.Assert(t, qt.IsNil(kasaba.Seed(t.Context(), in, clock, 3)))
			full(t, h, clock.Today)
		})
	}
}

func full(t *testing.T, h *house.House, now instant.Instant) {
	t.Helper()
	qt.Check(t, qt.Equals(count(t, h, "massage_booking WHERE facility_id = $1 AND state IN ('on_way', 'started')"), 0))
	zone := time.FixedZone("WIB", 7*3600)
	day := now.In(zone)
	for n := 0; n < 6; {
		day = day.AddDate(0, 0, 1)
		if day.Weekday() == time.Sunday || day.Weekday() == time.Saturday {
			continue
		}
		n++
		visits := count(t, h, "massage_booking WHERE facility_id = $1 AND state = 'booked' AND day = '"+day.Format(time.DateOnly)+"'")
		qt.Check(t, qt.IsTrue(visits >= 22), qt.Commentf("%d on %s", visits, day.Format(time.DateOnly)))
	}
}
