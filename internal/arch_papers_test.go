package internal_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

var (
	linked = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	named  = regexp.MustCompile("`((?:internal|cmd|ui|tools|deploy|docs|scripts)/[\\w./-]+)`")
)

// pathsIn lists the files of the project that a paper in folder speaks of, as
// paths below the module: its relative links, and what it names between backticks.
func pathsIn(folder, text string) []string {
	var found []string
	for _, m := range linked.FindAllStringSubmatch(text, -1) {
		found = append(found, filepath.ToSlash(filepath.Join(folder, m[1])))
	}
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		found = append(found, strings.TrimSuffix(m[1], "/"))
	}
	return found
}

// TestThePapersSpeakOfFilesThatExist: a newcomer who is sent to a file that has
// moved believes nothing else either.
func TestThePapersSpeakOfFilesThatExist(t *testing.T) {
	papers := []string{"README.md", "CONTRIBUTING.md"}
	for _, pattern := range []string{"../docs/*.md", "../deploy/*.md"} {
		more, err := filepath.Glob(pattern)
		qt.Assert(t, qt.IsNil(err))
		for _, m := range more {
			papers = append(papers, strings.TrimPrefix(filepath.ToSlash(m), "../"))
		}
	}
	for _, paper := range papers {
		text, err := os.ReadFile(filepath.Join("..", paper))
		qt.Assert(t, qt.IsNil(err))
		for _, path := range pathsIn(filepath.Dir(paper), string(text)) {
			if _, err := os.Stat(filepath.Join("..", path)); err != nil {
				t.Errorf("%s speaks of %s, which is not there", paper, path)
			}
		}
	}
}

func TestPapersLinkFromTheirOwnFolder(t *testing.T) {
	text := "see [rooms](../internal/arch_test.go), [web](https://example.org), [top](#rooms) and `internal/core/journal/`, `make demo`"
	qt.Assert(t, qt.DeepEquals(pathsIn("docs", text), []string{"internal/arch_test.go", "internal/core/journal"}))
}
