package messaging

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// StoppedDeclined is how a message is stopped whose reader wants no automatic
// messages: the desk sees it and may call.
const StoppedDeclined = "stopped_declined"

// ConsentAnswered stops what waits for somebody who wants no messages any more.
// Messages about them to others go on: those are the others' to refuse.
func (Room) ConsentAnswered(q journal.Query, _ journal.Meta, e registry.ConsentRecorded) ([]any, error) {
	if e.Purpose != registry.ForMessages || e.Given {
		return nil, nil
	}
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, id := range append(records, p.ID) {
		waiting, err := waitingFor(q, id)
		if err != nil {
			return nil, err
		}
		for _, m := range waiting {
			out = append(out, Stop(m.ID, StoppedDeclined))
		}
	}
	return out, nil
}

func waitingFor(q journal.Query, person ident.ID) ([]Row, error) {
	return Messages.Where(q.Tx, "facility_id = $1 AND state = 'waiting' AND person = $2 ORDER BY created_at, id", q.Facility, person)
}

// unwanted stops a message at once when whoever it is to wants none, whatever room
// had it queued.
func (Room) unwanted(q journal.Query, _ journal.Meta, e Queued) ([]any, error) {
	no, err := registry.Declined(q, e.To, registry.ForMessages)
	if err != nil || !no {
		return nil, err
	}
	return []any{Stop(e.Message, StoppedDeclined)}, nil
}
