package tracking

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"
)

func TestARowOfJumpsAndAMadeUpPositionAreOdd(t *testing.T) {
	of := func(reasons ...Reason) (out []Held) {
		for _, r := range reasons {
			out = append(out, Held{Reason: r})
		}
		return out
	}
	jump := of(ImpossibleSpeed)
	qt.Check(t, qt.HasLen(Oddities(nil), 0))
	qt.Check(t, qt.HasLen(Oddities(slices.Repeat(jump, 4)), 0), qt.Commentf("a phone that lost its way for a moment"))
	qt.Check(t, qt.DeepEquals(Oddities(slices.Repeat(jump, 9)), []string{"impossible_speed"}))
	qt.Check(t, qt.DeepEquals(Oddities(of(Mocked, Mocked)), []string{"mock_position"}))
	qt.Check(t, qt.HasLen(Oddities(of(TooOld, FutureTime, Inaccurate, InvalidPoint)), 0), qt.Commentf("a bad phone is no odd one"))
}
