package bench

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"sambang/internal/calc/routing"
	"sambang/internal/calc/routing/instance"
)

// planned is what `sambang plan` prints, one line of JSON.
type planned struct {
	Instance string  `json:"instance"`
	Vehicles int     `json:"vehicles"`
	Distance float64 `json:"distance"`
	// Unserved counts requests without a place.
	Unserved int `json:"unserved"`
	// CPU is the processor time of the search, in seconds of one thread.
	CPU   float64 `json:"cpu_s"`
	Steps int     `json:"steps"`
}

// Plan is `sambang plan`: it reads one benchmark file, searches, and prints what it found.
func Plan(ctx context.Context, args []string, out io.Writer) error {
	f := flag.NewFlagSet("plan", flag.ContinueOnError)
	format := f.String("format", string(instance.LiLim), "form of the file: li-lim or darp")
	budget := f.Duration("time", 2*time.Second, "processor time of one thread")
	seed := f.Uint64("seed", 1, "chooses among searches")
	threads := f.Int("threads", 1, "searches side by side, each with the whole time and a seed of its own; the best is told")
	steps := f.Int("steps", 0, "end after so many steps, whatever the time; equal seeds then give equal plans")
	to := f.String("out", "", "file for the routes, one a line")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 || *threads < 1 || *threads > runtime.NumCPU()*4 || *steps < 0 || *budget <= 0 {
		return errors.New("plan: one FILE, a time above zero, and as many threads as make sense")
	}
	e := routing.Effort{Seed: *seed, Steps: *steps, Time: *budget}
	if *steps > 0 {
		e.Time = 0
	}
	p, err := readInstance(instance.Format(*format), f.Arg(0))
	if err != nil {
		return err
	}
	best, err := searchBeside(ctx, p, e, *threads)
	if err != nil {
		return err
	}
	if *to != "" {
		if err := writeRoutes(*to, best.plan); err != nil {
			return err
		}
	}
	return json.NewEncoder(out).Encode(best.planned(nameOf(f.Arg(0))))
}

func readInstance(format instance.Format, path string) (*routing.Problem, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p, bad := instance.Read(format, file)
	if bad != nil { // a typed nil would be an error
		return nil, bad
	}
	return p, nil
}

func writeRoutes(path string, plan routing.Plan) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(instance.Write(file, plan), file.Close())
}

// nameOf is the name of an instance: its file without folder and ending.
func nameOf(path string) string {
	return strings.ToLower(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
}

// sought is one search and what the judge says of it.
type sought struct {
	plan  routing.Plan
	score routing.Score
	cpu   time.Duration
	steps int
}

func (s sought) unserved() int {
	n := 0.0
	for l := routing.UnplacedEmergency; l <= routing.UnplacedMassage; l++ {
		n += s.score[l]
	}
	return int(n)
}

func (s sought) planned(name string) planned {
	return planned{name, int(s.score[routing.Vehicles]), s.score[routing.Distance], s.unserved(), s.cpu.Seconds(), s.steps}
}

// search solves on this thread and lets the judge say what came of it. A plan that breaks
// a rule is no answer but an error of ours.
func search(ctx context.Context, p *routing.Problem, e routing.Effort) (sought, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	e.Clock = threadTime
	began := threadTime()
	found := routing.Solve(ctx, p, e)
	s := sought{plan: found.Plan, cpu: threadTime() - began, steps: found.Steps}
	v := routing.Judge(p, found.Plan)
	if len(v.Breaches) > 0 {
		return s, fmt.Errorf("plan: the plan found breaks a rule: %+v", v.Breaches[0])
	}
	s.score = v.Score
	return s, nil
}

// searchBeside runs searches side by side and gives the best. The collector of memory
// rests meanwhile, so that it takes no time from a search: the loop allocates nothing.
func searchBeside(ctx context.Context, p *routing.Problem, e routing.Effort, threads int) (sought, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	all, errs := make([]sought, threads), make([]error, threads)
	var side sync.WaitGroup
	for i := range all {
		own := e
		own.Seed += uint64(i) << 32
		side.Go(func() { all[i], errs[i] = search(ctx, p, own) })
	}
	side.Wait()
	best := all[0]
	for _, s := range all[1:] {
		if p.Aim.Compare(s.score, best.score) < 0 {
			best = s
		}
	}
	return best, errors.Join(errs...)
}
