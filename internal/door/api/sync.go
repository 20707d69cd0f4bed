package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The limits of one round of sync.
const (
	maxCommands = 50
	maxChanges  = 1000
	usual       = 300 // changes when the phone does not say
)

// SyncAsk is what a phone sends: its commands, and how far it has read.
type SyncAsk struct {
	Device string `json:"device"`
	App    string `json:"app"`
	// Head is the highest seq.hash8 the phone ever saw.
	Head string `json:"head"`
	// Cursors are how far each audience was read.
	Cursors  map[string]int64   `json:"cursors"`
	Commands []journal.Envelope `json:"commands"`
	Limit    int                `json:"limit,omitempty"`
	// Phone is how the phone is, for whoever must know before it falls silent.
	Phone *PhoneWord `json:"phone,omitempty"`
}

// SyncAnswer is the answers, what changed and how to go on.
type SyncAnswer struct {
	Head    string            `json:"head"`
	Now     instant.Instant   `json:"now"`
	Token   string            `json:"token"`
	Answers []journal.Outcome `json:"answers"`
	// Reset asks the phone to drop its rows: another history, or the first time.
	Reset     bool             `json:"reset"`
	Audiences []string         `json:"audiences"`
	Lost      []string         `json:"lost"`
	Changes   []SyncChange     `json:"changes"`
	Rows      []SyncRow        `json:"rows"`
	Cursors   map[string]int64 `json:"cursors"`
	More      bool             `json:"more"`
}

// SyncChange is a row entering or leaving an audience.
type SyncChange struct {
	Audience string   `json:"audience"`
	Tbl      string   `json:"tbl"`
	ID       ident.ID `json:"id"`
	Gone     bool     `json:"gone,omitempty"`
}

// SyncRow is a row as this person may see it.
type SyncRow struct {
	Tbl string         `json:"tbl"`
	ID  ident.ID       `json:"id"`
	Seq int64          `json:"seq"`
	Row map[string]any `json:"row"`
}

