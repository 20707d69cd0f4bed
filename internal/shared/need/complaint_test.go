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
	"sambang/internal/shared/need"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// tellHead complains at the counter and has the head look at it.
func tellHead(w *world.World, id ident.ID, against ...ident.ID) {
	w.As("dispatcher").Send("complain "+string(id), "need.complain", need.Complain{Case: id, Kind: "complaint", Door: "letter_box", What: "Petugas membentak", Name: "Bu Ani"})
	if len(against) > 0 {
		w.As("head").Send("sort "+string(id), "need.sort_complaint", need.SortComplaint{Case: id, Kind: "complaint_conduct", Against: against})
	}
}

func complaintOf(w *world.World, id ident.ID) (c need.Case) {
	w.Query(func(q journal.Query) (err error) {
		c, _, err = need.Cases.Get(q.Tx, q.Facility, id)
		return err
	})
	return c
}

// absent asserts that a complaint does not exist for somebody, whatever they try.
func absent(t *testing.T, w *world.World, who string, id ident.ID) {
	t.Helper()
	for verb, body := range map[string]any{
		"need.close":          need.Close{Case: id, Outcome: "unfounded", Reason: "a"},
		"need.answer":         need.AnswerComplaint{Case: id, Words: "a", Told: "spoken"},
		"need.hand":           need.Hand{Case: id, Owner: w.Actor("head").Worker},
		"need.sort_complaint": need.SortComplaint{Case: id, Kind: "complaint"},
	} {
		_, err := w.As(who).Try(who+verb, verb, body)
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("%s for %s", verb, who))
	}
}

// A letter in the box says that a midwife was rude. The head notes of whom it
// complains, answers in words, and closes it; the one complained of sees nothing.
func TestALetterInTheBoxIsAnsweredInWords(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Colleague("dr Ratna", access.Doctor).Colleague("wakil", access.Head)
		accused := w.Actor("dr Ratna").Worker
		tellHead(w, c1, accused)
		w.As("head").Refused("early", "need.close", need.Close{Case: c1, Outcome: "unfounded", Reason: "Tidak benar"}, "need.answer_first").
			Refused("to them", "need.hand", need.Hand{Case: c1, Owner: accused}, "need.not_for_them").
			Refused("stranger", "need.sort_complaint", need.SortComplaint{Case: c1, Kind: "complaint", Against: []ident.ID{ident.Named("orang lain")}}, "need.not_staff")
		absent(t, w, "dr Ratna", c1)
		w.As("head").Send("answer", "need.answer", need.AnswerComplaint{Case: c1, Words: "Kami minta maaf.", Told: "letter"}).
			Send("close", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Sudah bicara berdua"}).
			Refused("too late", "need.answer", need.AnswerComplaint{Case: c1, Words: "a", Told: "spoken"}, "need.closed_already")
		v := w.CaseView(c1)
		qt.Check(t, qt.Equals(v.Door, "letter_box"))
		qt.Check(t, qt.Equals(v.Kind, "complaint_conduct"))
		qt.Check(t, qt.DeepEquals(v.Against, []need.PersonView{{ID: accused, Name: "dr Ratna"}}))
		qt.Check(t, qt.Equals(v.Answer+" "+v.AnswerTold+" "+v.AnsweredByName, "Kami minta maaf. letter "+v.OwnerName))
		qt.Check(t, qt.Equals(promised(w, complaintOf(w, c1)).State, promise.Kept))
		w.Send("again", "need.reopen", need.Reopen{Case: c1, Reason: "Terulang"}).
			Refused("old answer", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Sudah dijawab"}, "need.answer_first")
		w.RebuildEquals()
	})
}

