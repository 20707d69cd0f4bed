package growth

import (
	_ "embed" // the figures of the WHO are part of the program
	"math"
	"strconv"
	"strings"
	"sync"
)

var (
	//go:embed who/wfa.csv
	weightForAge string
	//go:embed who/lhfa.csv
	lengthForAge string
	//go:embed who/bfa.csv
	bmiForAge string
	//go:embed who/hcfa.csv
	headForAge string
	//go:embed who/wfl.csv
	weightForLength string
	//go:embed who/wfh.csv
	weightForHeight string
)

// lms is one row: the power of Box and Cox, the median, the coefficient of variation.
type lms struct{ l, m, s float64 }

// table is one index: rows of boys, then of girls.
type table struct {
	rows [2][]lms
	// first is the x of the first row, in 1/10000 cm; ages begin at 0.
	first int32
}

type standard struct {
	weight, length, bmi, head table // by day
	lying, standing           table // weight, by 0.1 cm
}

// tables reads the figures once, at the first child.
var tables = sync.OnceValue(func() *standard {
	return &standard{
		weight: read(weightForAge, 0), length: read(lengthForAge, 0), bmi: read(bmiForAge, 0), head: read(headForAge, 0),
		lying: read(weightForLength, 45*Unit), standing: read(weightForHeight, 65*Unit),
	}
})

// read takes the rows in their order, which a test compares with their x. What stands in
// the files is part of the program: a row that is none is a fault of the build.
func read(csv string, first int32) table {
	t := table{first: first}
	_, csv, _ = strings.Cut(csv, "\n")
	for line := range strings.Lines(csv) {
		f := strings.Split(strings.TrimSpace(line), ",")
		row := lms{number(f[2]), number(f[3]), number(f[4])}
		sex := f[0][0] - '1'
		t.rows[sex] = append(t.rows[sex], row)
	}
	return t
}

func number(of string) float64 {
	x, err := strconv.ParseFloat(of, 64)
	if err != nil {
		panic("growth: the embedded figures hold " + of)
	}
	return x
}

// at is the row of an age that is inside the table.
func (t *table) at(sex Sex, w when) lms {
	rows := t.rows[sex-Boy]
	r := rows[w.day]
	if w.part == 0 {
		return r
	}
	return r.toward(rows[w.day+1], w.part)
}

// between is the row of a length in 1/10000 cm, in a straight line between two rows of
// 0.1 cm; not inside the table is no row.
func (t *table) between(sex Sex, length int32) (lms, bool) {
	const step = Unit / 10
	rows := t.rows[sex-Boy]
	at, part := (length-t.first)/step, (length-t.first)%step
	last := int32(len(rows) - 1)
	if length < t.first || at > last || at == last && part > 0 {
		return lms{}, false
	}
	if part == 0 {
		return rows[at], true
	}
	return rows[at].toward(rows[at+1], float64(part)/step), true
}

func (r lms) toward(next lms, part float64) lms {
	return lms{r.l + part*(next.l-r.l), r.m + part*(next.m-r.m), r.s + part*(next.s-r.s)}
}

// plain is the z of a length or a head.
func (r lms) plain(y float64) float64 {
	if r.l == 1 {
		return (y/r.m - 1) / r.s
	}
	if r.l == 0 {
		return math.Log(y/r.m) / r.s
	}
	return (power(y/r.m, r.l) - 1) / (r.s * r.l)
}

// bent is the z of what weight makes: beyond 3 deviations it goes on in steps as wide as
// the one from 2 to 3, because the skew of the curve means nothing so far out.
func (r lms) bent(y float64) float64 {
	z := r.plain(y)
	switch {
	case z > 3:
		far := r.line(3)
		return 3 + (y-far)/(far-r.line(2))
	case z < -3:
		far := r.line(-3)
		return -3 + (y-far)/(r.line(-2)-far)
	}
	return z
}

// line is the measurement k deviations from the median.
func (r lms) line(k float64) float64 {
	if r.l == 0 {
		return r.m * math.Exp(r.s*k)
	}
	return r.m * power(1+r.l*r.s*k, 1/r.l)
}

// power is x to the p for an x above 0; math.Pow gives the same to the thirteenth digit
// and takes longer, because it knows special cases that no measurement is.
func power(x, p float64) float64 { return math.Exp(p * math.Log(x)) }
