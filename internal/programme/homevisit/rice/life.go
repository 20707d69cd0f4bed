package rice

import (
	"slices"

	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// patientDied follows what is said of the patient of a request: the debt stands, but
// nobody brings the rice or speaks of it until the head has. What was said by mistake
// undoes that.
func (Room) patientDied(q journal.Query, _ journal.Meta, e need.PatientDied) ([]any, error) {
	open, err := Debts.Where(q.Tx, "facility_id = $1 AND state IN ($2, $3) AND (case_id = $4 OR root = $4) ORDER BY due_at, id", q.Facility, Owed, Withheld, e.Case)
	if err != nil {
		return nil, err
	}
	return mourn(q, open, func(need.Case) bool { return true })
}

// lifeChanged follows a death that the register knows, and its taking back.
func (Room) lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	if e.What != registry.Died && e.What != registry.Retracted {
		return nil, nil
	}
	open, err := Debts.Where(q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY due_at, id", q.Facility, Owed, Withheld)
	if err != nil {
		return nil, err
	}
	return mourn(q, open, func(c need.Case) bool { return slices.ContainsFunc(c.People, e.Concerns) })
}

// mourn does to each debt that is concerned what a death, or its taking back, does.
func mourn(q journal.Query, open []Debt, concerned func(need.Case) bool) ([]any, error) {
	var out []any
	for _, d := range open {
		c, ok, err := need.Cases.Get(q.Tx, q.Facility, d.Case)
		if err != nil {
			return nil, err
		}
		if !ok || !concerned(c) {
			continue
		}
		now, err := mourns(q, d, c)
		if err != nil {
			return nil, err
		}
		out = append(out, now...)
	}
	return out, nil
}

func mourns(q journal.Query, d Debt, c need.Case) ([]any, error) {
	dead, err := died(q, c)
	if err != nil || dead == d.Silent {
		return nil, err
	}
	out := []any{SilencedEvent{d.ID, dead}}
	switch {
	case dead:
		head, err := callHead(q, c)
		return append(out, head...), err
	case d.State == Withheld:
		n := d.Posts + 1
		out = append(out, RestoredEvent{d.ID, d.Promise, d.Rule, d.Due, n}, d.writes(n))
	}
	return out, nil
}
