package motorbike_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/geo"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/tracking"
)

// fix is a position so many metres north of Dago, so many minutes after eight.
func fix(metres float64, minutes int) tracking.Fix {
	f := tracking.NewFix(tracking.OwnTracks)
	f.Point, f.Accuracy, f.At = geo.Point{Lat: -6.88 + metres/111_195, Lon: 107.61}, 10, stagetest.Hour("08:00").Add(time.Duration(minutes)*time.Minute)
	return f
}

func TestTheWayIsAsLongAsItsPositionsSay(t *testing.T) {
	near := func(got, want float64) {
		t.Helper()
		qt.Check(t, qt.IsTrue(got > want-5 && got < want+5), qt.Commentf("%.0f, not %.0f", got, want))
	}
	near(motorbike.Metres(nil), 0)
	near(motorbike.Metres([]tracking.Fix{fix(0, 0)}), 0)
	near(motorbike.Metres([]tracking.Fix{fix(0, 0), fix(1000, 3), fix(0, 6)}), 2000)
	near(motorbike.Metres([]tracking.Fix{fix(0, 0), fix(20, 1), fix(-10, 2), fix(15, 3), fix(0, 4)}), 0) // it lies on a table
	near(motorbike.Metres([]tracking.Fix{fix(0, 0), fix(90_000, 1), fix(1000, 2)}), 1000)                // nobody flies
	made, lost, wide := fix(5000, 2), fix(5000, 2), fix(5000, 2)
	made.Mock, lost.Void, wide.Accuracy = true, true, 900
	for _, bad := range []tracking.Fix{made, lost, wide} {
		near(motorbike.Metres([]tracking.Fix{fix(0, 0), bad, fix(1000, 4)}), 1000)
	}
}

// However positions lie, the way is never negative, and one that is left out never makes it
// longer than they all are together.
func TestTheWayIsNeverNegativeAndAStandstillIsNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []tracking.Fix
		sum, at := 0.0, 0.0
		for n := range rapid.IntRange(0, 30).Draw(t, "fixes") {
			step := rapid.Float64Range(-900, 900).Draw(t, "step")
			if len(all) > 0 {
				sum += max(step, -step)
			}
			at += step
			all = append(all, fix(at, n))
		}
		if got := motorbike.Metres(all); got < 0 || got > sum+1 {
			t.Fatalf("%f of %f", got, sum)
		}
	})
}
