// Package internal_test holds the rules of the house that a compiler does not
// know: who may import whom, what the syntax tree must not contain, how SQL and
// words are written. Each rule says why it exists, so that whoever meets it can
// judge it; changing one needs a decision record in docs/decisions.
package internal_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// row gives the directions that are open to the packages of from. Paths are
// below the module without "internal/"; "/..." stands for the folder and all
// below it, "/*" for the folders directly in it, and a package may match several rows.
type row struct {
	from string
	may  []string
	why  string // why every other direction is closed
}

// base is what everything may stand on, and what stands on nothing but itself.
var base = []string{"core/fault", "core/ident", "core/instant", "core/money", "core/geo", "core/text"}

var (
	everything  = []string{"..."}
	rooms       = []string{"programme/...", "shared/...", "calc/...", "core/..."}
	belowDoors  = append([]string{"report/...", "interop/..."}, rooms...)
	outsiderWhy = "reads through the rooms' query.go; nobody behind a room may know a door or the wiring"
	adapterWhy  = "a database behind the contract of store knows nothing but that contract"
	coreWhy     = "core is what the rooms stand on; one import upward and no room can be changed alone"
	baseWhy     = "base packages are imported by everything, so they import nothing that could import them"
	sharedWhy   = "rooms meet in events and follows; each sideways import is a knot, so the few are listed by name"
)

// directions is the table of the house. What it does not open is closed.
var directions = []row{
	{"cmd/...", everything, ""},
	{"bench", everything, ""},
	{"house", everything, ""}, // the wiring: cmd, the tests' world and operating open it, so it is no part of cmd
	{"operate", everything, ""},
	{"world", everything, ""},
	{"tools/...", nil, "a tool must run before the project builds"},
	{"../ui", nil, "the embedded app is files, not code"},
	{"door/...", belowDoors, "a door decodes and calls one thing; what two doors share belongs to a room or to core"},
	{"report/...", rooms, outsiderWhy},
	{"interop/...", rooms, "one folder a standard: a change of one standard must not move another; " + outsiderWhy},
	{"sim/...", rooms, "simulated phones come in through the real HTTP doors, as phones do"},
	{"sim/stafftest", everything, ""},
	{"programme/...", []string{"shared/...", "calc/...", "core/..."}, "a programme is policy over shared rooms and is set up, or left out, alone"},
	{"shared/...", []string{"shared/policy", "calc/...", "core/..."}, sharedWhy},
	{"shared/dispatch/...", []string{"shared/need", "shared/promise", "shared/workforce", "shared/registry"}, sharedWhy},
	{"shared/finding/...", []string{"shared/need", "shared/promise", "shared/workforce", "shared/registry"}, sharedWhy},
	{"shared/health/...", []string{"shared/need", "shared/promise", "shared/workforce", "shared/registry"}, sharedWhy},
	{"shared/equipment/...", []string{"shared/workforce", "shared/registry", "shared/task"}, sharedWhy},              // a box is somebody's, and called back by a task
	{"shared/duty/...", []string{"shared/need", "shared/workforce", "shared/registry"}, sharedWhy},                   // who has the desk is staff, and a slip comes back as a case
	{"shared/fleet/...", []string{"shared/workforce", "shared/registry"}, sharedWhy},                                 // a team is people of today
	{"shared/plan/...", []string{"shared/workforce", "shared/fleet", "shared/registry", "shared/travel"}, sharedWhy}, // what a worker, a vehicle or a road does to the day
	{"shared/travel/...", []string{"shared/fleet", "shared/workforce", "shared/registry"}, sharedWhy},                // roads are closed to teams, and pauses are somebody's
	{"shared/sticker/...", []string{"shared/workforce", "shared/registry"}, sharedWhy},                               // a house's, put up by somebody
	{"shared/holiday/...", []string{"shared/registry"}, sharedWhy},                                                   // a day off is the facility's, on its wall
	{"shared/stagetest", []string{"shared/workforce", "shared/registry"}, sharedWhy},                                 // a stage has a name and people
	{"shared/need/...", []string{"shared/promise", "shared/registry", "shared/task"}, sharedWhy},                     // a death leaves the head a task
	{"shared/tracking/...", []string{"shared/dispatch"}, sharedWhy},
	{"shared/promise/...", []string{"shared/registry"}, sharedWhy},
	{"shared/ledger/...", []string{"shared/registry"}, sharedWhy},
	{"shared/payment/...", []string{"shared/ledger", "shared/registry"}, sharedWhy}, // it pays what the books owe
	{"shared/registry/...", []string{"shared/task"}, sharedWhy},                     // life leaves work for somebody: decision 0007
	{"shared/link/...", []string{"shared/registry"}, sharedWhy},                     // a page closes when its reader dies: decision 0007
	{"shared/messaging/...", []string{"shared/registry"}, sharedWhy},
	{"shared/workforce/...", []string{"shared/registry"}, sharedWhy},
	{"calc/vital", []string{"calc/age"}, "what is plausible depends on the age, which is counted in one place"},
	{"calc/screening", []string{"calc/age"}, "what may be done with a child depends on the age, which is counted in one place"},
	{"calc/dayplan", []string{"calc/routing"}, "a day of people is put into the solver's figures and read back"},
	{"calc/whatif", []string{"calc/dayplan", "calc/routing"}, "what would be is played with the planner that decides what is"},
	{"calc/slots", []string{"calc/dayplan"}, "how long a way takes is told by the planner's own figures"},
	{"calc/bikes", []string{"calc/slots", "calc/dayplan"}, "what would have been free is what calc/slots says, by the same ways"},
	{"calc/capacity", []string{"calc/dayplan", "calc/routing"}, "whether one more fits is said by the plan that would serve them"},
	{"calc/...", []string{"core/fault", "core/ident", "core/instant", "core/money", "core/geo"}, "calc is pure: what it imports must not reach a clock, a disk, a database or a language"},
	{"core/journal/...", append([]string{"core/access", "core/errand", "core/store", "core/keys"}, base...), coreWhy},
	{"core/errand/...", append([]string{"core/store", "core/keys"}, base...), coreWhy},
	{"core/access/...", append([]string{"core/store", "core/keys"}, base...), coreWhy},
	{"core/blob/...", append([]string{"core/store", "core/keys"}, base...), coreWhy},
	{"core/sheet/...", base, coreWhy},
	{"core/paper/...", base, coreWhy},
	{"core/keys/...", base, coreWhy},
	{"core/store", base, coreWhy},
	{"core/store/migrations", append([]string{"core/store"}, base...), adapterWhy},
	{"core/store/sqlite", append([]string{"core/store", "core/store/migrations"}, base...), adapterWhy},
	{"core/store/postgres", append([]string{"core/store", "core/store/migrations"}, base...), adapterWhy},
	{"core/store/storetest", append([]string{"core/store/..."}, base...), adapterWhy},
	{"core/fault", []string{"core/ident", "core/instant"}, baseWhy},
	{"core/ident", []string{"core/fault", "core/instant"}, baseWhy},
	{"core/instant", []string{"core/fault", "core/ident"}, baseWhy},
	{"core/money", []string{"core/fault", "core/ident", "core/instant"}, baseWhy},
	{"core/geo", []string{"core/fault", "core/ident", "core/instant"}, baseWhy},
	{"core/text", []string{"core/fault", "core/ident", "core/instant"}, baseWhy},
}

