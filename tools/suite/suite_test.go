package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// stream is what `go test -json` says of five packages: one with two leaf tests
// of which one fails, one that skips, one that does not build, one with a fuzz
// target of three seeds, and one that dies outside any test.
const stream = `go: downloading something
{"Action":"run","Package":"a","Test":"TestRide"}
{"Action":"run","Package":"a","Test":"TestRide/dry"}
{"Action":"pass","Package":"a","Test":"TestRide/dry"}
{"Action":"output","Package":"a","Test":"TestRide/rain","Output":"the courier is wet\n"}
{"Action":"fail","Package":"a","Test":"TestRide/rain"}
{"Action":"fail","Package":"a","Test":"TestRide"}
{"Action":"output","Package":"a","Test":"TestFine","Output":"nothing to see\n"}
{"Action":"pass","Package":"a","Test":"TestFine"}
{"Action":"fail","Package":"a","Elapsed":3}
{"Action":"output","Package":"b","Test":"TestLater","Output":"no database\n"}
{"Action":"skip","Package":"b","Test":"TestLater"}
{"Action":"pass","Package":"b"}
{"Action":"build-output","ImportPath":"c [c.test]","Output":"c.go:1: undefined: x\n"}
{"Action":"fail","Package":"c","FailedBuild":"c [c.test]"}
{"Action":"pass","Package":"d","Test":"FuzzFix/seed#0"}
{"Action":"pass","Package":"d","Test":"FuzzFix/seed#1"}
{"Action":"pass","Package":"d","Test":"FuzzFix"}
{"Action":"pass","Package":"d"}
{"Action":"output","Package":"e","Output":"panic: in TestMain\n"}
{"Action":"fail","Package":"e"}
{"Action":"skip","Package":"f"}
`

func TestCasesAreLeavesAndNothingIsSkipped(t *testing.T) {
	got, err := readGoTest(strings.NewReader(stream))
	qt.Assert(t, qt.IsNil(err))
	o := got.outcome()

	// dry, TestFine and FuzzFix; rain, the skipped test, the build and the panic.
	qt.Assert(t, qt.Equals(o.tally, tally{passed: 3, failed: 4}))
	for _, words := range []string{"the courier is wet", "no database", "skipped, which counts as failed",
		"undefined: x", "panic: in TestMain", "go: downloading something"} {
		qt.Check(t, qt.StringContains(o.output, words))
	}
	qt.Check(t, qt.IsFalse(strings.Contains(o.output, "nothing to see")))
	qt.Check(t, qt.Equals(o.remark, "slowest: a 3 s"))
}

func TestAPanicInsideATestIsCountedAndTold(t *testing.T) {
	got, err := readGoTest(strings.NewReader(`{"Action":"run","Package":"a","Test":"TestBoom"}
{"Action":"output","Package":"a","Test":"TestBoom","Output":"panic: boom\n"}
{"Action":"fail","Package":"a"}
`))
	qt.Assert(t, qt.IsNil(err))
	o := got.outcome()
	qt.Assert(t, qt.Equals(o.tally, tally{failed: 1}))
	qt.Assert(t, qt.StringContains(o.output, "panic: boom"))
}

func TestVitestCountsWhatDidNotRunAsFailed(t *testing.T) {
	for _, c := range []struct {
		name   string
		report vitestReport
		want   tally
	}{
		{"all well", vitestReport{NumPassedTests: 9, Success: true}, tally{9, 0}},
		{"one todo", vitestReport{NumPassedTests: 9, NumTodoTests: 1, Success: true}, tally{9, 1}},
		{"a file that does not load", vitestReport{NumPassedTests: 9, NumFailedSuites: 2}, tally{9, 2}},
		{"no test at all", vitestReport{Success: true}, tally{0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) { qt.Assert(t, qt.Equals(c.report.count(), c.want)) })
	}
}

func TestTheClosingLineMustBeTheLast(t *testing.T) {
	got, ok := readClosing("ok desk\nok mother\n2 passed, 0 failed\n")
	qt.Assert(t, qt.IsTrue(ok))
	qt.Assert(t, qt.Equals(got, tally{2, 0}))

	_, ok = readClosing("2 passed, 0 failed\nError: the browser has crashed\n")
	qt.Assert(t, qt.IsFalse(ok))
}

