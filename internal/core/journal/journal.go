package journal

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"sync"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Resolve reads anew what an actor is, when rights have changed since.
type Resolve func(q Query, a access.Actor) (access.Actor, error)

// Config is what a journal stands on.
type Config struct {
	DB    *store.DB
	Keys  *keys.Ring
	Clock instant.Clock
	Log   *slog.Logger
	Rooms []Room
	// Resolve may be nil where nobody's rights change (tests of one room).
	Resolve Resolve
	// Nudge is called after a commit that added work for the machine.
	Nudge func()
	// Tally, when there is one, hears how many statements a command cost the
	// database: for the test that keeps them few.
	Tally func(verb string, statements int)
	// Denied is told when a known actor asked for what they have no right to.
	Denied func(ctx context.Context, a access.Actor, verb string)
}

// Journal is the write path of every facility in one database.
type Journal struct {
	Config
	verbs   map[string]*Verb
	kinds   map[string]*Event
	types   map[reflect.Type]*Event
	follows map[reflect.Type][]Follow
	tables  []store.Def
	feed    *Feed
	mu      sync.Mutex
	writers map[ident.ID]*writer
	closed  bool
	wg      sync.WaitGroup
}

// New wires the rooms; a verb or an event declared twice, or a verb whose need
// nobody has, is a mistake of ours and an error at start.
func New(c Config) (*Journal, error) {
	j := &Journal{Config: c, verbs: map[string]*Verb{}, kinds: map[string]*Event{}, types: map[reflect.Type]*Event{},
		follows: map[reflect.Type][]Follow{}, feed: newFeed(), writers: map[ident.ID]*writer{}}
	if j.Nudge == nil {
		j.Nudge = func() {}
	}
	if j.Denied == nil {
		j.Denied = func(context.Context, access.Actor, string) {}
	}
	needs := access.Needs()
	for _, room := range append([]Room{approvals{}}, c.Rooms...) {
		for _, v := range room.Verbs() {
			if j.verbs[v.Name] != nil {
				return nil, fmt.Errorf("journal: verb %s is declared twice", v.Name)
			}
			if len(needs[v.Need]) == 0 {
				return nil, fmt.Errorf("journal: verb %s needs %c %s, which no role has", v.Name, v.Need.Action, v.Need.Resource)
			}
			j.verbs[v.Name] = &v
		}
		for _, e := range room.Events() {
			if j.kinds[e.Kind] != nil || j.types[e.Type] != nil {
				return nil, fmt.Errorf("journal: event %s is declared twice", e.Kind)
			}
			j.kinds[e.Kind], j.types[e.Type] = &e, &e
		}
		for _, f := range room.Follows() {
			j.follows[f.typ] = append(j.follows[f.typ], f)
		}
		j.tables = append(j.tables, room.Tables()...)
	}
	for t := range j.follows {
		if j.types[t] == nil {
			return nil, fmt.Errorf("journal: somebody follows %v, which nobody declares", t)
		}
	}
	return j, nil
}

// Verbs lists every verb by name.
func (j *Journal) Verbs() map[string]*Verb { return j.verbs }

// Tables lists every table the rooms own.
func (j *Journal) Tables() []store.Def { return j.tables }

// Feed wakes those who wait for news of a facility.
func (j *Journal) Feed() *Feed { return j.feed }

// Do decides one command and answers after the commit. The error is coded:
// not found, conflict, invalid, busy or a fault. A refusal is no error.
func (j *Journal) Do(ctx context.Context, a access.Actor, env Envelope) (Outcome, error) {
	c, err := j.prepare(a, env)
	if err != nil {
		return Outcome{ID: env.ID}, err
	}
	if err := j.enqueue(c); err != nil {
		return Outcome{ID: env.ID}, err
	}
	return c.wait(ctx)
}

// Result is the outcome of one command of a batch, or the error in its place.
type Result struct {
	Outcome
	Err error
}

// DoAll decides a batch in order; each command stands alone. An urgent command
// takes along what the batch says before it: an arrival that overtook its own
// pick-up would be refused. When the queue is full, the rest of the batch waits
// too, for the same reason.
func (j *Journal) DoAll(ctx context.Context, a access.Actor, envs []Envelope) []Result {
	out := make([]Result, len(envs))
	calls := make([]*call, len(envs))
	for i, env := range envs {
		out[i].ID = env.ID
		calls[i], out[i].Err = j.prepare(a, env)
	}
	j.together(ctx, calls, out)
	return out
}