// wall is a closed direction that deserves a reason of its own. It closes also
// what a row opens.
type wall struct{ from, to, why string }

var walls = []wall{
	{"programme/*", "programme/*", "no programme imports another: it opens a need of the other's kind and the owner follows"},
	{"shared/...", "programme/...", "a shared room that knows one programme cannot serve the next"},
	{"core/...", "shared/...", "the engine carries rooms it has never heard of"},
	{"core/...", "programme/...", "the engine carries rooms it has never heard of"},
	{"core/store/sqlite", "core/store/postgres", "the two databases are equal; what they share belongs to store"},
	{"core/store/postgres", "core/store/sqlite", "the two databases are equal; what they share belongs to store"},
	{"core/store", "core/store/...", "store is the contract; whoever opens a database picks the folder behind it"},
	{"calc/...", "core/store/...", "calc is pure: a calculation that reads a database cannot be fuzzed or compared"},
	{"calc/...", "core/text", "calc speaks numbers; words are chosen where they are shown"},
}

// onlyForTests are packages that no production code imports.
var onlyForTests = []string{"world", "shared/stagetest", "core/store/storetest", "core/paper/papertest", "sim/stafftest"}

// verdict says why from must not import to, or nothing when it may.
func verdict(from, to string) string {
	if slices.Contains(onlyForTests, to) && !slices.Contains(onlyForTests, from) {
		return to + " is for tests only: it may panic, invent people and drop databases"
	}
	if roomOf(from) == roomOf(to) && roomOf(from) != "core/store" {
		return ""
	}
	for _, w := range walls {
		if matches(w.from, from) && matches(w.to, to) && from != to {
			return w.why
		}
	}
	why := ""
	for _, r := range directions {
		if !matches(r.from, from) {
			continue
		}
		if slices.ContainsFunc(r.may, func(p string) bool { return matches(p, to) }) {
			return ""
		}
		why = r.why
	}
	if why == "" {
		return "the package is in no row of the table of directions: give it one in internal/arch_test.go, with a reason"
	}
	return why
}