func TestOneFailedPartFailsTheSuiteAndIsShownInFull(t *testing.T) {
	var out bytes.Buffer
	s := newSuite(&out)
	undone := 0
	s.later(func() { undone++ })

	qt.Assert(t, qt.IsTrue(s.part("says yes", s.check(context.Background(), ".", "true"))))
	qt.Assert(t, qt.IsFalse(s.part("says no", s.check(context.Background(), ".", "sh", "-c", "echo why; exit 3"))))
	code := s.finish()
	s.close()

	qt.Assert(t, qt.Equals(code, 1))
	qt.Assert(t, qt.Equals(undone, 1))
	qt.Assert(t, qt.StringContains(out.String(), "why"))
	qt.Assert(t, qt.StringContains(out.String(), "\nfailed: says no\ntotal: "))
	qt.Assert(t, qt.IsTrue(strings.HasSuffix(out.String(), "\n1 passed, 1 failed\n")))
}

func TestWhatFailedIsNamedAtTheEnd(t *testing.T) {
	got, err := readGoTest(strings.NewReader(stream))
	qt.Assert(t, qt.IsNil(err))
	o := got.outcome()
	qt.Assert(t, qt.DeepEquals(o.names, []string{"a TestRide/rain", "b TestLater", "c", "e"}))
	qt.Assert(t, qt.DeepEquals(o.named("rooms")[:2], []string{"rooms: a TestRide/rain", "rooms: b TestLater"}))
	qt.Assert(t, qt.DeepEquals(failedWalks("ok faces (1.0 s)\nFAILED desk: gone\n  at x\n1 passed, 1 failed\n"), []string{"desk"}))
}

// A test that speaks at once and is renamed would silently be without the detector.
func TestWhatSpeaksAtOnceIsThere(t *testing.T) {
	for name, tests := range together {
		for test := range strings.SplitSeq(tests, "|") {
			hasTest(t, name, test)
		}
	}
}

// A walker that is renamed would be walked twice as long, under the detector.
func TestTheWalkersAreThere(t *testing.T) {
	for test := range strings.SplitSeq(strings.Trim(walkers, "^()$"), "|") {
		hasTest(t, "sambang/internal/house", test)
	}
}

func hasTest(t *testing.T, name, test string) {
	t.Helper()
	files, err := filepath.Glob("../../" + strings.TrimPrefix(name, "sambang/") + "/*_test.go")
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(slices.ContainsFunc(files, func(file string) bool {
		body, err := os.ReadFile(file)
		return err == nil && strings.Contains(string(body), "func "+test+"(")
	})), qt.Commentf("%s has no %s", name, test))
}

// A room that begins to start goroutines in its tests has to be listed.
func TestRoomsStartNoGoroutinesUnlisted(t *testing.T) {
	starts := regexp.MustCompile(`(?m)^\s*go (func|\w+[.(])|\.Go\(func`)
	for _, name := range rooms {
		root := "../../" + strings.TrimPrefix(name, "sambang/")
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") {
				return nil
			}
			of := "sambang/" + strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../")
			body, err := os.ReadFile(path)
			qt.Check(t, qt.IsTrue(err == nil && (!starts.Match(body) || together[of] != "" || storm(of))), qt.Commentf("%s starts a goroutine", path))
			return nil
		})
	}
}

func TestMissingToolsAreNamedByTheirPackage(t *testing.T) {
	nothing := func(string) bool { return false }
	all := func(string) bool { return true }
	qt.Assert(t, qt.DeepEquals(missingPackages(nothing, false), []string{"gcc", "libc6-dev", "postgresql-15", "chromium", "fonts-liberation"}))
	qt.Assert(t, qt.DeepEquals(missingPackages(nothing, true), []string{"gcc", "libc6-dev", "postgresql-15"}))
	qt.Assert(t, qt.HasLen(missingPackages(all, false), 0))
}
