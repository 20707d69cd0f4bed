package text

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

const codesPage = "../../../docs/codes.md"

const codesIntro = `# Codes

Every refusal has a code. It never changes its meaning, and it is all that a program should look at: the sentences below are for people and may be worded anew. A problem is ` + "`application/problem+json`" + ` (RFC 9457) with ` + "`code`" + `, and ` + "`field`" + ` where one field is to blame; it never repeats what was sent. A command's answer that is refused or held carries its code the same way.

The status over HTTP follows from the kind: 400 and 422 what cannot be read, 401 nobody has signed in, 403 not now, 404 not there or not yours (the two look alike), 409 a rule says no or the same id came with other content, 413 too large, 429 too often, 503 ask again shortly.

A sentence says what happened, what was kept and what to do. This page is made from the code and the catalogue: ` + "`SAMBANG_UPDATE=1 go test ./internal/core/text`" + ` writes it.

| code | the sentence | in English |
| --- | --- | --- |
`

// codesTable lists every code that our code says, with its sentences.
func codesTable(t *testing.T) string {
	codes := codesOfTheProject(t)
	var b strings.Builder
	b.WriteString(codesIntro)
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", code, cell.Replace(T(ID, "code."+code, nil)), cell.Replace(T(EN, "code."+code, nil)))
	}
	return b.String()
}

func TestThePageOfCodesIsFresh(t *testing.T) {
	want := codesTable(t)
	if os.Getenv("SAMBANG_UPDATE") == "1" {
		qt.Assert(t, qt.IsNil(os.WriteFile(codesPage, []byte(want), 0o644)))
		return
	}
	have, err := os.ReadFile(codesPage)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(string(have), want), qt.Commentf("docs/codes.md: SAMBANG_UPDATE=1 go test ./internal/core/text"))
}

func TestNoSentenceStandsForACodeThatNobodySays(t *testing.T) {
	codes := codesOfTheProject(t)
	for _, key := range Keys(ID, "code.") {
		code := strings.TrimPrefix(key, "code.")
		if codes[code] == "" {
			t.Errorf("%s has a sentence and nobody says it", code)
		}
	}
}