// roomOf is the folder that owns a package: a room may be cut into folders, and
// these may import each other. report and sim are one room each.
func roomOf(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) == 1 || parts[0] == "report" || parts[0] == "sim" {
		return parts[0]
	}
	return parts[0] + "/" + parts[1]
}

func matches(pattern, path string) bool {
	if pattern == "..." {
		return true
	}
	if folder, ok := strings.CutSuffix(pattern, "/..."); ok {
		return path == folder || strings.HasPrefix(path, folder+"/")
	}
	if folder, ok := strings.CutSuffix(pattern, "/*"); ok {
		return strings.HasPrefix(path, folder+"/")
	}
	return path == pattern
}

// house is the path of a package as the table writes it, and whether it is ours.
func house(importPath string) (string, bool) {
	path, ours := strings.CutPrefix(importPath, "sambang/")
	if inside, ok := strings.CutPrefix(path, "internal/"); ok {
		return inside, ours
	}
	if strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, "tools/") {
		return path, ours
	}
	return "../" + path, ours
}

type listed struct {
	ImportPath, Name, Dir string
	Imports               []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Dir,Imports", "sambang/...").Output()
	qt.Assert(t, qt.IsNil(err))
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsFollowTheTableOfDirections(t *testing.T) {
	for _, p := range packages(t) {
		from, _ := house(p.ImportPath)
		for _, imported := range p.Imports {
			to, ours := house(imported)
			if !ours {
				continue
			}
			if why := verdict(from, to); why != "" {
				t.Errorf("%s must not import %s: %s", from, to, why)
			}
		}
	}
}

// TestTheTableClosesWhatItShould keeps the table honest: an open pattern that
// swallowed a wall would make the test above pass for ever.
func TestTheTableClosesWhatItShould(t *testing.T) {
	for _, c := range []struct {
		from, to string
		open     bool
	}{
		{"cmd/sambang", "programme/milk", true},
		{"bench", "door/api", true},
		{"door/phone", "shared/tracking", true},
		{"door/page", "door/api", false},
		{"report", "programme/milk", true},
		{"report", "door/api", false},
		{"interop/fhir", "interop/csv", false},
		{"sim/day", "door/phone", false},
		{"sim/storm", "sim/day", true},
		{"programme/milk", "shared/ledger", true},
		{"programme/milk", "programme/massage", false},
		{"programme/milk", "report", false},
		{"shared/registry", "programme/milk", false},
		{"shared/dispatch", "shared/workforce", true},
		{"shared/workforce", "shared/dispatch", false},
		{"shared/tracking", "shared/dispatch", true},
		{"programme/milk/schedule", "shared/holiday", true},
		{"shared/holiday", "programme/milk/schedule", false},
		{"shared/tracking", "shared/registry", false},
		{"shared/need", "shared/policy", true},
		{"shared/policy", "shared/need", false},
		{"shared/messaging/channel/hand", "shared/messaging", true},
		{"shared/ledger", "core/journal", true},
		{"calc/milktime", "core/money", true},
		{"calc/milktime", "core/store", false},
		{"calc/growth", "core/text", false},
		{"calc/growth", "calc/age", false},
		{"calc/growth/survey", "calc/growth", true},
		{"shared/health", "calc/growth", true},
		{"cmd/sambang", "calc/growth/survey", true},
		{"core/journal", "core/errand", true},
		{"core/errand", "core/journal", false},
		{"core/access", "core/errand", false},
		{"core/store", "core/store/sqlite", false},
		{"core/store/sqlite", "core/store", true},
		{"core/store/postgres", "core/store/sqlite", false},
		{"core/geo", "core/store", false},
		{"core/text", "core/fault", true},
		{"core/newcomer", "core/store", false},
		{"programme/milk", "world", false},
		{"world", "programme/milk", true},
	} {
		t.Run(fmt.Sprint(c.from, " to ", c.to), func(t *testing.T) {
			qt.Assert(t, qt.Equals(verdict(c.from, c.to) == "", c.open), qt.Commentf("%s", verdict(c.from, c.to)))
		})
	}
}

// TestEveryRoomIsNamedByANoun refuses the names that mean "I did not know where".
func TestEveryRoomIsNamedByANoun(t *testing.T) {
	for _, p := range packages(t) {
		for _, vague := range []string{"util", "utils", "common", "helper", "helpers", "model", "models", "misc"} {
			if p.Name == vague || strings.HasSuffix(p.ImportPath, "/"+vague) {
				t.Errorf("%s: a package is a room named by a noun a midwife knows", p.ImportPath)
			}
		}
	}
}
