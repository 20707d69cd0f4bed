package homevisit

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// opened makes a request a visit and begins its two promises, in the breath in
// which the request is taken in.
func (r Room) opened(q journal.Query, _ journal.Meta, e need.Opened) ([]any, error) {
	if e.Started.IsZero() || e.Kind != Sick && e.Kind != Transport {
		return nil, nil
	}
	c, found, err := need.Cases.Get(q.Tx, q.Facility, e.Case)
	if err != nil || !found {
		return nil, err
	}
	if _, begun, err := Visits.Get(q.Tx, q.Facility, c.ID); err != nil || begun {
		return nil, err // the case was there before
	}
	v := Visit{ID: c.ID, Number: c.Number, Kind: c.Kind, Village: c.Village, People: c.People, Colour: c.Colour, StartedAt: c.Started, WantAt: c.WantAt}
	respond, err := v.begin(q, Respond)
	if err != nil {
		return nil, err
	}
	fetch, err := v.begin(q, Fetch)
	if err != nil {
		return nil, err
	}
	v.Planned = !v.WantAt.IsZero() && fetch.Due == v.WantAt
	out := []any{Opened{Visit: v.ID, Number: v.Number, Kind: v.Kind, People: v.People, Village: v.Village, Started: v.StartedAt,
		Colour: c.Colour, Sign: c.Sign, WantAt: v.WantAt, Planned: v.Planned, Needs: c.Needs}, respond, fetch}
	told, err := v.received(q, fetch.Due)
	return append(out, told...), err
}

// begin makes one of the promises of the beginning. Red waits for no opening hour.
//
// To be fetched at an hour that was agreed is the promise of being there by then:
// the same hours, reckoned backwards from it, so that the warnings come before it.
// That holds for transport of somebody who is not ill, whose colour is green, and
// only when it is later than what everybody is promised: a wish moves no deadline
// of the sick.
func (v Visit) begin(q journal.Query, name string) (promise.Started, error) {
	rule, version, err := promise.RuleOf(q, name)
	if err != nil {
		return promise.Started{}, err
	}
	if v.Colour == need.Red {
		rule = rule.RoundTheClock()
	}
	id := PromiseID(v.ID, name)
	e, err := promise.Begin(q, rule, version, id, v.ID, v.StartedAt, q.Now, v.Audiences())
	if err != nil || name != Fetch || v.Kind != Transport || v.Colour != need.Green || !v.WantAt.After(e.Due) {
		return e, err
	}
	late := v.WantAt.Add(-second(rule.Seconds))
	planned, err := promise.Begin(q, rule.RoundTheClock(), version, id, v.ID, late, max(late, q.Now), v.Audiences())
	return planned, err
}

// careEnded begins the promise of the way home.
func (r Room) careEnded(q journal.Query, _ journal.Meta, e Stepped) ([]any, error) {
	if e.Begins.IsZero() {
		return nil, nil
	}
	v, found, err := Visits.Get(q.Tx, q.Facility, e.Visit)
	if err != nil || !found {
		return nil, err
	}
	rule, version, err := promise.RuleOf(q, Return)
	if err != nil {
		return nil, err
	}
	started, err := promise.Begin(q, rule.RoundTheClock(), version, PromiseID(v.ID, Return), v.ID, e.Begins, q.Now, v.Audiences())
	return []any{started}, err
}

// received tells the patient that the request is with us and by when we come.
func (v Visit) received(q journal.Query, due instant.Instant) ([]any, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	return v.tell(ident.Derive(v.ID, 801), "visit_received", map[string]string{"day_on": due.Day(f.Location()), "due_at": due.String()}), nil
}
