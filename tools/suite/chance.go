package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"strings"
)

// seedVariable is what the property tests read their seed from (pgregory.net/rapid).
const seedVariable = "RAPID_SEED"

// playFromCommit lets the property tests draw from a seed that follows from the commit:
// each commit plays other games, and the same commit the same ones, so that what failed
// elsewhere fails here. A seed that is given already is kept. See docs/decisions/0033.
func (s *suite) playFromCommit(ctx context.Context) {
	if os.Getenv(seedVariable) != "" {
		return
	}
	said, err := s.output(ctx, ".", "git", "rev-parse", "HEAD")
	if err != nil {
		said = "" // not a checkout: the sources alone
	}
	seed := seedOf(strings.TrimSpace(said))
	s.set(seedVariable, seed)
	fmt.Fprintf(s.out, "property tests play from %s=%s\n", seedVariable, seed)
}

// seedOf is the seed of a commit; never 0, which would mean a random one.
func seedOf(commit string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(commit))
	return fmt.Sprint(uint64(h.Sum32()) + 1)
}

// properties plays every property test so many times, from a random seed.
func (s *suite) properties(ctx context.Context, checks int) func() outcome {
	return func() outcome {
		said, err := s.output(ctx, ".", "go", "list", "-f", "{{.ImportPath}} {{.TestImports}} {{.XTestImports}}", "./...")
		if err != nil {
			return broken("go list", err, said)
		}
		s.set("RAPID_CHECKS", fmt.Sprint(checks))
		defer s.set("RAPID_CHECKS", "100") // as everywhere else
		return s.goTest(ctx, append([]string{"-timeout=5h"}, playing(said)...)...)()
	}
}

// playing are the packages with property tests, from what `go list` said.
func playing(list string) (packages []string) {
	for line := range strings.Lines(list) {
		if name, _, ok := strings.Cut(line, " "); ok && strings.Contains(line, "pgregory.net/rapid") {
			packages = append(packages, name)
		}
	}
	return packages
}