// together enqueues prepared calls in order and waits for all of them. One that
// could not be prepared has its error in out already.
func (j *Journal) together(ctx context.Context, calls []*call, out []Result) {
	hurry := false
	for i := len(calls) - 1; i >= 0; i-- {
		if out[i].Err == nil {
			hurry = hurry || calls[i].verb.Urgent
			calls[i].urgent = hurry
		}
	}
	var full error
	for i, c := range calls {
		if out[i].Err != nil {
			continue
		}
		if full == nil {
			full = j.enqueue(c)
		}
		out[i].Err = full
	}
	for i, c := range calls {
		if out[i].Err == nil {
			out[i].Outcome, out[i].Err = c.wait(ctx)
		}
	}
}

// prepare does all that can be done before the facility's turn.
func (j *Journal) prepare(a access.Actor, env Envelope) (*call, error) {
	env, v, body, err := j.read(env)
	if err != nil {
		return nil, err
	}
	return &call{j: j, actor: a, env: env, verb: v, body: body, digest: j.digest(env), urgent: v.Urgent, done: make(chan struct{})}, nil
}

// read checks the form of a command and decodes its body.
func (j *Journal) read(env Envelope) (Envelope, *Verb, any, error) {
	if !env.ID.Valid() {
		return env, nil, nil, fault.BadField("body.bad_id", "id")
	}
	v, ok := j.verbs[env.Verb]
	if !ok {
		return env, nil, nil, fault.BadField("verb.unknown", "verb")
	}
	if env.V != v.V {
		return env, nil, nil, fault.BadField("verb.version", "v")
	}
	if err := env.tooLong(); err != nil {
		return env, nil, nil, err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, env.Body); err != nil {
		return env, nil, nil, fault.New(fault.Invalid, "body.not_json")
	}
	body, err := v.decode(compact.Bytes())
	env.Body = compact.Bytes()
	return env, v, body, err
}

// digest tells a repeat from another content under the same id, without
// keeping the content.
func (j *Journal) digest(env Envelope) string {
	return hex.EncodeToString(j.Keys.Mac("command", string(env.ID), env.Verb, num(int64(env.V)), num(int64(env.OccurredAt)), string(env.Body)))
}

// decide answers one command inside the group's transaction.
func (j *Journal) decide(tx *store.Tx, h *head, c *call) (Outcome, error) {
	if out, found, err := j.answered(tx, c); found || err != nil {
		return out, err
	}
	if err := j.waitsFor(tx, c); err != nil {
		return Outcome{}, err
	}
	if h.fresh && !c.verb.Founding {
		return Outcome{}, fault.Absent()
	}
	now := max(j.Clock.Now(), h.recordedAt)
	if now.Before(c.due) { // the clock was set back since the errand was taken up: its time comes again
		return Outcome{}, fault.New(fault.Busy, "server.busy")
	}
	actor, err := j.current(tx, h, c, now)
	if err != nil {
		return Outcome{}, err
	}
	made := j.made(c.actor.Facility, c.env, c.digest, now)
	at := made.happened(c.env.OccurredAt)
	t := &turn{j: j, tx: tx, h: h, c: c, by: actor, now: now, at: at, clock: cmp.Or(c.env.OccurredAt, at), made: made, seal: &sealer{ring: j.Keys}}
	if _, err := rand.Read(t.seal.entropy[:]); err != nil {
		return Outcome{}, fault.Wrap(err, "journal: no randomness")
	}
	return t.answer()
}

// answered finds the answer that was given before.
func (j *Journal) answered(tx *store.Tx, c *call) (Outcome, bool, error) {
	out := Outcome{ID: c.env.ID}
	var digest, result, by string
	found, err := tx.One("SELECT digest, status, code, field, result, last_seq, actor FROM command WHERE facility_id = $1 AND id = $2",
		store.Args(c.actor.Facility, c.env.ID), &digest, &out.Status, &out.Code, &out.Field, &result, &out.Seq, &by)
	if err != nil || !found {
		return out, false, err
	}
	if digest != c.digest || by != string(c.actor.ID) {
		return out, true, fault.New(fault.Conflict, "command.other_content")
	}
	if result != "" {
		out.Result = json.RawMessage(result)
	}
	return out, true, nil
}

// waitsFor checks that what this command builds on has been answered.
func (j *Journal) waitsFor(tx *store.Tx, c *call) error {
	for _, id := range c.env.After {
		var one int
		found, err := tx.One("SELECT 1 FROM command WHERE facility_id = $1 AND id = $2", store.Args(c.actor.Facility, id), &one)
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.Busy, "command.after_missing")
		}
	}
	return nil
}

// current reads the actor anew when somebody's rights have changed since.
func (j *Journal) current(tx *store.Tx, h *head, c *call, now instant.Instant) (access.Actor, error) {
	if j.Resolve == nil || c.actor.Authority == h.authority || c.actor.Is(access.Machine) {
		return c.actor, nil
	}
	return j.Resolve(Query{Tx: tx, Facility: h.facility, By: c.actor, Now: now, Keys: j.Keys, Command: c.env.ID}, c.actor)
}
