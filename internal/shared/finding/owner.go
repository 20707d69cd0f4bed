package finding

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// owners are the roles that may follow a finding up, those first who know its kind: a
// sanitarian sees to houses and water, a nutritionist to who has not enough to eat.
func (f Finding) owners() []access.Role {
	switch f.Kind {
	case Food:
		return []access.Role{access.Nutritionist, access.Officer, access.Head, access.Sanitarian, access.Midwife}
	case Other:
		return []access.Role{access.Officer, access.Sanitarian, access.Head, access.Nutritionist, access.Midwife}
	}
	return []access.Role{access.Sanitarian, access.Officer, access.Head, access.Nutritionist, access.Midwife}
}

// holders are those who have a role today; a midwife, when she serves the village.
func (f Finding) holders(q journal.Query, role access.Role) ([]ident.ID, error) {
	if role != access.Midwife {
		return workforce.HoldersOn(q, role, "")
	}
	if f.Village == "" {
		return nil, nil
	}
	return workforce.HoldersOn(q, role, f.Village)
}

// mayHave reports whether somebody can follow a finding up today.
func mayHave(q journal.Query, f Finding, worker ident.ID) (bool, error) {
	for _, role := range f.owners() {
		all, err := f.holders(q, role)
		if err != nil {
			return false, err
		}
		if slices.Contains(all, worker) {
			return true, nil
		}
	}
	return false, nil
}

// firstOwner is the first who may have it. Where nobody may it stays with whom it was,
// and the daily look asks again.
func firstOwner(q journal.Query, f Finding) (ident.ID, error) {
	for _, role := range f.owners() {
		all, err := f.holders(q, role)
		if err != nil {
			return "", err
		}
		if len(all) > 0 {
			return all[0], nil
		}
	}
	return f.Owner, nil
}

// settled gives a finding to its next owner when the present one may have it no more;
// no event: it stays.
func settled(q journal.Query, f Finding, why string) ([]any, error) {
	ok, err := mayHave(q, f, f.Owner)
	if err != nil || ok {
		return nil, err
	}
	next, err := firstOwner(q, f)
	if err != nil || next == f.Owner {
		return nil, err
	}
	return []any{HandedEvent{Finding: f.ID, Owner: next, Why: why}}, nil
}

// Left gives the open findings of a worker who can have them no more to the next. The
// wiring calls it when somebody is suspended or loses a role.
func Left(q journal.Query, worker ident.ID) (out []any, err error) {
	if worker == "" {
		return nil, nil
	}
	all, err := Findings.Where(q.Tx, "facility_id = $1 AND owner = $2 AND state <> $3 ORDER BY number", q.Facility, worker, Closed)
	if err != nil {
		return nil, err
	}
	for _, f := range all {
		next, err := settled(q, f, "owner_left")
		if err != nil {
			return nil, err
		}
		out = append(out, next...)
	}
	return out, nil
}

// Hand gives a finding to its next owner: verb finding.hand.
type Hand struct {
	Finding ident.ID `json:"finding"`
	Owner   ident.ID `json:"owner"`
}

// Subject is the finding.
func (b Hand) Subject() ident.ID { return b.Finding }

// Check wants a finding and who is to have it.
func (b Hand) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	return wanted("owner", b.Owner != "")
}

func wanted(field string, there bool) *fault.Error {
	if !there {
		return fault.BadField("body.required", field)
	}
	return nil
}

func loadHanding(q journal.Query) (f file, err error) {
	if f, err = load(q); err != nil {
		return f, err
	}
	f.works, err = mayHave(q, f.Finding, q.Body.(Hand).Owner)
	return f, err
}

func (f file) hand(s journal.Said[Hand]) journal.Answer {
	switch {
	case !f.Going():
		return journal.Refuse("finding.closed_already")
	case s.By.Is(access.Cadre) && !mayClose(s.By):
		return journal.Refuse("finding.not_for_cadre")
	case s.Body.Owner == f.Owner:
		return journal.Refuse("finding.owner_already").On("owner")
	case !f.works:
		return journal.Refuse("finding.not_for_them").On("owner")
	}
	return journal.Accept(HandedEvent{f.ID, s.Body.Owner, "handed", s.By.Worker})
}

// Lapse is the machine's command at the end of a follow-up's day: verb finding.lapse.
type Lapse struct {
	Finding ident.ID `json:"finding"`
	Follow  int64    `json:"follow"`
}

// Subject is the finding.
func (b Lapse) Subject() ident.ID { return b.Finding }

// lapse says once that the day of a follow-up is over; a later follow-up has a day of
// its own.
func (f file) lapse(s journal.Said[Lapse]) journal.Answer {
	switch {
	case !f.Going():
		return journal.Refuse("finding.closed_already")
	case s.Body.Follow != f.Follow || f.Overdue || s.Now.Before(f.Due):
		return journal.Refuse("finding.not_due")
	}
	return journal.Accept(OverdueEvent{f.ID})
}

// LookOver is the machine's daily look at everything open: verb finding.look.
type LookOver struct{}

// looking is what is open, and what has to change hands.
type looking struct {
	day    string
	looked bool
	open   int
	moves  []any
}

func loadLooking(q journal.Query) (l looking, err error) {
	zone, err := zoneOf(q)
	if err != nil {
		return l, err
	}
	l.day = q.Now.Day(zone)
	last, found, err := Looks.Get(q.Tx, q.Facility, q.Facility)
	if l.looked = found && last.Day >= l.day; err != nil || l.looked {
		return l, err
	}
	all, err := Findings.Where(q.Tx, "facility_id = $1 AND state <> $2 ORDER BY number", q.Facility, Closed)
	if err != nil {
		return l, err
	}
	l.open = len(all)
	for _, f := range all {
		if !f.Overdue && !q.Now.Before(f.Due) {
			l.moves = append(l.moves, OverdueEvent{f.ID})
		}
		next, err := settled(q, f, "owner_left")
		if err != nil {
			return l, err
		}
		l.moves = append(l.moves, next...)
	}
	return l, nil
}

// look finds whoever lost a finding without a word: a role that ran out with its day.
func (l looking) look(s journal.Said[LookOver]) journal.Answer {
	switch {
	case l.looked:
		return journal.Refuse("finding.looked_today")
	case l.open == 0:
		return journal.Refuse("finding.nothing_open")
	}
	return journal.Accept(LookedEvent{l.day, s.Now.Add(daily)}).With(l.moves...)
}
