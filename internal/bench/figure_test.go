package bench

import (
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
)

func TestAFigureIsMetByItsMedian(t *testing.T) {
	for _, c := range []struct {
		what    string
		atLeast bool
		runs    []float64
		met     bool
	}{
		{"one bad run of three is noise", false, []float64{90, 300, 95}, true},
		{"two bad runs are not", false, []float64{90, 300, 105}, false},
		{"exactly what is required is enough", true, []float64{100}, true},
		{"too little of what should be much", true, []float64{99, 99, 500}, false},
		{"nothing measured is nothing met", false, nil, false},
	} {
		qt.Check(t, qt.Equals(figure{want: 100, atLeast: c.atLeast, runs: c.runs}.met(), c.met), qt.Commentf(c.what))
	}
}

func TestALineSaysMedianNoiseAndVerdict(t *testing.T) {
	var out strings.Builder
	figure{name: "RSS", unit: "MB", want: 60, runs: []float64{61, 59, 70}}.write(&out)
	line := strings.Join(strings.Fields(out.String()), " ")
	qt.Assert(t, qt.Equals(line, "RSS 61.0 MB (59.0 to 70.0, 3 runs) required <= 60.0: missed"))
}

func TestASpreadIsReadFromTheSortedTimes(t *testing.T) {
	var times []time.Duration
	for i := 100; i > 0; i-- {
		times = append(times, time.Duration(i)*time.Millisecond)
	}
	qt.Assert(t, qt.Equals(spreadOf(times), spread{51, 96, 100, 100}))
	qt.Assert(t, qt.Equals(spreadOf(nil), spread{}))
}

// The estimate is pure and the dice are fixed, so the figure itself is a test.
func TestTheArrivalIsKnownTenMinutesBeforeToWithinThree(t *testing.T) {
	m := &measure{turns: 1}
	figures, err := m.arrival()
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsTrue(figures[0].met()))
}
