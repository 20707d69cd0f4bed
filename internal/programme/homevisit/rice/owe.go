package rice

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// The names of the promises that can owe.
const (
	fetch   = promise.Fetch
	respond = promise.Respond
)

// owes reports whether a missed promise of this name is paid in rice: the pick-up, and
// the answer where the facility says so. What the promise itself was begun with wins.
func (s Settings) owes(rule, consequence string) bool {
	switch {
	case rule == respond:
		return s.OwesRespond
	case consequence != "":
		return consequence == promise.Rice
	}
	return rule == fetch
}

// group are the debts of a request with all that was merged into it.
type group struct {
	root  need.Case
	debts []Debt
}

func (r Room) groupOf(q journal.Query, id ident.ID) (group, bool, error) {
	root, err := need.Root(q, id)
	if err != nil {
		return group{}, false, err
	}
	c, ok, err := need.Cases.Get(q.Tx, q.Facility, root)
	if err != nil || !ok {
		return group{}, false, err
	}
	debts, err := Debts.Where(q.Tx, "facility_id = $1 AND root = $2 ORDER BY due_at, id", q.Facility, root)
	return group{c, debts}, err == nil, err
}

// settled reports whether a debt of the group stands or was handed over: there is one
// for the request, and never two.
func (g group) settled() bool {
	return slices.ContainsFunc(g.debts, func(d Debt) bool { return d.Open() || d.State == Given })
}

func (g group) own(id ident.ID) (Debt, bool) {
	i := slices.IndexFunc(g.debts, func(d Debt) bool { return d.ID == DebtID(id) })
	if i < 0 {
		return Debt{}, false
	}
	return g.debts[i], true
}

// lapsed follows a missed promise: in the same transaction the debt is written.
func (r Room) lapsed(q journal.Query, _ journal.Meta, e promise.Lapsed) ([]any, error) {
	c, ok, err := need.Cases.Get(q.Tx, q.Facility, e.Subject)
	if err != nil || !ok {
		return nil, err
	}
	s, version, err := settingsAt(q, c.OpenedAt)
	if err != nil || !s.owes(e.Kind, e.Consequence) {
		return nil, err
	}
	g, ok, err := r.groupOf(q, e.Subject)
	if err != nil || !ok || g.settled() {
		return nil, err
	}
	if g.root.ID != c.ID {
		// Of a merged case the promise of the one that stands for it decides, unless that
		// one has more time: a merge gives nobody more time.
		p, _, err := promise.Promises.Get(q.Tx, q.Facility, fetchOf(g.root.ID))
		if err != nil || p.State != promise.Running {
			return nil, err
		}
	}
	return r.write(q, g, s, version, breach{e.ID, e.Kind, e.Due})
}

// fetchOf is the id of the promise to fetch, as home visits begin it.
func fetchOf(id ident.ID) ident.ID { return ident.Derive(id, 911) }

// breach is a promise that was missed.
type breach struct {
	promise ident.ID
	rule    string
	due     instant.Instant
}

// write makes the debt of a group: anew, or again after one that was struck or reversed
// for another promise.
func (r Room) write(q journal.Query, g group, s Settings, version int64, b breach) ([]any, error) {
	dead, err := died(q, g.root)
	if err != nil {
		return nil, err
	}
	if d, had := g.own(g.root.ID); had {
		return restores(q, d, b)
	}
	e := OwedEvent{Debt: DebtID(g.root.ID), Case: g.root.ID, Root: g.root.ID, Village: g.root.Village, Promise: b.promise, Rule: b.rule, Due: b.due,
		Grams: s.Grams, Fund: s.Fund, Policy: version, Silent: dead}
	if dead {
		head, err := callHead(q, g.root)
		return append([]any{e}, head...), err
	}
	if e.Carriers, e.Waiting, err = r.team(q, g.root.ID, b.due); err != nil {
		return nil, err
	}
	e.Post = 1
	d := Debt{ID: e.Debt, Case: e.Case, Fund: e.Fund, Grams: e.Grams}
	return []any{e, d.writes(1)}, nil
}

// team gives the workers of the team that has a request, and whether one of their phones
// has not been heard of since an instant.
func (r Room) team(q journal.Query, root ident.ID, since instant.Instant) (workers []ident.ID, waiting bool, err error) {
	if r.Team == nil {
		return nil, false, nil
	}
	if workers, err = r.Team(q, root); err != nil || r.Heard == nil {
		return workers, false, err
	}
	for _, w := range workers {
		heard, err := r.Heard(q, w, since)
		if err != nil {
			return nil, false, err
		}
		waiting = waiting || !heard
	}
	return workers, waiting, nil
}

// died reports whether the patient of a request is dead: a visit said so, or the
// register knows it.
func died(q journal.Query, c need.Case) (bool, error) {
	if c.PatientDied {
		return true, nil
	}
	for _, id := range c.People {
		p, ok, err := registry.Canonical(q.Tx, q.Facility, id)
		if err != nil || ok && p.State == registry.Dead {
			return ok, err
		}
	}
	return false, nil
}

