package rice_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/need"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// visits is what a visit does to requests and their promises, and no more: it says the
// events that rice answers to.
type visits struct{}

type happen struct {
	What string          `json:"what"`
	Case ident.ID        `json:"case"`
	Into ident.ID        `json:"into,omitempty"`
	Rule string          `json:"rule,omitempty"`
	At   instant.Instant `json:"at,omitzero"`
}

type begun struct {
	promises []promise.Promise
	settings []promise.Started
}

func loadBegun(q journal.Query) (b begun, err error) {
	h := q.Body.(happen)
	if b.promises, err = promise.Of(q, h.Case); err != nil || h.What != "ask" {
		return b, err
	}
	for n, name := range []string{promise.Respond, promise.Fetch} {
		rule, version, err := promise.RuleOf(q, name)
		if err != nil {
			return b, err
		}
		started, err := promise.Begin(q, rule, version, ident.Derive(h.Case, 910+n), h.Case, h.At, q.Now, []string{"f"})
		if err != nil {
			return b, err
		}
		b.settings = append(b.settings, started)
	}
	return b, nil
}

func (b begun) decide(s journal.Said[happen]) journal.Answer {
	h := s.Body
	switch h.What {
	case "ask":
		answer := journal.Accept(need.Opened{Case: h.Case, Kind: "visit_request", Village: "33.13.14.2004", Door: "desk", Started: h.At, Colour: "yellow"})
		for _, p := range b.settings {
			answer = answer.With(p)
		}
		return answer
	case "keep":
		return journal.Accept(promise.Keep(of(b.promises, h.Rule).ID, s.Now))
	case "prove":
		p := of(b.promises, h.Rule)
		return journal.Accept(promise.Struck{ID: p.ID, Subject: h.Case, Kind: h.Rule, Due: p.Due, At: p.Due, Until: h.At, Proof: promise.ByToken})
	case "merge":
		return journal.Accept(need.Merged{Case: h.Case, Into: h.Into})
	case "unmerge":
		return journal.Accept(need.Unmerged{Case: h.Case, From: h.Into})
	case "died":
		return journal.Accept(need.PatientDied{Case: h.Case, Died: true})
	case "lives":
		return journal.Accept(need.PatientDied{Case: h.Case, Died: false})
	}
	return journal.Refuse("visits.unknown")
}

func of(all []promise.Promise, rule string) promise.Promise {
	for _, p := range all {
		if p.Kind == rule {
			return p
		}
	}
	return promise.Promise{}
}

func (visits) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("visits.happen", 1, loadBegun, begun.decide, access.Create("custody"))}
}
func (visits) Events() []journal.Event   { return nil }
func (visits) Tables() []store.Def       { return nil }
func (visits) Follows() []journal.Follow { return nil }

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant  { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) set(i instant.Instant) { c.mu.Lock(); defer c.mu.Unlock(); c.now = i }

// stage is a health centre with requests, promises, books and rice.
type stage struct {
	j      *journal.Journal
	runner *errand.Runner
	clock  *clock
	f      ident.ID
	n      *int
	// silentPhones are the workers whose phones have not been heard of.
	silentPhones map[ident.ID]bool
}

var eight = instant.Of(time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)) // 08:00 in Kebakkramat

var joko, sari = ident.Named("joko"), ident.Named("sari")

func newStage(t *testing.T, db *store.DB) stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := stage{clock: &clock{now: eight}, n: new(int), silentPhones: map[ident.ID]bool{}}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: log, Rooms: []journal.Room{
		registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{rice.Policy, promise.Policy}}, promise.Room{}, need.Room{Kinds: []need.Kind{{Name: "visit_request", Request: true}}, Name: workforce.Name, Holders: workforce.HoldersOn}, workforce.Room{},
		ledger.Room{Elsewhere: rice.Posts}, visits{}, rice.Room{
			Team:  func(journal.Query, ident.ID) ([]ident.ID, error) { return []ident.ID{joko}, nil },
			Heard: func(_ journal.Query, w ident.ID, _ instant.Instant) (bool, error) { return !s.silentPhones[w], nil },
		}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	s.runner = errand.NewRunner(db, s.clock, log)
	s.runner.Workers[journal.ErrandKind] = s.j.Carry
	return s.facility(t, "kebakkramat")
}

