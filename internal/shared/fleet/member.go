package fleet

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// left takes somebody who may not work any more out of their teams and off the list
// of those on call.
func left(q journal.Query, worker ident.ID) ([]any, error) {
	teams, err := Teams.Where(q.Tx, "facility_id = $1 AND state = $2 AND ends_at > $3 ORDER BY id", q.Facility, On, q.Now)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, t := range teams {
		if !slices.Contains(t.Members, worker) {
			continue
		}
		out = append(out, MemberLeft{t.ID, worker})
		fit := false
		for _, m := range t.Members {
			role, works, err := roleOf(q, m, max(t.From, q.Now))
			if err != nil {
				return nil, err
			}
			fit = fit || m != worker && works && role != ""
		}
		if !fit {
			out = append(out, TeamEnded{t.ID, "suspended"})
		}
	}
	calls, err := OnCalls.Where(q.Tx, "facility_id = $1 AND state = $2 AND ends_at > $3 AND worker = $4 ORDER BY id", q.Facility, On, q.Now, worker)
	for _, c := range calls {
		out = append(out, OnCallSet{OnCall: c.ID, Worker: c.Worker, From: c.From, To: c.To, Removed: true})
	}
	return out, err
}

func applyTeamFormed(tx *store.Tx, m journal.Meta, e TeamFormed) error {
	t, found, err := Teams.Get(tx, m.Facility, e.Team)
	if err != nil {
		return err
	}
	if !found {
		t = Team{Facility: m.Facility, ID: e.Team, State: On, Former: []ident.ID{}}
	}
	before := t.Vehicle
	for _, w := range t.Members {
		t.leave(w, e.Members)
	}
	t.Former = slices.DeleteFunc(t.Former, func(w ident.ID) bool { return slices.Contains(e.Members, w) })
	t.Name, t.CallSign, t.Members, t.Vehicle, t.Base, t.From, t.To = e.Name, e.CallSign, e.Members, e.Vehicle, e.Base, e.From, e.To
	return t.put(tx, m, before)
}

// leave remembers a member who is not in the team any more.
func (t *Team) leave(w ident.ID, stay []ident.ID) {
	if !slices.Contains(stay, w) && !slices.Contains(t.Former, w) {
		t.Former = append(t.Former, w)
	}
}

func applyMemberLeft(tx *store.Tx, m journal.Meta, e MemberLeft) error {
	t, found, err := Teams.Get(tx, m.Facility, e.Team)
	if err != nil || !found {
		return err
	}
	t.Members = slices.DeleteFunc(slices.Clone(t.Members), func(w ident.ID) bool { return w == e.Worker })
	t.leave(e.Worker, t.Members)
	return t.put(tx, m, t.Vehicle)
}

func applyTeamEnded(tx *store.Tx, m journal.Meta, e TeamEnded) error {
	t, found, err := Teams.Get(tx, m.Facility, e.Team)
	if err != nil || !found {
		return err
	}
	t.State, t.EndedAt = Ended, m.RecordedAt
	return t.put(tx, m, t.Vehicle)
}

// put writes the team, and who rides with its vehicle, the one it had included; who
// is in a team sees which roads are closed.
func (t Team) put(tx *store.Tx, m journal.Meta, before ident.ID) error {
	if err := Teams.Put(tx, t); err != nil {
		return err
	}
	for _, v := range slices.Compact([]ident.ID{before, t.Vehicle}) {
		if err := crew(tx, m, v); err != nil {
			return err
		}
	}
	if t.State != On {
		return nil
	}
	closed, err := Closures.Where(tx, "facility_id = $1 AND state = $2 AND until > $3 ORDER BY id", m.Facility, Closed, m.RecordedAt)
	if err != nil {
		return err
	}
	for _, c := range closed {
		if c.show(t.Members) {
			if err := Closures.Put(tx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// crew writes anew who rides with a vehicle.
func crew(tx *store.Tx, m journal.Meta, vehicle ident.ID) error {
	v, found, err := Vehicles.Get(tx, m.Facility, vehicle)
	if err != nil || !found {
		return err
	}
	teams, err := Teams.Where(tx, "facility_id = $1 AND vehicle = $2 AND state = $3 AND ends_at > $4 ORDER BY id", m.Facility, vehicle, On, m.RecordedAt)
	if err != nil {
		return err
	}
	v.Crew = []ident.ID{}
	for _, t := range teams {
		v.Crew = append(v.Crew, t.Members...)
	}
	slices.Sort(v.Crew)
	v.Crew = slices.Compact(v.Crew)
	return Vehicles.Put(tx, v)
}
