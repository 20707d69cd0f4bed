package instance

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/routing"
)

// Two bags of milk that one courier can bring, in both forms. The second form says how
// long a bag may be on the way, and ends with the depot once more.
const (
	pairs = "2 10 1\n" +
		"0 0 0 0 0 1000 0 0 0\n" +
		"1 3 4 5 0 900 10 0 3\n" +
		"2 6 8 -4 0 900 10 4 0\n" +
		"3 0 10 -5 0 900 10 1 0\n" +
		"4 0 5 4 0 900 10 0 2\n"
	rides = "2 2 480 6 90\n" +
		"0 0 0 0 0 0 480\n\n" +
		"1 3 4 10 1 0 400\n" +
		"2 0 5 10 1 0 400\n" +
		"3 0 10 10 -1 0 400\n" +
		"4 6 8 10 -1 0 400\r\n" +
		"5 0 0 0 0 0 480\n"
)

func TestAFileIsReadAsAProblem(t *testing.T) {
	p, err := Read(LiLim, strings.NewReader(pairs))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.HasLen(p.Workers, 2))
	qt.Check(t, qt.HasLen(p.Stops, 4))
	qt.Check(t, qt.HasLen(p.Requests, 2))
	qt.Check(t, qt.Equals(p.Requests[0].Delivery, 2))
	qt.Check(t, qt.Equals(p.Requests[1].Pickup, 3))
	qt.Check(t, qt.Equals(p.Requests[0].Load, routing.Load{5}))
	v := routing.Judge(p, routing.Plan{Routes: [][]int{{0, 2}, {3, 1}}})
	qt.Check(t, qt.HasLen(v.Breaches, 0))
	qt.Check(t, qt.Equals(v.Score[routing.Vehicles], 2))
	qt.Check(t, qt.IsTrue(math.Abs(v.Score[routing.Distance]-(5+math.Sqrt(45)+10+5+math.Sqrt(45)+10)) < 1e-9))
}

func TestADialARideFileHasLimitsAndMayEndWithTheDepot(t *testing.T) {
	for _, text := range []string{rides, strings.TrimSuffix(rides, "5 0 0 0 0 0 480\n")} {
		p, err := Read(DialARide, strings.NewReader(text))
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.HasLen(p.Requests, 2))
		qt.Check(t, qt.Equals(p.Requests[1].Delivery, 3))
		qt.Check(t, qt.Equals(p.Requests[1].RideLimit, 90))
		qt.Check(t, qt.Equals(p.Workers[1].Longest, 480))
		qt.Check(t, qt.Equals(p.Workers[1].To, 480))
	}
}

