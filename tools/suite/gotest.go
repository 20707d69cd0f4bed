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
			o.names = append(o.names, strings.TrimPrefix(k.pkg, "sambang/")+" "+k.test)
		default:
			o.passed++
		}
		failedIn[k.pkg] = failedIn[k.pkg] || failed
	}
	for name, e := range g.packages {
		if e.Action == "fail" && !failedIn[name] {
			o.failed++ // did not build, or died outside a test
			o.names = append(o.names, strings.TrimPrefix(name, "sambang/"))
		}
	}
	slices.Sort(o.names)
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

// goTest is a part that runs `go test -json` with args. The race detector alone links
// with C: all other tests are built as the server is, so that both share what is compiled.
func (s *suite) goTest(ctx context.Context, args ...string) func() outcome {
	return s.goTestAs(ctx, []string{"go"}, args...)
}

// goTestBehind is such a part that runs beside the browser and lets it go first.
func (s *suite) goTestBehind(ctx context.Context, args ...string) func() outcome {
	return s.goTestAs(ctx, []string{"nice", "-n", "10", "go"}, args...)
}

// goTestAs runs the tests by a command line that ends with the go tool.
func (s *suite) goTestAs(ctx context.Context, tool []string, args ...string) func() outcome {
	args = append([]string{"test", "-json", "-vet=off", "-count=1"}, args...)
	return func() outcome {
		c := s.command(ctx, ".", tool[0], append(slices.Clone(tool[1:]), args...)...)
		if slices.Contains(args, "-race") {
			c.Env = append(slices.Clip(c.Env), "CGO_ENABLED=1")
		}
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
