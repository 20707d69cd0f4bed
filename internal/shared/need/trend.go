package need

import (
	"slices"
	"time"

	"sambang/internal/calc/suppress"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// ComplaintMonth is what came in during one month, YYYY-MM, or during all of them.
type ComplaintMonth struct {
	Month  string `json:"month"`
	Opened int64  `json:"opened"`
	// Judged are those that were answered or whose deadline has passed; InTime those of
	// them that were answered before it. What the complainant took back is in neither.
	Judged int64 `json:"judged"`
	InTime int64 `json:"in_time"`
	// Answered are those with an answer, MedianHours from coming in until then of half
	// of them: whole hours, zero under one.
	Answered    int64 `json:"answered"`
	MedianHours int64 `json:"median_hours"`
	Withdrawn   int64 `json:"withdrawn"`
}

// ComplaintSplit is a table of counts: a row a month, or a kind, and a column a word.
// A count that would tell of few people is hidden: -1 (calc/suppress).
type ComplaintSplit struct {
	Columns []string  `json:"columns"`
	Rows    []string  `json:"rows"`
	Counts  [][]int64 `json:"counts"`
	// Totals are of the columns, by the same rule.
	Totals []int64 `json:"totals"`
}

// ComplaintTrend is how complaints went, month by month.
type ComplaintTrend struct {
	From   string           `json:"from"`
	To     string           `json:"to"`
	Months []ComplaintMonth `json:"months"`
	All    ComplaintMonth   `json:"all"`
	// Kinds and Doors split the months, KindDoors the whole by both.
	Kinds     ComplaintSplit `json:"kinds"`
	Doors     ComplaintSplit `json:"doors"`
	KindDoors ComplaintSplit `json:"kind_doors"`
}

// mostTrend is how many months a trend has at most.
const mostTrend = 24

// hiddenCount stands where a count is not shown.
const hiddenCount = -1

// TrendOf reckons the trend of complaints that came in from one month to another, both
// included. Empty months: the year up to now. It refuses months that cannot be.
func TrendOf(q journal.Query, from, to string) (ComplaintTrend, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return ComplaintTrend{}, err
	}
	months, bad := monthsBetween(from, to, q.Now, f.Location())
	if bad != nil {
		return ComplaintTrend{}, bad
	}
	first, _ := time.ParseInLocation("2006-01", months[0], f.Location())
	cases, err := Cases.Where(q.Tx, "facility_id = $1 AND head_only = TRUE AND opened_at >= $2 ORDER BY number", q.Facility, instant.Of(first))
	if err != nil {
		return ComplaintTrend{}, err
	}
	return trend(cases, months, f.Location(), q.Now), nil
}

func monthsBetween(from, to string, now instant.Instant, zone *time.Location) ([]string, *fault.Error) {
	this, err := time.Parse("2006-01", now.Day(zone)[:len("2006-01")])
	last := this
	if err == nil && to != "" {
		last, err = time.Parse("2006-01", to)
	}
	first := last.AddDate(0, -11, 0)
	if err == nil && from != "" {
		first, err = time.Parse("2006-01", from)
	}
	if err != nil || last.Before(first) || last.After(this) || !first.AddDate(0, mostTrend, 0).After(last) {
		return nil, fault.BadField("board.bad_month", "from")
	}
	var out []string
	for m := first; !m.After(last); m = m.AddDate(0, 1, 0) {
		out = append(out, m.Format("2006-01"))
	}
	return out, nil
}

// trend is the pure part: cases in their order, the months in theirs.
func trend(cases []Case, months []string, zone *time.Location, now instant.Instant) ComplaintTrend {
	t := ComplaintTrend{From: months[0], To: months[len(months)-1]}
	by := map[string][]Case{}
	var all []Case
	for _, c := range cases {
		m := c.OpenedAt.Day(zone)[:len("2006-01")]
		if slices.Contains(months, m) {
			by[m], all = append(by[m], c), append(all, c)
		}
	}
	kind := func(c Case) string { return c.Kind }
	door := func(c Case) string { return c.Door }
	month := func(c Case) string { return c.OpenedAt.Day(zone)[:len("2006-01")] }
	for _, m := range months {
		t.Months = append(t.Months, monthOf(m, by[m], now))
	}
	t.All = monthOf("", all, now)
	t.Kinds = split(all, months, month, complaintKinds, kind)
	t.Doors = split(all, months, month, complaintDoors, door)
	t.KindDoors = split(all, complaintKinds, kind, complaintDoors, door)
	return t
}

func monthOf(name string, cases []Case, now instant.Instant) ComplaintMonth {
	m := ComplaintMonth{Month: name, Opened: int64(len(cases))}
	var hours []int64
	for _, c := range cases {
		if c.Outcome == OutcomeWithdrawn {
			m.Withdrawn++
			continue
		}
		answered := !c.AnsweredAt.IsZero()
		if answered {
			hours = append(hours, int64(c.AnsweredAt.Sub(c.OpenedAt).Hours()))
		}
		if answered || now.After(c.Due) {
			m.Judged++
		}
		if answered && !c.AnsweredAt.After(c.Due) {
			m.InTime++
		}
	}
	m.Answered = int64(len(hours))
	if slices.Sort(hours); len(hours) > 0 {
		m.MedianHours = hours[(len(hours)-1)/2]
	}
	return m
}

// split counts cases by two of their words and hides what tells of few people. A
// column that nothing stands in is left out.
func split(cases []Case, rows []string, row func(Case) string, columns []string, column func(Case) string) ComplaintSplit {
	s := ComplaintSplit{Rows: rows, Columns: []string{}}
	for _, name := range columns {
		if slices.ContainsFunc(cases, func(c Case) bool { return column(c) == name }) {
			s.Columns = append(s.Columns, name)
		}
	}
	s.Counts = make([][]int64, len(rows))
	for i := range rows {
		s.Counts[i] = make([]int64, len(s.Columns))
	}
	for _, c := range cases {
		i, j := slices.Index(rows, row(c)), slices.Index(s.Columns, column(c))
		if i >= 0 && j >= 0 {
			s.Counts[i][j]++
		}
	}
	s.Totals = make([]int64, len(s.Columns))
	for _, line := range s.Counts {
		for j, n := range line {
			s.Totals[j] += n
		}
	}
	for i, line := range suppress.Table(s.Counts) {
		hide(s.Counts[i], line)
	}
	hide(s.Totals, suppress.Hidden(s.Totals))
	return s
}

func hide(counts []int64, hidden []bool) {
	for i := range counts {
		if hidden[i] {
			counts[i] = hiddenCount
		}
	}
}
