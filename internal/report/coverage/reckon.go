package coverage

import (
	"slices"
	"strings"
	"time"
)

// Share is a figure that can be checked: Have of Of. It has no percentage: who shows one
// reckons it from the two, and shows them.
type Share struct {
	Have int `json:"have"`
	Of   int `json:"of"`
}

func (s *Share) count(have bool) {
	s.Of++
	if have {
		s.Have++
	}
}

// Figures are the two indicators of some babies over some time.
type Figures struct {
	// Recall: had breast milk only in the last 24 hours, of those asked.
	Recall Share `json:"recall"`
	// Asked: were asked in the month, of those under six months who live here.
	Asked Share `json:"asked"`
	// Graduates: breast milk only for six months, of those who reached them.
	Graduates Share `json:"graduates"`
	// NotProven of those who reached six months have blank months and none that is broken.
	NotProven int `json:"not_proven"`
	// LeftOut reached six months with a health worker's reason for other food: in no share.
	LeftOut int `json:"left_out"`
}

// Month is the figures of one civil month (YYYY-MM).
type Month struct {
	Month string `json:"month"`
	Figures
}

// Place is the figures of a village, a posyandu or a support group; an empty Key is of
// those in none.
type Place struct {
	Key string `json:"key"`
	Figures
	// Before is the graduates of the same months a year earlier.
	Before Share `json:"before"`
}

// Coverage is what a health centre is shown.
type Coverage struct {
	// From and To are the first and the last civil month, both counted.
	From  string `json:"from"`
	To    string `json:"to"`
	Today string `json:"today"`
	// Baseline and Target are of the graduates and of nothing else, in
	// hundredths of a percent; 0: none is set. Policy "coverage".
	Baseline int64 `json:"baseline"`
	Target   int64 `json:"target"`
	// BaselineYear is the year the baseline is of; 0: not said.
	BaselineYear int64 `json:"baseline_year"`
	// By says what the places are: "village", "posyandu" or "group".
	By     string  `json:"by"`
	Total  Figures `json:"total"`
	Before Share   `json:"before"`
	Months []Month `json:"months"`
	Places []Place `json:"places"`
	// Kept is how many of those who reached six months were still on breast milk only at
	// the end of month 0, 1 ... 5, as far as it is known.
	Kept [decidingMonths]Share `json:"kept"`
}

// What places can be.
const (
	ByVillage  = "village"
	ByPosyandu = "posyandu"
	ByGroup    = "group"
)

func (b Infant) key(by string) string {
	switch by {
	case ByPosyandu:
		return string(b.Posyandu)
	case ByGroup:
		return string(b.Group)
	}
	return b.Village
}

// monthsOf lists the civil months of a span; more than longest of them are cut off.
func monthsOf(from, to string) []string {
	at, err := time.Parse("2006-01", from)
	var out []string
	for ; err == nil && len(out) < longest; at = at.AddDate(0, 1, 0) {
		month := at.Format("2006-01")
		if month > to {
			break
		}
		out = append(out, month)
	}
	return out
}

// longest is how many months are counted in one go: five years.
const longest = 60

// yearBefore is the same civil month a year earlier.
func yearBefore(month string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	return at.AddDate(-1, 0, 0).Format("2006-01")
}

// lastDay is the last civil day of a month, or today when that lies ahead of it.
func lastDay(month, today string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	return min(at.AddDate(0, 1, -1).Format(time.DateOnly), today)
}

// Reckon counts. What lies ahead of today is not counted: who reaches six months
// tomorrow is in no figure of today.
func Reckon(babies []Infant, from, to, by, today string) Coverage {
	c := Coverage{From: from, To: to, Today: today, By: by}
	places := map[string]*Place{}
	place := func(b Infant) *Place {
		key := b.key(by)
		if places[key] == nil {
			places[key] = &Place{Key: key}
		}
		return places[key]
	}
	for _, month := range monthsOf(from, to) {
		m := Month{Month: month}
		for _, b := range babies {
			one := b.inMonth(month, today)
			if one == (Figures{}) {
				continue
			}
			m.add(one)
			place(b).add(one)
		}
		c.Total.add(m.Figures)
		c.Months = append(c.Months, m)
	}
	first, last := yearBefore(from), yearBefore(to)
	for _, b := range babies {
		six := b.sixOn()
		if month := monthOf(six); six > today || !b.here(six) {
			continue
		} else if month >= from && month <= to {
			c.keep(b)
		} else if month >= first && month <= last && b.Verdict() != LeftOut {
			c.Before.count(b.Verdict() == Proven)
			place(b).Before.count(b.Verdict() == Proven)
		}
	}
	for _, p := range places {
		c.Places = append(c.Places, *p)
	}
	slices.SortFunc(c.Places, func(a, b Place) int { return strings.Compare(a.Key, b.Key) })
	return c
}

// inMonth is what one baby adds to the figures of a civil month.
func (b Infant) inMonth(month, today string) Figures {
	var f Figures
	start, end := month+"-01", lastDay(month, today)
	if end < start {
		return f
	}
	six := b.sixOn()
	if b.Born <= end && six > start && (b.GoneOn == "" || b.GoneOn > start) {
		a, asked := b.recalled(month)
		if a.State != NotCounted {
			f.Asked.count(asked)
			if asked {
				f.Recall.count(a.Recall == Yes)
			}
		}
	}
	if monthOf(six) == month && six <= end && b.here(six) {
		switch verdict := b.Verdict(); verdict {
		case LeftOut:
			f.LeftOut++
		default:
			f.Graduates.count(verdict == Proven)
			if verdict == NotProven {
				f.NotProven++
			}
		}
	}
	return f
}

func (f *Figures) add(one Figures) {
	for _, s := range []struct{ to, from *Share }{{&f.Recall, &one.Recall}, {&f.Asked, &one.Asked}, {&f.Graduates, &one.Graduates}} {
		s.to.Have, s.to.Of = s.to.Have+s.from.Have, s.to.Of+s.from.Of
	}
	f.NotProven += one.NotProven
	f.LeftOut += one.LeftOut
}

// keep counts a baby that reached six months among those still on breast milk only.
func (c *Coverage) keep(b Infant) {
	if b.Verdict() == LeftOut {
		return
	}
	until := b.keptUntil()
	for i := range c.Kept {
		c.Kept[i].count(until > i)
	}
}
