package lead_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/programme/campaign/lead"
	"sambang/internal/shared/promise"
)

// A contact is promised within three days. Whose phone shows the second day on the fifth was
// there on the fifth: nowhere in the books does it say otherwise.
func TestAContactIsNotMadeEarlierByAClockThatIsSetBack(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("officer").Send("dewi", "lead.refer", refer("Dewi"))
		v.until("2026-03-06 09:00")
		v.As("Kader Yuli").WrongClock(-3*24*time.Hour).
			Send("she says so herself", "lead.confirm", lead.Confirm{Lead: id("Dewi")}).
			Send("she came", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came})
		qt.Check(t, qt.Equals(v.row("Dewi").VisitedAt, v.Clock.Now()))
		qt.Check(t, qt.Equals(v.promised("Dewi").State, promise.Late))
		qt.Check(t, qt.Equals(v.promised("Dewi").FulfilledAt, v.Clock.Now()))
		v.RebuildEquals()
	})
}
