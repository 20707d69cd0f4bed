package journal

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// call is a command on its way through the writer.
type call struct {
	j      *Journal
	actor  access.Actor
	env    Envelope
	verb   *Verb
	body   any
	digest string
	// urgent is the lane it waits in.
	urgent bool
	// due is before when an errand's command is not decided; zero for all others.
	due  instant.Instant
	out  Outcome
	err  error
	done chan struct{}
	// denied is told to the access log after the turn: whoever writes a log may
	// need the database that the turn holds.
	denied bool
	// errands says that work for the machine was added.
	errands bool
}

func (c *call) wait(ctx context.Context) (Outcome, error) {
	select {
	case <-c.done:
		if c.denied {
			c.j.Denied(ctx, c.actor, c.verb.Name)
		}
		return c.out, c.err
	case <-ctx.Done():
		// It may still be decided; the sender asks again with the same id.
		return Outcome{ID: c.env.ID}, fault.Wrap(ctx.Err(), "journal: gave up waiting")
	}
}

// The limits of a group: so many commands, or so long a transaction. A queue
// longer than this many commands answers "busy" instead of growing.
const (
	groupSize  = 20
	groupTime  = 10 * time.Millisecond
	queueLimit = 2000
)

// writer is the one goroutine that writes: per database on SQLite, per facility
// on PostgreSQL.
type writer struct {
	j      *Journal
	urgent chan *call
	normal chan *call
	stop   chan struct{}
}

func (j *Journal) enqueue(c *call) error {
	j.mu.Lock()
	if j.closed {
		j.mu.Unlock()
		return fault.New(fault.Busy, "server.stopping")
	}
	var key ident.ID
	if j.DB.Dialect.WritersPerFacility() {
		key = c.actor.Facility
	}
	w, ok := j.writers[key]
	if !ok {
		w = &writer{j: j, urgent: make(chan *call, queueLimit), normal: make(chan *call, queueLimit), stop: make(chan struct{})}
		j.writers[key] = w
		j.wg.Add(1)
		go w.loop()
	}
	defer j.mu.Unlock()
	lane := w.normal
	if c.urgent {
		lane = w.urgent
	}
	select {
	case lane <- c:
		return nil
	default:
		return fault.New(fault.Busy, "server.busy")
	}
}

// Close lets the writers finish what they have taken and stops them.
func (j *Journal) Close() {
	j.mu.Lock()
	if j.closed {
		j.mu.Unlock()
		return
	}
	j.closed = true
	for _, w := range j.writers {
		close(w.stop)
	}
	j.mu.Unlock()
	j.wg.Wait()
}

func (w *writer) loop() {
	defer w.j.wg.Done()
	for {
		c := w.next(true)
		if c == nil {
			return
		}
		w.commit(w.gather(c))
	}
}

// next takes the next command, urgent ones first; nil means stopped and empty.
func (w *writer) next(wait bool) *call {
	select {
	case c := <-w.urgent:
		return c
	default:
	}
	select {
	case c := <-w.urgent:
		return c
	case c := <-w.normal:
		return c
	default:
	}
	if !wait {
		return nil
	}
	select {
	case c := <-w.urgent:
		return c
	case c := <-w.normal:
		return c
	case <-w.stop:
		return w.next(false)
	}
}

func (w *writer) gather(first *call) []*call {
	group := []*call{first}
	for len(group) < groupSize {
		c := w.next(false)
		if c == nil {
			break
		}
		group = append(group, c)
	}
	return group
}

// commit decides a group in one transaction; what did not fit into its time
// goes into the next one.
func (w *writer) commit(group []*call) {
	for len(group) > 0 {
		n, err := w.try(group)
		if err != nil && len(group) == 1 {
			group[0].out, group[0].err = Outcome{ID: group[0].env.ID}, fault.Wrap(err, "journal: %s", group[0].env.Verb)
			n = 1
		} else if err != nil {
			// Somebody in the group broke the transaction: each on its own.
			for _, c := range group {
				w.commit([]*call{c})
			}
			return
		}
		w.answer(group[:n])
		group = group[n:]
	}
}

// try runs one transaction and says how many commands it decided. Refusals,
// conflicts and what is not found leave the transaction whole.
func (w *writer) try(group []*call) (n int, err error) {
	err = w.j.DB.Write(context.Background(), func(tx *store.Tx) error {
		n = 0
		start := time.Now()
		heads := map[ident.ID]*head{}
		for _, c := range group {
			h, ok := heads[c.actor.Facility]
			if !ok {
				var err error
				if h, err = takeHead(tx, c.actor.Facility); err != nil {
					return err
				}
				heads[c.actor.Facility] = h
			}
			before, asked := *h, tx.Statements
			c.out, c.err = w.j.decideSafely(tx, h, c)
			if w.j.Tally != nil {
				w.j.Tally(c.env.Verb, tx.Statements-asked)
			}
			if c.err != nil {
				if fault.Of(c.err).Kind == fault.Fault || h.seq != before.seq {
					return c.err // it may have written something
				}
				c.out.ID = c.env.ID
			}
			n++
			if time.Since(start) > groupTime {
				break
			}
		}
		for _, h := range heads {
			if h.fresh {
				continue
			}
			if err := h.save(tx); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// decideSafely turns a panic in a room into that command's fault.
func (j *Journal) decideSafely(tx *store.Tx, h *head, c *call) (out Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			j.Log.Error("journal: panic", "verb", c.env.Verb, "command", c.env.ID, "stack", string(debug.Stack()))
			err = fault.Wrap(fmt.Errorf("panic: %v", p), "journal: %s", c.env.Verb)
		}
	}()
	return j.decide(tx, h, c)
}

func (w *writer) answer(group []*call) {
	told, errands := map[ident.ID]bool{}, false
	for _, c := range group {
		if c.err == nil && !told[c.actor.Facility] {
			told[c.actor.Facility] = true
			w.j.feed.wake(c.actor.Facility)
		}
		errands = errands || c.err == nil && c.errands
		close(c.done)
	}
	if errands { // to look for work takes the writer's turn, so not after every commit
		w.j.Nudge()
	}
}
