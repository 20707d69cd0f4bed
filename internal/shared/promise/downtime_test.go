package promise_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/promise"
)

// The server is down for a day. When it wakes up it decides each deadline once, at the
// deadline; a report that was witnessed before it reaches it first.
func TestADayWithoutTheServer(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		met, missed := ident.Named("met"), ident.Named("missed")
		s.promised(t, met, promise.Fetch, one)
		s.promised(t, missed, promise.Fetch, one)
		told := reporting{met, "aboard", one.Add(time.Hour)}
		env := s.envelope(t, told, s.token(one))
		w, err := s.j.Witness(s.f, env, one.Add(2*time.Hour))
		qt.Assert(t, qt.IsNil(err))
		env.Token += "," + w
		s = s.restarted(t)
		s.clock.set(one.Add(26 * time.Hour))
		_, err = s.j.Do(t.Context(), s.desk(), env)
		qt.Assert(t, qt.IsNil(err))
		s.until(t, one.Add(26*time.Hour))
		s = s.restarted(t)
		s.until(t, one.Add(27*time.Hour))
		qt.Check(t, qt.Equals(s.promise(t, met).State, promise.Kept))
		qt.Check(t, qt.Equals(s.promise(t, met).Proof, promise.ByToken))
		qt.Check(t, qt.Equals(s.promise(t, missed).State, promise.Late))
		qt.Check(t, qt.Equals(s.promise(t, missed).EndedAt, one.Add(4*time.Hour)), qt.Commentf("at the deadline, not when it woke up"))
		qt.Check(t, qt.Equals(s.count(t, "promise.lapsed/1"), 1))
		qt.Check(t, qt.Equals(s.count(t, "promise.warned/1"), 0))
		s.verify(t)
	})
}

// The wall clock is set back between the moment an errand is taken up and its turn:
// the deadline is neither decided early nor forgotten.
func TestADeadlineOutlivesAClockSetBack(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.promised(t, four, promise.Fetch, one)
		due := one.Add(4 * time.Hour)
		early := errand.NewRunner(db, &clock{now: due.Add(time.Hour)}, s.runner.Log)
		early.Commands = s.j.CarryAll // whose clock is right
		_, err := early.Once(t.Context())
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(s.promise(t, four).State, promise.Running))
		qt.Assert(t, qt.HasLen(s.given(t, four), 0))
		s.until(t, due.Add(2*time.Hour))
		qt.Check(t, qt.Equals(s.promise(t, four).State, promise.Late))
		qt.Check(t, qt.Equals(s.count(t, "promise.lapsed/1"), 1))

		s.clock.set(one) // and back by six hours: what is recorded does not go back
		kept := ident.Named("kept while the clock was wrong")
		s.promised(t, kept, promise.Respond, one)
		p := s.reported(t, reporting{kept, "spoke", one.Add(time.Minute)}, s.token(one))
		qt.Check(t, qt.Equals(p.State, promise.Running), qt.Commentf("its deadline is over in the log"))
		s.verify(t)
	})
}

func TestNobodyCanPauseEditOrDeleteAPromise(t *testing.T) {
	var verbs []string
	for _, v := range (promise.Room{}).Verbs() {
		verbs = append(verbs, v.Name)
	}
	qt.Check(t, qt.DeepEquals(verbs, []string{"promise.warn", "promise.lapse"}), qt.Commentf("both decide by the clock alone"))
	s := newStage(t, storetest.SQLite(t))
	s.promised(t, four, promise.Fetch, one)
	s.promised(t, four, promise.Fetch, one.Add(time.Hour)) // and a second start moves nothing
	qt.Check(t, qt.Equals(s.promise(t, four).Due, one.Add(4*time.Hour)))
	qt.Check(t, qt.Equals(s.say(t, "promise.warn", promise.Warn{Promise: four, Percent: 60}).Code, "promise.not_due"), qt.Commentf("no such warning"))
	s.clock.set(one.Add(4 * time.Hour))
	qt.Check(t, qt.Equals(s.say(t, "promise.lapse", promise.Lapse{Promise: four}).Code, "promise.not_due"), qt.Commentf("nor ends one at the deadline itself"))
}
