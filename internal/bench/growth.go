package bench

import (
	"runtime"
	"time"

	"sambang/internal/calc/growth"
)

const (
	childrenASecond = 1_000_000 // all five indices, on one core
	grownAtOnce     = 10_000    // children between two looks at the clock
)

// growth measures children a second with all five indices on one core, and what each of
// them allocates. A second is one of the processor where the system tells it, so that the
// figure is that of the machine and not of what else it does.
func (m *measure) growth() ([]figure, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	speed := figure{name: "growth: children with all five indices, one core", unit: "/s", want: childrenASecond, atLeast: true}
	if threadTimed {
		speed.note = "seconds of the processor"
	}
	waste := figure{name: "growth: allocations a child", want: 0}
	children := manyChildren()
	growth.Compute(children[0]) // the tables are read once, at the first child
	for range m.turns {
		rate, allocations := grow(children, m.lasting/5)
		speed.runs, waste.runs = append(speed.runs, rate), append(waste.runs, allocations)
	}
	return []figure{speed, waste}, nil
}

func grow(children []growth.Child, lasting time.Duration) (rate, allocations float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began, n, given := threadTime(), 0, 0
	for threadTime()-began < lasting {
		for i := range grownAtOnce {
			r := growth.Compute(children[(n+i)%len(children)])
			for _, s := range r.Scores {
				if s.Has {
					given++
				}
			}
		}
		n += grownAtOnce
	}
	took := threadTime() - began
	runtime.ReadMemStats(&after)
	if given == 0 {
		return 0, 0 // nothing was computed: no rate
	}
	// a machine that does other things allocates now and then; a child would 10,000 times as often
	return float64(n) / took.Seconds(), float64((after.Mallocs - before.Mallocs) / uint64(n))
}

// manyChildren are boys and girls of every age, small and large for it, so that neither
// one row of the tables nor one branch is measured.
func manyChildren() []growth.Child {
	list := make([]growth.Child, 0, 20_000)
	for i := range int32(cap(list)) {
		days := i * 7919 % 1827
		c := growth.Child{Sex: growth.Sex(1 + i%2), AgeDays: days, Measure: growth.Lying, Head: 450_000 + i*37%60_000}
		c.Weight = 33_000 + days*75 + i*31%50_000 - 10_000
		c.Length = 500_000 + days*310 + i*53%120_000 - 60_000
		if days > 730 {
			c.Measure = growth.Standing
		}
		list = append(list, c)
	}
	return list
}
