package training

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// The states of a cell of the matrix.
const (
	Valid     = "valid"
	Ending    = "ending" // valid, and the first warning of its end is due
	Lapsed    = "lapsed"
	Withdrawn = "withdrawn"
	None      = "none"
)

// Cell is a worker in a course. Days are YYYY-MM-DD.
type Cell struct {
	Course  string `json:"course"`
	State   string `json:"state"`
	ValidTo string `json:"valid_to,omitempty"`
	// DaysLeft counts to the last valid day, which is 0; negative: past.
	DaysLeft int64 `json:"days_left"`
	// Meant: it is a course for what the worker is.
	Meant       bool     `json:"meant"`
	Certificate ident.ID `json:"certificate,omitempty"`
	// Appeal is how an appeal against a withdrawal stands.
	Appeal string `json:"appeal,omitempty"`
}

// MatrixRow is a worker with a cell a course, in the courses' order.
type MatrixRow struct {
	Worker ident.ID `json:"worker"`
	Name   string   `json:"name"`
	Kinds  []string `json:"kinds"`
	// State is active or suspended.
	State string `json:"state"`
	Cells []Cell `json:"cells"`
}

// Matrix is who may do what, at a glance.
type Matrix struct {
	Today   string       `json:"today"`
	Courses []CourseLine `json:"courses"`
	Rows    []MatrixRow  `json:"rows"`
}

// MatrixOf reads it: whoever a course is meant for, and whoever has a certificate, by name.
func MatrixOf(q journal.Query, lang string) (out Matrix, err error) {
	b, err := read(q)
	if err != nil {
		return out, err
	}
	out = Matrix{Today: b.today, Courses: []CourseLine{}, Rows: []MatrixRow{}}
	for _, p := range b.set.Courses {
		out.Courses = append(out.Courses, p.line(lang))
	}
	warn, _, err := workforce.Policy.Get(q)
	if err != nil {
		return out, err
	}
	first := int64(0)
	if len(warn.WarnDays) > 0 {
		first = warn.WarnDays[0]
	}
	papers, err := papersOf(q)
	if err != nil {
		return out, err
	}
	all, err := workforce.Workers.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, w := range all {
		row := MatrixRow{Worker: w.ID, Kinds: w.Kinds, State: w.State}
		for _, p := range b.set.Courses {
			row.Cells = append(row.Cells, cellOf(w, p, workforce.Of(papers[w.ID], p.Code), b.today, first))
		}
		if !slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Meant || c.State != None }) {
			continue
		}
		if row.Name, err = workforce.Name(q, w.ID); err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, row)
	}
	slices.SortStableFunc(out.Rows, func(a, b MatrixRow) int { return cmp.Compare(a.Name, b.Name) })
	return out, err
}

// papersOf are all certificates, by worker.
func papersOf(q journal.Query) (map[ident.ID][]workforce.Certificate, error) {
	all, err := workforce.Certificates.Where(q.Tx, "facility_id = $1 ORDER BY valid_to, id", q.Facility)
	out := map[ident.ID][]workforce.Certificate{}
	for _, c := range all {
		out[c.Worker] = append(out[c.Worker], c)
	}
	return out, err
}

// cellOf is what counts of some certificates, sorted by their end: the valid one that lasts
// longest, else the newest.
func cellOf(w workforce.Worker, p Pack, certificates []workforce.Certificate, today string, warn int64) Cell {
	cell := Cell{Course: p.Code, State: None, Meant: slices.ContainsFunc(p.For, w.Is)}
	if len(certificates) == 0 {
		return cell
	}
	c := certificates[len(certificates)-1]
	for _, one := range certificates {
		if one.On(today) {
			c = one
		}
	}
	cell.ValidTo, cell.Certificate, cell.DaysLeft, cell.Appeal = c.ValidTo, c.ID, workforce.DaysTo(today, c.ValidTo), c.Appeal
	switch cell.State = c.StateOn(today); {
	case cell.State == Valid && cell.DaysLeft <= warn:
		cell.State = Ending
	case cell.State == "coming":
		cell.State = None // it does not count yet
	}
	return cell
}
