package bench

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"sambang/internal/calc/routing"
	"sambang/internal/calc/routing/instance"
)

// bar is one line of what is required of the planner on the benchmark files.
type bar struct {
	name   string
	format instance.Format
	// which says whether a file belongs to it, by name.
	which  func(name string) bool
	files  int // how many there are in the whole set
	budget time.Duration
	seeds  []uint64
	// vehicles is the most in all; 0: not asked. Gaps are in percent of the best known
	// distance, at equal vehicles; +Inf: not asked.
	vehicles    int
	mean, worst float64
	// near is how many files must be within 0.01% of the best known.
	near int
	// peers is what others reach on the same work, as published or measured before.
	peers string
}

// nearGap is what counts as reaching the best known, in percent.
const nearGap = 0.01

var anything = math.Inf(1)

func hundred(name string) bool { return !strings.Contains(name, "_") }

func sized(size string) func(string) bool {
	return func(name string) bool { return strings.Contains(name, "_"+size+"_") }
}

func prefixed(any ...string) func(string) bool {
	return func(name string) bool {
		for _, p := range any {
			if strings.HasPrefix(name, p) {
				return true
			}
		}
		return false
	}
}

// bars are what is required; the figures stand in the request for the planner.
func bars() []bar {
	thrice, once := []uint64{1, 2, 3}, []uint64{1}
	return []bar{
		{"size100", instance.LiLim, hundred, 56, 2 * time.Second, thrice, 402, 0.10, 2, 54, "VROOM 416 vehicles (0.9 s), nextroute 431 (10 s)"},
		{"size100-10s", instance.LiLim, hundred, 56, 10 * time.Second, thrice, 402, anything, 0.5, 55, "ALNS of 2006, best of ten runs"},
		{"size100-half", instance.LiLim, hundred, 56, 500 * time.Millisecond, thrice, 404, 1, anything, 0, "as above"},
		{"size200", instance.LiLim, sized("2"), 8, 10 * time.Second, once, 79, 0.8, 3, 0, "VROOM 83, nextroute 108"},
		{"size400", instance.LiLim, sized("4"), 4, 30 * time.Second, once, 98, anything, anything, 0, "VROOM 107, nextroute 152"},
		{"darp", instance.DialARide, prefixed("a", "b"), 44, 5 * time.Second, once, 0, 0.3, 1.5, 0, "none open takes ride limits"},
		{"darp-pr", instance.DialARide, prefixed("pr"), 18, 30 * time.Second, once, 0, 1.5, anything, 0, "tabu search of 2003: +1.5%"},
	}
}

// reached is one file with one seed.
type reached struct {
	name     string
	seed     uint64
	got      sought
	best     instance.Best
	vehicles int
}

// gap is how much longer than the best known, in percent; it means little unless the
// vehicles are as many (equal).
func (r reached) gap() float64 { return 100 * (r.got.score[routing.Distance]/r.best.Distance - 1) }

// total is one seed of a bar added up.
type total struct {
	seed               uint64
	files, vehicles    int
	bestVehicles, near int
	unserved           int
	mean, worst        float64
	worstName          string
	equal              int
}

// add counts one file. Gaps count where the vehicles are as many as the best known has
// (dial-a-ride has a fixed fleet: always).
func (t *total) add(r reached, fleet bool) {
	t.files++
	t.vehicles += r.vehicles
	t.bestVehicles += r.best.Vehicles
	t.unserved += r.got.unserved()
	if fleet && r.vehicles != r.best.Vehicles || r.got.unserved() > 0 {
		return
	}
	gap := r.gap()
	t.mean = (t.mean*float64(t.equal) + gap) / float64(t.equal+1)
	t.equal++
	if gap > t.worst || t.equal == 1 {
		t.worst, t.worstName = gap, r.name
	}
	if gap <= nearGap {
		t.near++
	}
}

// met is whether one seed keeps the bar.
func (b bar) met(t total) bool {
	return t.files == b.files && t.unserved == 0 && t.equal > 0 &&
		(b.vehicles == 0 || t.vehicles <= b.vehicles) &&
		t.mean <= b.mean && t.worst <= b.worst && t.near >= b.near
}

// must is the bar in words.
func (b bar) must() string {
	words := []string{"all served"}
	if b.vehicles > 0 {
		words = append(words, fmt.Sprintf("at most %d vehicles", b.vehicles))
	}
	if b.near > 0 {
		words = append(words, fmt.Sprintf("at least %d of %d within %g%%", b.near, b.files, nearGap))
	}
	if b.mean < anything {
		words = append(words, fmt.Sprintf("mean gap at most %g%%", b.mean))
	}
	if b.worst < anything {
		words = append(words, fmt.Sprintf("worst at most %g%%", b.worst))
	}
	return strings.Join(words, ", ")
}

// write prints a bar with each of its seeds; it says how many seeds missed it.
func (b bar) write(out io.Writer, totals []total) (missed int) {
	fmt.Fprintf(out, "%s: %d files, %s each\n  must     %s\n", b.name, b.files, b.budget, b.must())
	for _, t := range totals {
		verdict := "met"
		if !b.met(t) {
			verdict = "missed"
			missed++
		}
		fmt.Fprintf(out, "  seed %-3d %d vehicles (best known %d), %d unserved, %d of %d within %g%%, mean gap %.3f%% of %d, worst %.3f%% (%s): %s",
			t.seed, t.vehicles, t.bestVehicles, t.unserved, t.near, t.files, nearGap, t.mean, t.equal, t.worst, t.worstName, verdict)
		if t.files < b.files {
			fmt.Fprintf(out, " [only %d of %d files are here]", t.files, b.files)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "  peers    %s\n\n", b.peers)
	return missed
}
