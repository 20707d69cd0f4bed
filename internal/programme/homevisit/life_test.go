package homevisit_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

func TestAVehicleThatStandsGivesTheWorkToWhoeverCanGo(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		onTheWay, waiting, inCare := w.asked("Mbah Karso"), w.asked("Mbok Yem"), w.asked("Mbah Darmo")
		w.sent(inCare, "Tim 1")
		w.As("Pak Tono").Send("brought", "visit.at_centre", homevisit.ReachCentre{Visit: inCare})
		w.sent(onTheWay, "Tim 1")
		w.sent(waiting, "Tim 1")
		qt.Check(t, qt.Equals(w.view(waiting).Order, 3))
		w.As("Pak Tono").Send("set out", "visit.set_out", homevisit.SetOut{Visit: onTheWay}).
			Send("broken", "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ident.Named("Ambulans")})
		for _, id := range []ident.ID{onTheWay, waiting} {
			v := w.view(id)
			qt.Check(t, qt.Equals(v.State, homevisit.Sent), qt.Commentf("the plan of the day gives it to the other team"))
			qt.Check(t, qt.Equals(v.TeamName, "Sopir"))
		}
		qt.Check(t, qt.Equals(w.view(inCare).State, homevisit.AtCentre)) // who is with us already stays
		w.As("dispatcher").Refused("again", "visit.send", homevisit.Send{Visit: onTheWay, Team: ident.Named("Tim 1")}, "visit.vehicle_broken")

		// What the former team did all the same is kept, and stands beside its doubt.
		w.As("Pak Tono").Send("on foot", "visit.aboard", homevisit.TakeAboard{Visit: onTheWay})
		v := w.view(onTheWay)
		qt.Check(t, qt.Equals(v.State, homevisit.Aboard))
		qt.Check(t, qt.DeepEquals(v.Doubts, []string{"former_team"}))
		qt.Check(t, qt.Equals(w.promise(onTheWay, homevisit.Fetch).State, promise.Kept))
		w.RebuildEquals()
	})
}

func TestGivenBackAndTakenByTheNext(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Sopir")
		w.As("Pak Joko").Send("back", "visit.give_back", homevisit.GiveBack{Visit: id, Reason: "road"})
		qt.Check(t, qt.Equals(w.view(id).State, homevisit.Open))
		qt.Check(t, qt.HasLen(w.OnPhones("w:"+string(ident.Named("Pak Joko")), "home_visit"), 0))
		w.sent(id, "Tim 1")
		qt.Check(t, qt.HasLen(w.OnPhones("w:"+string(ident.Named("Pak Tono")), "home_visit"), 1))
		// Once more by who has it no longer: noted, and nobody loses the work.
		w.As("Pak Joko").Send("back again", "visit.give_back", homevisit.GiveBack{Visit: id, Reason: "road"})
		qt.Check(t, qt.Equals(w.view(id).TeamName, "Tim 1"))
		// A driver who never had it learns nothing of it.
		w.Colleague("Pak Sardi", access.Driver).As("Pak Sardi")
		_, err := w.Try("stranger", "visit.arrive", homevisit.Arrive{Visit: id})
		qt.Check(t, qt.ErrorMatches(err, ".*not_found.*"))
		w.RebuildEquals()
	})
}

func TestReportsComeInAnyOrderAndAreKept(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Tim 1")
		w.At("10:30").As("Pak Tono").Offline("09:30").Send("home", "visit.home", homevisit.BringHome{Visit: id})
		qt.Check(t, qt.Equals(w.view(id).State, homevisit.Done))
		w.As("Pak Tono").Offline("08:50").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: id})
		w.As("Pak Tono").Offline("08:20").Send("set out", "visit.set_out", homevisit.SetOut{Visit: id})
		w.As("Pak Tono").Offline("07:00").Send("before", "visit.arrive", homevisit.Arrive{Visit: id})
		v := w.view(id)
		qt.Check(t, qt.Equals(v.State, homevisit.Done))
		qt.Check(t, qt.Equals(v.SetOutAt, w.hour("08:20")))
		qt.Check(t, qt.Equals(v.AboardAt, w.hour("08:50")))
		qt.Check(t, qt.DeepEquals(v.Doubts, []string{"after_end", "before_request"}))
		// Aboard was on record before noon; that somebody had set out before ten was not.
		w.clocks(id, promise.Late, promise.Kept)
		qt.Check(t, qt.DeepEquals(w.kinds(id), []string{"opened", "sent", "lapsed", "home", "aboard", "set_out", "arrived"}))
		w.RebuildEquals()
	})
}

