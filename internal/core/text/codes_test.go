package text

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// codeForms are the ways in which our code says a code. A code that is put
// together from parts would hide from them, so nobody does that.
var codeForms = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:Refuse|Hold)\(\s*"([a-z_]+\.[a-z_]+)"`),
	regexp.MustCompile(`\bfault\.New\(\s*[\w.]+,\s*"([a-z0-9_.]+)"`),
	regexp.MustCompile(`\bBadField\(\s*"([a-z0-9_.]+)"`),
	regexp.MustCompile(`\bCode:\s*"([a-z_.]+)"`),
	// functions that choose a code and give it to one of the above
	regexp.MustCompile(`(?m)^\s*return (?:\w+\{[^}\n]*\}, )?"([a-z]+\.[a-z_]+)"(?:, (?:true|false))?$`),
	regexp.MustCompile(`\b(?:Moved|NotYours|Own|Already|Second):\s*"([a-z]+\.[a-z_]+)"`), // policy.Unsigned
	regexp.MustCompile(`\bcode\s*:?=\s*(?:[\w.]+,\s*)?"([a-z]+\.[a-z_]+)"`),
}

func codesIn(source string) []string {
	var found []string
	for _, form := range codeForms {
		for _, m := range form.FindAllStringSubmatch(source, -1) {
			found = append(found, m[1])
		}
	}
	return found
}

// codesOfTheProject maps every code to one place where it is said.
func codesOfTheProject(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, root := range []string{"../..", "../../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil // a folder that is not there has no codes
			}
			source, err := os.ReadFile(path)
			for _, code := range codesIn(string(source)) {
				found[code] = path
			}
			return err
		})
		qt.Assert(t, qt.IsNil(err))
	}
	return found
}

func TestEveryCodeHasASentenceInBothLanguages(t *testing.T) {
	codes := codesOfTheProject(t)
	qt.Assert(t, qt.IsTrue(len(codes) > 20), qt.Commentf("the scanner sees %d codes", len(codes)))
	var missing []string
	for code, where := range codes {
		if !Has(ID, "code."+code) || !Has(EN, "code."+code) {
			missing = append(missing, code+" ("+where+")")
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("write these into codes.id.json and codes.en.json:\n%s", strings.Join(missing, "\n"))
	}
}

func TestTheScannerKnowsHowCodesAreSaid(t *testing.T) {
	source := "journal.Refuse(\"a.one\").On(\"x\")\n" +
		"fault.New(fault.Busy, \"a.two\")\n" +
		"fault.BadField(\"a.three\", \"field\")\n" +
		"&Error{Kind: NotFound, Code: \"four\"}\n" +
		"\treturn \"a.five\", false\n" +
		"\t\treturn Bottle{}, \"a.six\"\n" +
		"\t\tstatus, code = http.StatusBadRequest, \"a.seven\"\n" +
		"journal.Request(\"a.verb\", 1)\n\treturn filepath.Join(\"a\", \"b.key\")\n"
	got := codesIn(source)
	slices.Sort(got)
	qt.Assert(t, qt.DeepEquals(got, []string{"a.five", "a.one", "a.seven", "a.six", "a.three", "a.two", "four"}))
}
