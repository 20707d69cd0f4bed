package health_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
)

// The day on the scales is typed and stays; the hour is the phone's, and a phone whose battery
// was empty believes that it is two years ago. Who weighed before the server's last word
// without proving one keeps the hour.
func TestAWeighingIsNotOlderThanTheWordThatThePhoneHad(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		hour := func(name string) (at instant.Instant) {
			t.Helper()
			w.Query(func(q journal.Query) error {
				row, found, err := health.Weighings.Get(q.Tx, q.Facility, ident.Named(name))
				qt.Assert(t, qt.IsTrue(found))
				at = row.OccurredAt
				return err
			})
			return at
		}
		now := w.Clock.Now()
		w.As("Bu Yati").WrongClock(-2 * 365 * 24 * time.Hour)
		w.weigh("feb", "Dafa", "2026-02-22", 7_500)
		qt.Check(t, qt.Equals(hour("feb"), now))
		w.As("Bu Yati").Earlier(24 * time.Hour)
		w.weigh("no word", "Salma", "2026-03-01", 6_900)
		qt.Check(t, qt.Equals(hour("no word"), now.Add(-24*time.Hour)))
		w.RebuildEquals()
	})
}
