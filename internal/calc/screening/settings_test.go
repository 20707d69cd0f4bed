package screening_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
)

func TestTheProgramsOwnFiguresPassTheirCheck(t *testing.T) {
	s := screening.Defaults()
	qt.Assert(t, qt.IsNil(s.Check()))
	qt.Check(t, qt.Equals(s.Upper(), 36))
	for months, pressure := range map[int]string{0: screening.Stroking, 1: screening.Light, 2: screening.Light, 3: screening.Firm, 35: screening.Firm} {
		b, ok := s.Band(months)
		qt.Check(t, qt.IsTrue(ok && b.Pressure == pressure), qt.Commentf("%d months: %s", months, b.Pressure))
	}
	for _, months := range []int{-1, 36, 90} {
		_, ok := s.Band(months)
		qt.Check(t, qt.IsFalse(ok), qt.Commentf("%d months", months))
	}
}

func TestFiguresThatCannotBeAreRefused(t *testing.T) {
	for story, change := range map[string]func(*screening.Settings){
		"a rest before the needle":     func(s *screening.Settings) { s.ImmunisedHours = -1 },
		"a rest of a month":            func(s *screening.Settings) { s.ImmunisedHours = 31 * 24 },
		"a danger for grown-ups":       func(s *screening.Settings) { s.FeverDangerMonths = 400 },
		"a feed of a day":              func(s *screening.Settings) { s.FeedWaitMinutes = 24 * 60 },
		"a cord for ever":              func(s *screening.Settings) { s.CordMonths = 1000 },
		"no band":                      func(s *screening.Settings) { s.Bands = nil },
		"bands that go back":           func(s *screening.Settings) { s.Bands[1].Below = 1 },
		"a visit under its massage":    func(s *screening.Settings) { s.Bands[0].Visit = 5 },
		"an unknown pressure":          func(s *screening.Settings) { s.Bands[0].Pressure = "hard" },
		"an unknown limit":             func(s *screening.Settings) { s.Bands[0].Limits = []string{"no_feet"} },
		"a figure nobody says":         func(s *screening.Settings) { s.Source = s.Source[1:] },
		"a figure two say":             func(s *screening.Settings) { s.Source[1] = s.Source[0] },
		"a source without a name":      func(s *screening.Settings) { s.Source[2].Authority = "" },
		"a source of unknown evidence": func(s *screening.Settings) { s.Source[2].Evidence = "heard" },
	} {
		s := screening.Defaults()
		change(&s)
		qt.Check(t, qt.IsNotNil(s.Check()), qt.Commentf("%s", story))
	}
}
