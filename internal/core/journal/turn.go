package journal

import (
	"encoding/json"
	"fmt"
	"reflect"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// turn is one command in its facility's turn.
type turn struct {
	j        *Journal
	tx       *store.Tx
	h        *head
	c        *call
	by       access.Actor
	approver access.Actor
	role     access.Role
	now, at  instant.Instant
	clock    instant.Instant // what the sender's own showed
	made     made
	seal     *sealer
	rows     []eventRow
}

func (t *turn) answer() (Outcome, error) {
	answer, err := t.judge()
	if err != nil {
		return Outcome{}, err
	}
	if answer.Status == Accepted && t.c.verb.TwoPersons && t.approver.ID == "" {
		t.seal.rows = nil // what the decision sealed is sealed anew when it is approved
		answer = Answer{Status: Proposed, Events: []any{t.keep("proposed", "")}}
	}
	if answer.Status == Held {
		t.seal.rows = nil
		answer = Answer{Status: Held, Code: answer.Code, Events: append(answer.Events, t.keep("held", answer.Code))}
	}
	return t.record(answer)
}

// judge checks the right, loads, decides, and checks the reach of the right.
func (t *turn) judge() (Answer, error) {
	v := t.c.verb
	verdict, ok := access.May(t.by, v.Need)
	if !ok {
		if v.Kind == IsReport && access.MightOnce(t.by, v.Need) {
			return Hold("report.right_lost"), nil
		}
		t.c.denied = true
		return Answer{}, fault.Absent()
	}
	t.role = verdict.Role
	if v.Name == approveVerb || v.Name == rejectVerb {
		return t.settle()
	}
	q := t.query(v, t.c.body)
	answer, object, err := v.run(q, input{t.said(t.c.body)})
	if err != nil {
		if v.Kind == IsReport && fault.Of(err).Kind == fault.NotFound && (verdict.Everywhere() || t.toldLate()) {
			return Hold("report.unknown_subject"), nil
		}
		return Answer{}, err
	}
	if verdict.Reaches(object.keys) {
		return answer, nil
	}
	if v.Kind == IsReport && verdict.Reaches(object.once) {
		return Hold("report.moved_on"), nil
	}
	t.c.denied = true
	if v.Kind == IsReport && t.toldLate() {
		return Hold("report.unknown_subject"), nil // word for word as for what does not exist
	}
	return Answer{}, fault.Absent()
}

// toldLate reports whether somebody of the staff tells of something that happened
// without signal. After a restore the log may have lost what it is about, while
// the milk has long been handed over: it is kept for a person, not dropped.
func (t *turn) toldLate() bool { return t.by.Worker != "" && t.now.Sub(t.at) > lateAfter }

func (t *turn) query(v *Verb, body any) Query {
	q := Query{Tx: t.tx, Facility: t.h.facility, By: t.by, Now: t.now, Keys: t.j.Keys, Body: body, Command: t.c.env.ID}
	if s, ok := body.(Subjected); ok {
		q.Subject = s.Subject()
	}
	return q
}

func (t *turn) said(body any) Said[any] {
	return Said[any]{body, t.h.facility, t.c.env.ID, t.by, t.approver, t.at, t.now, t.made.Since, t.made.Until, t.clock, t.seal}
}

// record writes the events, the command and its answer.
func (t *turn) record(answer Answer) (Outcome, error) {
	first := t.h.seq + 1
	for _, e := range answer.Events {
		if err := t.emit(e, 0); err != nil {
			return Outcome{}, err
		}
	}
	if err := t.write(answer); err != nil {
		return Outcome{}, err
	}
	out := Outcome{ID: t.c.env.ID, Status: answer.Status, Code: answer.Code, Field: answer.Field, Seq: t.h.seq}
	if answer.Result != nil {
		b, err := json.Marshal(answer.Result)
		if err != nil {
			return out, fault.Wrap(err, "journal: result of %s", t.c.verb.Name)
		}
		out.Result = b
	}
	if len(t.rows) == 0 {
		first = 0
	}
	return out, t.logCommand(out, first)
}

func (t *turn) write(answer Answer) error {
	if err := writeEvents(t.tx, t.h.facility, t.rows); err != nil {
		return err
	}
	if err := t.seal.write(t.tx, t.j.Keys, t.h.facility); err != nil {
		return err
	}
	for _, e := range answer.Errands {
		e.Facility = t.h.facility
		if err := errand.Add(t.tx, e); err != nil {
			return err
		}
		t.c.errands = true
	}
	return t.tx.FlushAudiences(t.h.facility, t.h.seq)
}

func (t *turn) logCommand(out Outcome, first int64) error {
	env := t.c.env
	t.h.commandN++
	row := commandRow{ID: env.ID, N: t.h.commandN, Verb: env.Verb, V: int64(env.V), Actor: string(t.c.actor.ID), Role: string(t.role),
		Device: env.Device, DeviceN: env.N, Digest: t.c.digest, Status: string(out.Status), Code: out.Code, Field: out.Field, Result: string(out.Result),
		FirstSeq: first, LastSeq: t.h.seq, OccurredAt: t.at, RecordedAt: t.now, Token: env.Token}
	row.Chain = row.link(t.h.commandChain, t.h.facility)
	t.h.commandChain, t.h.recordedAt, t.h.fresh = row.Chain, t.now, false
	return writeCommand(t.tx, t.h.facility, row)
}

// deepest is how far follows may follow follows.
const deepest = 3

// emit numbers an event, chains it, applies it and lets others follow.
func (t *turn) emit(e any, depth int) error {
	if depth > deepest {
		return fmt.Errorf("journal: %T follows deeper than %d", e, deepest)
	}
	def, ok := t.j.types[reflect.TypeOf(e)]
	if !ok {
		return fmt.Errorf("journal: nobody declares %T", e)
	}
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("journal: %s: %w", def.Kind, err)
	}
	t.h.seq++
	row := eventRow{Seq: t.h.seq, Command: t.c.env.ID, Ordinal: len(t.rows), Kind: def.Kind, Actor: string(t.by.ID), Approver: string(t.approver.ID),
		OccurredAt: t.at, RecordedAt: t.now, Body: string(body)}
	row.Chain = row.link(t.h.chain, t.h.facility)
	t.h.chain = row.Chain
	t.rows = append(t.rows, row)
	m := row.meta(t.h.facility)
	if err := def.apply(t.tx, m, body); err != nil {
		return fmt.Errorf("journal: apply %s: %w", def.Kind, err)
	}
	if def.rights {
		t.h.authority++
	}
	if err := t.later(def, m, e); err != nil {
		return err
	}
	for _, f := range t.j.follows[reflect.TypeOf(e)] {
		q := Query{Tx: t.tx, Facility: t.h.facility, By: t.by, Now: t.now, Keys: t.j.Keys, Command: t.c.env.ID}
		next, err := f.run(q, m, e)
		if err != nil {
			return fmt.Errorf("journal: follow %s: %w", def.Kind, err)
		}
		for _, n := range next {
			if err := t.emit(n, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// later writes the errands that an event asks for.
func (t *turn) later(def *Event, m Meta, e any) error {
	if def.then == nil {
		return nil
	}
	for i, next := range def.then(m, e) {
		body, err := json.Marshal(next.Body)
		if err != nil {
			return err
		}
		kind, carried := next.Errand, body
		if kind == "" {
			kind = ErrandKind
			if v := t.j.verbs[next.Verb]; v != nil && v.Urgent {
				kind = errand.Deadline
			}
			if carried, err = json.Marshal(errandBody{next.Verb, body}); err != nil {
				return err
			}
		}
		id := ident.Derive(m.Command, 100_000+m.Ordinal*100+i)
		t.c.errands = true
		if err := errand.Add(t.tx, errand.Errand{Facility: m.Facility, ID: id, Kind: kind, Due: next.Due, Body: carried}); err != nil {
			return err
		}
	}
	return nil
}
