package need_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const morning = "2026-03-02 08:00"

var c1 = ident.Named("case 1")

func byHand(kind string) need.OpenCase {
	return need.OpenCase{Case: c1, Kind: kind, Village: world.Village, Door: "phone", What: "Kotak terbuka di jalan"}
}

func promised(w *world.World, c need.Case) (p promise.Promise) {
	w.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, c.Promise)
		return err
	})
	return p
}

// A case typed in with four fields has a number, an owner and a deadline; its steps
// are done one by one, it is closed with a reason and can be taken up again.
func TestACaseGoesFromTheTelephoneToItsEnd(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.As("dispatcher").Send("open", "need.open", byHand(milk.TooWarm)).Resend("open")
		var said need.Received
		qt.Assert(t, qt.IsNil(json.Unmarshal(w.Outcome().Result, &said)))
		c := w.Case(milk.TooWarm)
		qt.Assert(t, qt.DeepEquals(said, need.Received{Case: c1, Number: "0001", Due: c.Due}))
		qt.Assert(t, qt.Equals(c.Owner, w.Actor("officer").Worker), qt.Commentf("the desk has it"))
		qt.Assert(t, qt.Equals(c.Due.Sub(c.OpenedAt).Hours(), 24.0))
		w.Refused("again", "need.open", byHand(milk.TooWarm), "need.exists").
			Send("step", "need.step", need.DoStep{Case: c1, Step: "told_mother", Note: "Sudah ditelepon"}).
			Refused("twice", "need.step", need.DoStep{Case: c1, Step: "told_mother"}, "need.step_done").
			Refused("what", "need.step", need.DoStep{Case: c1, Step: "dance"}, "need.no_such_step").
			Refused("hers", "need.step", need.DoStep{Case: c1, Step: "decided_with_midwife"}, "need.step_not_yours")
		qt.Assert(t, qt.Equals(promised(w, c).State, promise.Kept), qt.Commentf("the mother was told in time"))
		w.Send("hand", "need.hand", need.Hand{Case: c1, Owner: w.Actor("dispatcher").Worker}).
			Refused("treasurer", "need.hand", need.Hand{Case: c1, Owner: w.Actor("treasurer").Worker}, "need.not_for_them").
			Send("close", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Botol dibuang"}).
			Refused("late step", "need.step", need.DoStep{Case: c1, Step: "not_fed"}, "need.closed_already").
			Send("late note", "need.note", need.Note{Case: c1, Note: "Foto menyusul"}).
			Send("reopen", "need.reopen", need.Reopen{Case: c1, Reason: "Ada botol lain"})
		v := w.CaseView(c1)
		var kinds []string
		for _, l := range v.Timeline {
			kinds = append(kinds, l.Kind)
		}
		for _, k := range []string{"opened", "assigned", "step", "handed", "closed", "note", "reopened"} {
			qt.Check(t, qt.IsTrue(slices.Contains(kinds, k)), qt.Commentf("%s of %v", k, kinds))
		}
		qt.Assert(t, qt.Equals(v.What, "Kotak terbuka di jalan"))
		qt.Assert(t, qt.Not(qt.Equals(v.Promise, c.Promise)), qt.Commentf("it is promised anew"))
		w.RebuildEquals()
	})
}

// Nobody answered in a day: the case is overdue, and said again every day, until
// somebody closes it.
func TestWhatIsNotAnsweredIsSaidAgainEveryDay(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.As("dispatcher").Send("open", "need.open", byHand(milk.SealBroken))
		w.At("+1 07:59")
		qt.Assert(t, qt.IsFalse(w.Case(milk.SealBroken).Overdue))
		w.At("+1 08:01").Events("promise.lapsed", "need.overdue", "messaging.queued", "need.looked")
		qt.Assert(t, qt.IsTrue(w.Case(milk.SealBroken).Overdue))
		w.At("+2 08:02").Events("need.looked", "messaging.queued")
		w.As("officer").Send("close", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Botol dibuang"})
		qt.Assert(t, qt.Equals(promised(w, w.Case(milk.SealBroken)).State, promise.Late), qt.Commentf("late stays late"))
		w.Forget().At("+5 09:00")
		qt.Assert(t, qt.IsFalse(slices.Contains(w.Happened(), "need.looked")), qt.Commentf("a closed case is looked at no more"))
		w.RebuildEquals()
	})
}

// A mother is asked for money. The head alone reads it, and answers in seven days.
func TestAComplaintIsTheHeadsAndIsAnswered(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti")
		w.As("Sri").Send("complain", "need.complain", need.Complain{Case: c1, Kind: "complaint_asked_to_pay", What: "Diminta Rp 10.000"})
		var said need.Received
		qt.Assert(t, qt.IsNil(json.Unmarshal(w.Outcome().Result, &said)))
		c := w.Case("complaint_asked_to_pay")
		qt.Assert(t, qt.Equals(said.Number, c.Short()))
		qt.Assert(t, qt.Equals(said.Due.Sub(c.OpenedAt).Hours(), 7*24.0))
		qt.Assert(t, qt.DeepEquals(c.Audiences(), []string{need.HeadKey, "w:" + string(w.Actor("head").Worker)}))
		for _, who := range []string{"officer", "dispatcher"} {
			_, err := w.As(who).Try(who+" closes", "need.close", need.Close{Case: c1, Outcome: "unfounded", Reason: "Tidak"})
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("for %s it does not exist", who))
		}
		w.As("head").Refused("officer's", "need.hand", need.Hand{Case: c1, Owner: w.Actor("officer").Worker}, "need.not_for_them").
			Refused("unanswered", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Selesai"}, "need.answer_first").
			Send("answer", "need.step", need.DoStep{Case: c1, Step: "answered", Note: "Layanan ini gratis. Uang sudah dikembalikan."}).
			Send("close", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Uang kembali"})
		w.Query(func(q journal.Query) error {
			hers, err := need.ComplaintsOf(q, w.Actor("Sri").Person)
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.HasLen(hers, 1))
			qt.Assert(t, qt.Equals(hers[0].Answer, "Layanan ini gratis. Uang sudah dikembalikan."))
			others, err := need.ComplaintsOf(q, ident.Named("Ani"))
			qt.Assert(t, qt.HasLen(others, 0))
			return err
		})
		qt.Assert(t, qt.Equals(promised(w, c).State, promise.Kept))
		var kinds []string
		for _, m := range w.Messages() {
			kinds = append(kinds, m.Kind)
		}
		qt.Assert(t, qt.IsTrue(slices.Contains(kinds, "complaint_received") && slices.Contains(kinds, "complaint_answered")), qt.Commentf("%v", kinds))
		w.RebuildEquals()
	})
}

