package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
)

// testEvent is one line of `go test -json` (see `go doc test2json`).
type testEvent struct {
	Action      string
	Package     string
	ImportPath  string // of build-output, with the test variant in brackets
	Test        string
	Output      string
	Elapsed     float64 // seconds
	FailedBuild string
}

// goResult gathers a stream of test events into cases. A case is a test without
// subtests of its own; the seeds of a fuzz target together are one case, since
// counting each would make the total say little.
type goResult struct {
	verdicts map[testKey]string // pass, fail or skip
	said     map[testKey]*strings.Builder
	packages map[string]testEvent // the closing event of each package
	builds   map[string]*strings.Builder
	noise    strings.Builder // lines that are not JSON: what the go tool itself says
}

type testKey struct{ pkg, test string }

func readGoTest(r io.Reader) (*goResult, error) {
	g := &goResult{
		verdicts: map[testKey]string{}, said: map[testKey]*strings.Builder{},
		packages: map[string]testEvent{}, builds: map[string]*strings.Builder{},
	}
	whole, err := io.ReadAll(r)
	for line := range bytes.Lines(whole) {
		var e testEvent
		if json.Unmarshal(line, &e) != nil {
			g.noise.Write(line)
			continue
		}
		g.take(e)
	}
	return g, err
}

func (g *goResult) take(e testEvent) {
	key := testKey{e.Package, e.Test}
	switch e.Action {
	case "output":
		write(g.said, key, e.Output)
	case "build-output":
		write(g.builds, e.ImportPath, e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			g.packages[e.Package] = e
		} else {
			g.verdicts[key] = e.Action
		}
	}
}

func write[K comparable](m map[K]*strings.Builder, k K, text string) {
	if m[k] == nil {
		m[k] = &strings.Builder{}
	}
	m[k].WriteString(text)
}

// outcome counts the cases and collects the output of what failed. A skipped
// test has failed: it was meant to prove something and did not.
func (g *goResult) outcome() outcome {
	parents := map[testKey]bool{}
	failedBelow := map[testKey]bool{}
	for k, verdict := range g.verdicts {
		for up, ok := k.parent(); ok; up, ok = up.parent() {
			parents[up] = true
			failedBelow[up] = failedBelow[up] || verdict != "pass"
		}
	}
	var o outcome
	failedIn := map[string]bool{}
	for k, verdict := range g.verdicts {
		failed := verdict != "pass"
		switch {
		case k.underFuzz():
		case parents[k] && !strings.HasPrefix(k.test, "Fuzz") && (!failed || failedBelow[k]):
		case failed:
			o.failed++
		default:
			o.passed++
		}
		failedIn[k.pkg] = failedIn[k.pkg] || failed
	}
	for name, e := range g.packages {
		if e.Action == "fail" && !failedIn[name] {
			o.failed++ // did not build, or died outside a test
		}
	}
	o.output = g.story(failedIn)
	o.remark = g.slowest(3)
	return o
}

func (k testKey) parent() (testKey, bool) {
	cut := strings.LastIndexByte(k.test, '/')
	if cut < 0 {
		return testKey{}, false
	}
	return testKey{k.pkg, k.test[:cut]}, true
}

func (k testKey) underFuzz() bool {
	return strings.HasPrefix(k.test, "Fuzz") && strings.Contains(k.test, "/")
}

// story is the output of everything that failed, in a stable order.
func (g *goResult) story(failedIn map[string]bool) string {
	var keys []testKey
	for k := range g.said {
		died := g.packages[k.pkg].Action == "fail"
		_, closed := g.verdicts[k]
		switch {
		case k.test == "" && died, k.test != "" && g.verdicts[k] != "pass" && (closed || died):
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		return keys[i].pkg < keys[j].pkg || keys[i].pkg == keys[j].pkg && keys[i].test < keys[j].test
	})
	var b strings.Builder
	b.WriteString(g.noise.String())
	for _, name := range sortedKeys(g.builds) {
		fmt.Fprintf(&b, "# %s\n%s", name, g.builds[name])
	}
	for _, k := range keys {
		if g.verdicts[k] == "skip" {
			fmt.Fprintf(&b, "%s: skipped, which counts as failed\n", k.test)
		}
		b.WriteString(g.said[k].String())
	}
	return b.String()
}

