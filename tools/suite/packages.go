package main

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// storms are where runs of many seeds and of whole weeks live: their own checks find
// races between phones and server, and the detector would make them too few, or too
// slow, to find anything. What they run through is under it in the tests of its rooms.
var storms = []string{"sambang/internal/sim/storm", "sambang/internal/sim/day", "sambang/internal/sim/census", "sambang/internal/sim/call", "sambang/internal/sim/mothers", "sambang/internal/sim/kasaba",
	"sambang/internal/sim/sellers", "sambang/internal/sim/fortnight", "sambang/internal/programme/homevisit/day", "sambang/internal/programme/homevisit/month", "sambang/internal/programme/milk/year"}

// storm reports whether a package is one of them.
func storm(name string) bool { return under(storms, name) }

// rooms are packages that start no goroutine of their own: pure reckonings, and rooms
// whose decisions the journal takes one after the other. What runs beside them (the
// journal, the errands, the doors, the live view) is under the race detector in its own
// tests, in those of the house and of the doors; here the detector only made the same
// stories three times as long. Those of their tests in which several speak at once are
// under it by name: see together.
var rooms = []string{"sambang/internal/calc", "sambang/internal/programme", "sambang/internal/report", "sambang/internal/sim/people",
	"sambang/internal/core/access", "sambang/internal/core/paper", "sambang/internal/core/sheet", "sambang/internal/core/text",
	"sambang/internal/door/page",
	"sambang/internal/interop/eppgbm", "sambang/internal/interop/people",
	"sambang/internal/shared/dispatch", "sambang/internal/shared/duty", "sambang/internal/shared/equipment", "sambang/internal/shared/fleet",
	"sambang/internal/shared/finding", "sambang/internal/shared/health", "sambang/internal/shared/holiday", "sambang/internal/shared/ledger", "sambang/internal/shared/link",
	"sambang/internal/shared/messaging", "sambang/internal/shared/need", "sambang/internal/shared/payment", "sambang/internal/shared/policy",
	"sambang/internal/shared/promise", "sambang/internal/shared/registry", "sambang/internal/shared/sticker", "sambang/internal/shared/task",
	"sambang/internal/shared/travel", "sambang/internal/shared/workforce/training"}

// law is the package that reads the source alone: its tests look at every file, one
// after the other.
const law = "sambang/internal"

// room reports whether a package is tested without the race detector.
func room(name string) bool { return name == law || under(rooms, name) }

// together are the tests of rooms in which several speak at once, by package. Of the link
// pages, which answer one request after the other otherwise, it is the live view.
var together = map[string]string{
	"sambang/internal/programme/campaign":       "TestManyHandOversAtOnceNeverEmptyTheStoreTwice",
	"sambang/internal/programme/campaign/year":  "TestManyAtTheStoreAtOnceNeverEmptyItTwice",
	"sambang/internal/calc/naming":              "TestManyAskWhileOneWrites",
	"sambang/internal/door/page":                "TestTheCourierMovesOnHerPage|TestNoByteOfAnotherFamily|TestARevokedLinkIsCutOffAtOnce|TestAFamilySeesTheCadreComing",
	"sambang/internal/programme/massage":        "TestTwentyBookingsOfOneSlotAreOne",
	"sambang/internal/programme/milk/admission": "TestFiftyAtOnceGiveOnePlace",
	"sambang/internal/shared/ledger":            "TestARideIsPaidOnceHoweverOftenItIsTold",
	"sambang/internal/shared/registry":          "TestManyAreFoundAlsoWhileTheyCome",
	"sambang/internal/shared/promise":           "TestDeadlinesAtOnceAreEachDecidedOnce",
}

// under reports whether a package is one of these or lies under one.
func under(all []string, name string) bool {
	return slices.ContainsFunc(all, func(s string) bool { return name == s || strings.HasPrefix(name, s+"/") })
}

// walkers are the stories that walk over every verb, role, address, text field and place of the
// house, one request after the other: they find wrong rights and wrong texts, not races,
// and the detector would make them take as long as everything else together.
const walkers = "^(TestEveryTextFieldSurvivesWhatPeopleType|TestEveryVerbIsOpenExactlyWhereTheMatrixSays|TestWhatIsForbiddenLooksLikeWhatIsNotThere|" +
	"TestEveryRouteIsOpenExactlyToWhomItIs|TestABodyThatDoesNotFitItsVerbGetsACode|TestWhatIsElsewhereLooksLikeWhatIsNot|TestNoByteOutsideTheColumnsIsSent|TestTheWholeCountryIsLoadedOnceAndAgain)$"

// raceTests runs every package but the storms and the rooms under the race detector,
// the walkers aside.
func (s *suite) raceTests(ctx context.Context) func() outcome {
	return s.those(ctx, func(name string) bool { return !storm(name) && !room(name) }, "-race", noRaceInSQLite, "-skip="+walkers)
}

// togetherTests runs under the race detector what speaks at once in the rooms.
func (s *suite) togetherTests(ctx context.Context) func() outcome {
	names := slices.Sorted(maps.Values(together))
	packages := slices.Sorted(maps.Keys(together))
	return s.goTest(ctx, slices.Concat([]string{"-race", noRaceInSQLite, "-p=2", "-timeout=12m", "-run=^(" + strings.Join(names, "|") + ")$"}, packages)...)
}

// roomTests runs the rooms, without the race detector.
func (s *suite) roomTests(ctx context.Context) func() outcome {
	return s.those(ctx, func(name string) bool { return !storm(name) && room(name) })
}

// those runs the tests of some packages.
func (s *suite) those(ctx context.Context, chosen func(name string) bool, args ...string) func() outcome {
	return func() outcome {
		said, err := s.output(ctx, ".", "go", "list", "./...")
		if err != nil {
			return broken("go list ./...", err, said)
		}
		packages := slices.DeleteFunc(strings.Fields(said), func(name string) bool { return !chosen(name) })
		return s.goTest(ctx, slices.Concat(args, []string{"-p=2", "-timeout=12m"}, packages)...)()
	}
}

// walkTests runs the walkers, without the race detector, behind the browser.
func (s *suite) walkTests(ctx context.Context) {
	s.part("go test walkers", s.goTestBehind(ctx, "-timeout=20m", "-run="+walkers, "sambang/internal/house"))
}

// stormTests runs the storms, without the race detector, behind the browser.
func (s *suite) stormTests(ctx context.Context) {
	s.part("go test storm", s.goTestBehind(ctx, append([]string{"-p=2", "-timeout=20m"}, storms...)...))
}
