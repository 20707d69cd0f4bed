package massages

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
)

// Share is a figure that can be checked: Have of Of.
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

// Waited are days from the asking to the visit: of how many, the one in the middle, and the
// one that nine of ten did not exceed (nearest rank). Of nobody all are 0.
type Waited struct {
	Of     int `json:"of"`
	Median int `json:"median"`
	P90    int `json:"p90"`
}

// Rated are what parents gave: how many of them, and the mean in hundredths of a star; 0: of
// too few (LeastRated) to be anybody's but their own.
type Rated struct {
	Of   int `json:"of"`
	Mean int `json:"mean"`
}

// LeastRated is of how many ratings there is a mean. Our own figure, as many as ask for a talk.
const LeastRated = 3

// Figures are sums of lines.
type Figures struct {
	Asked     int `json:"asked"`
	Visits    int `json:"visits"`
	Massages  int `json:"massages"`
	Stopped   int `json:"stopped"`
	NotHome   int `json:"not_home"`
	Cancelled int `json:"cancelled"`
	Lapsed    int `json:"lapsed"`
	// Refused is how often the questions ended without a massage (to a midwife, help at once,
	// none at all), Delayed how often it had to wait, of all times that they were answered.
	Refused Share `json:"refused"`
	Delayed Share `json:"delayed"`
	// Repeat and Alone are families visited in the time: of them those who were visited more
	// than once until its end, and those whose parent can do it alone by then.
	Repeat Share `json:"repeat"`
	Alone  Share `json:"alone"`
	// Courses came to their end; of them those of which every visit took place.
	Courses Share  `json:"courses"`
	Waited  Waited `json:"waited"`
	Rated   Rated  `json:"rated"`
}

// Month is the figures of one civil month (YYYY-MM).
type Month struct {
	Month string `json:"month"`
	Figures
}

// Band is an age in whole months, From included and Below not; the last, with Below 0, is of
// whose age nobody knows.
type Band struct {
	From     int `json:"from"`
	Below    int `json:"below"`
	Massages int `json:"massages"`
}

// Place is the figures of a village, with its massages by age, in the order of Bands.
type Place struct {
	Village string `json:"village"`
	Figures
	Bands []int `json:"bands"`
}

// Reason is how often something had a reason. Became is what the questions came to.
type Reason struct {
	What   string `json:"what"`
	Why    string `json:"why"`
	Became string `json:"became,omitempty"`
	Door   bool   `json:"door,omitempty"`
	N      int    `json:"n"`
}

// Cadre is what one of them did: Used of her hours (minutes of slots in which she was at a
// home or before its door) and Offered (minutes of her week without days off and holidays).
type Cadre struct {
	Cadre   ident.ID `json:"cadre"`
	Visits  int      `json:"visits"`
	NotHome int      `json:"not_home"`
	Used    int      `json:"used"`
	Offered int      `json:"offered"`
	Rated   Rated    `json:"rated"`
}

// Massages are what a health centre is shown of a time.
type Massages struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Today   string   `json:"today"`
	Total   Figures  `json:"total"`
	Months  []Month  `json:"months"`
	Places  []Place  `json:"places"`
	Bands   []Band   `json:"bands"`
	Reasons []Reason `json:"reasons"`
	// Cadres are there for who sees the whole health centre.
	Cadres []Cadre `json:"cadres"`
}

// delaying and refusing are results of the questions; the others let the massage begin.
var (
	delaying = []string{screening.Wait, screening.Move}
	refusing = []string{screening.Stop, screening.Refer, screening.Danger}
)

// tally sums lines.
type tally struct {
	Figures
	waited   []int
	families map[ident.ID]bool
	stars    int64
}

func (t *tally) add(l Line) {
	switch l.What {
	case Asked:
		t.Asked++
	case Done:
		t.Visits++
		t.Massages += len(l.Ages)
		if l.Family != "" {
			t.families[l.Family] = true
		}
		if l.Waited >= 0 {
			t.waited = append(t.waited, l.Waited)
		}
	case Stopped:
		t.Stopped++
	case NotHome:
		t.NotHome++
	case Cancelled:
		t.Cancelled++
	case Lapsed:
		t.Lapsed++
	case Screened:
		t.Refused.count(slices.Contains(refusing, l.Became))
		t.Delayed.count(slices.Contains(delaying, l.Became))
	case Repeat:
		t.Repeat.Have++
	case Alone:
		t.Alone.Have++
	case Courses:
		t.Courses.count(l.Became == Done)
	}
	if l.Stars > 0 && (l.What == Done || l.What == Stopped) {
		t.Rated.Of++
		t.stars += l.Stars
	}
}

func (t *tally) sum() Figures {
	f := t.Figures
	f.Repeat.Of, f.Alone.Of = len(t.families), len(t.families)
	f.Waited, f.Rated.Mean = ranked(t.waited), mean(t.stars, f.Rated.Of)
	return f
}

