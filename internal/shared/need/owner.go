package need

import (
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/promise"
)

// daily is how often the machine looks at an open case.
const daily = 24 * time.Hour

// Look is the machine's daily look at an open case: whether its owner still works
// here, and whether its deadline has passed.
type Look struct {
	Case ident.ID `json:"case"`
}

// Subject is the case.
func (b Look) Subject() ident.ID { return b.Case }

// roles are those that may have a case at all.
func (c Case) roles() []access.Role {
	switch {
	case c.AgainstHead: // another head; while there is none somebody keeps it for the next
		return []access.Role{access.Head, access.Officer, access.Doctor, access.Dispatcher}
	case c.HeadOnly:
		return []access.Role{access.Head}
	case c.Confidential:
		return []access.Role{access.Head, access.Doctor}
	}
	return []access.Role{access.Head, access.Officer, access.Dispatcher, access.Midwife, access.Doctor, access.Cadre}
}

// mayHave reports whether somebody can be a case's owner today: never who is
// complained of, and of a complaint about a head nobody below while another is there.
func (r Room) mayHave(q journal.Query, c Case, worker ident.ID) (bool, error) {
	for _, role := range c.roles() {
		all, err := r.holders(q, c, role, "")
		if err != nil {
			return false, err
		}
		if c.AgainstHead && role == access.Head && len(all) > 0 || slices.Contains(all, worker) {
			return slices.Contains(all, worker), nil
		}
	}
	return false, nil
}

// holders lists who holds a role today and is not complained of by the case.
func (r Room) holders(q journal.Query, c Case, role access.Role, village string) ([]ident.ID, error) {
	all, err := r.Holders(q, role, village)
	return slices.DeleteFunc(all, func(w ident.ID) bool { return slices.Contains(c.Against, w) }), err
}

// firstOwner keeps the owner that was named, if that one may have it; else the
// first of the roles that the kind names; else whoever there is.
func (r Room) firstOwner(q journal.Query, c Case, k Kind) (ident.ID, error) {
	if c.Owner != "" {
		if ok, err := r.mayHave(q, c, c.Owner); ok || err != nil {
			return c.Owner, err
		}
	}
	return r.oneOf(q, c, append(slices.Clone(k.Owners), access.Officer, access.Head))
}

// heir is who gets a case whose owner has left: the head or a deputy first. When
// nobody is there it stays with whom it was, and the daily look asks again.
func (r Room) heir(q journal.Query, c Case) (ident.ID, error) {
	return r.oneOf(q, c, []access.Role{access.Head, access.Officer, access.Dispatcher})
}

func (r Room) oneOf(q journal.Query, c Case, roles []access.Role) (ident.ID, error) {
	for _, role := range roles {
		if c.Confidential && !slices.Contains(c.roles(), role) {
			continue
		}
		village := ""
		if role == access.Midwife || role == access.Cadre {
			village = c.Village
		}
		who, err := r.holders(q, c, role, village)
		if err != nil {
			return "", err
		}
		if len(who) > 0 {
			return who[0], nil
		}
	}
	if slices.Contains(c.Against, c.Owner) {
		return "", nil // better nobody, until the daily look finds somebody
	}
	return c.Owner, nil
}

// moved gives a case to its next owner; the deadline goes along and does not move.
func (r Room) moved(c Case, to, by ident.ID, why string) []any {
	out := []any{Handed{c.ID, to, why, by}}
	if c.Owner = to; c.Promise != "" {
		out = append(out, promise.Show(c.Promise, c.Audiences()))
	}
	return out
}

// Left gives the open cases of a worker who can have them no more to the head.
// The wiring calls it when somebody is suspended or loses a role.
func (r Room) Left(q journal.Query, worker ident.ID) ([]any, error) {
	if worker == "" {
		return nil, nil
	}
	cases, err := Cases.Where(q.Tx, "facility_id = $1 AND owner = $2 AND state = $3 ORDER BY number", q.Facility, worker, Going)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, c := range cases {
		ok, err := r.mayHave(q, c, worker)
		if err != nil {
			return nil, err
		}
		if ok {
			continue
		}
		heir, err := r.heir(q, c)
		if err != nil {
			return nil, err
		}
		if heir != worker {
			out = append(out, r.moved(c, heir, "", "owner_left")...)
		}
	}
	return out, nil
}

func (r Room) loadLooking(q journal.Query) (file, error) {
	f, err := r.load(q)
	if err != nil {
		return f, err
	}
	if f.works, err = r.mayHave(q, f.Case, f.Owner); err != nil || f.works {
		return f, err
	}
	f.next, err = r.heir(q, f.Case)
	return f, err
}

// look hands on what has no owner, says again what is overdue, and looks again
// tomorrow. A closed case is looked at no more.
func (f file) look(s journal.Said[Look]) journal.Answer {
	switch {
	case f.State != Going:
		return journal.Refuse("need.closed_already")
	case !s.By.Is(access.Machine):
		return journal.Refuse("need.machine_looks")
	}
	answer := journal.Accept(Looked{f.ID, s.Now.Add(daily)})
	owner := f.Owner
	if !f.works && f.next != f.Owner {
		owner = f.next
		answer = answer.With(f.room.moved(f.Case, owner, "", "owner_left")...)
	}
	if f.Overdue {
		answer = answer.With(f.room.tell(s.NewID(1), owner, "need_overdue", f.Case)...)
	}
	return answer
}