func TestTwoReportsOfOneEventAndAWrongMerge(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		first := w.asked("Mbah Karso")
		w.At("08:20")
		second := w.asked("Mbah K.")
		w.sent(second, "Sopir")
		w.ByTwo("merge", "officer", "head", "need.merge", need.Merge{Case: second, Into: first})
		qt.Check(t, qt.Equals(w.view(second).State, homevisit.Done))
		v := w.view(first)
		qt.Check(t, qt.Equals(v.TeamName, "Sopir")) // whoever was sent goes on
		qt.Check(t, qt.Equals(v.FetchDue, w.hour("12:00")))

		// The phone of the team still names the one it was sent to.
		w.At("09:00").As("Pak Joko").Send("set out", "visit.set_out", homevisit.SetOut{Visit: second}).
			Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: second})
		qt.Check(t, qt.Equals(w.view(first).State, homevisit.Aboard))
		qt.Check(t, qt.Equals(w.promise(first, homevisit.Fetch).State, promise.Kept))
		qt.Check(t, qt.Equals(w.promise(second, homevisit.Fetch).State, promise.Kept))

		w.ByTwo("unmerge", "officer", "head", "need.unmerge", need.Unmerge{Case: second})
		qt.Check(t, qt.Equals(w.view(second).State, homevisit.Aboard))
		qt.Check(t, qt.Equals(w.view(second).FetchDue, w.hour("12:20")))
		qt.Check(t, qt.Equals(w.view(first).State, homevisit.Open))
		w.RebuildEquals()
	})
}

func TestBothClocksStandAfterAWrongMerge(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		first := w.asked("Mbah Karso")
		w.At("08:20")
		second := w.asked("Mbok Yem")
		w.ByTwo("merge", "officer", "head", "need.merge", need.Merge{Case: second, Into: first})
		w.sent(first, "Sopir")
		w.At("09:00").As("Pak Joko").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: first})
		w.At("13:00")
		w.ByTwo("unmerge", "officer", "head", "need.unmerge", need.Unmerge{Case: second})
		qt.Check(t, qt.Equals(w.promise(first, homevisit.Fetch).State, promise.Kept))
		qt.Check(t, qt.Equals(w.promise(second, homevisit.Fetch).State, promise.Late)) // nobody had come to her
		qt.Check(t, qt.Equals(w.view(second).State, homevisit.Open))
		w.RebuildEquals()
	})
}

func TestWhatTwoPersonsCancelLeavesTheClockAndThePatientsOwnWordEndsIt(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		dismissed, cancelled, withdrawn := w.asked("Orang iseng"), w.asked("Mbok Yem"), w.asked("Mbah Karso")
		w.ByTwo("dismiss", "officer", "head", "need.dismiss", need.Dismiss{Case: dismissed, Reason: "Salah sambung"})
		w.ByTwo("cancel", "officer", "head", "need.cancel", need.Cancel{Case: cancelled, Reason: "Kata tetangga sudah ke RS"})
		w.holder("Mbah Karso").Send("withdraw", "need.withdraw", need.Withdraw{Case: withdrawn, Code: w.code(withdrawn)})
		qt.Check(t, qt.Equals(w.view(dismissed).Outcome, homevisit.NotARequest))
		qt.Check(t, qt.Equals(w.view(cancelled).Outcome, homevisit.Withdrawn))
		qt.Check(t, qt.Equals(w.view(withdrawn).Outcome, homevisit.Withdrawn))
		w.clocks(withdrawn, promise.Cancelled, promise.Cancelled)
		w.At("12:30")
		w.clocks(dismissed, promise.Cancelled, promise.Cancelled) // what was no request was promised nothing
		w.clocks(cancelled, promise.Late, promise.Late)
		w.clocks(withdrawn, promise.Cancelled, promise.Cancelled)
		w.RebuildEquals()
	})
}

func TestAnotherColourOrKindMovesNoClock(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.As("dispatcher").Send("red", "need.triage", need.Triage{Case: id, Colour: need.Red})
		w.ByTwo("kind", "officer", "head", "need.recategorise", need.Recategorise{Case: id, Kind: homevisit.Transport})
		v := w.view(id)
		qt.Check(t, qt.Equals(v.Colour, need.Red))
		qt.Check(t, qt.Equals(v.Kind, homevisit.Transport))
		qt.Check(t, qt.Equals(v.RespondDue, w.hour("10:00")))
		qt.Check(t, qt.Equals(v.FetchDue, w.hour("12:00")))
	})
}