// callHead leaves it to the head to speak with the family of who has died.
func callHead(q journal.Query, c need.Case) ([]any, error) {
	heads, err := workforce.HeadsOn(q)
	if err != nil || len(heads) == 0 {
		return nil, err
	}
	e := task.Opened{Task: ident.Derive(DebtID(c.ID), 1), Kind: "rice_after_death", Village: c.Village, Owner: heads[0], Cause: c.ID}
	if len(c.People) > 0 {
		e.Person = c.People[0]
	}
	if t, ok, err := task.Tasks.Get(q.Tx, q.Facility, e.Task); err != nil || ok && t.State == task.Open {
		return nil, err
	}
	return []any{e}, nil
}

// proven follows proof that a late promise was kept: the debt is struck, visibly, unless
// another missed promise of the request owes it too.
func (r Room) proven(q journal.Query, _ journal.Meta, e promise.Struck) ([]any, error) {
	p, _, err := promise.Promises.Get(q.Tx, q.Facility, e.ID)
	if err != nil || p.State != promise.StateStruck {
		return nil, err // what did not hold strikes nothing
	}
	g, ok, err := r.groupOf(q, e.Subject)
	if err != nil || !ok {
		return nil, err
	}
	for _, d := range g.debts {
		if !d.Open() {
			continue
		}
		b, missed, err := r.missed(q, d)
		if err != nil || missed && b.promise != "" {
			return nil, err
		}
		return d.strikes(e.Proof), nil
	}
	return nil, nil
}

// restores is a debt that stands again, as its patient lives or has died: then it is
// withheld, and the head is called.
func restores(q journal.Query, d Debt, b breach) ([]any, error) {
	c, ok, err := need.Cases.Get(q.Tx, q.Facility, d.Case)
	if err != nil || !ok {
		return nil, err
	}
	dead, err := died(q, c)
	if err != nil {
		return nil, err
	}
	out := []any{}
	if dead {
		out = append(out, RestoredEvent{Debt: d.ID, Promise: b.promise, Rule: b.rule, Due: b.due})
	} else {
		out = append(out, RestoredEvent{d.ID, b.promise, b.rule, b.due, d.Posts + 1}, d.writes(d.Posts+1))
	}
	if dead != d.Silent {
		out = append(out, SilencedEvent{d.ID, dead})
	}
	if !dead {
		return out, nil
	}
	head, err := callHead(q, c)
	return append(out, head...), err
}

// strikes is a debt that is not owed after all. What was withheld is not in the books,
// and nothing has to be lifted.
func (d Debt) strikes(proof string) []any {
	if d.State == Withheld {
		return []any{StruckEvent{d.ID, proof, d.Posts}}
	}
	return []any{StruckEvent{d.ID, proof, d.Posts + 1}, d.lifts(d.Posts+1, "struck")}
}

// takenBack follows a hand-over that never was: the debt is owed again, unless meanwhile
// its promise was proven to be kept, or rice was given for another report of the same
// event, or the request that stands for all was fetched in time. Then it is struck, and
// of what was struck for it the next stands.
func (r Room) takenBack(q journal.Query, _ journal.Meta, e TakenBackEvent) ([]any, error) {
	d, ok, err := Debts.Get(q.Tx, q.Facility, e.Debt)
	if err != nil || !ok {
		return nil, err
	}
	g, ok, err := r.groupOf(q, d.Case)
	if err != nil || !ok {
		return nil, err
	}
	_, missed, err := r.missed(q, d)
	if err != nil {
		return nil, err
	}
	if !missed {
		return r.forgiven(q, g, d)
	}
	keep, err := r.stands(q, g)
	if err != nil {
		return nil, err
	}
	if keep != d.ID {
		return d.strikes(ByMerge), nil
	}
	c, ok, err := need.Cases.Get(q.Tx, q.Facility, d.Case)
	if err != nil || !ok {
		return nil, err
	}
	return mourns(q, d, c)
}

// forgiven strikes a debt whose promise was proven to be kept while rice stood given for
// it, and lets the next of its group stand.
func (r Room) forgiven(q journal.Query, g group, d Debt) ([]any, error) {
	p, _, err := promise.Promises.Get(q.Tx, q.Facility, d.Promise)
	if err != nil {
		return nil, err
	}
	for i := range g.debts {
		if g.debts[i].ID == d.ID {
			g.debts[i].State, g.debts[i].Proof = Struck, p.Proof
		}
	}
	again, err := r.restand(q, g)
	return append(d.strikes(p.Proof), again...), err
}

// missed looks for a promise of a debt's own case that was missed and owes.
func (r Room) missed(q journal.Query, d Debt) (b breach, found bool, err error) {
	s, err := Policy.At(q, d.PolicyVersion)
	if err != nil {
		return b, false, err
	}
	all, err := promise.Of(q, d.Case)
	if err != nil {
		return b, false, err
	}
	if !slices.ContainsFunc(all, func(p promise.Promise) bool { return p.ID == d.Promise }) {
		p, ok, err := promise.Promises.Get(q.Tx, q.Facility, d.Promise) // it was missed by a report that was merged
		if err != nil {
			return b, false, err
		}
		if ok {
			all = append(all, p)
		}
	}
	for _, p := range all {
		if p.State == promise.Late && s.owes(p.Kind, p.Consequence) {
			return breach{p.ID, p.Kind, p.Due}, true, nil
		}
	}
	return b, false, nil
}
