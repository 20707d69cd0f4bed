package need

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/promise"
)

// Room is the room of cases. Its functions ask rooms beside it, which it does not
// know; the wiring gives them.
type Room struct {
	// Kinds are all kinds of case there are.
	Kinds []Kind
	// Name is what somebody of the registry is called.
	Name func(q journal.Query, person ident.ID) (string, error)
	// Holders lists who holds a role today and is not suspended, those on duty
	// first; of a role that serves villages, those of this village.
	Holders func(q journal.Query, role access.Role, village string) ([]ident.ID, error)
	// About tells whom a thing of another room is about.
	About func(q journal.Query, subject ident.ID) ([]ident.ID, error)
	// Message makes the event of a message to somebody; nil says nothing.
	Message func(id, to ident.ID, kind string, params map[string]string) any
}

// Verbs lists what can be said about cases.
func (r Room) Verbs() []journal.Verb {
	update := access.Update("incident")
	return []journal.Verb{
		journal.Report("need.open", 1, r.loadOpening, opening.open, access.Create("incident")),
		journal.Report("need.note", 1, r.load, file.note, update),
		journal.Report("need.step", 1, r.load, file.step, update),
		journal.Request("need.hand", 1, r.loadHanding, file.hand, update),
		journal.Request("need.close", 1, r.load, file.close, update),
		journal.Request("need.reopen", 1, r.load, file.reopen, update),
		journal.Request("need.complain", 1, r.loadComplaint, opening.complain, access.Create("complaint"), journal.Urgent),
		journal.Request("need.disclose", 1, r.loadParts, parts.disclose, update, journal.TwoPersons),
		journal.Request("need.look", 1, r.loadLooking, file.look, update),
	}
}

// Events lists what can have happened, and the machine's daily look.
func (r Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("need.opened/1", applyOpened),
		journal.Later(journal.On("need.assigned/1", change(func(e Assigned) ident.ID { return e.Case }, assigned)), func(m journal.Meta, e Assigned) []journal.Then {
			return []journal.Then{{Due: m.RecordedAt.Add(daily), Verb: "need.look", Body: Look{e.Case}}}
		}),
		journal.On("need.handed/1", change(func(e Handed) ident.ID { return e.Case }, handed)),
		journal.On("need.noted/1", change(func(e Noted) ident.ID { return e.Case }, noted)),
		journal.On("need.step_done/1", change(func(e StepDone) ident.ID { return e.Case }, stepDone)),
		journal.On("need.told/1", change(func(e Told) ident.ID { return e.Case }, told)),
		journal.On("need.overdue/1", change(func(e Overdue) ident.ID { return e.Case }, overdue)),
		journal.Later(journal.On("need.looked/1", change(func(e Looked) ident.ID { return e.Case }, func(*Case, journal.Meta, Looked) Step { return Step{} })),
			func(_ journal.Meta, e Looked) []journal.Then {
				return []journal.Then{{Due: e.Next, Verb: "need.look", Body: Look{e.Case}}}
			}),
		journal.On("need.closed/1", change(func(e ClosedEvent) ident.ID { return e.Case }, closed)),
		journal.Later(journal.On("need.reopened/1", change(func(e ReopenedEvent) ident.ID { return e.Case }, reopened)), func(m journal.Meta, e ReopenedEvent) []journal.Then {
			return []journal.Then{{Due: m.RecordedAt.Add(daily), Verb: "need.look", Body: Look{e.Case}}}
		}),
		journal.On("need.disclosed/1", applyDisclosed),
	}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Cases.Definition(), Steps.Definition()} }

// Follows gives a new case its owner and its deadline, and says of a broken one
// that it is.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(r.opened),
		journal.When(func(q journal.Query, _ journal.Meta, e promise.Lapsed) ([]any, error) { return r.lapsed(q, e) }),
		journal.When(func(q journal.Query, _ journal.Meta, e StepDone) ([]any, error) { return r.fulfilled(q, e) }),
	}
}

// opened finds the owner of a new case and promises its first answer.
func (r Room) opened(q journal.Query, m journal.Meta, e Opened) ([]any, error) {
	c, found, err := Cases.Get(q.Tx, q.Facility, e.Case)
	if err != nil || !found || c.Promise != "" {
		return nil, err // it was there before
	}
	k, _ := r.kind(c.Kind)
	set, version, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	if c.Owner, err = r.firstOwner(q, c, k); err != nil {
		return nil, err
	}
	due := set.due(k.Urgency, m.RecordedAt)
	out := []any{
		Assigned{c.ID, c.Owner, c.promiseID(), due, version},
		promise.Start(c.promiseID(), c.ID, promiseKind, m.RecordedAt, due, m.RecordedAt.Add(second(set.seconds(k.Urgency)*3/4)), c.Audiences()),
	}
	if k.Urgency == AtOnce {
		out = append(out, r.tell(ident.Derive(c.ID, 801), c.Owner, "need_at_once", c)...)
	}
	return out, nil
}

// tell makes the event of a message to somebody of the staff, if anything tells.
func (r Room) tell(id, to ident.ID, kind string, c Case) []any {
	if r.Message == nil || to == "" {
		return nil
	}
	return []any{r.Message(id, to, kind, map[string]string{"number": c.Short()})}
}

// lapsed says of a case that its deadline has passed: to its owner and the head.
func (r Room) lapsed(q journal.Query, e promise.Lapsed) ([]any, error) {
	if e.Kind != promiseKind {
		return nil, nil
	}
	c, found, err := Cases.Get(q.Tx, q.Facility, e.Subject)
	if err != nil || !found || c.State != Going {
		return nil, err
	}
	return append([]any{Overdue{c.ID}}, r.tell(ident.Derive(e.ID, 802), c.Owner, "need_overdue", c)...), nil
}

// fulfilled keeps the promise with the step that it was about.
func (r Room) fulfilled(q journal.Query, e StepDone) ([]any, error) {
	c, found, err := Cases.Get(q.Tx, q.Facility, e.Case)
	if k, _ := r.kind(c.Kind); err != nil || !found || k.Keeps != e.Step || c.Promise == "" {
		return nil, err
	}
	return []any{promise.Keep(c.Promise, q.Now)}, nil
}