func TestAJourneyForAnHourIsPromisedForThatHour(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		wanted := w.hour("16:00")
		planned := w.asked("Mbah Karso", func(b *need.Request) {
			b.Kind, b.Colour, b.WantAt, b.Needs = homevisit.Transport, need.Green, wanted, []string{"companion", "stretcher"}
		})
		ill := w.asked("Mbok Yem", func(b *need.Request) { b.Kind, b.Colour, b.WantAt = homevisit.Transport, need.Yellow, wanted })
		soon := w.asked("Mbah Darmo", func(b *need.Request) { b.Kind, b.Colour, b.WantAt = homevisit.Transport, need.Green, w.hour("09:00") })
		sick := w.asked("Pak Wiryo", func(b *need.Request) { b.WantAt, b.Colour = wanted, need.Green })
		qt.Check(t, qt.Equals(w.view(planned).FetchDue, wanted))
		qt.Check(t, qt.IsTrue(w.view(planned).Planned))
		for _, id := range []ident.ID{ill, soon, sick} { // no wish moves what everybody is promised
			qt.Check(t, qt.Equals(w.view(id).FetchDue, w.hour("12:00")))
		}
		w.sent(planned, "Sopir")
		qt.Check(t, qt.DeepEquals(w.view(planned).Misfit, []string{"stretcher"})) // who lies takes no seat: the companion has it
		w.sent(planned, "Tim 1")
		qt.Check(t, qt.HasLen(w.view(planned).Misfit, 0))
		w.At("15:50").As("Pak Tono").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: planned})
		qt.Check(t, qt.Equals(w.promise(planned, homevisit.Fetch).State, promise.Kept))
		w.RebuildEquals()
	})
}

func TestThePatientIsToldAndNobodyAfterADeath(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		w.Resident("Mbah Karso", registry.Enter{Phone: "081234567890", Born: "1941-05-01"})
		body := need.Request{Case: ident.Named("request"), Kind: homevisit.Sick, Person: ident.Named("Mbah Karso"), Door: "cadre", Colour: need.Yellow, What: "Sesak"}
		w.As("dispatcher").Send("request", "need.request", body)
		w.sent(body.Case, "Tim 1")
		w.As("Pak Tono").Send("set out", "visit.set_out", homevisit.SetOut{Visit: body.Case})
		qt.Check(t, qt.DeepEquals(w.said("Mbah Karso"), map[string]string{"visit_received": messaging.Waiting, "visit_on_the_way": messaging.Waiting}))

		w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("Mbah Karso"), On: "2026-03-02"})
		qt.Check(t, qt.DeepEquals(w.said("Mbah Karso"), map[string]string{"visit_received": "skipped", "visit_on_the_way": "skipped"}))
		v := w.view(body.Case)
		qt.Check(t, qt.Equals(v.Outcome, homevisit.Died))
		qt.Check(t, qt.Equals(v.State, homevisit.Done))
		w.clocks(body.Case, promise.Kept, promise.Running) // a death stops no clock
		w.As("Pak Tono").Send("arrive", "visit.arrive", homevisit.Arrive{Visit: body.Case})
		qt.Check(t, qt.HasLen(w.said("Mbah Karso"), 2))
		w.Silent()
		w.RebuildEquals()
	})
}

// said lists what was to be said to somebody, with what became of it.
func (w town) said(name string) map[string]string {
	out := map[string]string{}
	for _, m := range w.Messages() {
		if m.Person == ident.Named(name) {
			out[m.Kind] = m.State
		}
	}
	return out
}

func TestTheTeamOnItsWayIsSeenUntilItIsThere(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Tim 1")
		qt.Check(t, qt.HasLen(w.live(id).Jobs, 0))
		w.As("Pak Tono").Send("set out", "visit.set_out", homevisit.SetOut{Visit: id})
		qt.Check(t, qt.HasLen(w.live(id).Jobs, 2)) // the doctor's phone and the driver's
		w.As("Pak Tono").Send("arrive", "visit.arrive", homevisit.Arrive{Visit: id})
		qt.Check(t, qt.HasLen(w.live(id).Jobs, 0))
		w.At("08:30").As("Pak Tono").Send("centre", "visit.at_centre", homevisit.ReachCentre{Visit: id})
		w.At("09:30").As("dr. Rani").Send("care", "visit.care_ended", homevisit.EndCare{Visit: id})
		w.As("Pak Tono").Send("off", "visit.set_off_home", homevisit.SetOffHome{Visit: id})
		qt.Check(t, qt.HasLen(w.live(id).Jobs, 2))
		w.At("10:00").As("Pak Tono").Send("home", "visit.home", homevisit.BringHome{Visit: id})
		qt.Check(t, qt.HasLen(w.live(id).Jobs, 0))
	})
}

func (w town) live(id ident.ID) (l homevisit.Live) {
	w.Query(func(q journal.Query) (err error) {
		l, _, err = homevisit.LiveOf(q, id)
		return err
	})
	return l
}
