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
	// Promised gives until when a kind of request is promised, by the rules in force;
	// nil promises nothing.
	Promised func(q journal.Query, kind string) (Deadline, error)
	// Serving lists who is on the way to a request, or has been: they say more of it.
	Serving func(q journal.Query, request ident.ID) ([]ident.ID, error)
	// Leads reports whether a worker is head, a deputy, or is to be one.
	Leads func(q journal.Query, worker ident.ID) (bool, error)
}

// Verbs lists what can be said about cases.
func (r Room) Verbs() []journal.Verb {
	update := access.Update("incident")
	// Whoever proposes what ends or joins a request is not whoever approves it.
	change := access.Update("request_change")
	return []journal.Verb{
		journal.Report("need.open", 1, r.loadOpening, opening.open, access.Create("incident")),
		journal.Report("need.note", 1, r.load, file.note, update),
		journal.Report("need.step", 1, r.load, file.step, update),
		journal.Request("need.hand", 1, r.loadHanding, file.hand, update),
		journal.Request("need.close", 1, r.load, file.close, update),
		journal.Request("need.reopen", 1, r.load, file.reopen, update),
		journal.Request("need.complain", 1, r.loadComplaint, opening.complain, access.Create("complaint"), journal.Urgent),
		journal.Request("need.sort_complaint", 1, r.loadSorting, complaint.sort, access.Update("complaint")),
		journal.Request("need.answer", 1, r.loadComplaintCase, file.answer, access.Update("complaint")),
		journal.Request("need.disclose", 1, r.loadParts, parts.disclose, update, journal.TwoPersons),
		journal.Request("need.look", 1, r.loadLooking, file.look, update),

		journal.Report("need.request", 1, r.loadRequest, intake.request, access.Create("request"), journal.Urgent),
		journal.Request("need.ask", 1, r.loadAsk, intake.ask, access.Create("request"), journal.Urgent),
		journal.Report("need.add_evidence", 1, r.loadAsked, file.addEvidence, access.Update("request"), journal.Urgent),
		journal.Report("need.triage", 1, r.loadTriage, triaging.triage, access.Update("request"), journal.Urgent),
		journal.Request("need.withdraw", 1, loadReceipted, receipted.withdraw, access.Create("request")),
		journal.Request("need.merge", 1, loadPair, pair.merge, change, journal.TwoPersons),
		journal.Request("need.unmerge", 1, r.loadMerged, file.unmerge, change, journal.TwoPersons),
		journal.Request("need.dismiss", 1, r.loadAsked, file.dismiss, change, journal.TwoPersons),
		journal.Request("need.cancel", 1, r.loadAsked, file.cancel, change, journal.TwoPersons),
		journal.Request("need.recategorise", 1, r.loadAsked, file.recategorise, change, journal.TwoPersons),
		journal.Request("need.identify", 1, r.loadKnowing, knowing.identify, access.Update("request")),
		journal.Request("need.sign_triage", 1, SigningOf, Signing.sign, access.Approve("triage")),
	}
}

// Events lists what can have happened, and the machine's daily look.
func (r Room) Events() []journal.Event {
	return append(requestEvents(),
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
		journal.On("need.complaint_sorted/1", change(func(e ComplaintSorted) ident.ID { return e.Case }, complaintSorted)),
		journal.On("need.complaint_answered/1", change(func(e ComplaintAnswered) ident.ID { return e.Case }, complaintAnswered)),
	)
}

func requestEvents() []journal.Event {
	return []journal.Event{
		journal.On("need.evidence_added/1", change(func(e EvidenceAdded) ident.ID { return e.Case }, evidenceAdded)),
		journal.On("need.triaged/1", change(func(e Triaged) ident.ID { return e.Case }, triaged)),
		journal.On("need.merged/1", applyMerged),
		journal.Later(journal.On("need.unmerged/1", applyUnmerged), func(m journal.Meta, e Unmerged) []journal.Then {
			return []journal.Then{{Due: m.RecordedAt.Add(daily), Verb: "need.look", Body: Look{e.Case}}}
		}),
		journal.On("need.dismissed/1", change(func(e DismissedEvent) ident.ID { return e.Case }, dismissed)),
		journal.On("need.cancelled/1", change(func(e CancelledEvent) ident.ID { return e.Case }, cancelled)),
		journal.On("need.withdrawn/1", change(func(e Withdrawn) ident.ID { return e.Case }, withdrawn)),
		journal.On("need.code_missed/1", change(func(e CodeMissed) ident.ID { return e.Case }, codeMissed)),
		journal.On("need.recategorised/1", change(func(e Recategorised) ident.ID { return e.Case }, recategorised)),
		journal.On("need.identified/1", change(func(e Identified) ident.ID { return e.Case }, identified)),
		journal.On("need.patient_died/1", change(func(e PatientDied) ident.ID { return e.Case }, patientDied)),
		journal.On("need.triage_signed/1", applyTriageSigned),
	}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Cases.Definition(), Steps.Definition(), SignedTables.Definition()}
}

// Follows gives a new case its owner and its deadline, and says of a broken one
// that it is.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(r.opened),
		journal.When(func(q journal.Query, _ journal.Meta, e promise.Lapsed) ([]any, error) { return r.lapsed(q, e) }),
		journal.When(r.lifeChanged),
		journal.When(func(q journal.Query, _ journal.Meta, e StepDone) ([]any, error) { return r.fulfilled(q, e) }),
	}
}

// opened finds the owner of a new case and promises its first answer.
func (r Room) opened(q journal.Query, m journal.Meta, e Opened) ([]any, error) {
	c, found, err := Cases.Get(q.Tx, q.Facility, e.Case)
	if err != nil || !found || c.Promise != "" || c.Request && c.Cause != e.Cause {
		return nil, err // it was there before
	}
	k, _ := r.kind(c.Kind)
	if c.Request {
		return r.asked(q, c, k)
	}
	set, version, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	if c.Owner, err = r.firstOwner(q, c, k); err != nil {
		return nil, err
	}
	due := set.due(k.Urgency, c.Door, m.RecordedAt)
	out := []any{
		Assigned{c.ID, c.Owner, c.promiseID(), due, version},
		promise.Start(c.promiseID(), c.ID, promiseKind, m.RecordedAt, due, m.RecordedAt.Add(second(set.secondsOf(k.Urgency, c.Door)*3/4)), c.Audiences()),
	}
	if k.Urgency == AtOnce {
		out = append(out, r.tell(ident.Derive(c.ID, 801), c.Owner, "need_at_once", c)...)
	}
	return out, nil
}

// asked finds the owner of a new request. Its clock is the promises of who serves
// it; here stands only until when, as its receipt says.
func (r Room) asked(q journal.Query, c Case, k Kind) ([]any, error) {
	owner, err := r.firstOwner(q, c, k)
	if err != nil {
		return nil, err
	}
	due, err := r.deadline(q, c.Kind)
	if err != nil {
		return nil, err
	}
	return []any{Assigned{Case: c.ID, Owner: owner, Due: due.of(c.Kind, c.Colour, c.Started, c.WantAt), Policy: c.Triage}}, nil
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
	c, found, err := Cases.Get(q.Tx, q.Facility, e.Subject)
	if err != nil || !found || c.State != Going {
		return nil, err
	}
	switch {
	case c.Request:
		return []any{Overdue{c.ID}}, nil // who promised it says so to whom it concerns
	case e.Kind != promiseKind:
		return nil, nil
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
