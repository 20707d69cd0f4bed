package kasaba_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store/storetest"
	"sambang/internal/sim/kasaba"
)

// After it was founded, with full days ahead, they go on by themselves, at whatever hour that
// was: nothing that anybody says is refused, the five come in time, and of the sixth, whom
// nobody plays here, no more than two visits wait at a time.
func TestTheDaysGoOn(t *testing.T) {
	for name, at := range map[string]string{"a Monday morning": "2026-11-23T11:20:00", "a Saturday evening": "2026-11-28T21:00:00"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			goesOn(t, "", at)
		})
	}
	t.Run("on the other database", func(t *testing.T) { goesOn(t, storetest.Postgres(t), "2026-11-23T00:10:00") })
}

func goesOn(t *testing.T, database, at string) {
	h, in, clock := opened(t, database, at)
	qt.Assert(t, qt.IsNil(kasaba.Seed(t.Context(), in, clock, 3)))
	full(t, h, clock.Today)
	g, err := kasaba.Enter(t.Context(), in, kasaba.Live{})
	qt.Assert(t, qt.IsNil(err))
	done := count(t, h, "massage_booking WHERE facility_id = $1 AND state = 'done'")
	for now, end := clock.Today, clock.Today.Add(36*time.Hour); now.Before(end); now = now.Add(3 * time.Minute) {
		clock.Put(now)
		for {
			n, err := h.Errands.Once(t.Context())
			qt.Assert(t, qt.IsNil(err))
			if n == 0 {
				break
			}
		}
		qt.Assert(t, qt.IsNil(g.Turn()))
		if now.Sub(clock.Today) > 3*time.Hour && now.Sub(clock.Today)%time.Hour == 0 {
			waits := count(t, h, "massage_booking WHERE facility_id = $1 AND state = 'booked' AND late_at > 0")
			qt.Check(t, qt.IsTrue(waits <= 2), qt.Commentf("%d wait at %s", waits, now))
		}
	}
	more := count(t, h, "massage_booking WHERE facility_id = $1 AND state = 'done'") - done
	qt.Check(t, qt.IsTrue(more >= 2), qt.Commentf("%d visits", more))
	_, err = h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}
