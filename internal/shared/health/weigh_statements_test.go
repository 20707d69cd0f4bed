package health_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/world"
)

// Sixty children in a row: what a weighing asks of the database does not grow with the
// card. The bound is what it takes, and a few for a reckoning that changes.
func TestAWeighingAsksLittleOfTheDatabase(t *testing.T) {
	w := posts(t, world.New(t, "", noon))
	most := 0
	w.House.Journal.Tally = func(verb string, statements int) {
		if verb == "health.weigh" {
			most = max(most, statements)
		}
	}
	w.As("Bu Yati")
	for i, on := range []string{"2025-10-22", "2025-11-22", "2025-12-22", "2026-01-22", "2026-02-22"} {
		w.weigh(on, "Dafa", on, 4_500+int64(i)*950)
	}
	t.Logf("%d statements", most)
	qt.Check(t, qt.IsTrue(most <= 26), qt.Commentf("%d statements", most))
}