func TestAFileThatIsNotOneIsRefusedWithItsLine(t *testing.T) {
	for _, c := range []struct {
		name, line, by, code string
		format               Format
	}{
		{"nothing", pairs, "", "routing.bad_row", LiLim},
		{"the other form", pairs, rides, "routing.bad_row", LiLim},
		{"an unknown form", "", "", "routing.bad_row", "tsplib"},
		{"a word", "3 4 5", "3 four 5", "routing.bad_row", LiLim},
		{"no number", "3 4 5", "NaN 4 5", "routing.bad_row", LiLim},
		{"a place without end", "3 4 5", "Inf 4 5", "routing.bad_row", LiLim},
		{"a missing coordinate", "1 3 4 5", "1 4 5", "routing.bad_row", LiLim},
		{"too many columns", "1 3 4 5", "1 3 4 5 5", "routing.bad_row", LiLim},
		{"a row twice", "2 6 8", "1 6 8", "routing.bad_row", LiLim},
		{"a vehicle cut in two", "2 10 1", "1.5 10 1", "routing.bad_row", LiLim},
		{"an hour below zero", "5 0 900 10 0 3", "5 -1 900 10 0 3", "routing.bad_time", LiLim},
		{"a service below zero", "5 0 900 10 0 3", "5 0 900 -10 0 3", "routing.bad_time", LiLim},
		{"a window that cannot be", "5 0 900 10 0 3", "5 901 900 10 0 3", "routing.bad_window", LiLim},
		{"a pair with one end", "3 0 10 -5 0 900 10 1 0\n4 0 5 4 0 900 10 0 2", "3 0 10 -5 0 900 10 1 0", "routing.bad_pair", LiLim},
		{"a delivery of another", "-5 0 900 10 1 0", "-5 0 900 10 4 0", "routing.bad_pair", LiLim},
		{"neither pick-up nor delivery", "-5 0 900 10 1 0", "-5 0 900 10 0 0", "routing.bad_pair", LiLim},
		{"a pair with itself", "5 0 900 10 0 3", "5 0 900 10 0 1", "routing.bad_pair", LiLim},
		{"another load put down", "10 -5 0", "10 -6 0", "routing.bad_load", LiLim},
		{"half a bottle", "10 -5 0", "10 -5.5 0", "routing.bad_load", LiLim},
		{"a room below zero", "2 10 1", "2 -10 1", "routing.bad_load", LiLim},
		{"too many vehicles", "2 10 1", "100000 10 1", "routing.too_big", LiLim},
		{"no limit of rides", "480 6 90", "480 6 -90", "routing.bad_time", DialARide},
		{"a delivery lost", "4 6 8 10 -1 0 400\r\n5 0 0 0 0 0 480\n", "", "routing.bad_load", DialARide},
		{"a depot elsewhere", "5 0 0 0 0 0 480", "5 0 1 0 0 0 480", "routing.bad_pair", DialARide},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := map[Format]string{LiLim: pairs, DialARide: rides}[c.format]
			p, err := Read(c.format, strings.NewReader(strings.Replace(text, c.line, c.by, 1)))
			qt.Assert(t, qt.IsNotNil(err), qt.Commentf("%+v", p))
			qt.Check(t, qt.Equals(err.Code, c.code))
			qt.Check(t, qt.Not(qt.Equals(err.Field, "")))
		})
	}
}

func TestTenThousandRequestsAreTooMany(t *testing.T) {
	var text strings.Builder
	text.WriteString("100 10 1\n0 0 0 0 0 1000 0 0 0\n")
	for i := 1; i <= 20_000; i += 2 {
		fmt.Fprintf(&text, "%d 1 1 1 0 900 0 0 %d\n%d 2 2 -1 0 900 0 %d 0\n", i, i+1, i+1, i)
	}
	_, err := Read(LiLim, strings.NewReader(text.String()))
	qt.Assert(t, qt.IsNotNil(err))
	qt.Check(t, qt.Equals(err.Code, "routing.too_big"))
	_, err = Read(LiLim, strings.NewReader(strings.Repeat("1 ", maxText)))
	qt.Assert(t, qt.IsNotNil(err))
}

func TestAnAnswerIsOneRouteALine(t *testing.T) {
	var to strings.Builder
	qt.Assert(t, qt.IsNil(Write(&to, routing.Plan{Routes: [][]int{{0, 2}, nil, {3, 1}}})))
	qt.Check(t, qt.Equals(to.String(), "1 3\n4 2\n"))
}

func TestTheBestKnownAreReadPastTheirHeading(t *testing.T) {
	best, err := ReadBest(strings.NewReader("instance,vehicles,distance,source\nLC101,10,828.9369,\"a table, as printed\"\nshort\n"))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.DeepEquals(best, map[string]Best{"lc101": {10, 828.9369}}))
	_, err = ReadBest(strings.NewReader("a,\"b\nc"))
	qt.Assert(t, qt.IsNotNil(err))
}

// A file is refused or is a problem that the planner takes: never a panic, and never a
// problem that a plan of it cannot be judged by.
func FuzzReadPairs(f *testing.F) { fuzzRead(f, LiLim, pairs) }

func FuzzReadRides(f *testing.F) { fuzzRead(f, DialARide, rides) }

func fuzzRead(f *testing.F, format Format, text string) {
	f.Add(text)
	for _, s := range []string{"", "0\n0", "1 1 1\n0 0 0 0 0 0 0 0 0\n", strings.Replace(text, "900", "1e9", 1), strings.Replace(text, "4", "-0", 3)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Read(format, strings.NewReader(text))
		if err != nil {
			return
		}
		if err := p.Check(); err != nil {
			t.Fatalf("read without complaint, then refused: %v", err)
		}
		routing.Judge(p, routing.Plan{Routes: [][]int{{0, 1}}})
	})
}
