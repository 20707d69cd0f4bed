package supportgroup

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// book reads rows with the settings and the civil day of a turn.
type book struct {
	q     journal.Query
	set   Settings
	today string
}

func read(q journal.Query) (b book, err error) {
	b.q = q
	if b.today, err = today(q); err != nil {
		return b, err
	}
	b.set, _, err = Policy.Get(q)
	return b, err
}

// open reads them where there are groups at all: what life does at a health centre without
// one costs a single statement more.
func open(q journal.Query) (b book, there bool, err error) {
	var one int
	if there, err = q.One("SELECT 1 FROM support_group WHERE facility_id = $1 LIMIT 1", store.Args(q.Facility), &one); err != nil || !there {
		return b, false, err
	}
	b, err = read(q)
	return b, true, err
}

// of reckons everything anew that a record has to do with: her own rows, those of the
// mother of a child, and an invitation that falls due.
func (b book) of(ids ...ident.ID) (out []any, err error) {
	mothers, err := b.mothers(ids)
	if err != nil {
		return nil, err
	}
	for _, id := range mothers {
		more, err := b.mother(id)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// mother reckons her rows, and lets an invitation fall due where she has none.
func (b book) mother(id ident.ID) (out []any, err error) {
	f, found, err := factsOf(b.q, id, nil, b.today)
	if err != nil || !found {
		return nil, err
	}
	rows, err := rowsOf(b.q, f.records)
	if err != nil {
		return nil, err
	}
	going := ident.ID("")
	for _, m := range rows {
		if !m.Going() {
			continue
		}
		e, on, err := b.reckon(m, f, going != "")
		if err != nil {
			return nil, err
		}
		if on {
			going = m.ID
		}
		out = append(out, e)
	}
	if going != "" {
		return out, nil
	}
	due, err := b.due(f, rows)
	return append(out, due...), err
}

// reckon reckons one row anew; twice: another row of hers goes on, so this one ends.
func (b book) reckon(m Member, f facts, twice bool) (e ReckonedEvent, going bool, err error) {
	if len(f.babies) == 0 && !f.grown {
		if f.grown, err = anyGrown(b.q, m.Babies, b.today); err != nil {
			return e, false, err
		}
	}
	e = ReckonedEvent{m.ID, f.mother, Place{m.Group, m.GroupVillage}, m.stands(f, b.set, b.today)}
	if twice && e.State != Ended {
		e.Standing = e.end(Ended, ByMerge, b.today)
	}
	going = slices.Contains(Live, e.State)
	if going && m.State != Joined && (e.Village != m.Village || m.Group == "") {
		e.Place, err = b.place(f)
	}
	return e, going, err
}

// due is the invitation of a mother who has no row for this birth; nothing where her
// village has no group.
func (b book) due(f facts, rows []Member) ([]any, error) {
	if f.gone != "" || len(f.babies) == 0 || f.village == "" {
		return nil, nil
	}
	born := f.babies[len(f.babies)-1].born
	if slices.ContainsFunc(rows, func(m Member) bool { return m.Born == born || m.Going() }) {
		return nil, nil
	}
	there, err := hasGroup(b.q, f.village)
	if err != nil || !there {
		return nil, err
	}
	e := DueEvent{Member: memberID(b.q.Facility, f.mother, born), Mother: f.mother}
	if _, taken, err := Members.Get(b.q.Tx, b.q.Facility, e.Member); err != nil || taken {
		return nil, err
	}
	if e.Place, err = b.place(f); err != nil {
		return nil, err
	}
	e.Standing = Member{State: ToInvite}.stands(f, b.set, b.today)
	e.Since = b.today
	return []any{e}, nil
}

// memberID names the row of a mother and a birth, so that it falls due once.
func memberID(facility, mother ident.ID, born string) ident.ID {
	return ident.Named("group member " + string(facility) + string(mother) + born)
}

func hasGroup(q journal.Query, village string) (bool, error) {
	var one int
	return q.One("SELECT 1 FROM support_group WHERE facility_id = $1 AND village = $2 AND state = $3 LIMIT 1", store.Args(q.Facility, village, Active), &one)
}

// place finds the group she is to be asked into: that of her posyandu before the others of
// her village, the one with the fewest people first. None has room: nothing.
func (b book) place(f facts) (Place, error) {
	groups, err := Groups.Where(b.q.Tx, "facility_id = $1 AND village = $2 AND state = $3 ORDER BY number", b.q.Facility, f.village, Active)
	if err != nil || f.village == "" {
		return Place{}, err
	}
	var best Group
	var least int64
	for _, g := range groups {
		n, err := count(b.q, g.ID, Live)
		if err != nil {
			return Place{}, err
		}
		own, bestOwn := g.Posyandu != "" && g.Posyandu == f.posyandu, best.Posyandu != "" && best.Posyandu == f.posyandu
		if n < b.set.MostMembers && (best.ID == "" || own && !bestOwn || own == bestOwn && n < least) {
			best, least = g, n
		}
	}
	if best.ID == "" {
		return Place{}, nil
	}
	return Place{best.ID, best.Village}, nil
}

// count counts a group's rows in some states.
func count(q journal.Query, group ident.ID, states []string) (n int64, err error) {
	marks, args := among(store.Args(q.Facility, group), states)
	_, err = q.One("SELECT COUNT(*) FROM group_member WHERE facility_id = $1 AND grp = $2 AND grp <> '' AND state IN ("+marks+")", args, &n)
	return n, err
}

// rowsOf lists the rows of a mother, whichever of her records they name: the first is the
// one she has been in for longest.
func rowsOf(q journal.Query, records []ident.ID) ([]Member, error) {
	marks, args := among(store.Args(q.Facility), records)
	rows, err := Members.Where(q.Tx, "facility_id = $1 AND mother IN ("+marks+") ORDER BY CASE WHEN state = 'member' THEN 0 ELSE 1 END, since_on, id", args...)
	return rows, err
}

// mothers are whose rows a change in somebody's life touches: their own and, of a child,
// its mother's.
func (b book) mothers(ids []ident.ID) (out []ident.ID, err error) {
	for _, id := range ids {
		p, found, err := personOf(b.q, id)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		for _, one := range []ident.ID{p.ID, p.Mother} {
			if one != "" && !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	return out, nil
}
