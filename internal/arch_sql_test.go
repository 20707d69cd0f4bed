package internal_test

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// statement is one SQL text of the Go sources: string literals joined by +,
// with "…" where something that is not a literal is put in.
type statement struct{ where, file, text string }

var (
	looksLikeSQL = regexp.MustCompile(`(?is)^\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|WITH\s+(RECURSIVE\s+)?\w+\s+(\(.*?\)\s*)?AS\s)`)
	quoted       = regexp.MustCompile(`'[^']*'`)
	touched      = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)`)
)

// statements finds the SQL texts of one file.
func statements(s source) []statement {
	var found []statement
	var inside ast.Node // the end of the last joined text: its parts are not texts of their own
	ast.Inspect(s.file, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok || inside != nil && n.Pos() >= inside.Pos() && n.End() <= inside.End() {
			return true
		}
		if text, isText := joined(e); isText && looksLikeSQL.MatchString(text) {
			found = append(found, statement{s.at(e), s.path, text})
			inside = n
		}
		return true
	})
	return found
}

// joined gives the text of a literal or of a + chain with literals in it.
func joined(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, err := strconv.Unquote(e.Value)
			return text, err == nil
		}
	case *ast.ParenExpr:
		return joined(e.X)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "…", false
		}
		left, isLeft := joined(e.X)
		right, isRight := joined(e.Y)
		return left + right, isLeft || isRight
	}
	return "…", false
}

// sqliteAlone reports whether a file speaks to SQLite only and says so by its
// name or its folder; such a text never meets PostgreSQL.
func sqliteAlone(file string) bool {
	return strings.HasPrefix(path.Base(file), "sqlite") || path.Base(path.Dir(file)) == "sqlite"
}

// wholeDatabase lists the statements that mean every facility of a database, by
// file and a part of their text, with the reason.
var wholeDatabase = []struct{ file, part, why string }{
	{"internal/core/errand/errand.go", "SELECT lease_until FROM errand", "one sleeper wakes for the next work of the whole database; the claim names the facility of each"},
}

// wrong says what is against the rules in a statement, or nothing.
func (st statement) wrong(facilityTables map[string]bool) string {
	if strings.Contains(quoted.ReplaceAllString(st.text, "''"), "?") && !sqliteAlone(st.file) {
		return "uses ? where $1 is the placeholder that means the same on both databases"
	}
	if strings.Contains(st.text, "facility_id") || sqliteAlone(st.file) {
		return ""
	}
	for _, w := range wholeDatabase {
		if st.file == w.file && strings.Contains(st.text, w.part) {
			return ""
		}
	}
	for _, m := range touched.FindAllStringSubmatch(st.text, -1) {
		if facilityTables[strings.ToLower(m[1])] {
			return "names " + m[1] + ", a facility's table, but no facility_id: it would read or change another health centre's rows"
		}
	}
	return ""
}

func TestEveryStatementNamesItsFacilityAndRunsOnBothDatabases(t *testing.T) {
	tables := map[string]bool{}
	for _, table := range migratedTables(t) {
		if table.ofFacility() {
			tables[table.name] = true
		}
	}
	count := 0
	for _, s := range sources(t) {
		for _, st := range statements(s) {
			count++
			if what := st.wrong(tables); what != "" {
				t.Errorf("%s %s:\n\t%s", st.where, what, strings.Join(strings.Fields(st.text), " "))
			}
		}
	}
	t.Logf("%d statements, %d facility tables", count, len(tables))
}

func TestTheScannerReadsJoinedStatements(t *testing.T) {
	s := parse(t, "internal/shared/x/x.go", `package x
func f(tx tx, cols string, ids []string) {
	tx.Each("SELECT " + cols + " FROM " +
		"bottle WHERE id = $1")
	tx.Exec("DELETE FROM bottle WHERE facility_id = $1 AND note = 'really?'")
	tx.Exec("UPDATE bottle SET n = ? WHERE facility_id = $1")
	tx.Exec("select a village from the list")
	tx.One("SELECT name FROM village WHERE id = $1")
}`)
	var wrong []string
	for _, st := range statements(s) {
		what, _, _ := strings.Cut(st.wrong(map[string]bool{"bottle": true}), ",")
		wrong = append(wrong, st.where+" "+what)
	}
	qt.Assert(t, qt.DeepEquals(wrong, []string{
		"internal/shared/x/x.go:3 names bottle",
		"internal/shared/x/x.go:5 ",
		"internal/shared/x/x.go:6 uses ? where $1 is the placeholder that means the same on both databases",
		"internal/shared/x/x.go:7 ",
		"internal/shared/x/x.go:8 ",
	}))
	alone := statement{file: "internal/shared/x/sqlite_read.go", text: "SELECT a FROM bottle WHERE id = ?"}
	qt.Assert(t, qt.Equals(alone.wrong(map[string]bool{"bottle": true}), ""))
}
