package house_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// learner is a seller of the town, who has no account: what is to be known reaches her by a
// message or not at all.
func (w *town) learner() (id ident.ID) {
	w.t.Helper()
	id = w.fresh()
	w.machine(here, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "Mbok Sri", Phone: "081234500000", Kinds: []string{workforce.Seller}})
	return id
}

// saidTo lists what was to be said to somebody, as the desk reads it: "state: text".
func (w *town) saidTo(who ident.ID) (out []string) {
	w.t.Helper()
	w.query(here, func(q journal.Query) error {
		show := w.h.Shows["message"]
		rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 ORDER BY created_at, kind, id", q.Facility, who)
		for _, r := range rows {
			v, _, err := show(q, r.ID)
			if err != nil {
				return err
			}
			out = append(out, r.State+": "+v.(messaging.View).Text)
		}
		return err
	})
	return out
}

// sent marks what waits to be said to somebody as sent.
func (w *town) sent(who ident.ID) {
	w.t.Helper()
	var waiting []ident.ID
	w.query(here, func(q journal.Query) error {
		rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = 'waiting' ORDER BY id", q.Facility, who)
		for _, r := range rows {
			waiting = append(waiting, r.ID)
		}
		return err
	})
	for _, id := range waiting {
		w.must(here.actor("officer"), "messaging.mark", messaging.Mark{Message: id, How: "whatsapp"})
	}
}

// after moves the clock on, so that what is said comes one after the other.
func (w *town) after(d time.Duration) { w.clock.Set(w.clock.Now().Add(d)) }

// Who is invited to a session is told by a message, once; a change before it was sent is a
// new invitation, one after it says so; what is off is told to those who were told, and what
// waits when its day is over is not said any more.
func TestWhoIsInvitedIsToldOfEveryChange(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		sri, dewi := w.learner(), w.learner()
		lesson, officer := w.fresh(), here.actor("officer")
		plan := training.Plan{Session: lesson, Course: workforce.BreastfeedingBasics, On: "2026-03-09", From: "09:00", To: "11:00", Place: "Aula", TrainerName: "Bu Dinas"}
		w.must(officer, "training.plan", plan)
		w.must(officer, "training.invite", training.Invite{Session: lesson, Workers: []ident.ID{sri}})
		w.must(officer, "training.invite", training.Invite{Session: lesson, Workers: []ident.ID{sri, dewi}})
		told := w.saidTo(sri)
		qt.Assert(t, qt.HasLen(told, 1), qt.Commentf("asked twice, told once"))
		qt.Check(t, qt.Matches(told[0], `waiting: Salam Mbok Sri, Anda diundang ke pelatihan .* pada Senin, 9 Mar 2026 pukul 09\.00, di Aula\. .*`))
		qt.Check(t, qt.HasLen(w.saidTo(dewi), 1))

		w.after(time.Minute)
		plan.TrainerName = "Bu Retno"
		w.must(officer, "training.change", training.Change(plan))
		qt.Check(t, qt.HasLen(w.saidTo(sri), 1), qt.Commentf("who holds it changes nothing for her"))
		w.sent(sri)
		w.after(time.Minute)
		plan.On, plan.From, plan.Place = "2026-03-10", "", ""
		w.must(officer, "training.change", training.Change(plan))
		told = w.saidTo(sri)
		qt.Assert(t, qt.HasLen(told, 2))
		qt.Check(t, qt.Matches(told[1], `waiting: Salam Mbok Sri, ada perubahan: pelatihan .* sekarang pada Selasa, 10 Mar 2026\. .*`))
		other := w.saidTo(dewi)
		qt.Assert(t, qt.HasLen(other, 2))
		qt.Check(t, qt.Matches(other[0], `skipped: .*`), qt.Commentf("nobody is told the old day any more"))
		qt.Check(t, qt.Matches(other[1], `waiting: Salam Mbok Sri, Anda diundang .* pada Selasa, 10 Mar 2026\. .*`))

		w.after(time.Minute)
		w.must(officer, "training.cancel", training.Cancel{Session: lesson, Why: "weather"})
		told = w.saidTo(sri)
		qt.Assert(t, qt.HasLen(told, 3))
		qt.Check(t, qt.Matches(told[1], `skipped: .*`))
		qt.Check(t, qt.Matches(told[2], `waiting: Salam Mbok Sri, pelatihan .* pada Selasa, 10 Mar 2026 tidak jadi\. .*`))
		other = w.saidTo(dewi)
		qt.Assert(t, qt.HasLen(other, 2), qt.Commentf("who was never told of it is not told that it is off"))
		qt.Check(t, qt.Matches(other[1], `skipped: .*`))

		w.clock.Set(instant.Of(time.Date(2026, 3, 10, 17, 0, 1, 0, time.UTC)))
		w.closeDay("2026-03-10")
		qt.Check(t, qt.Matches(w.saidTo(sri)[2], `skipped: .*`), qt.Commentf("its day is over"))
	})
}

