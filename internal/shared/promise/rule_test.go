package promise_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/promise"
)

// programme is a room that promises by the rules, as home visits do.
type programme struct{}

type (
	promising struct {
		ID    ident.ID        `json:"id"`
		Rule  string          `json:"rule"`
		Start instant.Instant `json:"start"`
		Red   bool            `json:"red"`
	}
	reporting struct {
		ID   ident.ID        `json:"id"`
		What string          `json:"what"`
		At   instant.Instant `json:"at"`
	}
)

func (r reporting) Subject() ident.ID { return r.ID }

func (programme) begin(q journal.Query) (promise.Started, error) {
	b := q.Body.(promising)
	rule, version, err := promise.RuleOf(q, b.Rule)
	if err != nil {
		return promise.Started{}, err
	}
	if b.Red {
		rule = rule.RoundTheClock()
	}
	return promise.Begin(q, rule, version, b.ID, b.ID, b.Start, q.Now, []string{"f"})
}

func (programme) load(q journal.Query) (promise.Promise, error) {
	p, _, err := promise.Promises.Get(q.Tx, q.Facility, q.Subject)
	return p, err
}

func (programme) report(p promise.Promise, s journal.Said[reporting]) journal.Answer {
	switch s.Body.What {
	case "confirm":
		return journal.Accept(promise.Confirm(p, s.Body.At, s.Now)...)
	case "call_back":
		return journal.Accept(promise.CallBack(p, s.Body.At, s.Now)...)
	}
	return journal.Accept(promise.Fulfil(p, promise.EvidenceOf(s), s.Now)...)
}

func (r programme) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("programme.promise", 1, r.begin, func(e promise.Started, _ journal.Said[promising]) journal.Answer { return journal.Accept(e) }, access.Create("custody"), journal.Founding),
		journal.Report("programme.report", 1, r.load, r.report, access.Create("custody")),
	}
}
func (programme) Events() []journal.Event   { return nil }
func (programme) Tables() []store.Def       { return nil }
func (programme) Follows() []journal.Follow { return nil }

// promised begins a promise of a rule at an instant.
func (s stage) promised(t tester, id ident.ID, rule string, start instant.Instant) {
	t.Helper()
	if out := s.say(t, "programme.promise", promising{ID: id, Rule: rule, Start: start}); out.Status != journal.Accepted {
		t.Fatalf("%s: %s", rule, out.Code)
	}
}

// reported sends what a phone tells, with its own time and the server's texts.
func (s stage) reported(t tester, what reporting, token string) promise.Promise {
	t.Helper()
	env := s.envelope(t, what, token)
	if out, err := s.j.Do(t.Context(), s.desk(), env); err != nil || out.Status != journal.Accepted {
		t.Fatalf("%s: %s %v", what.What, out.Code, err)
	}
	return s.promise(t, what.ID)
}

func (s stage) envelope(t tester, what reporting, token string) journal.Envelope {
	t.Helper()
	raw, err := json.Marshal(what)
	if err != nil {
		t.Fatal(err)
	}
	*s.n++
	return journal.Envelope{ID: ident.Named(fmt.Sprint(s.f, *s.n)), Verb: "programme.report", V: 1, OccurredAt: what.At, Device: "phone", Token: token, Body: raw}
}

// tokens of the server for the phone of these stories.
func (s stage) token(at instant.Instant) string { return s.j.Token(s.f, "phone", at) }

func (s stage) given(t tester, id ident.ID) (percents []int64) {
	t.Helper()
	if err := s.j.DB.Read(t.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT body FROM event WHERE facility_id = $1 AND kind = 'promise.warned/1' ORDER BY seq", store.Args(s.f), func(scan func(...any) error) error {
			var raw string
			var e promise.Warned
			if err := scan(&raw); err != nil {
				return err
			}
			err := json.Unmarshal([]byte(raw), &e)
			if e.ID == id {
				percents = append(percents, e.Percent)
			}
			return err
		})
	}); err != nil {
		t.Fatal(err)
	}
	return percents
}

var four = ident.Named("the four hours")

func TestEachWarningIsGivenOnceAcrossRestarts(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.promised(t, four, promise.Fetch, one)
		p := s.promise(t, four)
		qt.Check(t, qt.Equals(p.Due, one.Add(4*time.Hour)))
		qt.Check(t, qt.Equals(p.Consequence, promise.Rice))
		for _, step := range []struct {
			after time.Duration
			given []int64
		}{
			{2*time.Hour - time.Millisecond, nil}, {2 * time.Hour, []int64{50}}, {3 * time.Hour, []int64{50, 75}},
			{3*time.Hour + 36*time.Minute, []int64{50, 75, 90}}, {4 * time.Hour, []int64{50, 75, 90}},
		} {
			s = s.restarted(t)
			s.until(t, one.Add(step.after))
			qt.Check(t, qt.DeepEquals(s.given(t, four), step.given), qt.Commentf("%s", step.after))
		}
		qt.Check(t, qt.Equals(s.promise(t, four).State, promise.Running), qt.Commentf("4:00:00.000 is met"))
		s.until(t, one.Add(4*time.Hour+time.Millisecond))
		qt.Check(t, qt.Equals(s.promise(t, four).State, promise.Late))
		qt.Check(t, qt.DeepEquals(s.promise(t, four).Levels[1].Who, []string{promise.Owner, promise.Coordinator}))
		s.verify(t)
	})
}

