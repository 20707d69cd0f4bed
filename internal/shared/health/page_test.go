package health_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
)

// listed is the table of the verbs of records with who may say each.
func listed() string {
	var b strings.Builder
	b.WriteString("| verb | kind | who, by the matrix of rights |\n| --- | --- | --- |\n")
	verbs := health.Room{}.Verbs()
	slices.SortFunc(verbs, func(a, b journal.Verb) int { return cmp.Compare(a.Name, b.Name) })
	for _, v := range verbs {
		var who []string
		for _, r := range access.Needs()[v.Need] {
			who = append(who, string(r))
		}
		slices.Sort(who)
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.Name, v.Kind, strings.Join(who, ", "))
	}
	return b.String()
}

// The page says who may say what as the room does; SAMBANG_UPDATE=1 writes it there.
func TestThePageOfTheRecordShowsItsVerbs(t *testing.T) {
	const name = "../../../docs/visit-record.md"
	raw, err := os.ReadFile(name)
	qt.Assert(t, qt.IsNil(err))
	begin, end := "<!-- verbs: made by a test -->\n", "<!-- end of verbs -->"
	before, rest, ok := strings.Cut(string(raw), begin)
	_, after, ok2 := strings.Cut(rest, end)
	qt.Assert(t, qt.IsTrue(ok && ok2))
	page := before + begin + listed() + end + after
	if os.Getenv("SAMBANG_UPDATE") == "1" {
		qt.Assert(t, qt.IsNil(os.WriteFile(name, []byte(page), 0o644)))
		return
	}
	qt.Check(t, qt.Equals(string(raw), page), qt.Commentf("docs/visit-record.md is not fresh: SAMBANG_UPDATE=1 go test ./internal/shared/health -run PageOfTheRecord"))
}
