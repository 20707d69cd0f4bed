package journal

import (
	"context"
	"encoding/json"
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
)

// errandBody is the body of an errand that carries a command.
type errandBody struct {
	Verb string          `json:"verb"`
	Body json.RawMessage `json:"body"`
}

// ErrandKind is the kind of errand that carries a command.
const ErrandKind = errand.Command

// Carry does an errand that carries a command. A refusal is an end: what the
// deadline was for has already been done another way.
func (j *Journal) Carry(ctx context.Context, e errand.Errand) error {
	return j.CarryAll(ctx, []errand.Errand{e})[0]
}

// CarryAll does errands that carry commands, in their order. They wait for their
// facility's turn together, so that the writer takes them in groups: a day of
// deadlines after a day without power is a matter of seconds.
func (j *Journal) CarryAll(ctx context.Context, group []errand.Errand) []error {
	out, calls, failed := make([]Result, len(group)), make([]*call, len(group)), make([]error, len(group))
	for i, e := range group {
		calls[i], out[i].Err = j.carried(e)
	}
	j.together(ctx, calls, out)
	for i, e := range group {
		if failed[i] = out[i].Err; failed[i] != nil && fault.Of(failed[i]).Kind == fault.NotFound {
			j.Log.Warn("journal: what a deadline was for is not there", "errand", e.ID)
			failed[i] = nil // to try again would find it no more
		}
	}
	return failed
}

// carried is the machine's command in an errand. It is not decided before its time:
// a clock that was set back since the errand was taken up would have it refused, and
// a refusal is an end.
func (j *Journal) carried(e errand.Errand) (*call, error) {
	var b errandBody
	if err := json.Unmarshal(e.Body, &b); err != nil {
		return nil, fmt.Errorf("journal: errand body: %w", err)
	}
	v, ok := j.verbs[b.Verb]
	if !ok {
		return nil, fmt.Errorf("journal: errand for unknown verb %s", b.Verb)
	}
	c, err := j.prepare(access.TheMachine(e.Facility), Envelope{ID: e.ID, Verb: b.Verb, V: v.V, Body: b.Body})
	if err == nil {
		c.due = e.Due
	}
	return c, err
}