// The desk writes down what somebody says at the counter; then it is the head's.
func TestAComplaintAtTheCounterIsNotTheDesksAnyMore(t *testing.T) {
	w := world.New(t, "", morning)
	w.As("dispatcher").Send("complain", "need.complain", need.Complain{Case: c1, Kind: "complaint", What: "Menunggu lama", Name: "Bu Ani", Phone: "0812"})
	qt.Assert(t, qt.HasLen(w.OnPhones("f", "need_case"), 0))
	qt.Assert(t, qt.DeepEquals(w.OnPhones(need.HeadKey, "need_case"), []ident.ID{c1}))
	qt.Assert(t, qt.Equals(w.CaseView(c1).Reporter.Name, "Bu Ani"))
	_, err := w.As("dispatcher").Try("note", "need.note", need.Note{Case: c1, Note: "a"})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(w.Outcome().Status, journal.Held), qt.Commentf("a report of what one does not see waits for a person"))
}

// TestNoOpenCaseIsWithoutAnOwner plays a random month of a desk: cases are opened,
// handed on and closed, people are suspended, come back and lose their roles. As
// long as there is a head, every open case has an owner who may have it.
func TestNoOpenCaseIsWithoutAnOwner(t *testing.T) {
	w := world.New(t, "", morning)
	w.Colleague("wakil", access.Head).Colleague("dr Ratna", access.Doctor).Colleague("petugas dua", access.Officer)
	people := []string{"officer", "dispatcher", "head", "dr Ratna", "petugas dua"}
	kinds := []string{milk.TooWarm, milk.Flood, "complaint"}
	n, day := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 8).Draw(t, "commands") {
			n++
			id, name := ident.Named(fmt.Sprint("random case ", n)), fmt.Sprint("random ", n)
			who := rapid.SampledFrom(people).Draw(t, "who")
			some := ident.Named(fmt.Sprint("random case ", rapid.IntRange(1, n).Draw(t, "which")))
			switch rapid.SampledFrom([]string{"open", "open", "hand", "close", "suspend", "reinstate", "end role", "day"}).Draw(t, "what") {
			case "open":
				kind := rapid.SampledFrom(kinds).Draw(t, "kind")
				if kind == "complaint" {
					_, _ = w.As("dispatcher").Try(name, "need.complain", need.Complain{Case: id, Kind: kind, What: "a"})
				} else {
					_, _ = w.As("dispatcher").Try(name, "need.open", need.OpenCase{Case: id, Kind: kind, What: "a"})
				}
			case "hand":
				_, _ = w.As("wakil").Try(name, "need.hand", need.Hand{Case: some, Owner: w.Actor(who).Worker})
			case "close":
				_, _ = w.As("wakil").Try(name, "need.close", need.Close{Case: some, Outcome: "unfounded", Reason: "a"})
			case "suspend":
				_, _ = w.As("wakil").Try(name, "workforce.suspend", workforce.Suspend{Worker: w.Actor(who).Worker, Reason: "a"})
			case "reinstate":
				_, _ = w.As("wakil").Try(name, "workforce.reinstate", workforce.Reinstate{Worker: w.Actor(who).Worker})
			case "end role":
				role := map[string]access.Role{"officer": access.Officer, "dispatcher": access.Dispatcher, "head": access.Head, "dr Ratna": access.Doctor, "petugas dua": access.Officer}[who]
				_, _ = w.As("machine").Try(name, "workforce.end_role", workforce.EndRole{Worker: w.Actor(who).Worker, Role: role})
				_, _ = w.As("machine").Try(name+" back", "workforce.grant_role", workforce.GrantRole{Account: w.Actor(who).ID, Worker: w.Actor(who).Worker, Role: role, From: "2026-01-01"})
			case "day":
				day++
				w.At(fmt.Sprintf("+%d 08:00", day))
			}
			everyOpenCaseHasAnOwner(t, w)
		}
	})
}

func everyOpenCaseHasAnOwner(t *rapid.T, w *world.World) {
	w.Query(func(q journal.Query) error {
		open, err := need.Cases.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY number", q.Facility, need.Going)
		if err != nil {
			return err
		}
		may := map[bool][]ident.ID{}
		for _, role := range []access.Role{access.Head, access.Officer, access.Dispatcher, access.Doctor} {
			who, err := workforce.HoldersOn(q, role, "")
			if err != nil {
				return err
			}
			may[false] = append(may[false], who...)
			if role == access.Head {
				may[true] = who
			}
		}
		for _, c := range open {
			if !slices.Contains(may[c.HeadOnly], c.Owner) {
				t.Fatalf("case %s is with %q, who may not have it", c.Short(), c.Owner)
			}
		}
		return nil
	})
}
