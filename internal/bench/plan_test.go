package bench

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/routing"
	"sambang/internal/calc/routing/instance"
)

const twoBags = "2 10 1\n" +
	"0 0 0 0 0 1000 0 0 0\n" +
	"1 3 4 5 0 900 10 0 2\n" +
	"2 6 8 -5 0 900 10 1 0\n" +
	"3 0 5 4 0 900 10 0 4\n" +
	"4 0 10 -4 0 900 10 3 0\n"

func fileOf(t *testing.T, path, text string) string {
	t.Helper()
	qt.Assert(t, qt.IsNil(os.MkdirAll(filepath.Dir(path), 0o700)))
	qt.Assert(t, qt.IsNil(os.WriteFile(path, []byte(text), 0o600)))
	return path
}

func TestAFileIsPlannedAndItsRoutesWritten(t *testing.T) {
	folder := t.TempDir()
	file := fileOf(t, filepath.Join(folder, "Two-Bags.txt"), twoBags)
	routes := filepath.Join(folder, "two.sol")
	var out strings.Builder
	err := Plan(context.Background(), []string{"--format", "li-lim", "--steps", "200", "--threads", "2", "--out", routes, file}, &out)
	qt.Assert(t, qt.IsNil(err))
	var said planned
	qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(out.String()), &said)))
	qt.Check(t, qt.Equals(said.Instance, "two-bags"))
	qt.Check(t, qt.Equals(said.Vehicles, 1))
	qt.Check(t, qt.Equals(said.Unserved, 0))
	// One bag, then the other on top of it: up one side of the fields and down the other.
	qt.Check(t, qt.IsTrue(math.Abs(said.Distance-(20+math.Sqrt(10)+math.Sqrt(40))) < 1e-9), qt.Commentf("%v", said.Distance))
	text, err := os.ReadFile(routes)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.HasLen(strings.Fields(string(text)), 4))
}

func TestAFileThatIsNotThereOrIsNoneIsAnError(t *testing.T) {
	file := fileOf(t, filepath.Join(t.TempDir(), "bad.txt"), "1 2")
	for _, args := range [][]string{nil, {"--threads", "0", file}, {"--time", "0s", file}, {file + "x"}, {file}, {"--format", "tsp", file}} {
		qt.Check(t, qt.IsNotNil(Plan(context.Background(), args, os.Stderr)), qt.Commentf("%v", args))
	}
}

func TestTheTableSaysWhetherEachSeedKeepsTheBar(t *testing.T) {
	data := t.TempDir()
	fileOf(t, filepath.Join(data, "li-lim", "lc101.txt"), twoBags)
	fileOf(t, filepath.Join(data, "li-lim", "bks.csv"), "instance,vehicles,distance\nlc101,1,26.7\n")
	var out strings.Builder
	err := planFigures(context.Background(), []string{"--data", data, "--only", "size100-half", "--seeds", "1,2", "--threads", "2", "--strict"}, &out)
	qt.Check(t, qt.ErrorIs(err, errMissed)) // one file is not all 56
	qt.Check(t, qt.StringContains(out.String(), "only 1 of 56 files"))
	qt.Check(t, qt.Equals(strings.Count(out.String(), "missed"), 3))
	for _, args := range [][]string{{"--threads", "3"}, {"--days", "0"}, {"--seeds", "one"}, {"more"}, {"--data", data + "x"}} {
		qt.Check(t, qt.IsNotNil(planFigures(context.Background(), append(args, "--only", "size100"), &out)), qt.Commentf("%v", args))
	}
}

func TestABarIsKeptWhenEveryPartOfItIs(t *testing.T) {
	b := bar{files: 2, vehicles: 5, mean: 0.1, worst: 0.5, near: 1}
	good := total{files: 2, vehicles: 5, mean: 0.1, worst: 0.5, near: 1, equal: 2}
	qt.Check(t, qt.IsTrue(b.met(good)))
	for what, change := range map[string]func(t *total){
		"a file too few":        func(t *total) { t.files-- },
		"a vehicle too many":    func(t *total) { t.vehicles++ },
		"a request unserved":    func(t *total) { t.unserved++ },
		"a mean too large":      func(t *total) { t.mean = 0.11 },
		"a file too far off":    func(t *total) { t.worst = 0.51 },
		"one near too few":      func(t *total) { t.near-- },
		"nothing to compare by": func(t *total) { t.equal = 0 },
	} {
		bad := good
		change(&bad)
		qt.Check(t, qt.IsFalse(b.met(bad)), qt.Commentf(what))
	}
}

func TestGapsCountWhereTheVehiclesAreAsMany(t *testing.T) {
	found := func(vehicles int, distance float64) reached {
		r := reached{vehicles: vehicles, best: instance.Best{Vehicles: 3, Distance: 100}}
		r.got.score[routing.Distance] = distance
		return r
	}
	var of total
	of.add(found(3, 100.005), true)
	of.add(found(3, 102), true)
	of.add(found(4, 80), true)
	qt.Check(t, qt.Equals(of.equal, 2))
	qt.Check(t, qt.Equals(of.near, 1))
	qt.Check(t, qt.IsTrue(math.Abs(of.mean-1.0025) < 1e-9))
	qt.Check(t, qt.IsTrue(math.Abs(of.worst-2) < 1e-9))
	qt.Check(t, qt.Equals(of.vehicles, 10))
}

func TestHowFarBehindIsToldByTheFirstLevelThatDiffers(t *testing.T) {
	score := func(broken, working, distance float64) (s routing.Score) {
		s[routing.Broken], s[routing.Working], s[routing.Distance] = broken, working, distance
		return s
	}
	for _, c := range []struct {
		what      string
		got, best routing.Score
		want      float64
	}{
		{"equal", score(0, 1000, 500), score(0, 1000, 500), 0},
		{"a promise more", score(1, 900, 500), score(0, 1000, 500), 100},
		{"longer", score(0, 1010, 400), score(0, 1000, 500), 1},
		{"a little longer, then further", score(0, 1000.5, 510), score(0, 1000, 500), 2},
		{"better", score(0, 900, 800), score(0, 1000, 500), 0},
	} {
		qt.Check(t, qt.IsTrue(math.Abs(behind(routing.Care, c.got, c.best)-c.want) < 1e-9), qt.Commentf(c.what))
	}
}

func TestInventedDaysAreProblemsThePlannerTakes(t *testing.T) {
	for _, k := range kinds {
		p, again := invent(3, k.invent), invent(3, k.invent)
		qt.Check(t, qt.IsTrue(p.Check() == nil), qt.Commentf("%s: %v", k.name, p.Check()))
		qt.Check(t, qt.DeepEquals(p.Stops, again.Stops))
	}
}