// facility founds one more health centre in the same database.
func (s stage) facility(t tester, name string) stage {
	t.Helper()
	s.f = ident.Named(name)
	found := registry.Found{Slug: strings.ReplaceAll(name, " ", "-"), Name: name, Zone: "Asia/Jakarta", Demo: true, ServicePhone: "0271 646 123", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: "33.13.14.2004", Name: "Nangsri", Lat: -7.53195, Lon: 110.90893}}}
	must(t, s.j.DB.Write(t.Context(), func(tx *store.Tx) error {
		return registry.Enlist(tx, registry.Facility{ID: s.f, Slug: found.Slug, Name: found.Name, Zone: found.Zone, Demo: true}, 1)
	}))
	if out := s.say(t, access.TheMachine(s.f), "registry.found", found); out.Status != journal.Accepted {
		t.Fatalf("found: %s", out.Code)
	}
	return s
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s stage) actor(name string, role access.Role, also ...string) access.Actor {
	return access.Actor{Facility: s.f, ID: ident.Named(name), Worker: ident.Named(name), Roles: []access.Role{role}, Keys: append([]string{"f", "w:" + string(ident.Named(name))}, also...)}
}

func (s stage) treasurer() access.Actor { return s.actor("yuni", access.Treasurer) }
func (s stage) head() access.Actor      { return s.actor("retno", access.Head) }
func (s stage) driver() access.Actor {
	return access.Actor{Facility: s.f, ID: joko, Worker: joko, Roles: []access.Role{access.Driver}, Keys: []string{"w:" + string(joko)}}
}

func (s stage) try(t tester, a access.Actor, verb string, at instant.Instant, body any) (journal.Outcome, ident.ID, error) {
	t.Helper()
	raw, err := json.Marshal(body)
	must(t, err)
	*s.n++
	id := ident.Named(fmt.Sprint("command ", s.f, *s.n))
	out, err := s.j.Do(t.Context(), a, journal.Envelope{ID: id, Verb: verb, V: 1, OccurredAt: at, Body: raw})
	return out, id, err
}

func (s stage) say(t tester, a access.Actor, verb string, body any) journal.Outcome {
	t.Helper()
	out, _, err := s.try(t, a, verb, 0, body)
	if err != nil {
		t.Fatalf("%s: %v", verb, err)
	}
	return out
}

// accepted says something that must be taken.
func (s stage) accepted(t tester, a access.Actor, verb string, body any) {
	t.Helper()
	if out := s.say(t, a, verb, body); out.Status != journal.Accepted {
		t.Fatalf("%s: %s %s", verb, out.Code, out.Field)
	}
}

// byTwo proposes as one person and approves as the head; it gives the code of a refusal.
func (s stage) byTwo(t tester, verb string, body any) string {
	t.Helper()
	out, id, err := s.try(t, s.treasurer(), verb, 0, body)
	if err != nil {
		return fault.Of(err).Code
	}
	if out.Status != journal.Proposed {
		return out.Code
	}
	return s.say(t, s.head(), "approval.approve", journal.Approve{Command: id}).Code
}

// setPolicy puts other settings of rice into force: the administrator proposes, the head
// approves.
func (s stage) setPolicy(t tester, document string) string {
	t.Helper()
	var d policy.Document
	must(t, json.Unmarshal([]byte(document), &d))
	out, id, err := s.try(t, s.actor("andi", access.Admin), "policy.change", 0, policy.Change{Section: "rice", Document: d})
	must(t, err)
	if out.Status != journal.Proposed {
		return out.Code
	}
	return s.say(t, s.head(), "approval.approve", journal.Approve{Command: id}).Code
}

func (s stage) happens(t tester, h happen) {
	t.Helper()
	s.accepted(t, s.actor("nita", access.Dispatcher), "visits.happen", h)
}

// asks takes in a request at the clock's time.
func (s stage) asks(t tester, name string) ident.ID {
	t.Helper()
	id := ident.Named(fmt.Sprint(s.f, name))
	s.happens(t, happen{What: "ask", Case: id, At: s.clock.Now()})
	return id
}

// twoLate takes in two reports of one event, an hour apart, and lets both deadlines pass.
func (s stage) twoLate(t tester) (phone, cadre ident.ID) {
	t.Helper()
	phone = s.asks(t, "phone")
	s.clock.set(eight.Add(time.Hour))
	cadre = s.asks(t, "cadre")
	s.until(t, eight.Add(6*time.Hour))
	return phone, cadre
}

// until moves the clock and lets the machine do what is due.
func (s stage) until(t tester, at instant.Instant) {
	t.Helper()
	s.clock.set(at)
	for {
		n, err := s.runner.Once(t.Context())
		must(t, err)
		if n == 0 {
			return
		}
	}
}

func (s stage) read(t tester, f func(q journal.Query) error) {
	t.Helper()
	must(t, s.j.DB.Read(t.Context(), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: s.f, By: s.head(), Now: s.clock.Now(), Keys: s.j.Keys})
	}))
}
