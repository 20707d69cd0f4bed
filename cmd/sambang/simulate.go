package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/report/whatif"
)

// simulating is what was typed.
type simulating struct {
	rates, group, facility  string
	workers, csv, lang      string
	days, vehicles, promise int
	ceiling, morning, again int
	seed                    int64
	demand, rain            float64
	progress                bool
}

func (s *simulating) flags(f *flag.FlagSet) {
	f.StringVar(&s.rates, "rates", "", "kebakkramat or sempu (examples), or a FILE of rates as JSON; empty: the history in --data")
	f.StringVar(&s.facility, "facility", "", "short name of the health centre (needed where there are several)")
	f.StringVar(&s.group, "group", calc.Couriers, "whose days: couriers or teams; with --rates the file says it")
	f.IntVar(&s.days, "days", 30, "days to play")
	f.StringVar(&s.workers, "couriers", "", "how many work, as 3 or 1..5; empty: as now (also --teams)")
	f.StringVar(&s.workers, "teams", "", "the same for teams")
	f.IntVar(&s.vehicles, "more-vehicles", 0, "so many motorbikes or cars more")
	f.IntVar(&s.promise, "promise", 0, "minutes that are promised; 0: as now")
	f.IntVar(&s.ceiling, "ceiling", 0, "mothers a courier at most; -1: no ceiling, 0: as now")
	f.Float64Var(&s.demand, "demand", 0, "times as many requests; 0: as now")
	f.Float64Var(&s.rain, "rain", -1, "share of rainy days, 0 to 1; -1: as now")
	f.Int64Var(&s.seed, "seed", 1, "number of the draw: the same gives the same result")
	f.IntVar(&s.morning, "steps", calc.Usual().Morning, "steps of the search each morning")
	f.IntVar(&s.again, "steps-again", calc.Usual().Again, "steps after each request")
	f.StringVar(&s.csv, "csv", "", "FILE to write as CSV; -: on the standard output instead of the table")
	f.StringVar(&s.lang, "lang", text.EN, "language of the words: en or id")
	f.BoolVar(&s.progress, "progress", true, "say how far it is")
}

// simulate plays days of a health centre that never were: see internal/calc/whatif.
func simulate(ctx context.Context, args []string, out io.Writer) error {
	var c config
	var s simulating
	f := c.flags("simulate")
	s.flags(f)
	if err := c.parse(f, args); err != nil {
		return err
	}
	usual, err := s.usual(ctx, &c)
	if err != nil {
		return err
	}
	scenarios, err := s.scenarios(usual.Rates)
	if err != nil {
		return err
	}
	q := calc.Question{Rates: usual.Rates, Scenarios: scenarios, First: usual.First, Days: s.days, Seed: s.seed,
		Effort: calc.Effort{Morning: s.morning, Again: s.again}, Legs: usual.Legs}
	began := time.Now()
	r, err := calc.Run(ctx, q, s.tell())
	if err != nil {
		return err
	}
	return s.show(out, r, time.Since(began))
}

// usual reads the rates: an example, a file, or the history of a health centre.
func (s *simulating) usual(ctx context.Context, c *config) (u whatif.Usual, err error) {
	u.First = instant.Of(time.Date(2026, 3, 2, 0, 0, 0, 0, time.FixedZone("WIB", 7*3600))) // a Monday
	if s.rates == "" {
		return s.history(ctx, c)
	}
	if r, known := calc.Example(s.rates); known {
		u.Rates = r
		return u, nil
	}
	body, err := os.ReadFile(s.rates)
	if err != nil {
		return u, err
	}
	u.Rates, err = calc.ParseRates(body)
	u.Rates.Source = "stated"
	return u, err
}

func (s *simulating) history(ctx context.Context, c *config) (u whatif.Usual, err error) {
	h, err := c.quiet(ctx)
	if err != nil {
		return u, err
	}
	defer h.Close()
	at, err := oneFacility(ctx, h, s.facility)
	if err != nil {
		return u, err
	}
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		u, err = whatif.RatesOf(journal.Query{Tx: tx, Facility: at, Now: h.Clock.Now(), Keys: h.Ring}, s.group)
		return err
	})
	return u, err
}

// scenarios are those of 1..5 couriers, or the one there is, each with the other changes.
func (s *simulating) scenarios(r calc.Rates) ([]calc.Scenario, error) {
	from, to, err := span(cmp.Or(s.workers, strconv.Itoa(r.Crew.Workers)))
	if err != nil {
		return nil, err
	}
	var out []calc.Scenario
	for n := from; n <= to; n++ {
		one := calc.Scenario{Name: strconv.Itoa(n), Workers: n, MoreVehicles: s.vehicles, Promise: s.promise, PerCourier: s.ceiling, Demand: s.demand}
		if s.rain >= 0 {
			one.Rain = &s.rain
		}
		out = append(out, one)
	}
	return out, nil
}

// span reads 3 or 1..5.
func span(of string) (from, to int, err error) {
	low, high, several := strings.Cut(of, "..")
	if !several {
		high = low
	}
	from, err = strconv.Atoi(low)
	if err == nil {
		to, err = strconv.Atoi(high)
	}
	if err != nil || from < 1 || to < from || to-from >= calc.MostScenarios {
		return 0, 0, errors.New("--couriers and --teams take a number or a span, as 1..5, of at most twelve")
	}
	return from, to, nil
}

// tell says on standard error how far it is, a line that is written over.
func (s *simulating) tell() func(done, of int) {
	if !s.progress {
		return nil
	}
	return func(done, of int) {
		fmt.Fprintf(os.Stderr, "\r%d of %d days", done, of)
		if done == of {
			fmt.Fprint(os.Stderr, "\r\033[K")
		}
	}
}

func (s *simulating) show(out io.Writer, r calc.Result, took time.Duration) error {
	table := whatif.Table(r, s.lang, "")
	if s.csv == "-" {
		return sheet.Write(out, sheet.CSV, table)
	}
	if s.csv != "" {
		if err := s.save(table); err != nil {
			return err
		}
	}
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(table.Header, "\t"))
	for row, err := range table.Rows {
		if err != nil {
			return err
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, l := range table.About {
		fmt.Fprintf(out, "%s: %s\n", l.Label, l.Text)
	}
	_, err := fmt.Fprintf(out, "%d days in %.2f s\n", r.Days*len(r.Outcomes), took.Seconds())
	return err
}

func (s *simulating) save(table sheet.Sheet) (err error) {
	f, err := os.Create(s.csv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return sheet.Write(f, sheet.CSV, table)
}