// closeDay ends a day, as the machine does; the house's own clock may have been faster.
func (w *town) closeDay(day string) {
	w.t.Helper()
	out, err := w.try(access.TheMachine(here.id), "journal.close_day", journal.CloseDay{Day: day, Zone: "Asia/Jakarta"})
	qt.Assert(w.t, qt.IsNil(err))
	if out.Status != journal.Accepted {
		qt.Assert(w.t, qt.Equals(out.Code, "journal.day_not_to_close"))
	}
}

// A withdrawal is told to the holder, an appeal is left to somebody else than who withdrew,
// and its end is told and closes what it left; what counts again and ends soon is warned of
// again.
func TestAnAppealIsSomebodysWorkAndItsEndIsTold(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		sri, course := w.learner(), workforce.BreastfeedingBasics
		w.machine(here, "workforce.certify", workforce.Certify{Worker: sri, Course: course, Number: "K 9", ValidFrom: "2026-01-01", ValidTo: "2026-03-20"})
		w.clock.Set(instant.Of(time.Date(2026, 3, 2, 17, 0, 1, 0, time.UTC)))
		w.closeDay("2026-03-02")
		left := func() (kinds []string) {
			w.query(here, func(q journal.Query) error {
				open, err := task.OpenOf(q, sri)
				for _, t := range open {
					kinds = append(kinds, t.Kind)
					qt.Check(w.t, qt.Equals(t.Owner, worker(here, "officer")))
				}
				return err
			})
			return kinds
		}
		qt.Check(t, qt.DeepEquals(left(), []string{"renew_certificate"}))
		w.after(time.Minute)
		w.must(here.actor("head"), "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: sri, Course: course, Reason: "a"})
		told := w.saidTo(sri)
		qt.Assert(t, qt.HasLen(told, 2))
		qt.Check(t, qt.Matches(told[0], `skipped: .*`), qt.Commentf("its end is not warned of any more"))
		qt.Check(t, qt.Matches(told[1], `waiting: .* dicabut dan tidak berlaku lagi\. .*keberatan.*`))
		qt.Check(t, qt.HasLen(left(), 0))
		w.sent(sri)
		w.after(time.Minute)
		w.must(here.actor("officer"), "workforce.appeal", workforce.Appeal{Worker: sri, Course: course, Words: "a"})
		qt.Check(t, qt.DeepEquals(left(), []string{"settle_appeal"}))
		w.after(time.Minute)
		w.must(here.actor("officer"), "workforce.settle_appeal", workforce.SettleAppeal{Worker: sri, Course: course, Outcome: workforce.Restored, Words: "a"})
		qt.Check(t, qt.DeepEquals(left(), []string{"renew_certificate"}), qt.Commentf("it ends on 20 March"))
		told = w.saidTo(sri)
		qt.Assert(t, qt.HasLen(told, 4))
		qt.Check(t, qt.Matches(told[2], `waiting: .* masih berlaku 17 hari lagi\. .*`))
		qt.Check(t, qt.Matches(told[3], `waiting: .* berlaku lagi\. .*`))
	})
}