// The server sleeps through the first two warnings: it wakes nobody with those.
func TestWhoeverWakesUpLateIsToldOfTheHighestWarning(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.promised(t, four, promise.Fetch, one)
		s.until(t, one.Add(3*time.Hour+40*time.Minute))
		qt.Check(t, qt.DeepEquals(s.given(t, four), []int64{90}))
		s.until(t, one.Add(4*time.Hour))
		qt.Check(t, qt.DeepEquals(s.given(t, four), []int64{90}))
		s.verify(t)
	})
}

// A slip that was written by hand three hours ago is typed: nobody is warned of half
// the time when three quarters are over.
func TestALateStartGivesTheHighestWarningOnly(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.clock.set(one.Add(3*time.Hour + time.Minute))
		s.promised(t, four, promise.Fetch, one)
		s.until(t, one.Add(3*time.Hour+time.Minute))
		qt.Check(t, qt.DeepEquals(s.given(t, four), []int64{75}))
		s.until(t, one.Add(3*time.Hour+50*time.Minute))
		qt.Check(t, qt.DeepEquals(s.given(t, four), []int64{75, 90}))
		past := ident.Named("typed after its deadline")
		s.promised(t, past, promise.Respond, one)
		s.until(t, one.Add(3*time.Hour+50*time.Minute))
		qt.Check(t, qt.HasLen(s.given(t, past), 0), qt.Commentf("the end tells, not a warning"))
		qt.Check(t, qt.Equals(s.promise(t, past).State, promise.Late))
		s.verify(t)
	})
}

func TestOnlyProofStrikesALatePromise(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		due := one.Add(4 * time.Hour)
		for name, c := range map[string]struct {
			tell  func(s stage, t tester, id ident.ID) promise.Promise
			state string
			proof string
		}{
			"a witness before the deadline": {func(s stage, t tester, id ident.ID) promise.Promise {
				return s.witnessed(t, id, due.Add(-time.Hour), due.Add(24*time.Hour))
			}, promise.StateStruck, promise.ByToken},
			"a witness after it": {func(s stage, t tester, id ident.ID) promise.Promise {
				return s.witnessed(t, id, due.Add(time.Millisecond), due.Add(24*time.Hour))
			}, promise.Late, ""},
			"a witness that comes on the eighth day": {func(s stage, t tester, id ident.ID) promise.Promise {
				return s.witnessed(t, id, due.Add(-time.Hour), due.Add(7*24*time.Hour+time.Millisecond))
			}, promise.Late, ""},
			"the phone's word": {func(s stage, t tester, id ident.ID) promise.Promise {
				s.clock.set(due.Add(time.Hour))
				return s.reported(t, reporting{id, "aboard", due.Add(-5 * time.Minute)}, s.token(due.Add(-time.Hour)))
			}, promise.Late, ""},
			"a clock two years back": {func(s stage, t tester, id ident.ID) promise.Promise {
				s.clock.set(due.Add(time.Hour))
				return s.reported(t, reporting{id, "aboard", due.Add(-2 * 365 * 24 * time.Hour)}, "")
			}, promise.Late, ""},
			"the patient's code": {func(s stage, t tester, id ident.ID) promise.Promise {
				s.clock.set(due.Add(48 * time.Hour))
				return s.reported(t, reporting{id, "confirm", due}, "")
			}, promise.StateStruck, promise.ByPatient},
			"the patient says they came later": {func(s stage, t tester, id ident.ID) promise.Promise {
				s.clock.set(due.Add(48 * time.Hour))
				return s.reported(t, reporting{id, "confirm", due.Add(time.Minute)}, "")
			}, promise.Late, ""},
			"a call back": {func(s stage, t tester, id ident.ID) promise.Promise {
				s.clock.set(due.Add(48 * time.Hour))
				return s.reported(t, reporting{id, "call_back", due.Add(-time.Minute)}, "")
			}, promise.StateStruck, promise.ByCallBack},
		} {
			s := newStage(t, db)
			id := ident.Named(name)
			s.f = id
			s.promised(t, id, promise.Fetch, one)
			s.until(t, due.Add(time.Millisecond))
			got := c.tell(s, t, id)
			qt.Check(t, qt.Equals(got.State, c.state), qt.Commentf("%s", name))
			qt.Check(t, qt.Equals(got.Proof, c.proof), qt.Commentf("%s", name))
			qt.Check(t, qt.Equals(got.EndedAt, due), qt.Commentf("%s: that it was late stays to be seen", name))
			qt.Check(t, qt.Equals(s.count(t, "promise.lapsed/1"), 1))
			qt.Check(t, qt.Equals(got.StruckAt.IsZero(), c.state == promise.Late), qt.Commentf("%s", name))
		}
		newStage(t, db).verify(t)
	})
}

// T18: the phone tells of 3 h 55, but it knew of 4 h 20 when it said so.
func TestWhoeverKnewOfALaterTimeWasLate(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.promised(t, four, promise.Fetch, one)
		s.until(t, one.Add(5*time.Hour))
		p := s.reported(t, reporting{four, "aboard", one.Add(235 * time.Minute)}, s.token(one.Add(260*time.Minute)))
		qt.Check(t, qt.Equals(p.State, promise.Late))
		qt.Check(t, qt.Equals(p.FulfilledAt, one.Add(260*time.Minute)))
		qt.Check(t, qt.IsTrue(p.ClaimedAt.IsZero()))
		s.verify(t)
	})
}
