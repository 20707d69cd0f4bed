package promise_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
)

// change sets the promises of the health centre anew: one head asks, another agrees.
func (s stage) change(t *testing.T, set promise.Settings) {
	t.Helper()
	document, err := policy.NewDocument(set)
	qt.Assert(t, qt.IsNil(err))
	by := func(id ident.ID) access.Actor {
		return access.Actor{Facility: s.f, ID: id, Roles: []access.Role{access.Head}, Keys: []string{"f"}}
	}
	*s.n++
	id := ident.Named(fmt.Sprint("policy ", *s.n))
	raw, err := json.Marshal(policy.Change{Section: "promise", Document: document})
	qt.Assert(t, qt.IsNil(err))
	out, err := s.j.Do(t.Context(), by("dr. ani"), journal.Envelope{ID: id, Verb: "policy.change", V: 1, Body: raw})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s", out.Code))
	raw, err = json.Marshal(journal.Approve{Command: id})
	qt.Assert(t, qt.IsNil(err))
	out, err = s.j.Do(t.Context(), by("dr. budi"), journal.Envelope{ID: ident.Derive(id, 1), Verb: "approval.approve", V: 1, Body: raw})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
}

// set is what the health centre promises now.
func (s stage) set(t *testing.T) (set promise.Settings) {
	t.Helper()
	qt.Assert(t, qt.IsNil(s.j.DB.Read(t.Context(), func(tx *store.Tx) (err error) {
		set, _, err = promise.Policy.Get(journal.Query{Tx: tx, Facility: s.f})
		return err
	})))
	set.Rules, set.Hours = slices.Clone(set.Rules), slices.Clone(set.Hours) // the defaults are everybody's
	return set
}

// Monday, two in the afternoon; the health centre closes at three. The deadline is
// reckoned once: new hours change no promise made before, and a red sign waits for
// no hours.
func TestOpeningHoursAreReckonedOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		start := instant.Of(time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)) // 14.00 WIB
		s.clock.set(start)
		first, red, after := ident.Named("first"), ident.Named("red"), ident.Named("after")
		s.promised(t, ident.Named("before"), promise.Fetch, start)
		set := s.set(t)
		set.Hours = []promise.Span{{Weekday: 1, From: "07:00", To: "15:00"}, {Weekday: 2, From: "08:00", To: "15:00"}}
		set.Rules[1].Clock = promise.Opening
		s.change(t, set)
		s.promised(t, first, promise.Fetch, start)
		s.say(t, "programme.promise", promising{ID: red, Rule: promise.Fetch, Start: start, Red: true})
		set = s.set(t)
		set.Hours[1].From, set.Rules[1].Seconds = "10:00", 2*3600
		s.change(t, set)
		s.promised(t, after, promise.Fetch, start)

		tuesday := instant.Of(time.Date(2026, 3, 3, 1, 0, 0, 0, time.UTC)) // 08.00 WIB
		p := s.promise(t, first)
		qt.Check(t, qt.Equals(p.Due, tuesday.Add(3*time.Hour)))
		qt.Check(t, qt.Equals(p.Version, 1))
		qt.Check(t, qt.DeepEquals([]instant.Instant{p.Levels[0].At, p.Levels[1].At}, []instant.Instant{tuesday.Add(time.Hour), tuesday.Add(2 * time.Hour)}), qt.Commentf("half of the open time"))
		qt.Check(t, qt.Equals(s.promise(t, red).Due, start.Add(4*time.Hour)))
		qt.Check(t, qt.Equals(s.promise(t, after).Due, tuesday.Add(3*time.Hour)))
		qt.Check(t, qt.Equals(s.promise(t, after).Version, 2))
		s.until(t, tuesday.Add(4*time.Hour))
		qt.Check(t, qt.Equals(s.promise(t, first).State, promise.Late))
		s.verify(t)
	})
}

// Two machines on one database look for work at the same time, and a hundred
// deadlines come at once: each is decided once.
func TestDeadlinesAtOnceAreEachDecidedOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		const many = 120
		s := newStage(t, db)
		ids := make([]ident.ID, many)
		for i := range ids {
			ids[i] = ident.Named(fmt.Sprint("promise ", i))
			s.promised(t, ids[i], promise.Respond, one)
		}
		s.clock.set(one.Add(2*time.Hour + time.Millisecond))
		var both sync.WaitGroup
		for range 2 {
			r := errand.NewRunner(db, s.clock, s.runner.Log)
			r.Commands = s.j.CarryAll
			both.Go(func() {
				for {
					if n, err := r.Once(t.Context()); n == 0 || err != nil {
						qt.Check(t, qt.IsNil(err))
						return
					}
				}
			})
		}
		both.Wait()
		qt.Check(t, qt.Equals(s.count(t, "promise.lapsed/1"), many))
		late := slices.IndexFunc(ids, func(id ident.ID) bool { return s.promise(t, id).State != promise.Late })
		qt.Check(t, qt.Equals(late, -1))
		s.verify(t)
	})
}
