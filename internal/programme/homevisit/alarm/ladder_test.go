package alarm_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// TestAtNightTheSecondNeighbourAnswers is the story of clause 4: somebody hears it at
// eleven, the first neighbour sleeps, the second goes, the team arrives.
func TestAtNightTheSecondNeighbourAnswers(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti", "Mas Eko")
		w.At("23:10")
		c := w.heard("kenthongan malam")
		asked := w.caseOf(c)
		qt.Check(t, qt.Equals(asked.Colour, need.Red))
		qt.Check(t, qt.Equals(asked.Started, w.Clock.Now()))
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet calling"}))

		w.At("23:12:59")
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet calling"}))
		w.At("23:13")
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet no_answer", "Bu Parti calling"}))

		w.At("23:14")
		w.byPage(t, alarm.CallID(c, 2), alarm.Going)
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet no_answer", "Bu Parti going"}))
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.Answered))

		w.At("23:40")
		qt.Check(t, qt.HasLen(w.ladder(c), 2), qt.Commentf("nobody else is woken"))
		w.sent(c)
		w.As("dispatcher").Send("send", "visit.send", homevisit.Send{Visit: c, Team: ident.Named("Tim 1")})
		w.As("dr. Rani").Send("there", "visit.arrive", homevisit.Arrive{Visit: c})
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.Over))
		qt.Check(t, qt.Equals(w.promiseStart(c), asked.Started), qt.Commentf("the clock of the request is the request's"))
		w.RebuildEquals()
	})
}

func TestWhoCannotIsFollowedAtOnceAndLeftOutOfTheNextRound(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		c := w.heard("sore")
		w.answers(c, 1, alarm.Cannot)
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet cannot", "Bu Parti calling"}))
		w.At("17:03").At("17:06").At("17:09")
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet cannot", "Bu Parti no_answer", "Bu Parti no_answer", "Bu Parti no_answer"}))
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.AtDesk))

		// who answers late is still the one who goes
		w.answers(c, 2, alarm.Going)
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.Answered))
		// and when they find that they cannot, everybody has been tried: the desk again
		w.answers(c, 2, alarm.Cannot)
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.AtDesk))
		w.RebuildEquals()
	})
}

func TestTheFirstWhoGoesStopsTheCallingAndTurningBackBeginsItAgain(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti", "Mas Eko")
		c := w.heard("sore")
		w.At("17:04")
		w.answers(c, 1, alarm.Going) // late: Bu Parti is being called by now
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet going", "Bu Parti stopped"}))
		w.At("17:30")
		w.answers(c, 1, alarm.Cannot)
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet cannot", "Bu Parti stopped", "Bu Parti calling"}))
		w.answers(c, 3, alarm.NoAnswer)
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet cannot", "Bu Parti stopped", "Bu Parti no_answer", "Mas Eko calling"}))
		qt.Check(t, qt.Equals(w.answers(c, 3, alarm.NoAnswer).Code, "alarm.answered_already"))
		w.RebuildEquals()
	})
}

func TestTwoWhoHearTheSameCallNobodyTwice(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		first := w.heard("pertama")
		second := w.heard("kedua")
		qt.Check(t, qt.HasLen(w.ladder(second), 0))
		qt.Check(t, qt.Equals(w.alarm(first).Heard, int64(2)))

		// the desk finds that it is one event: the alarm belongs to whichever stands
		w.ByTwo("merge", "officer", "head", "need.merge", need.Merge{Case: first, Into: second})
		w.Query(func(q journal.Query) error {
			root, err := need.Root(q, first)
			qt.Check(t, qt.Equals(w.alarm(first).Root, root))
			return err
		})
		w.RebuildEquals()
	})
}

func TestWithoutSomebodyWhoAgreedTheDeskRingsAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs()
		n := neighbour("Pak Slamet", 1)
		n.Consent = ""
		w.As("Bidan Ayu").Send("not yet", "alarm.name_responder", alarm.NameResponder{Post: house(), On: "2026-03-01", Responder: n})
		c := w.heard("sore")
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.AtDesk))
		qt.Check(t, qt.HasLen(w.ladder(c), 0))
	})
}

func TestOnlyDangerOrTheKenthonganItselfWakesNeighbours(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		c := w.heard("batuk", func(b *need.Request) { b.Door, b.Colour = "phone", need.Green })
		qt.Check(t, qt.Equals(w.alarm(c).ID, ident.ID("")))
		// the desk may have them called by hand
		w.As("dispatcher").Send("call", "alarm.call", alarm.CallOut{Case: c, Post: house()})
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet calling"}))
		w.Refused("call twice", "alarm.call", alarm.CallOut{Case: c, Post: house()}, "alarm.called_already")
		red := w.heard("sesak", func(b *need.Request) { b.Door, b.Colour = "phone", need.Red })
		qt.Check(t, qt.HasLen(w.ladder(red), 0), qt.Commentf("they are being called already"))
		qt.Check(t, qt.Equals(w.alarm(c).Heard, int64(2)))
	})
}

func TestARequestThatEndsCallsNobodyMore(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		c := w.heard("iseng")
		w.ByTwo("dismiss", "officer", "head", "need.dismiss", need.Dismiss{Case: c, Reason: "Anak-anak bermain"})
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.Over))
		w.At("20:00")
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet stopped"}))
		qt.Check(t, qt.Equals(w.answers(c, 1, alarm.Going).Status, journal.Accepted), qt.Commentf("what is told late is kept"))
		qt.Check(t, qt.Equals(w.alarm(c).State, alarm.Over))
		w.RebuildEquals()
	})
}

func TestAResponderAnswersTheirOwnCallOnly(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		c := w.heard("sore")
		other := w.byLink(alarm.CallID(c, 2))
		raw, err := json.Marshal(alarm.Answer{Case: c, Call: alarm.CallID(c, 1), Answer: alarm.Going})
		qt.Assert(t, qt.IsNil(err))
		_, err = w.House.Journal.Do(t.Context(), other, journal.Envelope{ID: ident.Named("stranger"), Verb: "alarm.answer", V: 1, Body: raw})
		qt.Check(t, qt.IsNotNil(err))
		qt.Check(t, qt.DeepEquals(w.ladder(c), []string{"Pak Slamet calling"}))
	})
}

// byPage has the responder of a call answer on their own page.
func (w village) byPage(t *testing.T, call ident.ID, answer string) {
	t.Helper()
	var of ident.ID
	w.Query(func(q journal.Query) error {
		c, _, err := alarm.Calls.Get(q.Tx, q.Facility, call)
		of = c.Case
		return err
	})
	raw, err := json.Marshal(alarm.Answer{Case: of, Call: call, Answer: answer})
	qt.Assert(t, qt.IsNil(err))
	out, err := w.House.Journal.Do(t.Context(), w.byLink(call), journal.Envelope{ID: ident.Derive(call, 77), Verb: "alarm.answer", V: 1, Body: raw})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
}

func (w village) caseOf(id ident.ID) (c need.Case) {
	w.Query(func(q journal.Query) (err error) {
		c, _, err = need.Cases.Get(q.Tx, q.Facility, id)
		return err
	})
	return c
}

func (w village) promiseStart(id ident.ID) instant.Instant {
	var p promise.Promise
	w.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, homevisit.PromiseID(id, homevisit.Fetch))
		return err
	})
	return p.Start
}
