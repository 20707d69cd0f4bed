package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// tally is how many cases of a part passed and failed.
type tally struct{ passed, failed int }

func (t tally) plus(o tally) tally { return tally{t.passed + o.passed, t.failed + o.failed} }

// outcome is what a part reports: its cases, a remark for its line, and, when
// something failed, the whole output that explains it and the names of the cases.
type outcome struct {
	tally
	remark string
	output string
	names  []string // of failed cases, where the part has any below its own
}

// suite holds what the parts share: the counts, the environment of the child
// processes, and what must be undone at the end.
type suite struct {
	out    io.Writer
	began  time.Time
	env    []string
	server string // path of the built server binary
	result string // file that gets the closing line; "" for none

	mu      sync.Mutex
	total   tally
	failed  []string // "part: case", told again at the end
	cleanup []func()
}

func newSuite(out io.Writer) *suite {
	return &suite{out: out, began: time.Now(), env: os.Environ()}
}

// set gives every later child process a variable.
func (s *suite) set(name, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.env = append(slices.Clip(s.env), name+"="+value)
}

// environment is what a child process started now gets.
func (s *suite) environment() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.env
}

// part runs one part, prints its line and, on failure, its output in full.
// It reports whether the part passed whole.
func (s *suite) part(name string, run func() outcome) bool {
	began := time.Now()
	got := run()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total = s.total.plus(got.tally)
	word := "ok  "
	if got.failed > 0 {
		word = "FAIL"
	}
	line := fmt.Sprintf("%s %-22s %6.1f s  %d passed, %d failed", word, name, time.Since(began).Seconds(), got.passed, got.failed)
	if got.remark != "" {
		line += "  (" + got.remark + ")"
	}
	fmt.Fprintln(s.out, line)
	if got.failed > 0 {
		fmt.Fprintf(s.out, "---- %s ----\n%s\n---- end of %s ----\n", name, strings.TrimRight(got.output, "\n"), name)
		s.failed = append(s.failed, got.named(name)...)
	}
	return got.failed == 0
}

// named are the failed cases with their part before them, or the part alone.
func (o outcome) named(part string) []string {
	if len(o.names) == 0 {
		return []string{part}
	}
	named := make([]string, len(o.names))
	for i, name := range o.names {
		named[i] = part + ": " + name
	}
	return named
}

// fail counts one failure that has already been explained.
func (s *suite) fail() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total.failed++
}

// later remembers something to undo when the suite ends, also after a failure.
func (s *suite) later(undo func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cleanup = append(s.cleanup, undo)
}

// close undoes everything, last first. Calling it twice does nothing.
func (s *suite) close() {
	s.mu.Lock()
	undo := s.cleanup
	s.cleanup = nil
	s.mu.Unlock()
	for i := len(undo) - 1; i >= 0; i-- {
		undo[i]()
	}
}

// finish names again what failed, prints the closing line and gives the exit code: who
// sees only the last lines of a long run knows where to look.
func (s *suite) finish() int {
	s.close()
	for _, name := range s.failed {
		fmt.Fprintf(s.out, "failed: %s\n", name)
	}
	fmt.Fprintf(s.out, "total: %.0f s\n", time.Since(s.began).Seconds())
	closing := fmt.Sprintf("%d passed, %d failed\n", s.total.passed, s.total.failed)
	fmt.Fprint(s.out, closing)
	s.keep(closing)
	if s.total.failed > 0 {
		return 1
	}
	return 0
}

// keep leaves the closing line in a file too, for a caller whose own last words
// come after ours. Not being able to write it loses nothing that was printed.
func (s *suite) keep(closing string) {
	if s.result == "" {
		return
	}
	_ = os.MkdirAll(filepath.Dir(s.result), 0o755)
	_ = os.WriteFile(s.result, []byte(closing), 0o644)
}
