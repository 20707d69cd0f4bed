package promise

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// justAfter is how long after a deadline the machine asks: a millisecond, the
// precision of recorded times, so that fulfilment at exactly the deadline wins.
const justAfter = time.Millisecond

// Room is the table of contents.
type Room struct{}

// Verbs are the machine's.
func (Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("promise.warn", 1, load, Promise.warn, access.Update("promise")),
		journal.Request("promise.lapse", 1, load, Promise.lapse, access.Update("promise"), journal.Urgent),
	}
}

// Events are what can have happened to a promise.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("promise.started/1", applyStarted), alarms),
		journal.On("promise.moved/1", change(func(e Moved) ident.ID { return e.Promise }, moved)),
		journal.On("promise.ended/1", change(func(e Ended) ident.ID { return e.ID }, ended)),
		journal.On("promise.warned/1", change(func(e Warned) ident.ID { return e.ID }, warned)),
		journal.On("promise.lapsed/1", change(func(e Lapsed) ident.ID { return e.ID }, lapsed)),
		journal.On("promise.struck/1", change(func(e Struck) ident.ID { return e.ID }, struck)),
		journal.On("promise.claimed/1", change(func(e Claimed) ident.ID { return e.ID }, claimed)),
		journal.On("promise.fulfilled_late/1", change(func(e FulfilledLate) ident.ID { return e.ID }, fulfilledLate)),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Promises.Definition()} }

// Follows are what it answers to: nothing.
func (Room) Follows() []journal.Follow { return nil }

// View is a promise as the faces know it.
type View struct {
	ID      ident.ID        `json:"id"`
	Subject ident.ID        `json:"subject"`
	Kind    string          `json:"kind"`
	Start   instant.Instant `json:"start"`
	Due     instant.Instant `json:"due"`
	WarnAt  instant.Instant `json:"warn_at"`
	State   string          `json:"state"`
	EndedAt instant.Instant `json:"ended_at"`

	Version       int64           `json:"version"`
	Consequence   string          `json:"consequence"`
	Levels        []Level         `json:"levels"`
	WarnedPercent int64           `json:"warned_percent"`
	ProofUntil    instant.Instant `json:"proof_until"`
	ClaimedAt     instant.Instant `json:"claimed_at"`
	FulfilledAt   instant.Instant `json:"fulfilled_at"`
	StruckAt      instant.Instant `json:"struck_at"`
	Proof         string          `json:"proof"`
}

func (p Promise) view() View {
	levels := p.Levels
	if levels == nil {
		levels = []Level{} // a list even when there is none
	}
	return View{p.ID, p.Subject, p.Kind, p.Start, p.Due, p.WarnAt, p.State, p.EndedAt, p.Version, p.Consequence, levels,
		p.WarnedPercent, p.ProofUntil, p.ClaimedAt, p.FulfilledAt, p.StruckAt, p.Proof}
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"promise": func(q journal.Query, id ident.ID) (any, bool, error) {
		p, found, err := Promises.Get(q.Tx, q.Facility, id)
		return p.view(), found, err
	}}
}
