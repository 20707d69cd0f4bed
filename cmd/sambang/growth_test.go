package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

const someChildren = "sex,age_days,weight_kg,lenhei_cm,measure,oedema,head_cm\n1,300,8.1,70,l,n,44\n,400,8.8,72,l,n,45\n"

// grown runs `sambang growth` on a file and gives what it wrote, said and complained of.
func grown(t *testing.T, rows string, more ...string) (written, said, complained string, err error) {
	t.Helper()
	dir := t.TempDir()
	in, to := filepath.Join(dir, "children.csv"), filepath.Join(dir, "growth.csv")
	qt.Assert(t, qt.IsNil(os.WriteFile(in, []byte(rows), 0o640)))
	var out, complaints bytes.Buffer
	err = growthTo(t.Context(), append([]string{"--in", in, "--out", to}, more...), &out, &complaints)
	body, _ := os.ReadFile(to)
	left, globErr := filepath.Glob(filepath.Join(dir, ".*"))
	qt.Assert(t, qt.IsNil(globErr))
	qt.Check(t, qt.HasLen(left, 0)) // nothing half written stays
	return string(body), out.String(), complaints.String(), err
}

func TestGrowthOfAFileOfChildren(t *testing.T) {
	written, said, complained, err := grown(t, someChildren)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(said, "2 rows written\n"))
	qt.Check(t, qt.Equals(complained, ""))
	qt.Check(t, qt.Equals(written, "sex,age_days,weight_kg,lenhei_cm,measure,oedema,head_cm,clenhei,c9mo_flag,zlen,zwei,zwfl,zbmi,zhc,flen,fwei,fwfl,fbmi,fhc\n"+
		"1,300,8.1,70,l,n,44,70,0,-1.36,-1.09,-0.48,-0.40,-1.07,0,0,0,0,0\n"+
		",400,8.8,72,l,n,45,72,0,,,,,,,,,,\n"))
}

func TestGrowthEndsWith2WhenARowCouldNotBeRead(t *testing.T) {
	written, _, complained, err := grown(t, someChildren+"1,soon,8.1,70,l,n,44\n")
	qt.Check(t, qt.Equals(exitOf(err), 2))
	qt.Check(t, qt.Equals(complained, "line 4 age_days is not a number of days\n"))
	qt.Check(t, qt.Equals(strings.Count(written, "\n"), 3)) // the others are there
}

func TestGrowthEndsWith1WhenThereIsNoResult(t *testing.T) {
	written, _, _, err := grown(t, "name,weight\nSri,3\n")
	qt.Check(t, qt.ErrorMatches(err, ".*line 1 has no column sex.*"))
	qt.Check(t, qt.Equals(exitOf(err), 1))
	qt.Check(t, qt.Equals(written, ""))
	for _, args := range [][]string{nil, {"--in", "a.csv"}, {"--in", "nowhere.csv", "--out", "b.csv"}, {"--in", "a", "--out", "b", "c"}} {
		var out bytes.Buffer
		qt.Check(t, qt.Equals(exitOf(growthTo(t.Context(), args, &out, &out)), 1))
	}
}

func TestGrowthByCompletedMonths(t *testing.T) {
	byDay, _, _, err := grown(t, someChildren)
	qt.Assert(t, qt.IsNil(err))
	byMonth, _, _, err := grown(t, someChildren, "--completed-months")
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsFalse(byDay == byMonth))
}

// TestGrowthNeverWritesOverWhatItReads: into its own place it may, whole; through a link
// to it the rows would be gone before they are read.
func TestGrowthNeverWritesOverWhatItReads(t *testing.T) {
	dir := t.TempDir()
	in, link := filepath.Join(dir, "children.csv"), filepath.Join(dir, "link.csv")
	qt.Assert(t, qt.IsNil(os.WriteFile(in, []byte(someChildren), 0o600)))
	qt.Assert(t, qt.IsNil(os.Symlink(in, link)))
	var out bytes.Buffer
	err := growthTo(t.Context(), []string{"--in", in, "--out", link}, &out, &out)
	qt.Check(t, qt.ErrorMatches(err, ".*is a link to the file that is read"))
	body, err := os.ReadFile(in)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(string(body), someChildren))

	qt.Assert(t, qt.IsNil(growthTo(t.Context(), []string{"--in", in, "--out", in}, &out, &out)))
	body, err = os.ReadFile(in)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(strings.Count(string(body), "\n"), 3))
}