func ranked(days []int) Waited {
	if len(days) == 0 {
		return Waited{}
	}
	slices.Sort(days)
	at := func(hundredths int) int { return days[(len(days)*hundredths+99)/100-1] }
	return Waited{len(days), at(50), at(90)}
}

// mean is that of stars in hundredths, rounded; 0 of too few.
func mean(stars int64, of int) int {
	if of < LeastRated {
		return 0
	}
	return (int(stars)*100 + of/2) / of
}

func sumOf(lines []Line, which func(Line) bool) Figures {
	t := tally{families: map[ident.ID]bool{}}
	for _, l := range lines {
		if which(l) {
			t.add(l)
		}
	}
	return t.sum()
}

// Reckon sums the lines of the months from..to, by month, village, age and reason. Of villages
// it gives those named, also where nothing happened, and every other in which something did.
// A month's families are counted anew in each, so their months do not add up to the total.
func Reckon(lines []Line, before func(month string) map[ident.ID]past, bands []screening.Band, villages []string, from, to, today string) Massages {
	m := Massages{From: from, To: to, Today: today, Months: []Month{}, Places: []Place{}, Reasons: []Reason{}, Cadres: []Cadre{}}
	lines = slices.Clone(lines)
	all := families(lines, before(to))
	m.Total = sumOf(all, func(Line) bool { return true })
	for _, month := range monthsOf(from, to) {
		var its []Line
		for _, l := range lines {
			if monthOf(l.Day) == month {
				its = append(its, l)
			}
		}
		m.Months = append(m.Months, Month{month, sumOf(families(its, before(month)), func(Line) bool { return true })})
	}
	m.Bands = bandsOf(bands)
	for _, l := range all {
		if !slices.Contains(villages, l.Village) {
			villages = append(slices.Clone(villages), l.Village)
		}
	}
	for _, v := range slices.Sorted(slices.Values(villages)) {
		m.Places = append(m.Places, placeOf(all, v, m.Bands))
	}
	for _, p := range m.Places {
		for i, n := range p.Bands {
			m.Bands[i].Massages += n
		}
	}
	m.Reasons = reasonsOf(all)
	return m
}

func bandsOf(bands []screening.Band) []Band {
	out, from := []Band{}, 0
	for _, b := range bands {
		out = append(out, Band{From: from, Below: b.Below})
		from = b.Below
	}
	return append(out, Band{From: from})
}

func placeOf(all []Line, village string, bands []Band) Place {
	p := Place{Village: village, Bands: make([]int, len(bands))}
	p.Figures = sumOf(all, func(l Line) bool { return l.Village == village })
	for _, l := range all {
		if l.What != Done || l.Village != village {
			continue
		}
		for _, months := range l.Ages {
			p.Bands[bandOf(bands, months)]++
		}
	}
	return p
}

// bandOf is the place of an age among the bands; the last where nobody knows it, or where the
// child is older than the policy says.
func bandOf(bands []Band, months int) int {
	i := slices.IndexFunc(bands, func(b Band) bool { return months >= b.From && months < b.Below })
	if i < 0 {
		return len(bands) - 1
	}
	return i
}

// reasonsOf counts why visits ended, were broken off, refused or delayed; the most frequent of
// a kind stands first.
func reasonsOf(lines []Line) []Reason {
	counts := map[Reason]int{}
	for _, l := range lines {
		switch l.What {
		case Cancelled, Stopped:
			counts[Reason{What: l.What, Why: reasonOf(l)}]++
		case Screened:
			if slices.Contains(refusing, l.Became) || slices.Contains(delaying, l.Became) {
				counts[Reason{What: l.What, Why: reasonOf(l), Became: l.Became, Door: l.Door}]++
			}
		}
	}
	out := []Reason{}
	for r, n := range counts {
		r.N = n
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(a.What, b.What), b.N-a.N, cmp.Compare(a.Why, b.Why), cmp.Compare(a.Became, b.Became), cmp.Compare(side(a.Door), side(b.Door)))
	})
	return out
}

func side(door bool) int {
	if door {
		return 1
	}
	return 0
}

func reasonOf(l Line) string { return cmp.Or(l.Why, NoReason) }

// monthsOf lists the civil months of a span; more than Longest of them are cut off.
func monthsOf(from, to string) []string {
	at, err := time.Parse("2006-01", from)
	var out []string
	for ; err == nil && len(out) < Longest; at = at.AddDate(0, 1, 0) {
		month := at.Format("2006-01")
		if month > to {
			break
		}
		out = append(out, month)
	}
	return out
}

// Longest is how many months are counted in one go: two years.
const Longest = 24

func monthOf(day string) string { return day[:min(7, len(day))] }
