package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// noRaceInSQLite leaves the race detector out of the translated C of the database
// engine: it doubles the time and finds nothing of ours. Only that package: left
// out of more of them, the linker may pick their copies of generic functions of
// the standard library, without the detector's marks, and races are reported
// that are none (docs/decisions/0003).
const noRaceInSQLite = "-gcflags=modernc.org/sqlite/lib=-race=false"

// everything runs the whole suite. Two lanes: what compiles Go is heavy and goes
// one after the other; what Node does is light and goes beside it. The browser
// comes last, because its walks are the most sensitive to a busy machine. They wait
// for pages and servers half of the time: what of Go is compiled already goes beside
// them then, behind them in the queue of the processors.
func (s *suite) everything(ctx context.Context) {
	s.set("CGO_ENABLED", "0") // as the server is built; see goTest
	s.useMemory()
	s.playFromCommit(ctx)
	s.part("gofmt", s.gofmt(ctx))
	s.part("postgresql", func() outcome { return s.postgres(ctx) })
	s.part("ui build", s.uiPart(s.check(ctx, ".", "scripts/build-ui.sh")))

	var lanes sync.WaitGroup
	lanes.Go(func() {
		s.part("prettier", s.uiPart(s.check(ctx, "ui", "npm", "run", "--silent", "format:check")))
		s.part("types", s.uiPart(s.check(ctx, "ui", "npm", "run", "--silent", "types:check")))
		s.part("svelte-check", s.uiPart(s.check(ctx, "ui", "npm", "run", "--silent", "check")))
		s.part("vitest", s.uiPart(s.vitest(ctx)))
	})
	s.part("server", s.build(ctx))
	s.part("vet", s.check(ctx, ".", "go", "vet", "./..."))
	s.part("staticcheck", s.check(ctx, ".", "go", "tool", "staticcheck", "./..."))
	lanes.Wait()
	s.part("go test -race", s.raceTests(ctx))
	s.part("go test -race rooms", s.togetherTests(ctx))
	s.part("go test rooms", s.roomTests(ctx))
	lanes.Go(func() { s.part("browser", s.uiPart(s.browser(ctx))) })
	s.walkTests(ctx)
	s.stormTests(ctx)
	lanes.Wait()
}

// gofmt lists files that are not formatted; one that is has nothing to say.
func (s *suite) gofmt(ctx context.Context) func() outcome {
	return func() outcome {
		said, err := s.output(ctx, ".", "gofmt", "-l", "cmd", "internal", "tools", "ui/embed.go")
		if err != nil && !strings.Contains(said, "no such file") {
			return broken("gofmt", err, said)
		}
		if unformatted := goFilesIn(said); unformatted != "" {
			return broken("gofmt", errors.New("these files are not formatted; run `make fmt`"), unformatted)
		}
		return outcome{tally: tally{passed: 1}}
	}
}

// goFilesIn keeps the lines that are names of Go files.
func goFilesIn(said string) string {
	var files []string
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); strings.HasSuffix(line, ".go") && !strings.Contains(line, " ") {
			files = append(files, line)
		}
	}
	return strings.Join(files, "\n")
}

// uiPart fails a part of the app in one line when the app is not there at all.
func (s *suite) uiPart(run func() outcome) func() outcome {
	if hasUI() {
		return run
	}
	return func() outcome { return broken("ui", errors.New("ui/package.json is missing"), "") }
}

// build makes the server binary that every test of the whole process uses, and
// tells them where it is.
func (s *suite) build(ctx context.Context) func() outcome {
	return func() outcome {
		path, err := filepath.Abs("bin/sambang")
		if err != nil {
			return broken("server", err, "")
		}
		said, err := s.output(ctx, ".", "go", "build", "-buildvcs=false", "-ldflags=-s -w", "-o", path, "./cmd/sambang")
		if err != nil {
			return broken("go build ./cmd/sambang", err, said)
		}
		s.useServer(path)
		o := outcome{tally: tally{passed: 1}}
		if info, err := os.Stat(path); err == nil {
			o.remark = fmt.Sprintf("%.1f MB", float64(info.Size())/1e6)
		}
		return o
	}
}

// useServer tells every later test where the binary is, and the browser.
func (s *suite) useServer(path string) {
	s.server = path
	s.set("SAMBANG_BIN", path)
	if os.Getenv("CHROMIUM") == "" {
		s.set("CHROMIUM", "/usr/bin/chromium")
	}
}

// soak plays every property test ten times as often as the suite does, then runs storms of
// many seeds without the race detector, then the long form of the walkers, then the planner against the best plan of 2,000 small problems, then every fuzz
// target for a while.
func (s *suite) soak(ctx context.Context, seeds int, fuzz time.Duration) {
	s.set("CGO_ENABLED", "0")
	s.useMemory()
	s.part("postgresql", func() outcome { return s.postgres(ctx) })
	s.part("server", s.build(ctx))
	s.part("properties", s.properties(ctx, 1000))
	s.set("SAMBANG_SEEDS", fmt.Sprint(seeds))
	s.part("storm", s.goTest(ctx, append([]string{"-timeout=3h"}, storms...)...))
	s.part("walkers", s.goTest(ctx, "-timeout=3h", "-run="+walkers, "sambang/internal/house"))
	s.part("planner", s.goTest(ctx, "-timeout=3h", "sambang/internal/calc/routing/...", "sambang/internal/calc/capacity"))
	targets, err := fuzzTargets(".")
	if err != nil {
		s.part("fuzz", func() outcome { return broken("fuzz targets", err, "") })
	}
	for _, t := range targets {
		s.part(t.name+" "+t.dir, s.check(ctx, ".", "go", "test", "-vet=off", "-run=^$",
			"-fuzz=^"+t.name+"$", "-fuzztime="+fuzz.String(), "./"+t.dir))
	}
}
