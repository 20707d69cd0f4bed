// Command suite runs everything the project is tested with, in one go, and ends
// with the line "N passed, N failed".
//
// It is called by `make test` and, with -soak, by `make soak`. It has one rule:
// nothing is skipped. A tool that is missing, a test that calls Skip and a part
// that cannot start have all failed. It stands on the standard library alone,
// so that it runs before anything else has been downloaded.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// limit ends a suite that hangs. The suite itself should take under 15 minutes
// on 2 cores; the rest is room for downloads on a slow line.
const limit = 40 * time.Minute

// soakLimit is the same for the long run of faults and fuzzing.
const soakLimit = 6 * time.Hour

func main() {
	os.Exit(run())
}

// run returns the exit code: 0 when nothing failed, 1 otherwise. It is apart
// from main so that every deferred clean-up has run before the process exits.
func run() int {
	soak := flag.Bool("soak", false, "run storm seeds and fuzz targets for long instead of the suite")
	seeds := flag.Int("seeds", 500, "with -soak: storm seeds to run")
	fuzz := flag.Duration("fuzz", time.Minute, "with -soak: time for each fuzz target")
	flag.Parse()

	longest := limit
	if *soak {
		longest = soakLimit
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()

	s := newSuite(os.Stdout)
	s.result = "out/suite.txt"
	defer s.close()
	if err := s.prepare(ctx, *soak); err != nil {
		fmt.Println(err)
		s.fail()
		return s.finish()
	}
	if *soak {
		s.soak(ctx, *seeds, *fuzz)
	} else {
		s.everything(ctx)
	}
	return s.finish()
}
