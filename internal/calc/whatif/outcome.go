package whatif

import "sambang/internal/core/instant"

// Result is what a question came to: the same days under each scenario.
type Result struct {
	Rates Rates `json:"rates"`
	Days  int   `json:"days"`
	Seed  int64 `json:"seed"`
	// Travel is what the times of ways stand on: line, learnt, roads.
	Travel   string    `json:"travel"`
	Effort   Effort    `json:"effort"`
	Outcomes []Outcome `json:"outcomes"`
}

// Outcome is what one scenario came to.
type Outcome struct {
	Scenario Scenario `json:"scenario"`
	// Workers and Vehicles are those of the scenario; Promise its minutes, 0: none.
	Workers  int      `json:"workers"`
	Vehicles int      `json:"vehicles"`
	Figures  []Figure `json:"figures"`
	Days     []Day    `json:"days"`
	// Log is every stop that was made, Promises what became of every promise: the figures
	// follow from them. They stay in the program: a plot needs neither.
	Log      []Stop    `json:"-"`
	Promises []Promise `json:"-"`
}

// Figure is one measure: over all the days, a week over the whole weeks, and the lowest and
// highest whole week.
type Figure struct {
	Name string `json:"name"`
	// Unit is percent, gram, people, jobs, days, hours or km.
	Unit string  `json:"unit"`
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// The figures, in the order in which they are shown.
const (
	Kept    = "kept"    // percent of the promises that fell due
	Rice    = "rice"    // grams owed a week
	Served  = "served"  // requests and pick-ups done a week
	Missed  = "missed"  // pick-ups that nobody had time for, requests given up, a week
	Mothers = "mothers" // mothers who take part
	Waiting = "waiting" // mothers on the list
	Wait    = "wait"    // days from the wish to being served
	Hours   = "hours"   // working hours a week, all workers
	Km      = "km"      // kilometres a week, all workers
)

// Day is one day's counts.
type Day struct {
	Weekday  int   `json:"weekday"`
	Rain     bool  `json:"rain"`
	Promised int   `json:"promised"`
	Kept     int   `json:"kept"`
	Rice     int64 `json:"rice"`
	Served   int   `json:"served"`
	Missed   int   `json:"missed"`
	Mothers  int   `json:"mothers"`
	Waiting  int   `json:"waiting"`
	// Waited is the days that those waited whose wait ended on this day, Ended their number.
	Waited float64 `json:"waited"`
	Ended  int     `json:"ended"`
	// Seconds from the first departure to the last return, of all workers, and metres.
	Seconds float64 `json:"seconds"`
	Metres  float64 `json:"metres"`
}

// Stop is one stop that was made.
type Stop struct {
	Day, Worker int
	Job         string
	What        string // pick, drop or only
	Depart      instant.Instant
	Arrive      instant.Instant
	Begin       instant.Instant
	Leave       instant.Instant
	Metres      float64
}

// Promise is what became of one: At is zero when it was not done while the days lasted.
type Promise struct {
	Day  int
	Job  string
	What string // the stop that settles it
	// End: it is the end of the stop that counts, not its beginning.
	End     bool
	Due, At instant.Instant
	Kept    bool
	Rice    int64
}

// figures counts the days.
func figures(days []Day) []Figure {
	out := make([]Figure, 0, 9)
	for _, m := range measures {
		f := Figure{Name: m.name, Unit: m.unit, Mean: m.of(days)}
		f.Low, f.High = f.Mean, f.Mean
		for w := 0; w+7 <= len(days); w += 7 {
			v := m.of(days[w : w+7])
			if w == 0 {
				f.Low, f.High = v, v
			}
			f.Low, f.High = min(f.Low, v), max(f.High, v)
		}
		out = append(out, f)
	}
	return out
}

// measures are the figures; each is counted from days.
var measures = []struct {
	name, unit string
	of         func([]Day) float64
}{
	{Kept, "percent", func(d []Day) float64 {
		return share(100*sum(d, func(d Day) float64 { return float64(d.Kept) }), sum(d, func(d Day) float64 { return float64(d.Promised) }), 100)
	}},
	{Rice, "gram", weekly(func(d Day) float64 { return float64(d.Rice) })},
	{Served, "jobs", weekly(func(d Day) float64 { return float64(d.Served) })},
	{Missed, "jobs", weekly(func(d Day) float64 { return float64(d.Missed) })},
	{Mothers, "people", mean(func(d Day) float64 { return float64(d.Mothers) })},
	{Waiting, "people", mean(func(d Day) float64 { return float64(d.Waiting) })},
	{Wait, "days", func(d []Day) float64 {
		return share(sum(d, func(d Day) float64 { return d.Waited }), sum(d, func(d Day) float64 { return float64(d.Ended) }), 0)
	}},
	{Hours, "hours", weekly(func(d Day) float64 { return d.Seconds / 3600 })},
	{Km, "km", weekly(func(d Day) float64 { return d.Metres / 1000 })},
}

func sum(days []Day, of func(Day) float64) (s float64) {
	for _, d := range days {
		s += of(d)
	}
	return s
}

func share(part, whole, empty float64) float64 {
	if whole == 0 {
		return empty
	}
	return part / whole
}

func mean(of func(Day) float64) func([]Day) float64 {
	return func(d []Day) float64 { return share(sum(d, of), float64(len(d)), 0) }
}

// weekly counts whole weeks where there is one: the days after the last are all working
// days, and would make a week that none of them was.
func weekly(of func(Day) float64) func([]Day) float64 {
	return func(d []Day) float64 {
		if len(d) > 7 {
			d = d[:len(d)-len(d)%7]
		}
		return share(7*sum(d, of), float64(len(d)), 0)
	}
}

// Of is one figure of an outcome.
func (o Outcome) Of(name string) Figure {
	for _, f := range o.Figures {
		if f.Name == name {
			return f
		}
	}
	return Figure{Name: name}
}
