package homevisit_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/promise"
)

func TestSomebodyIsFetchedAndBroughtHome(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		v := w.view(id)
		qt.Check(t, qt.Equals(v.State, homevisit.Open))
		qt.Check(t, qt.Equals(v.PatientName, "Mbah Karso"))
		qt.Check(t, qt.Equals(v.Where, "Gubuk tepi rel, sebelah pos ronda"))
		qt.Check(t, qt.Equals(v.RespondDue, w.hour("10:00")))
		qt.Check(t, qt.Equals(v.FetchDue, w.hour("12:00")))

		w.At("08:05")
		w.sent(id, "Tim 1")
		w.As("Pak Tono").Send("accept", "visit.accept", homevisit.Accept{Visit: id})
		w.At("08:10").As("Pak Tono").Send("set out", "visit.set_out", homevisit.SetOut{Visit: id})
		w.clocks(id, promise.Kept, promise.Running)
		w.At("08:40").As("Pak Tono").Send("arrive", "visit.arrive", homevisit.Arrive{Visit: id})
		w.clocks(id, promise.Kept, promise.Kept)
		w.As("dr. Rani").Send("spoke", "visit.spoke", homevisit.Speak{Visit: id, Outcome: "Sesak, dibawa"})
		w.At("08:55").As("Pak Tono").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: id})
		w.At("09:20").As("Pak Tono").Send("at centre", "visit.at_centre", homevisit.ReachCentre{Visit: id})
		w.At("11:00").As("dr. Rani").Send("care ended", "visit.care_ended", homevisit.EndCare{Visit: id})
		back := w.promise(id, homevisit.Return)
		qt.Check(t, qt.Equals(back.State, promise.Running))
		qt.Check(t, qt.Equals(back.Due, w.hour("13:00")))
		w.At("11:10").As("Pak Tono").Send("set off", "visit.set_off_home", homevisit.SetOffHome{Visit: id})
		w.At("11:45").As("Pak Tono").Send("home", "visit.home", homevisit.BringHome{Visit: id})
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Return).State, promise.Kept))

		v = w.view(id)
		qt.Check(t, qt.Equals(v.State, homevisit.Done))
		qt.Check(t, qt.Equals(v.Outcome, homevisit.BroughtHome))
		qt.Check(t, qt.Equals(v.AboardAt, w.hour("08:55")))
		qt.Check(t, qt.HasLen(v.Doubts, 0))
		qt.Check(t, qt.Equals(w.Case(homevisit.Sick).State, "closed"))
		qt.Check(t, qt.DeepEquals(w.kinds(id), []string{"opened", "sent", "accepted", "set_out", "arrived", "spoken", "aboard", "at_centre",
			"care_ended", "set_off_home", "home"}))
		w.RebuildEquals()
	})
}

func TestTheSickAreTreatedWhereTheyLie(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbok Yem")
		w.sent(id, "Tim 1")
		w.At("09:00").As("dr. Rani").Send("done", "visit.done_on_spot", homevisit.FinishOnSpot{Visit: id})
		w.clocks(id, promise.Kept, promise.Kept)
		qt.Check(t, qt.Equals(w.view(id).Outcome, homevisit.TreatedAtHome))
		w.RebuildEquals()
	})
}
