package milktime

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/go-quicktest/qt"
)

// Each figure of the program's table stands in the comparison of authorities, in
// the row it names: its best or its longest time. What is for babies born early
// has one source (an older guide of the same authority) and no row there.
func TestEachFigureHasItsSource(t *testing.T) {
	f, err := os.Open("testdata/authorities.csv")
	qt.Assert(t, qt.IsNil(err))
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	qt.Assert(t, qt.IsNil(err))
	hours := map[string][]string{}
	for _, r := range all[1:] {
		hours[r[0]] = r[6:8]
	}
	for _, r := range Defaults().Rows {
		for _, x := range []Figure{r.Shown, r.Hard} {
			if x.Source == "preterm" {
				continue
			}
			said := fmt.Sprint(x.Seconds / hour)
			qt.Check(t, qt.IsTrue(slices.Contains(hours[x.Source], said)), qt.Commentf("%s h are not in row %s: %v", said, x.Source, hours[x.Source]))
		}
	}
}

func TestTheProgramsTableIsSound(t *testing.T) {
	qt.Assert(t, qt.IsNil(Defaults().Check()))
	raw, err := json.Marshal(Defaults())
	qt.Assert(t, qt.IsNil(err))
	var again Table
	qt.Assert(t, qt.IsNil(json.Unmarshal(raw, &again)))
	qt.Assert(t, qt.DeepEquals(again, Defaults()))
}

// A table that breaks what the rules promise is refused, row by row.
func TestATableThatCannotBeIsRefused(t *testing.T) {
	for story, change := range map[string]func(*Table){
		"a row is missing":               func(t *Table) { t.Rows = t.Rows[1:] },
		"a row stands twice":             func(t *Table) { t.Rows[1] = t.Rows[0] },
		"shown is later than hard":       func(t *Table) { t.Rows[0].Shown.Seconds++ },
		"the warm room keeps longer":     func(t *Table) { t.Rows[0].Hard.Seconds = 25 * hour },
		"the cooler may be a room":       func(t *Table) { t.Rows[1].Hard.MaxC = 40 },
		"thawed keeps longer than fresh": func(t *Table) { t.Rows[7].Hard.Seconds = 30 * hour },
		"preterm keeps longer than term": func(t *Table) { t.Rows[11].Shown.Seconds, t.Rows[11].Hard.Seconds = 80*hour, 97*hour },
		"nobody says it":                 func(t *Table) { t.Rows[3].Shown.Authority = "" },
		"no year":                        func(t *Table) { t.Rows[3].Hard.Year = 0 },
		"longer than a year":             func(t *Table) { t.Rows[5].Hard.Seconds = longest + 1 },
		"amber below the aim":            func(t *Table) { t.AmberC = 2 },
	} {
		table := Defaults()
		change(&table)
		qt.Check(t, qt.IsNotNil(table.Check()), qt.Commentf("%s", story))
	}
}
