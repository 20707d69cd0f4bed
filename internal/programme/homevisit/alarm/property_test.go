package alarm_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

// TestWhateverIsAnsweredTheLadderCallsOneAtATimeAndForgetsNobody: any order of answers,
// repeats, pauses of the machine, errands given twice, responders who come and leave.
func TestWhateverIsAnsweredTheLadderCallsOneAtATimeAndForgetsNobody(t *testing.T) {
	checks, fixed := "12", "20260302" // the same nights in every run of the suite
	if s := os.Getenv("SAMBANG_SEEDS"); s != "" {
		checks, fixed = s, "0"
	}
	qt.Assert(t, qt.IsNil(flag.Set("rapid.checks", checks)))
	qt.Assert(t, qt.IsNil(flag.Set("rapid.seed", fixed)))
	seen := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		w := opened(world.New(t, "", evening))
		people := []string{"Pak Slamet", "Bu Parti", "Mas Eko"}[:rapid.IntRange(0, 3).Draw(r, "responders")]
		n := night{village: w.hangs(people...), r: r}
		n.alarmed = n.heard("malam")
		n.started, n.due = n.caseOf(n.alarmed).Started, n.promiseStart(n.alarmed)
		for i := range rapid.IntRange(5, 30).Draw(r, "words") {
			seen[n.word(i)]++
			n.look()
		}
		n.RebuildEquals()
	})
	for _, k := range []string{"going", "cannot", "no_answer", "wait", "again", "leave", "join", "heard"} {
		qt.Check(t, qt.Not(qt.Equals(seen[k], 0)), qt.Commentf("these nights never saw: %s", k))
	}
}

// night is one alarm of the property.
type night struct {
	village
	r       *rapid.T
	alarmed ident.ID
	started instant.Instant
	due     instant.Instant
}

// word says or does one thing at random and tells what.
func (n night) word(i int) string {
	name := fmt.Sprint("word ", i)
	what := rapid.SampledFrom([]string{"going", "cannot", "cannot", "no_answer", "no_answer", "wait", "wait", "wait", "again", "leave", "join", "heard"}).Draw(n.r, name)
	call := alarm.CallID(n.alarmed, rapid.Int64Range(1, max(1, n.alarm(n.alarmed).Calls)).Draw(n.r, "call "+name))
	switch what {
	case "going", "cannot", "no_answer":
		n.answers(n.alarmed, rapid.Int64Range(1, max(1, n.alarm(n.alarmed).Calls)).Draw(n.r, "of "+name), what)
	case "wait":
		n.Clock.Set(n.Clock.Now().Add(time.Duration(rapid.IntRange(10, 900).Draw(n.r, "seconds "+name)) * time.Second))
		n.Settle()
	case "again":
		n.try("machine", name, "alarm.next", alarm.Next{Case: n.alarmed, Call: call})
	case "leave":
		n.try("Bidan Ayu", name, "alarm.leave", alarm.Leave{Post: house(), Responder: ident.Named("responder Bu Parti"), Why: "withdrew"})
	case "join":
		n.try("Bidan Ayu", name, "alarm.name_responder", alarm.NameResponder{Post: house(), On: "2026-03-01", Responder: neighbour(fmt.Sprint("Warga ", i), 4)})
	case "heard":
		n.heard(name)
	}
	return what
}

// try says something, taken or not.
func (n night) try(who, name, verb string, body any) {
	_, err := n.As(who).Try(name, verb, body)
	n.holds(err == nil, "%v", err)
}

// look asserts what always holds.
func (n night) look() {
	var calls []alarm.Call
	var who []alarm.Responder
	var others int64
	n.Query(func(q journal.Query) (err error) {
		if calls, err = alarm.CallsOf(q, n.alarmed); err != nil {
			return err
		}
		if who, err = alarm.RespondersOf(q, house()); err != nil {
			return err
		}
		_, err = q.One("SELECT count(*) FROM alarm WHERE facility_id = $1", []any{q.Facility}, &others)
		return err
	})
	rings, goes := 0, 0
	for _, c := range calls {
		switch c.State {
		case alarm.Ringing:
			rings++
		case alarm.Going:
			goes++
		}
	}
	a := n.alarm(n.alarmed)
	n.holds(rings <= 1, "two are called at once")
	n.holds((goes > 0) == (a.State == alarm.Answered), "%s with %d on the way", a.State, goes)
	n.holds(goes == 0 || rings == 0, "called although somebody is going")
	n.holds((rings == 1) == (a.State == alarm.Calling), "%s and %d are called", a.State, rings)
	if rings == 0 && goes == 0 {
		for _, r := range who {
			n.holds(!r.Called() || tried(calls, r.ID, rounds), "the desk rings and %s was not tried in every round", r.ID)
		}
	}
	n.holds(others == 1, "one sounding has %d ladders", others)
	c := n.caseOf(n.alarmed)
	n.holds(c.Started == n.started && n.promiseStart(n.alarmed) == n.due, "a clock was moved")
	n.holds(c.Colour == need.Red, "the request is %s", c.Colour)
}

// holds fails the night, so that it is shrunk to the few words that break the rule.
func (n night) holds(ok bool, why string, args ...any) {
	n.T.Helper()
	if !ok {
		n.r.Fatalf(why, args...)
	}
}

// rounds are those of the settings a health centre begins with: one, and twice again.
const rounds = 3

// tried: they said that they cannot, or were called so often. A call that was stopped
// because somebody else was going is none.
func tried(calls []alarm.Call, responder ident.ID, often int) bool {
	for _, c := range calls {
		if c.Responder != responder || c.State == alarm.Stopped {
			continue
		}
		if often--; c.State == alarm.Cannot || often <= 0 {
			return true
		}
	}
	return false
}
