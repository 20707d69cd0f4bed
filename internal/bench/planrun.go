package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sambang/internal/calc/routing"
	"sambang/internal/calc/routing/instance"
)

// planRun is a measurement of the planner.
type planRun struct {
	ctx     context.Context
	data    string
	threads int
	seeds   []uint64 // nil: as each bar has them
	detail  bool
	long    bool
	days    int
	out     io.Writer
	// notes is where progress goes, so that the table can be kept without it.
	notes io.Writer
}

// planFigures is `sambang bench plan`: the benchmark bars, then insertion, improvement
// and a health centre's day.
func planFigures(ctx context.Context, args []string, out io.Writer) error {
	f := flag.NewFlagSet("bench plan", flag.ContinueOnError)
	r := &planRun{ctx: ctx, out: out, notes: os.Stderr}
	f.StringVar(&r.data, "data", "", "folder with li-lim/ and darp/, each with bks.csv; without it only what needs no files")
	f.IntVar(&r.threads, "threads", 1, "searches at a time, 1 or 2; budgets are processor time, but cores share a cache")
	f.BoolVar(&r.detail, "detail", false, "a line for every file, too")
	f.BoolVar(&r.long, "long", false, "compare a health centre's day with the best of 20 runs of 60 s: hours")
	f.IntVar(&r.days, "days", 3, "how many invented days of each kind")
	only := f.String("only", "", "names with commas: size100, size100-10s, size100-half, size200, size400, darp, darp-pr, insertion, place, improvement, day")
	seeds := f.String("seeds", "", "numbers with commas, for every bar (default: 1,2,3 for size 100, else 1)")
	strict := f.Bool("strict", false, "exit 1 when a figure is missed")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 || r.threads < 1 || r.threads > 2 || r.days < 1 {
		return errors.New("bench plan: 1 or 2 threads, at least a day, and nothing after the settings")
	}
	var err error
	if r.seeds, err = seedsOf(*seeds); err != nil {
		return err
	}
	missed, err := r.all(namedIn(*only))
	if err == nil && missed > 0 {
		fmt.Fprintf(out, "%d missed\n", missed)
		if *strict {
			return errMissed
		}
	}
	return err
}

func seedsOf(list string) ([]uint64, error) {
	var seeds []uint64
	for _, word := range strings.FieldsFunc(list, func(c rune) bool { return c == ',' }) {
		n, err := strconv.ParseUint(word, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("bench plan: %q is no seed", word)
		}
		seeds = append(seeds, n)
	}
	return seeds, nil
}

// namedIn says which names are asked for: all when none is named.
func namedIn(only string) func(string) bool {
	names := strings.FieldsFunc(only, func(c rune) bool { return c == ',' })
	return func(name string) bool { return len(names) == 0 || slices.Contains(names, name) }
}

func (r *planRun) all(want func(string) bool) (missed int, err error) {
	timed := "processor time of one thread"
	if !threadTimed {
		timed = "wall clock time"
	}
	fmt.Fprintf(r.out, "%s\nbudgets are %s; %d searches at a time; gaps are against the best known, at equal vehicles\n\n", machine(), timed, r.threads)
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // as in `sambang plan`
	for _, b := range bars() {
		if r.data == "" || !want(b.name) {
			continue
		}
		m, err := r.bar(b)
		missed += m
		if err != nil {
			return missed, err
		}
	}
	tell := func(f figure) {
		f.write(r.out)
		if !f.met() {
			missed++
		}
	}
	for _, line := range []struct {
		name string
		run  func(tell func(figure)) error
	}{{"insertion", r.insertion}, {"place", r.placing}, {"improvement", r.improvement}, {"day", r.day}} {
		if !want(line.name) {
			continue
		}
		if err := line.run(tell); err != nil {
			return missed, err
		}
	}
	return missed, nil
}

// bar measures all files of a bar with all its seeds.
func (r *planRun) bar(b bar) (missed int, err error) {
	folder := filepath.Join(r.data, string(b.format))
	best, err := bestOf(folder)
	if err != nil {
		return 0, err
	}
	if r.seeds != nil {
		b.seeds = r.seeds
	}
	var tasks []reached
	for _, seed := range b.seeds {
		for _, path := range filesOf(folder, b.which) {
			known, ok := best[nameOf(path)]
			if !ok {
				return 0, fmt.Errorf("bench plan: bks.csv does not know %s", nameOf(path))
			}
			tasks = append(tasks, reached{name: nameOf(path), seed: seed, best: known})
		}
	}
	defer debug.FreeOSMemory()
	if err := r.searchAll(b, folder, tasks); err != nil {
		return 0, err
	}
	return b.write(r.out, r.totals(b, tasks)), nil
}

func bestOf(folder string) (map[string]instance.Best, error) {
	table, err := os.Open(filepath.Join(folder, "bks.csv"))
	if err != nil {
		return nil, err
	}
	defer table.Close()
	best, bad := instance.ReadBest(table)
	if bad != nil {
		return nil, bad
	}
	return best, nil
}

func filesOf(folder string, which func(string) bool) []string {
	all, _ := filepath.Glob(filepath.Join(folder, "*.txt")) // only a bad pattern is an error
	return slices.DeleteFunc(all, func(path string) bool { return !which(nameOf(path)) })
}

// searchAll fills in what each task reaches, r.threads at a time.
func (r *planRun) searchAll(b bar, folder string, tasks []reached) error {
	next := make(chan int)
	errs := make([]error, len(tasks))
	var side sync.WaitGroup
	var done sync.Mutex
	count := 0
	for range r.threads {
		side.Go(func() {
			for i := range next {
				errs[i] = r.reach(b, folder, &tasks[i])
				done.Lock()
				count++
				r.tell(tasks[i], errs[i])
				fmt.Fprintf(r.notes, "\r%s: %d of %d ", b.name, count, len(tasks))
				done.Unlock()
			}
		})
	}
	for i := range tasks {
		if r.ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	side.Wait()
	fmt.Fprint(r.notes, "\r\033[K")
	return errors.Join(append(errs, r.ctx.Err())...)
}

func (r *planRun) reach(b bar, folder string, t *reached) error {
	p, err := readInstance(b.format, filepath.Join(folder, t.name+".txt"))
	if err != nil {
		return err
	}
	t.got, err = search(r.ctx, p, routing.Effort{Seed: t.seed, Time: b.budget})
	t.vehicles = int(t.got.score[routing.Vehicles])
	return err
}

// tell prints one file as soon as it is done, with --detail.
func (r *planRun) tell(t reached, err error) {
	if !r.detail || err != nil {
		return
	}
	fmt.Fprintf(r.out, "  %-9s seed %d  %2d (%d) %11.4f (%.4f) %+.3f%%  %d unserved, %d steps, %.2f s\n", t.name, t.seed,
		t.vehicles, t.best.Vehicles, t.got.score[routing.Distance], t.best.Distance, t.gap(), t.got.unserved(), t.got.steps, t.got.cpu.Seconds())
}

// totals adds the seeds up.
func (r *planRun) totals(b bar, tasks []reached) []total {
	var all []total
	for _, t := range tasks {
		if len(all) == 0 || all[len(all)-1].seed != t.seed {
			all = append(all, total{seed: t.seed})
		}
		all[len(all)-1].add(t, b.format == instance.LiLim)
	}
	return all
}
