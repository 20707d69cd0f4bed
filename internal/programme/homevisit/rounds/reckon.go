package rounds

import (
	"slices"
	"time"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
)

// facts are what the register knows of somebody, as far as the rounds go.
type facts struct {
	person    ident.ID
	village   string
	household ident.ID
	house     ident.ID
	born, due string
	alone     bool
	// here: they live in a village of ours and are alive, under this very record.
	here   bool
	paused string
}

// matters reports whether somebody is, or will once be, in the rounds.
func (f facts) matters(s Settings, today string) bool {
	return f.here && (f.due != "" || f.alone || f.born != "" && today < months(f.born, int(s.ChildMonths)))
}

// history is what was done with somebody, over all records that are theirs.
type history struct {
	since, seen, birth, refused, notHome, next string
	codes                                      []antenatal.Done
	danger                                     bool
}

// past is the history of a record alone.
func (r Round) past() history {
	return history{since: r.SinceOn, seen: r.SeenOn, birth: r.BirthOn, refused: r.RefusedOn, notHome: r.NotHomeOn, next: r.NextOn, codes: r.Codes, danger: r.Danger}
}

// with adds the history of a record that is the same human. What was seen later decides
// what was seen.
func (h history) with(o history) history {
	if o.seen > h.seen {
		h.seen, h.next, h.danger = o.seen, o.next, o.danger
	}
	if h.since == "" || o.since != "" && o.since < h.since {
		h.since = o.since
	}
	h.birth, h.refused, h.notHome = max(h.birth, o.birth), max(h.refused, o.refused), max(h.notHome, o.notHome)
	h.codes = append(slices.Clone(h.codes), o.codes...)
	return h
}

// next is a visit of one group that is to be made.
type next struct {
	group, code, due, until, late string
	missed                        []string
}

// reckon says which visit somebody is to have next, on a day. It is pure: the same facts,
// history, settings and day give the same row.
func (s Settings) reckon(f facts, h history, today string) Reckoning {
	r := Reckoning{Person: f.person, Village: f.village, Household: f.household, House: f.house, State: Off, Since: h.since, LastOn: h.seen, Groups: []string{}}
	if !f.here {
		return r
	}
	groups, turns := s.groups(f, h, today)
	var best next
	for _, g := range groups {
		n, turn := s.of(g, f, h, today)
		turns = append(turns, turn)
		if best.group == "" || n.due < best.due {
			best = n
		}
	}
	r.Groups, r.Turn = groups, earliest(turns, today)
	if len(groups) == 0 {
		r.Groups = []string{}
		return r
	}
	best = s.put(best, h)
	r.State, r.Group, r.Code, r.DueOn, r.Until, r.LateFrom, r.Missed = On, best.group, best.code, best.due, best.until, best.late, best.missed
	r.Paused, r.AtRisk = f.paused, h.danger
	return r
}

// groups are those that somebody is in on a day, and the days on which that changes.
func (s Settings) groups(f facts, h history, today string) (in, turns []string) {
	add := func(group string, is bool, until string) {
		if is {
			in = append(in, group)
			turns = append(turns, until)
		}
	}
	newbornEnds, childEnds := antenatal.Shift(f.born, span(s.Newborn)+1), months(f.born, int(s.ChildMonths))
	add(NewbornChild, f.born != "" && today < newbornEnds, newbornEnds)
	motherEnds := antenatal.Shift(h.birth, span(s.Mother)+1)
	add(Postpartum, h.birth != "" && today < motherEnds, motherEnds)
	add(Pregnant, f.due != "", "")
	add(Child, f.born != "" && today >= newbornEnds && today < childEnds, childEnds)
	old := months(f.born, int(s.ElderYears)*12)
	add(Elder, f.alone && old <= today, "") // whose age nobody knows is as old as it needs
	if f.alone && old > today {
		turns = append(turns, old)
	}
	return in, turns
}

// span is the last day that windows reach to, counted from what they are counted from.
func span(rules []antenatal.Rule) int { return int(rules[len(rules)-1].To) }

// of says which visit of a group is next, and on which day time alone changes that.
func (s Settings) of(group string, f facts, h history, today string) (next, string) {
	var windows []antenatal.Window
	switch group {
	case NewbornChild:
		windows = antenatal.Windows(s.Newborn, f.born)
	case Postpartum:
		windows = antenatal.Windows(s.Mother, h.birth)
	case Pregnant:
		windows = antenatal.Windows(s.Pregnancy, antenatal.LastPeriod(f.due))
	}
	p := antenatal.Next(windows, h.codes, today)
	if p.Next.Code == "" {
		n := s.routine(group, h)
		n.missed = p.Missed
		return n, ""
	}
	n := next{group, p.Next.Code, p.Next.From, p.Next.To, p.LateFrom, p.Missed}
	if n.late <= h.since { // what passed before we knew of them was nobody's to miss here
		n.late = antenatal.Shift(h.since, 1)
	}
	return n, p.Turn
}

// routine is the visit that keeps the rhythm. Who was never seen is due from the day they
// came into the rounds, and late when a whole rhythm has passed.
func (s Settings) routine(group string, h history) next {
	rhythm := s.rhythm(group)
	if h.seen == "" {
		return next{group: group, code: Routine, due: h.since, late: antenatal.Shift(h.since, rhythm+1)}
	}
	return next{group: group, code: Routine, due: antenatal.Shift(h.seen, rhythm), late: antenatal.Shift(h.seen, rhythm+1)}
}

// put moves a visit to the day that somebody set, and never to before the day from which
// on the house may be asked again.
func (s Settings) put(n next, h history) next {
	if set := h.next; set != "" && set > h.seen && (n.code == Routine || set < n.due) {
		n.code, n.due, n.until, n.late = Routine, set, "", antenatal.Shift(set, 1)
	}
	if h.notHome != "" && h.notHome >= h.seen {
		n.due = max(n.due, antenatal.Shift(h.notHome, int(s.RetryDays)))
	}
	if h.refused != "" && h.refused >= h.seen {
		again := antenatal.Shift(h.refused, int(s.RefusedDays))
		n.due, n.late = max(n.due, again), max(n.late, antenatal.Shift(again, 1))
	}
	return n
}

// asked is the day from which on who refused may be asked again; empty: now.
func (s Settings) asked(h history) string {
	if h.refused == "" || h.refused < h.seen {
		return ""
	}
	return antenatal.Shift(h.refused, int(s.RefusedDays))
}

// earliest is the first of some days that lies ahead; empty: none does.
func earliest(days []string, today string) (first string) {
	for _, d := range days {
		if d > today && (first == "" || d < first) {
			first = d
		}
	}
	return first
}

// months is the civil day some months after another: the first of the next month where
// that month has no such day, as calc/age counts. Empty for a day that is none.
func months(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	on := first.AddDate(0, 0, t.Day()-1)
	if on.Month() != first.Month() {
		on = first.AddDate(0, 1, 0)
	}
	return on.Format(time.DateOnly)
}
