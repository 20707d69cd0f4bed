package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// vitestReport is what we read of vitest's JSON reporter.
type vitestReport struct {
	NumPassedTests  int  `json:"numPassedTests"`
	NumFailedTests  int  `json:"numFailedTests"`
	NumPendingTests int  `json:"numPendingTests"`
	NumTodoTests    int  `json:"numTodoTests"`
	NumFailedSuites int  `json:"numFailedTestSuites"`
	Success         bool `json:"success"`
}

// count gives the cases of a report. Pending and todo tests have not run, so
// they have failed; a report without any test has failed too.
func (r vitestReport) count() tally {
	t := tally{passed: r.NumPassedTests, failed: r.NumFailedTests + r.NumPendingTests + r.NumTodoTests}
	if t.failed == 0 && (!r.Success || t.passed == 0) {
		t.failed = max(1, r.NumFailedSuites)
	}
	return t
}

// vitest runs the unit tests of the app.
func (s *suite) vitest(ctx context.Context) func() outcome {
	return func() outcome {
		dir, err := os.MkdirTemp("", "sambang-vitest-")
		if err != nil {
			return broken("vitest", err, "")
		}
		defer os.RemoveAll(dir)
		file := filepath.Join(dir, "report.json")
		said, runErr := s.output(ctx, "ui", "npx", "--no-install", "vitest", "run",
			"--reporter=default", "--reporter=json", "--outputFile.json="+file)
		raw, err := os.ReadFile(file)
		if err != nil {
			return broken("vitest", errors.Join(runErr, err), said)
		}
		var report vitestReport
		if err := json.Unmarshal(raw, &report); err != nil {
			return broken("vitest", err, said)
		}
		o := outcome{tally: report.count(), output: said}
		if runErr != nil && o.failed == 0 {
			o.failed = 1
		}
		return o
	}
}

// closing is the line a runner of tests ends with.
var closing = regexp.MustCompile(`^(\d+) passed, (\d+) failed$`)

// readClosing gives the counts of the last closing line.
func readClosing(said string) (tally, bool) {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	found := closing.FindStringSubmatch(strings.TrimSpace(lines[len(lines)-1]))
	if found == nil {
		return tally{}, false
	}
	passed, err1 := strconv.Atoi(found[1])
	failed, err2 := strconv.Atoi(found[2])
	return tally{passed, failed}, err1 == nil && err2 == nil
}

// browser walks the faces in headless Chromium against the built server.
func (s *suite) browser(ctx context.Context) func() outcome {
	return func() outcome {
		if s.server == "" {
			return broken("browser", errors.New("there is no server binary to walk against"), "")
		}
		said, err := s.output(ctx, "ui", "npm", "run", "--silent", "browser")
		counts, ok := readClosing(said)
		if !ok {
			return broken("browser", fmt.Errorf("no closing line: %w", orMissing(err)), said)
		}
		o := outcome{tally: counts, output: said, names: failedWalks(said)}
		if o.failed == 0 && (err != nil || o.passed == 0) {
			o.failed = 1
		}
		return o
	}
}

// failedWalk is how the walks tell of one that failed.
var failedWalk = regexp.MustCompile(`(?m)^FAILED (\w+):`)

// failedWalks are the names of the walks that failed.
func failedWalks(said string) (names []string) {
	for _, found := range failedWalk.FindAllStringSubmatch(said, -1) {
		names = append(names, found[1])
	}
	return names
}

func orMissing(err error) error {
	if err == nil {
		return errors.New("the run ended well but counted nothing")
	}
	return err
}
