package internal_test

import (
	"encoding/json"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// avoided is a word of the glossary's last table.
type avoided struct {
	word             string
	inNames, inTexts bool
}

// avoid reads the glossary's table of words to avoid.
func avoid(page string) []avoided {
	_, table, _ := strings.Cut(page, "## Words to avoid")
	var all []avoided
	for _, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || strings.Contains(line, "---") || strings.TrimSpace(cells[1]) == "word" {
			continue
		}
		all = append(all, avoided{strings.TrimSpace(cells[1]), strings.Contains(cells[2], "name"), strings.Contains(cells[2], "text")})
	}
	return all
}

var hump = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)

// says reports whether a name is made of a word: OrderTicket and ticketID are
// made of ticket, thicket is not.
func says(name, word string) bool {
	return slices.ContainsFunc(hump.FindAllString(name, -1), func(part string) bool {
		part = strings.ToLower(part)
		return part == word || part == word+"s"
	})
}

var declared = regexp.MustCompile(`\b(?:const|let|function|class|type|interface|enum)\s+(\w+)`)

// namesIn lists the names of a Go file, or those that a TypeScript file declares.
func namesIn(path string, text []byte) []string {
	var names []string
	if filepath.Ext(path) != ".go" {
		for _, m := range declared.FindAllSubmatch(text, -1) {
			names = append(names, string(m[1]))
		}
		return names
	}
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile(path, files.Base(), len(text)), text, nil, 0)
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return names
		}
		if tok == token.IDENT {
			names = append(names, lit)
		}
	}
}

func glossary(t *testing.T) []avoided {
	t.Helper()
	page, err := os.ReadFile("../docs/glossary.md")
	qt.Assert(t, qt.IsNil(err))
	all := avoid(string(page))
	qt.Assert(t, qt.IsTrue(len(all) > 10))
	return all
}

// foreignNames are names of other people's code that we have to say.
var foreignNames = map[string]bool{"HostWhitelist": true}

func TestNoNameIsMadeOfAWordToAvoid(t *testing.T) {
	words := glossary(t)
	for _, root := range []string{".", "../cmd", "../tools", "../ui/src"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !slices.Contains([]string{".go", ".ts", ".svelte"}, filepath.Ext(path)) {
				return nil // a folder that a parallel build has just removed
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return nil
			}
			for _, name := range namesIn(path, text) {
				for _, w := range words {
					if w.inNames && says(name, w.word) && !foreignNames[name] {
						t.Errorf("%s: %s is made of %q, see docs/glossary.md", path, name, w.word)
					}
				}
			}
			return nil
		})
		qt.Assert(t, qt.IsNil(err))
	}
}

func TestNoSentenceSaysAWordToAvoid(t *testing.T) {
	files, err := filepath.Glob("core/text/*.json")
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsTrue(len(files) > 5))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		qt.Assert(t, qt.IsNil(err))
		var sentences map[string]string
		qt.Assert(t, qt.IsNil(json.Unmarshal(raw, &sentences)), qt.Commentf("%s", file))
		for _, w := range glossary(t) {
			pattern := `(?i)\b` + w.word + `\b`
			if w.word == strings.ToUpper(w.word) {
				pattern = `\b` + w.word + `\b`
			}
			word := regexp.MustCompile(pattern)
			for key, s := range sentences {
				if w.inTexts && word.MatchString(s) {
					t.Errorf("%s: %s says %q, see docs/glossary.md", file, key, w.word)
				}
			}
		}
	}
}

func TestTheGlossaryKnowsAWordFromItsLetters(t *testing.T) {
	qt.Check(t, qt.IsTrue(says("orderTickets", "ticket")))
	qt.Check(t, qt.IsTrue(says("TenantID", "tenant")))
	qt.Check(t, qt.IsFalse(says("thicket", "ticket")))
	words := avoid("## Words to avoid\n| word | where | say instead | why |\n| --- | --- | --- | --- |\n| ticket | name, text | need | x |\n")
	qt.Check(t, qt.Equals(len(words), 1))
	qt.Check(t, qt.Equals(words[0], avoided{"ticket", true, true}))
	qt.Check(t, qt.DeepEquals(namesIn("a.go", []byte("package a // ticket\nvar b = \"ticket\"")), []string{"a", "b"}))
}