// A complaint of the head never reaches the head: the desk keeps it, answers what the
// health office says, and an acting head closes it.
func TestAComplaintOfTheHeadIsKeptFromTheHead(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.As("dispatcher").Send("complain", "need.complain", need.Complain{Case: c1, Kind: "complaint", Door: "health_office", OfHead: true, What: "Kepala jarang ada"})
		officer := w.Actor("officer").Worker
		qt.Check(t, qt.Equals(complaintOf(w, c1).Owner, officer))
		qt.Check(t, qt.DeepEquals(complaintOf(w, c1).Audiences(), []string{"w:" + string(officer)}))
		qt.Check(t, qt.HasLen(w.OnPhones(need.HeadKey, "need_case"), 0))
		qt.Check(t, qt.DeepEquals(promised(w, complaintOf(w, c1)).SeenBy, []string{"w:" + string(officer)}))
		absent(t, w, "head", c1)
		absent(t, w, "dispatcher", c1)
		w.As("officer").Refused("to the head", "need.hand", need.Hand{Case: c1, Owner: w.Actor("head").Worker}, "need.not_for_them").
			Send("answer", "need.answer", need.AnswerComplaint{Case: c1, Words: "Dinas sudah menegur.", Told: "spoken"}).
			Refused("from below", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Selesai"}, "need.from_below")
		w.Colleague("pelaksana tugas", access.Head).At("+1 08:01")
		acting := w.Actor("pelaksana tugas").Worker
		qt.Check(t, qt.Equals(complaintOf(w, c1).Owner, acting), qt.Commentf("the daily look finds who stands beside the head"))
		w.As("pelaksana tugas").Send("close", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Selesai"})
		w.RebuildEquals()
	})
}

// Whoever is complained of and becomes head later still does not see it.
func TestWhoBecomesHeadLaterStillSeesNothing(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Colleague("dr Ratna", access.Doctor)
		accused := w.Actor("dr Ratna")
		tellHead(w, c1, accused.Worker)
		w.As("machine").Send("grant", "workforce.grant_role", workforce.GrantRole{Account: accused.ID, Worker: accused.Worker, Role: access.Head, From: "2026-03-02"})
		qt.Check(t, qt.HasLen(w.OnPhones(need.HeadKey, "need_case"), 0))
		qt.Check(t, qt.DeepEquals(complaintOf(w, c1).Audiences(), []string{"w:" + string(w.Actor("head").Worker)}))
		absent(t, w, "dr Ratna", c1)
		w.As("head").Send("answer", "need.answer", need.AnswerComplaint{Case: c1, Words: "Sudah ditegur.", Told: "spoken"}).
			Send("close", "need.close", need.Close{Case: c1, Outcome: "solved", Reason: "Selesai"})
		w.RebuildEquals()
	})
}

// The health office wants its complaints answered in three days: the settings say so
// for that door, and for no other.
func TestADoorHasItsOwnDeadline(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		document, err := policy.NewDocument(need.Settings{AtOnceSeconds: 1800, UsualSeconds: 86_400, ComplaintSeconds: 7 * 86_400, ComplaintDoors: []need.DoorTime{{Door: "health_office", Seconds: 3 * 86_400}}})
		qt.Assert(t, qt.IsNil(err))
		w.Colleague("admin", access.Admin).ByTwo("shorter", "admin", "head", "policy.change", policy.Change{Section: "need", Document: document})
		var said need.Received
		w.As("dispatcher").Send("office", "need.complain", need.Complain{Case: c1, Kind: "complaint_late", Door: "health_office", What: "Menunggu"})
		qt.Assert(t, qt.IsNil(json.Unmarshal(w.Outcome().Result, &said)))
		c := complaintOf(w, c1)
		qt.Check(t, qt.Equals(c.Due.Sub(c.OpenedAt).Hours(), 72.0))
		qt.Check(t, qt.Equals(said.Due, c.Due))
		w.Send("desk", "need.complain", need.Complain{Case: ident.Named("other"), Kind: "complaint_late", What: "Menunggu"})
		other := complaintOf(w, ident.Named("other"))
		qt.Check(t, qt.Equals(other.Due.Sub(other.OpenedAt).Hours(), 168.0))
	})
}

// Whoever has the slip takes the complaint back; nobody has to answer it any more.
func TestWhoComplainedTakesItBackByTheCode(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti")
		w.As("Sri").Send("complain", "need.complain", need.Complain{Case: c1, Kind: "complaint_asked_to_pay"})
		var code string
		w.Query(func(q journal.Query) error {
			code = need.ReceiptCode(q.Keys, q.Facility, c1)
			return nil
		})
		w.Refused("wrong", "need.withdraw", need.Withdraw{Case: c1, Code: "000000"}, "need.wrong_code").
			Send("back", "need.withdraw", need.Withdraw{Case: c1, Code: code})
		qt.Check(t, qt.Equals(complaintOf(w, c1).Outcome, need.OutcomeWithdrawn))
		qt.Check(t, qt.Equals(promised(w, complaintOf(w, c1)).State, promise.Cancelled))
		w.As("head").Refused("after", "need.answer", need.AnswerComplaint{Case: c1, Words: "a", Told: "spoken"}, "need.closed_already")
		w.RebuildEquals()
	})
}

