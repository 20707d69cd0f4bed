package internal_test

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

// directory lists the tables that belong to no facility. They are few, and are
// never written in one transaction with a facility's table.
var directory = []string{"facility", "village", "region", "account", "membership", "channel_number", "pack"}

// columnTypes mean the same on SQLite and PostgreSQL. What differs, bytes above
// all, is kept as text or needs a word of store.Dialect.
var columnTypes = []string{"TEXT", "BIGINT", "BOOLEAN", "DOUBLE PRECISION"}

// migrated is a table as the migrations make it.
type migrated struct {
	name   string
	lines  []string // columns and table constraints, comments removed
	unique []string // the column lists of its unique indexes
}

var (
	createTable  = regexp.MustCompile(`(?i)CREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\(`)
	createUnique = regexp.MustCompile(`(?i)CREATE UNIQUE INDEX (?:IF NOT EXISTS )?\w+ ON (\w+)\s*\(([^)]*)\)`)
	sqlComment   = regexp.MustCompile(`--[^\n]*`)
	keyList      = regexp.MustCompile(`(?i)^(?:CONSTRAINT \w+ )?(?:PRIMARY KEY|UNIQUE)\s*\(([^)]*)\)`)
	inlineKey    = regexp.MustCompile(`(?i)\b(PRIMARY KEY|UNIQUE)\b`)
)

// migratedTables reads every migration of the project.
func migratedTables(t *testing.T) []migrated {
	t.Helper()
	var all []migrated
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".sql" {
			return err
		}
		text, err := os.ReadFile(path)
		all = append(all, tablesOf(string(text))...)
		return err
	})
	qt.Assert(t, qt.IsNil(err))
	return all
}

func tablesOf(sql string) []migrated {
	sql = sqlComment.ReplaceAllString(sql, "")
	var all []migrated
	for _, at := range createTable.FindAllStringSubmatchIndex(sql, -1) {
		all = append(all, migrated{name: strings.ToLower(sql[at[2]:at[3]]), lines: parts(sql[at[1]:])})
	}
	for _, m := range createUnique.FindAllStringSubmatch(sql, -1) {
		for i := range all {
			if all[i].name == strings.ToLower(m[1]) {
				all[i].unique = append(all[i].unique, m[2])
			}
		}
	}
	return all
}

// parts splits the body of a table at its commas, up to the closing bracket.
func parts(body string) []string {
	var found []string
	depth, from := 0, 0
	for i, c := range body {
		switch {
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return append(found, strings.Join(strings.Fields(body[from:i]), " "))
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			found = append(found, strings.Join(strings.Fields(body[from:i]), " "))
			from = i + 1
		}
	}
	return found
}

func (m migrated) ofFacility() bool {
	return slices.ContainsFunc(m.lines, func(l string) bool { return strings.HasPrefix(l, "facility_id ") })
}

// wrong lists what is against the rules of tables.
func (m migrated) wrong() []string {
	if !m.ofFacility() && !slices.Contains(directory, m.name) {
		return []string{m.name + " has no facility_id and is not one of the few directory tables"}
	}
	var found []string
	keys := slices.Clone(m.unique)
	for _, line := range m.lines {
		if list := keyList.FindStringSubmatch(line); list != nil {
			keys = append(keys, list[1])
			continue
		}
		name, kind, _ := strings.Cut(line, " ")
		if !slices.ContainsFunc(columnTypes, func(c string) bool { return kind == c || strings.HasPrefix(kind, c+" ") }) && !strings.Contains(line, "(") {
			found = append(found, m.name+"."+line+": a column is one of "+strings.Join(columnTypes, ", "))
		}
		if inlineKey.MatchString(kind) {
			keys = append(keys, name)
		}
	}
	for _, key := range keys {
		if m.ofFacility() && !strings.Contains(key, "facility_id") {
			found = append(found, m.name+" is unique by "+key+" across facilities: two health centres must be able to hold the same id")
		}
	}
	return found
}

func TestFacilityTablesAreKeyedByTheirFacility(t *testing.T) {
	for _, table := range migratedTables(t) {
		for _, what := range table.wrong() {
			t.Error(what)
		}
	}
}

func TestTheSchemaRuleSeesEachKindOfKey(t *testing.T) {
	tables := tablesOf(`-- +goose Up
CREATE TABLE bottle (
  facility_id TEXT NOT NULL, -- whose
  id TEXT PRIMARY KEY, tag TEXT NOT NULL UNIQUE, at TIMESTAMP NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (tag, at)
);
CREATE UNIQUE INDEX bottle_by_tag ON bottle (tag);
CREATE TABLE secret (id TEXT PRIMARY KEY);
CREATE TABLE village (id TEXT PRIMARY KEY);`)
	var found []string
	for _, table := range tables {
		for _, what := range table.wrong() {
			short, _, _ := strings.Cut(what, ":")
			found = append(found, short)
		}
	}
	qt.Assert(t, qt.DeepEquals(found, []string{
		"bottle.at TIMESTAMP NOT NULL",
		"bottle is unique by tag across facilities",
		"bottle is unique by id across facilities",
		"bottle is unique by tag across facilities",
		"bottle is unique by tag, at across facilities",
		"secret has no facility_id and is not one of the few directory tables",
	}))
}
