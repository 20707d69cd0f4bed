package triage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/triage"
)

func TestTheProgramsOwnTableIsWholeAndPassesItsOwnCheck(t *testing.T) {
	signs := triage.Defaults()
	qt.Assert(t, qt.HasLen(signs, 46))
	qt.Assert(t, qt.IsNil(triage.Check(signs)))
	for _, s := range signs {
		qt.Check(t, qt.IsTrue(s.Authority != "" && s.Evidence != ""), qt.Commentf("%s has a source", s.Code))
		qt.Check(t, qt.IsTrue(s.Colour == triage.Red || s.DueSeconds > 0), qt.Commentf("%s: only a red sign is at once", s.Code))
	}
}

// The colour is the queue, the time is the promise: neither follows from the other.
func TestColourAndTimeAreTwoColumns(t *testing.T) {
	thin, _ := triage.Find(triage.Defaults(), "C10")
	qt.Check(t, qt.Equals(thin.Colour, triage.Red))
	qt.Check(t, qt.Equals(thin.DueSeconds, 86_400))
	fever, _ := triage.Find(triage.Defaults(), "P08")
	qt.Check(t, qt.Equals(fever.Colour, triage.Yellow))
	qt.Check(t, qt.Equals(fever.DueSeconds, 7200))
}

func TestATableThatCannotBeIsRefused(t *testing.T) {
	ok := triage.Sign{Code: "E01", Group: triage.Adult, Colour: triage.Red}
	for name, change := range map[string]func(*triage.Sign){
		"an unknown code": func(s *triage.Sign) { s.Code = "Z99" },
		"another group":   func(s *triage.Sign) { s.Group = triage.Child },
		"no colour":       func(s *triage.Sign) { s.Colour = "blue" },
		"a month":         func(s *triage.Sign) { s.DueSeconds = 30 * 86_400 },
		"before the news": func(s *triage.Sign) { s.DueSeconds = -1 },
	} {
		bad := ok
		change(&bad)
		qt.Check(t, qt.IsNotNil(triage.Check([]triage.Sign{bad})), qt.Commentf("%s", name))
	}
	qt.Check(t, qt.IsNotNil(triage.Check([]triage.Sign{ok, ok})), qt.Commentf("twice"))
	qt.Check(t, qt.IsNil(triage.Check([]triage.Sign{ok})))
	_, found := triage.Find(nil, "E01")
	qt.Check(t, qt.IsFalse(found))
}

func TestRedWeighsMostAndAnUnknownWordNothing(t *testing.T) {
	qt.Check(t, qt.IsTrue(triage.Red.Graver(triage.Yellow)))
	qt.Check(t, qt.IsTrue(triage.Yellow.Graver(triage.Green)))
	qt.Check(t, qt.IsFalse(triage.Red.Graver(triage.Red)))
	qt.Check(t, qt.IsTrue(triage.Green.Graver("")))
}