// TestNoComplaintIsClosedByOrWithThoseItComplainsOf plays a random office of heads and
// others, some of them complained of, and lets everybody try everything.
func TestNoComplaintIsClosedByOrWithThoseItComplainsOf(t *testing.T) {
	w := world.New(t, "", morning)
	w.Colleague("wakil", access.Head).Colleague("dr Ratna", access.Doctor)
	people := []string{"head", "wakil", "officer", "dispatcher", "dr Ratna"}
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		id := ident.Named(fmt.Sprint("complaint ", n))
		_, _ = w.As("dispatcher").Try(fmt.Sprint("open ", n), "need.complain", need.Complain{Case: id, Kind: "complaint", OfHead: rapid.Bool().Draw(t, "of head"), What: "a"})
		for i := range rapid.IntRange(2, 12).Draw(t, "acts") {
			who, name := rapid.SampledFrom(people).Draw(t, "who"), fmt.Sprint("act ", n, " ", i)
			before := complaintOf(w, id)
			switch rapid.SampledFrom([]string{"sort", "answer", "hand", "close", "reopen", "role"}).Draw(t, "act") {
			case "sort":
				var against []ident.ID
				for _, p := range people {
					if rapid.IntRange(0, 3).Draw(t, p) == 0 {
						against = append(against, w.Actor(p).Worker)
					}
				}
				_, _ = w.As(who).Try(name, "need.sort_complaint", need.SortComplaint{Case: id, Kind: "complaint_conduct", Against: against})
			case "answer":
				_, _ = w.As(who).Try(name, "need.answer", need.AnswerComplaint{Case: id, Words: "a", Told: "spoken"})
			case "hand":
				_, _ = w.As(who).Try(name, "need.hand", need.Hand{Case: id, Owner: w.Actor(rapid.SampledFrom(people).Draw(t, "to")).Worker})
			case "close":
				_, _ = w.As(who).Try(name, "need.close", need.Close{Case: id, Outcome: "unfounded", Reason: "a"})
			case "reopen":
				_, _ = w.As(who).Try(name, "need.reopen", need.Reopen{Case: id, Reason: "a"})
			case "role":
				to := w.Actor(who)
				_, _ = w.As("machine").Try(name, "workforce.grant_role", workforce.GrantRole{Account: to.ID, Worker: to.Worker, Role: access.Head, From: "2026-01-01"})
				_, _ = w.As("machine").Try(name+" end", "workforce.end_role", workforce.EndRole{Worker: to.Worker, Role: access.Head})
				if who == "head" || who == "wakil" {
					_, _ = w.As("machine").Try(name+" back", "workforce.grant_role", workforce.GrantRole{Account: to.ID, Worker: to.Worker, Role: access.Head, From: "2026-01-01"})
				}
			}
			soundComplaint(t, w, who, before, complaintOf(w, id))
		}
	})
}

func soundComplaint(t *rapid.T, w *world.World, who string, before, after need.Case) {
	if slices.Contains(after.Against, after.Owner) {
		t.Fatalf("it is with %s, of whom it complains", after.Owner)
	}
	for _, a := range after.Against {
		if slices.Contains(after.Audiences(), "w:"+string(a)) {
			t.Fatalf("%s is complained of and sees it", a)
		}
	}
	if after.State == need.Going || before.State == need.Ended {
		return
	}
	by := w.Actor(who)
	if slices.Contains(before.Against, by.Worker) || before.AnsweredAt.IsZero() {
		t.Fatalf("closed by %s, answered %v", who, before.AnsweredAt)
	}
	w.Query(func(q journal.Query) error {
		heads, err := workforce.HoldersOn(q, access.Head, "")
		if !slices.Contains(heads, by.Worker) {
			t.Fatalf("closed by %s, who is no head", who)
		}
		return err
	})
}