func (a *API) sync(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	var ask SyncAsk
	if err := decode(r, &ask); err != nil {
		return err
	}
	if len(ask.Commands) > maxCommands || len(ask.Cursors) > 2000 || len(ask.Device) > 64 {
		return fault.New(fault.Invalid, "body.too_many")
	}
	a.hear(r.Context(), s.Actor, ask.Device, ask.Phone)
	answers, err := a.carryOut(r, s.Actor, ask)
	if err != nil {
		return err
	}
	if len(answers) > 0 { // what was just decided may have changed the asker's own rights
		if s, err = a.signed(r); err != nil {
			return err
		}
	}
	out, err := a.read(r.Context(), s.Actor, ask)
	if err != nil {
		return err
	}
	out.Answers = answers
	if err := a.noteShown(r.Context(), s.Actor, out.Rows); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// carryOut answers each command. What should be tried again gets no answer: it
// stays on the phone.
func (a *API) carryOut(r *http.Request, actor access.Actor, ask SyncAsk) ([]journal.Outcome, error) {
	for i := range ask.Commands {
		if ask.Commands[i].Device == "" {
			ask.Commands[i].Device = ask.Device
		}
	}
	answers := []journal.Outcome{}
	for i, res := range a.Journal.DoAll(r.Context(), actor, ask.Commands) {
		if res.Err == nil {
			res.Outcome, res.Err = a.Finish(r.Context(), actor.Facility, ask.Commands[i].Verb, res.Outcome)
		}
		if res.Err == nil {
			answers = append(answers, res.Outcome)
			continue
		}
		switch e := fault.Of(res.Err); e.Kind {
		case fault.Busy:
		case fault.Fault:
			a.Log.Error("sync: command", "command", res.ID, "error", res.Err)
		default:
			answers = append(answers, journal.Outcome{ID: res.ID, Status: journal.Refused, Code: e.Code, Field: e.Field})
		}
	}
	noteOf(r).Answer = "batch"
	return answers, nil
}

// read collects what changed for the actor, on one snapshot.
func (a *API) read(ctx context.Context, actor access.Actor, ask SyncAsk) (SyncAnswer, error) {
	now := a.Clock.Now()
	out := SyncAnswer{Lost: []string{}, Changes: []SyncChange{}, Rows: []SyncRow{}, Cursors: map[string]int64{}}
	out.Audiences = sorted(actor.Keys)
	err := a.DB.Read(ctx, func(tx *store.Tx) error {
		var err error
		if out.Now, err = a.Journal.Now(tx, actor.Facility); err != nil {
			return err
		}
		out.Token = a.Journal.Token(actor.Facility, ask.Device, out.Now)
		if out.Head, _, err = head(tx, actor.Facility); err != nil {
			return err
		}
		same, err := sameHistory(tx, actor.Facility, ask.Head)
		if err != nil {
			return err
		}
		roles := rolesKey(actor)
		_, asBefore := ask.Cursors[roles]
		if out.Reset = ask.Head == "" || !same || len(ask.Cursors) > 0 && !asBefore; out.Reset {
			ask.Cursors = nil
		}
		out.Cursors[roles] = 0
		for key := range ask.Cursors {
			if key != roles && !slices.Contains(out.Audiences, key) {
				out.Lost = append(out.Lost, key)
			}
		}
		slices.Sort(out.Lost)
		return a.collect(journal.Query{Tx: tx, Facility: actor.Facility, By: actor, Now: now, Keys: a.Keys}, ask, &out)
	})
	return out, err
}

// rolesKey stands among the cursors that a phone sends back. What a row shows
// hangs on the roles too: with others the same audiences show more or less, and
// the rows a phone has are not those it may see. It begins anew then.
func rolesKey(a access.Actor) string {
	names := make([]string, len(a.Roles))
	for i, r := range a.Roles {
		names[i] = string(r)
	}
	return "roles:" + strings.Join(sorted(names), "+")
}

// collect reads each audience above its cursor until the limit, then the rows.
func (a *API) collect(q journal.Query, ask SyncAsk, out *SyncAnswer) error {
	left := usual
	if ask.Limit > 0 {
		left = min(ask.Limit, maxChanges)
	}
	touched := map[rowKey]int64{}
	for _, key := range out.Audiences {
		after := ask.Cursors[key]
		out.Cursors[key] = after
		if left <= 0 {
			out.More = true
			continue
		}
		list, more, err := wholeSteps(q.Tx, q.Facility, key, after, left)
		if err != nil {
			return err
		}
		for _, c := range list {
			// An audience through which these roles see nothing of a table holds none of its rows on
			// the phone: else one that was seen through another would stay after that has lost it.
			out.Changes = append(out.Changes, SyncChange{key, c.Table, c.Row, c.Gone || !a.opens(q.By.Roles, c.Table, key)})
			k := rowKey{c.Table, c.Row}
			touched[k] = max(touched[k], c.Seq)
			out.Cursors[key] = c.Seq
		}
		left -= len(list)
		out.More = out.More || more
	}
	return a.rows(q, touched, out)
}

// wholeSteps reads changes without cutting one seq in two: the cursor that the
// phone keeps would skip the rest of it.
func wholeSteps(tx *store.Tx, f ident.ID, key string, after int64, limit int) (list []store.Change, more bool, err error) {
	for {
		list, err = tx.Changes(f, key, after, limit+1)
		if err != nil || len(list) <= limit {
			return list, false, err
		}
		last := list[len(list)-1].Seq
		cut := slices.IndexFunc(list, func(c store.Change) bool { return c.Seq == last })
		if cut > 0 {
			return list[:cut], true, nil
		}
		limit *= 4 // one command wrote more rows than the limit: it goes out whole
	}
}

// sorted gives the keys in order, each once; a list even when there is none.
func sorted(keys []string) []string {
	return slices.Compact(append([]string{}, slices.Sorted(slices.Values(keys))...))
}