// slowest names the packages that took longest: where to look when the suite
// grows too slow.
func (g *goResult) slowest(n int) string {
	names := sortedKeys(g.packages)
	sort.SliceStable(names, func(i, j int) bool { return g.packages[names[i]].Elapsed > g.packages[names[j]].Elapsed })
	var parts []string
	for _, name := range names[:min(n, len(names))] {
		if e := g.packages[name]; e.Elapsed >= 1 {
			parts = append(parts, fmt.Sprintf("%s %.0f s", strings.TrimPrefix(name, "sambang/"), e.Elapsed))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "slowest: " + strings.Join(parts, ", ")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// goTest is a part that runs `go test -json` with args.
func (s *suite) goTest(ctx context.Context, args ...string) func() outcome {
	args = append([]string{"test", "-json", "-vet=off", "-count=1"}, args...)
	return func() outcome {
		c := s.command(ctx, ".", "go", args...)
		var stdout, stderr bytes.Buffer
		c.Stdout, c.Stderr = &stdout, &stderr
		err := c.Run()
		got, readErr := readGoTest(&stdout)
		if readErr != nil {
			return broken(commandLine("go", args), readErr, stderr.String())
		}
		o := got.outcome()
		o.output += stderr.String()
		if err != nil && o.failed == 0 {
			o.failed++
			o.output += fmt.Sprintf("%s: %v\n", commandLine("go", args), err)
		}
		return o
	}
}

// storms are where runs of many seeds and of whole weeks live: their own checks find
// races between phones and server, and the detector would make them too few, or too
// slow, to find anything. What they run through is under it in the tests of its rooms.
var storms = []string{"sambang/internal/sim/storm", "sambang/internal/sim/day", "sambang/internal/sim/census", "sambang/internal/sim/call",
	"sambang/internal/sim/fortnight", "sambang/internal/programme/homevisit/day", "sambang/internal/programme/homevisit/month", "sambang/internal/programme/milk/year"}

// storm reports whether a package is one of them.
func storm(name string) bool { return under(storms, name) }

// rooms are packages that start no goroutine of their own: pure reckonings, and rooms
// whose decisions the journal takes one after the other. What runs beside them (the
// journal, the errands, the doors, the live view) is under the race detector in its own
// tests, in those of the house and of the doors; here the detector only made the same
// stories three times as long.
var rooms = []string{"sambang/internal/calc", "sambang/internal/programme", "sambang/internal/report", "sambang/internal/sim/people",
	"sambang/internal/shared/dispatch", "sambang/internal/shared/duty", "sambang/internal/shared/equipment", "sambang/internal/shared/fleet",
	"sambang/internal/shared/finding", "sambang/internal/shared/health", "sambang/internal/shared/ledger", "sambang/internal/shared/link", "sambang/internal/shared/need",
	"sambang/internal/shared/payment", "sambang/internal/shared/policy", "sambang/internal/shared/promise", "sambang/internal/shared/sticker", "sambang/internal/shared/task", "sambang/internal/shared/travel"}

// under reports whether a package is one of these or lies under one.
func under(all []string, name string) bool {
	return slices.ContainsFunc(all, func(s string) bool { return name == s || strings.HasPrefix(name, s+"/") })
}

// walkers are the stories that walk over every verb, role and text field of the
// house, one command after the other: they find wrong rights and wrong texts, not
// races, and the detector would make them take as long as everything else together.
const walkers = "^(TestEveryTextFieldSurvivesWhatPeopleType|TestEveryVerbIsOpenExactlyWhereTheMatrixSays|TestWhatIsForbiddenLooksLikeWhatIsNotThere)$"

// raceTests runs every package but the storms and the rooms under the race detector,
// the walkers aside.
func (s *suite) raceTests(ctx context.Context) func() outcome {
	return s.those(ctx, func(name string) bool { return !storm(name) && !under(rooms, name) }, "-race", noRaceInSQLite, "-skip="+walkers)
}

// roomTests runs the rooms, without the race detector.
func (s *suite) roomTests(ctx context.Context) func() outcome {
	return s.those(ctx, func(name string) bool { return !storm(name) && under(rooms, name) })
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

// walkTests runs the walkers, without the race detector.
func (s *suite) walkTests(ctx context.Context) {
	s.part("go test walkers", s.goTest(ctx, "-timeout=12m", "-run="+walkers, "sambang/internal/house"))
}

// stormTests runs the storms, without the race detector.
func (s *suite) stormTests(ctx context.Context) {
	s.part("go test storm", s.goTest(ctx, append([]string{"-p=2", "-timeout=12m"}, storms...)...))
}
