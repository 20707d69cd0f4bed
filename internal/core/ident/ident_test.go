package ident

import (
	"sort"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
)

func TestIdsSortByTheTimeTheyWereMade(t *testing.T) {
	start := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
	var ids []string
	for i := range 200 {
		ids = append(ids, string(New(start.Add(time.Duration(i)*time.Millisecond))))
	}
	qt.Assert(t, qt.IsTrue(sort.StringsAreSorted(ids)))
}

func TestDerivedIdsAreStableDistinctAndValid(t *testing.T) {
	from := New(time.Unix(1_772_000_000, 0))
	seen := map[ID]bool{}
	for n := range 100 {
		id := Derive(from, n)
		qt.Assert(t, qt.Equals(id, Derive(from, n)))
		qt.Assert(t, qt.IsTrue(id.Valid()))
		qt.Assert(t, qt.IsFalse(seen[id]))
		qt.Assert(t, qt.Equals(id[:9], from[:9]), qt.Commentf("a derived id keeps the time of its command"))
		seen[id] = true
	}
}

func FuzzParse(f *testing.F) {
	f.Add("01h455vb4pex5vsknk084sn02q")
	f.Add("zzzzzzzzzzzzzzzzzzzzzzzzzz")
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		id, err := Parse(s)
		if err != nil {
			return
		}
		if len(id) != 26 || string(id) != s || !id.Valid() {
			t.Fatalf("%q parsed to %q", s, id)
		}
	})
}
