package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// Whoever runs the suite of a commit plays the games that everybody else plays on it, and
// the next commit plays others.
func TestTheGamesOfACommitAreTheSameEverywhere(t *testing.T) {
	qt.Check(t, qt.Equals(seedOf("dffcf17"), seedOf("dffcf17")))
	qt.Check(t, qt.Not(qt.Equals(seedOf("dffcf17"), seedOf("49e332a"))))
	qt.Check(t, qt.Not(qt.Equals(seedOf(""), "0")), qt.Commentf("0 is a random one"))

	t.Setenv(seedVariable, "")
	first, again := newSuite(&bytes.Buffer{}), newSuite(&bytes.Buffer{})
	first.playFromCommit(t.Context())
	again.playFromCommit(t.Context())
	qt.Check(t, qt.Equals(seedGiven(first), seedGiven(again)))
	qt.Check(t, qt.Not(qt.Equals(seedGiven(first), "")))

	t.Setenv(seedVariable, "7")
	own := newSuite(&bytes.Buffer{})
	own.playFromCommit(t.Context())
	qt.Check(t, qt.Equals(seedGiven(own), "7"), qt.Commentf("who looks for a fault says the seed"))
}

func seedGiven(s *suite) (seed string) {
	for _, v := range s.environment() {
		if name, value, _ := strings.Cut(v, "="); name == seedVariable {
			seed = value
		}
	}
	return seed
}

// The long run finds every package that has property tests, and only those.
func TestTheLongRunPlaysThePropertiesOnly(t *testing.T) {
	said, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}} {{.TestImports}} {{.XTestImports}}", "sambang/internal/core/ident", "sambang/internal/programme/homevisit/rice", "sambang/internal/core/fault").CombinedOutput()
	qt.Assert(t, qt.IsNil(err), qt.Commentf("%s", said))
	found := playing(string(said))
	qt.Check(t, qt.SliceContains(found, "sambang/internal/programme/homevisit/rice"))
	qt.Check(t, qt.Not(qt.SliceContains(found, "sambang/internal/core/fault")))
}
