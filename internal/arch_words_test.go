package internal_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// word is something that no file of the project says, except where it is quoted.
// Its pattern is written so that this file does not match it.
type word struct {
	pattern *regexp.Regexp
	except  func(file, line string) bool
	why     string
}

var lawQuote = regexp.MustCompile(`\b(UU|Undang-Undang|PP|Perpres|Permenkes|Permensos|Kepmensos|Perda|Perbup)\b`)

var words = []word{
	{regexp.MustCompile(`(?i)mis[k]in`),
		func(file, line string) bool {
			return strings.HasPrefix(file, "docs/glossary") || lawQuote.MatchString(line)
		},
		`a family is "kurang mampu"; the other word is only quoted from a law`},
	{regexp.MustCompile(`(^|[^\w./-])/wor[k]/|share[d]/docs`), nil,
		"a path of the machine it was written on means nothing to the reader"},
}

// notOurs are folders of things built, fetched or run.
var notOurs = []string{".git", "node_modules", "dist", "bin", "out", "data"}

// said lists the forbidden words of one file, each with its line.
func said(file string, text []byte) []string {
	var found []string
	for i, line := range bytes.Split(text, []byte("\n")) {
		for _, w := range words {
			if w.pattern.Match(line) && (w.except == nil || !w.except(file, string(line))) {
				found = append(found, file+":"+strconv.Itoa(i+1)+" says "+string(w.pattern.Find(line))+": "+w.why)
			}
		}
	}
	return found
}

func TestEveryFileSpeaksWithRespectAndForItself(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // a file that a parallel build has just removed
		}
		if d.IsDir() {
			if slices.Contains(notOurs, d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
			return nil // a picture has no words
		}
		for _, what := range said(filepath.ToSlash(strings.TrimPrefix(path, "../")), text) {
			t.Error(what)
		}
		return nil
	})
	qt.Assert(t, qt.IsNil(err))
}

func TestTheWordRuleKnowsALawFromAnOpinion(t *testing.T) {
	poor := "mis" + "kin"
	qt.Check(t, qt.HasLen(said("ui/src/a.svelte", []byte("keluarga "+poor)), 1))
	qt.Check(t, qt.HasLen(said("ui/src/a.svelte", []byte("keluarga kurang mampu")), 0))
	qt.Check(t, qt.HasLen(said("docs/glossary.md", []byte("avoid: "+poor)), 0))
	qt.Check(t, qt.HasLen(said("docs/law.md", []byte(`UU 13/2011: "fakir `+poor+`"`)), 0))
	qt.Check(t, qt.HasLen(said("README.md", []byte("see /wor"+"k/main")), 1))
	qt.Check(t, qt.HasLen(said("README.md", []byte("GET /api/v1/wor"+"k/3")), 0))
}
