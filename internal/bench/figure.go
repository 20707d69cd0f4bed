package bench

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"
)

// figure is one thing measured several times beside what is required.
type figure struct {
	name, unit string
	want       float64
	atLeast    bool // else at most
	runs       []float64
	note       string
}

// median of the runs; NaN-free: a figure without runs is never met.
func median(of []float64) float64 {
	s := slices.Sorted(slices.Values(of))
	if len(s) == 0 {
		return 0
	}
	if n := len(s); n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[len(s)/2]
}

func (f figure) met() bool {
	switch {
	case len(f.runs) == 0:
		return false
	case f.atLeast:
		return median(f.runs) >= f.want
	}
	return median(f.runs) <= f.want
}

// write prints one line: name, median, noise, what is required, verdict.
func (f figure) write(out io.Writer) {
	verdict, sign := "missed", "<="
	if f.met() {
		verdict = "met"
	}
	if f.atLeast {
		sign = ">="
	}
	if len(f.runs) == 0 {
		fmt.Fprintf(out, "  %-52s not measured: %s\n", f.name, f.note)
		return
	}
	noise := ""
	if len(f.runs) > 1 {
		noise = fmt.Sprintf("(%s to %s, %d runs)", short(slices.Min(f.runs)), short(slices.Max(f.runs)), len(f.runs))
	}
	fmt.Fprintf(out, "  %-52s %9s %-6s %-28s required %s %s: %s", f.name, short(median(f.runs)), f.unit, noise, sign, short(f.want), verdict)
	if f.note != "" {
		fmt.Fprintf(out, "  [%s]", f.note)
	}
	fmt.Fprintln(out)
}

func short(x float64) string {
	switch {
	case x >= 100:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// spread is what latencies of one run look like, in milliseconds.
type spread struct{ p50, p95, p99, most float64 }

func spreadOf(times []time.Duration) spread {
	if len(times) == 0 {
		return spread{}
	}
	slices.Sort(times)
	at := func(share float64) float64 {
		return float64(times[min(len(times)-1, int(share*float64(len(times))))].Microseconds()) / 1000
	}
	return spread{at(0.50), at(0.95), at(0.99), at(1)}
}

func (s spread) String() string {
	return fmt.Sprintf("p50 %s, p95 %s, p99 %s, max %s ms", short(s.p50), short(s.p95), short(s.p99), short(s.most))
}
