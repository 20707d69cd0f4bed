// Package staff lets the people of an invented health centre speak to the journal: in
// whose name, at which time, and each command once, for ids are made of names. The plays
// of the demo speak through it; it owns no tables.
package staff

import (
	"context"
	"encoding/json"
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Clock can be put to a time of the past while that is written; zero lets it run.
type Clock interface {
	instant.Clock
	Put(instant.Instant)
}

// House is what a play is played in. Clock is the journal's clock.
type House struct {
	Journal *journal.Journal
	DB      *store.DB
	Keys    *keys.Ring
	Clock   instant.Clock
	Errands *errand.Runner
	// Missed hears what was not taken, for it no longer fitted; it may be nil.
	Missed func(error)
}

// Voice is how a play speaks.
type Voice struct {
	House
	Ctx context.Context
	// Facility is the health centre, Play the play's name: the device of its commands, and
	// what stands before what went wrong.
	Facility ident.ID
	Play     string
}

// Actor is a worker of a health centre with the account of a name; their rights are read
// anew at every command.
func Actor(facility ident.ID, account string, worker ident.ID) access.Actor {
	return access.Actor{Facility: facility, ID: ident.Named("contoh account of " + account), Worker: worker, Authority: -1, Door: "demo"}
}

// Command is the id of the play's command of a name: the same in every run.
func (v Voice) Command(name string) ident.ID {
	return ident.Named("contoh " + v.Play + " command " + name)
}

// Envelope is a command of a name about something that happened at an instant; zero: when
// it is said.
func (v Voice) Envelope(at instant.Instant, name, verb string, body any) (journal.Envelope, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return journal.Envelope{}, fmt.Errorf("%s: %s: %w", v.Play, verb, err)
	}
	return journal.Envelope{ID: v.Command(name), Verb: verb, V: 1, OccurredAt: at, Device: v.Play, Body: raw}, nil
}

// Settle lets the machine do what is due.
func (v Voice) Settle() error {
	for {
		n, err := v.Errands.Once(v.Ctx)
		if err != nil || n == 0 {
			return err
		}
	}
}

// Read asks the tables at the clock's time.
func (v Voice) Read(ask func(q journal.Query) error) error {
	return v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		return ask(journal.Query{Tx: tx, Facility: v.Facility, Now: v.Clock.Now(), Keys: v.Keys})
	})
}

// Refused says what was not taken, and why.
func (v Voice) Refused(verb, code, field string) error {
	return fmt.Errorf("%s: %s was refused: %s %s", v.Play, verb, code, field)
}
