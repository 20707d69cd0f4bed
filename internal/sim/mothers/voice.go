package mothers

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

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

// House is what the groups are played in. Clock must be the journal's clock.
type House struct {
	Journal *journal.Journal
	DB      *store.DB
	Keys    *keys.Ring
	Clock   Clock
	Errands *errand.Runner
	// Missed hears what was not taken, for it no longer fitted; it may be nil.
	Missed func(error)
}

// voice lets the staff of the health centre speak, each command once: ids are made of
// names. What one person says in a row goes out together.
type voice struct {
	House
	ctx   context.Context
	by    access.Actor
	lines []journal.Envelope
	err   error
}

// as is somebody of the staff by their key; their rights are read anew at every command.
func as(key string) access.Actor { return worker(ident.Named("contoh worker " + key)) }

func worker(id ident.ID) access.Actor {
	return access.Actor{Facility: Facility(), ID: ident.Named("contoh account of " + string(id)), Worker: id, Authority: -1, Door: "demo"}
}

// together is how many commands go out at once at most.
const together = 50

// say adds a command in somebody's name.
func (v *voice) say(by access.Actor, name, verb string, body any) {
	if by.ID != v.by.ID || len(v.lines) >= together {
		v.flush()
	}
	raw, err := json.Marshal(body)
	if err != nil && v.err == nil {
		v.err = err
	}
	v.by = by
	v.lines = append(v.lines, journal.Envelope{ID: named("command " + name), Verb: verb, V: 1, Device: "mothers", Body: raw})
}

// flush carries out what was said. What no longer fits is missed and passed over: life in
// the demo must not stop at a mother who has thought better of it.
func (v *voice) flush() {
	lines := v.lines
	v.lines = nil
	if v.err != nil || len(lines) == 0 {
		return
	}
	for i, r := range v.Journal.DoAll(v.ctx, v.by, lines) {
		switch {
		case r.Err != nil:
			v.err = fmt.Errorf("mothers: %s: %w", lines[i].Verb, r.Err)
			return
		case r.Status == journal.Refused && v.Missed != nil:
			v.Missed(fmt.Errorf("mothers: %s was refused: %s %s", lines[i].Verb, r.Code, r.Field))
		}
	}
	v.Clock.Put(v.Clock.Now().Add(20 * time.Second)) // nobody says everything in one breath
}

// both lets two persons stand for something.
func (v *voice) both(first, second access.Actor, name, verb string, body any) {
	v.say(first, name, verb, body)
	v.say(second, name+" yes", "approval.approve", journal.Approve{Command: named("command " + name)})
}

// until puts the clock to an instant and lets the machine do what is due.
func (v *voice) until(at instant.Instant) {
	v.flush()
	v.Clock.Put(at)
	for v.err == nil {
		n, err := v.Errands.Once(v.ctx)
		if v.err = err; n == 0 {
			return
		}
	}
}

// read asks the tables at the clock's time.
func (v *voice) read(ask func(q journal.Query) error) {
	v.flush()
	if v.err == nil {
		v.err = v.DB.Read(v.ctx, func(tx *store.Tx) error {
			return ask(journal.Query{Tx: tx, Facility: Facility(), Now: v.Clock.Now(), Keys: v.Keys})
		})
	}
}
