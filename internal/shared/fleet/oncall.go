package fleet

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// longestCall is how long one may have the telephone in one piece: a week.
const longestCall = 8 * 24 * time.Hour

// SetOnCall says who has the telephone from an hour to an hour, or takes that back:
// verb fleet.set_on_call.
type SetOnCall struct {
	OnCall  ident.ID        `json:"on_call"`
	Worker  ident.ID        `json:"worker"`
	From    instant.Instant `json:"from"`
	To      instant.Instant `json:"to"`
	Removed bool            `json:"removed,omitempty"`
}

// Subject is the entry of the list.
func (b SetOnCall) Subject() ident.ID { return b.OnCall }

// Check wants somebody and an hour before another.
func (b SetOnCall) Check() *fault.Error {
	switch {
	case b.OnCall == "":
		return fault.BadField("body.required", "on_call")
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case b.From.IsZero() || !b.From.Before(b.To) || b.To.Sub(b.From) > longestCall:
		return fault.BadField("fleet.bad_hours", "to")
	}
	return nil
}

// OnCallSet is the event of an entry as it is from now on.
type OnCallSet struct {
	OnCall  ident.ID        `json:"on_call"`
	Worker  ident.ID        `json:"worker"`
	From    instant.Instant `json:"from"`
	To      instant.Instant `json:"to"`
	Removed bool            `json:"removed,omitempty"`
}

// calling is the state of a verb about the list.
type calling struct{ works bool }

func loadOnCall(q journal.Query) (c calling, err error) {
	_, c.works, err = roleOf(q, q.Body.(SetOnCall).Worker, q.Now)
	return c, err
}

// set may name several for one hour: the one whose turn began last is rung first.
func (c calling) set(s journal.Said[SetOnCall]) journal.Answer {
	if !c.works && !s.Body.Removed {
		return journal.Refuse("fleet.unknown_member").On("worker")
	}
	return journal.Accept(OnCallSet(s.Body))
}

func applyOnCallSet(tx *store.Tx, m journal.Meta, e OnCallSet) error {
	o := OnCall{m.Facility, e.OnCall, e.Worker, e.From, e.To, On}
	if e.Removed {
		o.State = Ended
	}
	return OnCalls.Put(tx, o)
}

// CallNow gives who has the telephone at an instant; none where nobody is on the list.
func CallNow(q journal.Query, at instant.Instant) (ident.ID, error) {
	o, _, err := OnCalls.First(q.Tx, "facility_id = $1 AND state = $2 AND starts_at <= $3 AND ends_at > $4 ORDER BY starts_at DESC, id", q.Facility, On, at, at)
	return o.Worker, err
}
