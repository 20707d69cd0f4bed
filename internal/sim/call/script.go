package call

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

// House is what the visits are played in.
type House struct {
	Journal *journal.Journal
	DB      *store.DB
	Keys    *keys.Ring
	Clock   instant.Clock
	Errands *errand.Runner
	// Missed hears what was not taken, for it no longer fitted; it may be nil.
	Missed func(error)
}

// voice lets the staff of the health centre speak, each command once: ids are made
// of names.
type voice struct {
	House
	ctx context.Context
}

// as is somebody of the staff; their rights are read anew at every command.
func as(key string) access.Actor {
	id := worker(key)
	return access.Actor{Facility: Facility(), ID: ident.Named("contoh account of " + key), Worker: id, Authority: -1, Door: "demo"}
}

// say gives a command, as somebody, at the clock's time.
func (v voice) say(by access.Actor, name, verb string, body any) (journal.Outcome, error) {
	out, err := v.give(0, by, name, verb, body)
	if err == nil && out.Status == journal.Refused {
		err = fmt.Errorf("call: %s was refused: %s %s", verb, out.Code, out.Field)
	}
	return out, err
}

// give gives a command about something that happened at an instant (zero: now),
// whatever the answer is.
func (v voice) give(at instant.Instant, by access.Actor, name, verb string, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return journal.Outcome{}, err
	}
	out, err := v.Journal.Do(v.ctx, by, journal.Envelope{ID: named("command " + name), Verb: verb, V: 1, OccurredAt: at, Device: "call", Body: raw})
	if err != nil {
		return out, fmt.Errorf("call: %s: %w", verb, err)
	}
	return out, nil
}

// both lets two persons stand for something.
func (v voice) both(first, second access.Actor, name, verb string, body any) error {
	out, err := v.say(first, name, verb, body)
	if err != nil || out.Status != journal.Proposed {
		return err
	}
	_, err = v.say(second, name+" yes", "approval.approve", journal.Approve{Command: out.ID})
	return err
}

// settle lets the machine do what is due.
func (v voice) settle() error {
	for {
		n, err := v.Errands.Once(v.ctx)
		if err != nil || n == 0 {
			return err
		}
	}
}
