package coverage

import (
	"cmp"
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
)

// What can be listed: the babies behind each figure.
const (
	// ListRecalled and ListRecalledNot were asked, ListUnasked were not though they were
	// under six months and lived here.
	ListRecalled    = "recalled_yes"
	ListRecalledNot = "recalled_no"
	ListUnasked     = "unasked"
	// ListGraduates, ListBroken and ListNotProven reached six months; ListLeftOut too, and
	// is for health workers only: it tells of a health reason.
	ListGraduates = "graduates"
	ListBroken    = Broken
	ListNotProven = NotProven
	ListLeftOut   = "left_out"
)

// Lists are the lists there are.
var Lists = []string{ListRecalled, ListRecalledNot, ListUnasked, ListGraduates, ListBroken, ListNotProven, ListLeftOut}

// Line is a baby of a list: no name, the reader's own rows or the door have it.
type Line struct {
	Baby    ident.ID `json:"baby"`
	Born    string   `json:"born"`
	Village string   `json:"village"`
	// Months are what is known of months 0 to 6: yes, no, not_counted or empty.
	Months [decidingMonths + 1]string `json:"months"`
	SixOn  string                     `json:"six_on"`
}

// Behind lists the babies behind one figure over months, of one place (key of by) or, with
// all, of every one. A baby stands once, however often it was counted.
func Behind(babies []Infant, what, from, to, by, key string, all bool, today string) []Line {
	var out []Line
	for _, b := range babies {
		if !all && b.key(by) != key {
			continue
		}
		in := func(month string) bool { return b.in(what, month, today) }
		if slices.ContainsFunc(monthsOf(from, to), in) {
			out = append(out, b.line())
		}
	}
	slices.SortFunc(out, func(a, b Line) int { return cmp.Or(cmp.Compare(a.Born, b.Born), cmp.Compare(a.Baby, b.Baby)) })
	return out
}

// in reports whether a baby stands behind a figure of a month.
func (b Infant) in(what, month, today string) bool {
	f := b.inMonth(month, today)
	switch what {
	case ListRecalled:
		return f.Recall.Have > 0
	case ListRecalledNot:
		return f.Recall.Of > f.Recall.Have
	case ListUnasked:
		return f.Asked.Of > f.Asked.Have
	case ListGraduates:
		return f.Graduates.Have > 0
	case ListBroken:
		return f.Graduates.Of > f.Graduates.Have && f.NotProven == 0
	case ListNotProven:
		return f.NotProven > 0
	case ListLeftOut:
		return f.LeftOut > 0
	}
	return false
}

func (b Infant) line() Line {
	l := Line{Baby: b.Baby, Born: b.Born, Village: b.Village, SixOn: b.sixOn()}
	for i, a := range b.Months {
		l.Months[i] = a.State
	}
	return l
}

// Due is a month that is to be asked about.
type Due struct {
	Baby    ident.ID `json:"baby"`
	Village string   `json:"village"`
	// Month of life, 0 to 6, From the first day it can be asked about; Blank lists the
	// earlier months that nobody asked about.
	Month int    `json:"month"`
	From  string `json:"from"`
	Blank []int  `json:"blank"`
}

// DueOn lists whose month of life has no answer yet, the youngest due last. The seventh
// month (6) is asked about for 30 days, after which nobody waits for it.
func DueOn(babies []Infant, today string) []Due {
	var out []Due
	for _, b := range babies {
		old := age.Months(b.Born, today)
		if old == age.Unknown || old > decidingMonths || !b.here(today) {
			continue
		}
		d := Due{Baby: b.Baby, Village: b.Village, Month: old, From: age.Reached(b.Born, old), Blank: []int{}}
		for i := range min(old, decidingMonths) {
			if b.Months[i].State == "" && !b.Decided {
				d.Blank = append(d.Blank, i)
			}
		}
		if b.Months[old].State == "" || len(d.Blank) > 0 {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b Due) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Baby, b.Baby)) })
	return out
}

// The reasons for which somebody may be about to stop. Each is one fact, said as it is.
const (
	// RiskWorking: she has gone back to work.
	RiskWorking = "returned_to_work"
	// RiskDoubtful: the last answer was not sure: breast milk only in the last 24 hours,
	// but nobody could say of the time since the answer before.
	RiskDoubtful = "last_check_doubtful"
	// RiskUnasked: a whole month of life went by without an answer.
	RiskUnasked = "not_asked"
	// RiskMissed: she was not at the last meeting of her group.
	RiskMissed = "missed_meeting"
	// RiskProblem: she has told of a problem that is not solved.
	RiskProblem = "problem_open"
)

// Known is what else is known of a baby's mother.
type Known struct{ Working, Missed, Problem bool }

// Risk is a baby that may be about to get something else, with the reasons.
type Risk struct {
	Baby    ident.ID `json:"baby"`
	Village string   `json:"village"`
	Month   int      `json:"month"`
	Why     []string `json:"why"`
}

// RisksOn lists the babies under six months on breast milk only, as far as it is known,
// of whom something is known that is worth a talk in time. More reasons stand first.
func RisksOn(babies []Infant, known map[ident.ID]Known, today string) []Risk {
	var out []Risk
	for _, b := range babies {
		old := age.Months(b.Born, today)
		if old == age.Unknown || old >= decidingMonths || !b.here(today) || b.Verdict() == Broken || b.Verdict() == LeftOut {
			continue
		}
		r := Risk{Baby: b.Baby, Village: b.Village, Month: old, Why: b.why(known[b.Baby], old)}
		if len(r.Why) > 0 {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Risk) int {
		return cmp.Or(cmp.Compare(len(b.Why), len(a.Why)), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Baby, b.Baby))
	})
	return out
}

func (b Infant) why(k Known, old int) []string {
	var why []string
	add := func(is bool, code string) {
		if is {
			why = append(why, code)
		}
	}
	add(k.Problem, RiskProblem)
	add(k.Working, RiskWorking)
	add(k.Missed, RiskMissed)
	add(b.lastDoubtful(), RiskDoubtful)
	add(old > 0 && b.Months[old-1].State == "" && b.Months[old].State == "" && !b.Decided, RiskUnasked)
	return why
}

// lastDoubtful reports whether the last answer is one of a day and not of the month.
func (b Infant) lastDoubtful() bool {
	var last Answer
	for _, a := range b.Months[:decidingMonths] {
		if a.On != "" && a.On >= last.On {
			last = a
		}
	}
	return last.State == "" && last.Recall == Yes
}
