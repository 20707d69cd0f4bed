package rounds

import (
	"cmp"
	"slices"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Due is somebody who is to be visited, as the list "belum disambangi" has them.
type Due struct {
	Round
	// Late is how many days the visit is late; below zero: so many are left. Waits is how
	// many days ago they were last seen, or came into the rounds.
	Late, Waits int
	// Metres is the straight way from the point that was asked for; -1: not known, for the
	// house has no point or nobody may know where it is.
	Metres float64
}

// Filter says who is asked for.
type Filter struct {
	// Villages limits it; nil: all. Group likewise, empty: all.
	Villages []string
	Group    string
	// Near is the point from which on nearness counts; zero: it does not.
	Near geo.Point
	// Planned has also those for whom a visit is planned on a day that has not passed.
	Planned bool
	// Most is how many are wanted; 0: all.
	Most int
}

// mostMeasured is to how many houses the way is measured: each has its point opened.
const mostMeasured = 300

// week is within how many days of waiting the nearer house goes first.
const week = 7

// Unvisited lists who is to be visited on a day, the most urgent first: whose window of
// pregnancy, birth or first weeks closes, then who has waited longest. Within a week of
// waiting the nearer house comes first. Nobody of a house in mourning, in hospital or
// within the time after a refusal is in it.
func Unvisited(q journal.Query, today string, f Filter) ([]Due, error) {
	rows, err := Rounds.Where(q.Tx, "facility_id = $1 AND state = $2 AND paused = '' AND due_on <= $3 ORDER BY due_on, id", q.Facility, On, today)
	if err != nil {
		return nil, err
	}
	var out []Due
	for _, r := range rows {
		if f.Villages != nil && !slices.Contains(f.Villages, r.Village) || f.Group != "" && !slices.Contains(r.Groups, f.Group) || !f.Planned && r.PlannedOn >= today && r.Visit != "" {
			continue
		}
		out = append(out, r.at(today))
	}
	slices.SortStableFunc(out, urgency)
	if !f.Near.IsZero() {
		if err := near(q, out[:min(len(out), mostMeasured)], f.Near); err != nil {
			return nil, err
		}
		slices.SortStableFunc(out, urgency)
	}
	if f.Most > 0 && len(out) > f.Most {
		out = out[:f.Most]
	}
	return out, nil
}

// at is how a row stands on a day.
func (r Round) at(today string) Due {
	since := r.LastOn
	if since == "" {
		since = r.SinceOn
	}
	return Due{Round: r, Late: antenatal.Days(r.LateFrom, today), Waits: antenatal.Days(since, today), Metres: -1}
}

// near measures the way to each.
func near(q journal.Query, all []Due, from geo.Point) error {
	for i, d := range all {
		at, err := homeOf(q, d.Round)
		if err != nil {
			return err
		}
		if !at.IsZero() {
			all[i].Metres = from.Metres(at)
		}
	}
	return nil
}

// homeOf is where somebody is visited; zero when it is not known or nobody may know.
func homeOf(q journal.Query, r Round) (geo.Point, error) {
	if r.House != "" {
		house, at, found, err := registry.OpenHouse(q, r.House)
		if err != nil || found && (house.HiddenAddress || !at.Home.IsZero()) {
			if house.HiddenAddress {
				return geo.Point{}, err
			}
			return at.Home, err
		}
	}
	p, d, _, err := registry.Open(q, r.ID)
	if p.HiddenAddress {
		return geo.Point{}, err
	}
	return d.Home, err
}

// rank puts windows that close before a rhythm: a newborn child cannot wait for who has
// waited for a year.
func (d Due) rank() int {
	switch {
	case d.Group == NewbornChild && d.Code != Routine:
		return 0
	case d.Group == Postpartum && d.Code != Routine:
		return 1
	case d.AtRisk:
		return 2
	}
	return 3
}

func urgency(a, b Due) int {
	way := func(d Due) float64 {
		if d.Metres < 0 {
			return 1e9
		}
		return d.Metres
	}
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(weeks(b.Late), weeks(a.Late)), cmp.Compare(way(a), way(b)), cmp.Compare(b.Late, a.Late), cmp.Compare(a.ID, b.ID))
}

// weeks counts whole weeks of lateness; all who are not late are alike.
func weeks(days int) int {
	if days <= 0 {
		return -1
	}
	return days / week
}

// Count is how the rounds of one village and group stand: how many are in them, how many
// are late, and how many of those were never seen.
type Count struct {
	Village string `json:"village"`
	Group   string `json:"group"`
	In      int    `json:"in"`
	Late    int    `json:"late"`
	Never   int    `json:"never"`
}

// Counts counts the rounds on a day by village and group, in that order.
func Counts(q journal.Query, today string) (out []Count, err error) {
	rows, err := Rounds.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY village, id", q.Facility, On)
	at := map[[2]string]int{}
	for _, r := range rows {
		key := [2]string{r.Village, r.Group}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key], out = i, append(out, Count{Village: r.Village, Group: r.Group})
		}
		out[i].In++
		if r.Paused == "" && r.LateFrom <= today {
			out[i].Late++
			if r.LastOn == "" {
				out[i].Never++
			}
		}
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Village, b.Village), cmp.Compare(slices.Index(Groups, a.Group), slices.Index(Groups, b.Group)))
	})
	return out, err
}

// Of gives where somebody stands in the rounds; false when they are in none.
func Of(q journal.Query, person ident.ID) (Round, bool, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil || !found {
		return Round{}, false, err
	}
	r, found, err := Rounds.Get(q.Tx, q.Facility, p.ID)
	return r, found && r.State == On, err
}

// HomeOf is where somebody of the rounds lives; zero when it is not known or hidden.
func HomeOf(q journal.Query, person ident.ID) (geo.Point, error) {
	r, found, err := Of(q, person)
	if err != nil || !found {
		return geo.Point{}, err
	}
	return homeOf(q, r)
}

// Line is one line of the list on paper or in a spreadsheet.
type Line struct {
	Due
	View View
}

// Lines opens who is due, in the order of the list.
func Lines(q journal.Query, all []Due) (out []Line, err error) {
	for _, d := range all {
		v, err := ViewOf(q, d.Round)
		if err != nil {
			return nil, err
		}
		out = append(out, Line{d, v})
	}
	return out, nil
}
