package plan

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Desk plans outside the facility's turn: it reads a snapshot, searches, and says what it
// found as the machine. It keeps the days that were asked about compiled, so that an answer
// to one more costs no reading of hundreds of jobs. One desk serves a process.
type Desk struct {
	Room    Room
	DB      *store.DB
	Keys    *keys.Ring
	Clock   instant.Clock
	Journal *journal.Journal

	mu   sync.Mutex
	days map[dayKey]*compiled
}

type dayKey struct {
	facility   ident.ID
	group, day string
}

// compiled is a day in the solver's figures. Whoever uses it holds the lock.
type compiled struct {
	mu       sync.Mutex
	snapshot Snapshot
	index    *dayplan.Index
	plan     routing.Plan
}

// mostDays is how many compiled days are kept: a few a health centre.
const mostDays = 64

// fresh is how long a compiled day of a running day serves: its zero is a moment that
// passes, and those who go are somewhere else by then.
const fresh = 60 * time.Second

// attempts is how often a plan is made again at once because something happened meanwhile.
const attempts = 3

// Carry does an errand of the kind Errand.
func (d *Desk) Carry(ctx context.Context, e errand.Errand) error {
	w, err := WorkOf(e.Body)
	if err != nil {
		return fault.Wrap(err, "plan: errand")
	}
	return d.Make(ctx, e.Facility, w)
}

// Make plans a day if it is unsettled. An error means: try again later.
func (d *Desk) Make(ctx context.Context, facility ident.ID, w Work) error {
	for range attempts {
		s, wanted, err := d.wanted(ctx, facility, w)
		if err != nil || !wanted {
			return err
		}
		made := dayplan.Make(ctx, s.Sheet, s.Legs, s.Previous, s.Effort())
		if ctx.Err() != nil {
			return ctx.Err()
		}
		out, err := d.say(ctx, facility, s.Command(made))
		if err != nil || out.Status == journal.Accepted {
			return err
		}
		if out.Code != "plan.stale" {
			return fmt.Errorf("plan: %s", out.Code)
		}
	}
	return fmt.Errorf("plan: %s %s changes faster than it is planned", w.Group, w.Day)
}

// wanted reads the day when it is to be planned at all.
func (d *Desk) wanted(ctx context.Context, facility ident.ID, w Work) (s Snapshot, wanted bool, err error) {
	err = d.read(ctx, facility, func(q journal.Query) error {
		row, found, err := Days.Get(q.Tx, q.Facility, DayID(w.Group, w.Day))
		if err != nil || !found || row.StaleSince.IsZero() {
			return err
		}
		if today, err := Today(q); err != nil || w.Day < today {
			return err
		}
		if _, found = d.Room.SourceOf(w.Group); !found {
			return nil
		}
		wanted = true
		s, err = d.Room.Read(q, w.Group, w.Day)
		return err
	})
	return s, wanted, err
}

func (d *Desk) read(ctx context.Context, facility ident.ID, f func(q journal.Query) error) error {
	return d.DB.Read(ctx, func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: facility, By: access.TheMachine(facility), Now: d.Clock.Now(), Keys: d.Keys})
	})
}

// say gives the machine's command. Its id is new each time: that a plan is made once is
// seen to by the version it stands on.
func (d *Desk) say(ctx context.Context, facility ident.ID, b Make) (journal.Outcome, error) {
	raw, err := json.Marshal(b)
	if err != nil {
		return journal.Outcome{}, fault.Wrap(err, "plan: make")
	}
	return d.Journal.Do(ctx, access.TheMachine(facility), journal.Envelope{ID: ident.New(d.Clock.Now().Time()), Verb: "plan.make", V: 1, Body: raw})
}
