package workforce

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Refresh is the machine's command when a shift begins or ends: the worker's row
// shows another shift from then on, and is sent out anew.
type Refresh struct {
	Worker ident.ID `json:"worker"`
}

// Subject is the worker.
func (b Refresh) Subject() ident.ID { return b.Worker }

// WorkerRefreshed is the event of a row that shows something else though
// nothing of it was changed here.
type WorkerRefreshed struct {
	Worker ident.ID `json:"worker"`
}

func (w staff) refresh(journal.Said[Refresh]) journal.Answer {
	return journal.Accept(WorkerRefreshed{w.ID})
}

func applyRefreshed(tx *store.Tx, m journal.Meta, e WorkerRefreshed) error {
	return touch(tx, m.Facility, e.Worker)
}

// turns are the times at which a shift changes what is shown.
func turns(_ journal.Meta, e ShiftSet) []journal.Then {
	if e.Ends.IsZero() {
		return nil
	}
	again := Refresh{e.Worker}
	return []journal.Then{{Due: e.Starts, Verb: "workforce.refresh", Body: again}, {Due: e.Ends, Verb: "workforce.refresh", Body: again}}
}

// renamed follows a correction of a worker's name or phone.
func renamed(q journal.Query, _ journal.Meta, e registry.PersonCorrected) ([]any, error) {
	_, found, err := Workers.Get(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	return []any{WorkerRefreshed{e.Person}}, nil
}

// founded follows the beginning of a health centre: from then on the head is
// shown where the log stood at the end of each day.
func founded(q journal.Query, _ journal.Meta, e registry.FacilityFounded) ([]any, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	return []any{journal.DaysBegun{Day: q.Now.Day(zone), Zone: e.Zone}}, nil
}
