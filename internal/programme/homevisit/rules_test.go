package homevisit_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

func TestAClerkKeepsNoPromise(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Tim 1")
		w.As("dispatcher").
			Send("spoke", "visit.spoke", homevisit.Speak{Visit: id, Outcome: "Kata keluarga sudah membaik"}).
			Send("set out", "visit.set_out", homevisit.SetOut{Visit: id}).
			Send("arrive", "visit.arrive", homevisit.Arrive{Visit: id}).
			Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: id})
		w.clocks(id, promise.Running, promise.Running)
		v := w.view(id)
		qt.Check(t, qt.Equals(v.State, homevisit.Aboard)) // what was said is kept all the same
		qt.Check(t, qt.DeepEquals(v.Doubts, []string{"not_of_team"}))
		qt.Check(t, qt.IsTrue(v.SpokeAt.IsZero()))
		w.At("12:30")
		w.clocks(id, promise.Late, promise.Late)
		w.RebuildEquals()
	})
}

func TestADoctorOnTheTelephoneAnswersAndFetchesNobody(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.At("10:00").As("dr. Rani").Send("spoke", "visit.spoke", homevisit.Speak{Visit: id, Outcome: "Minum oralit, tim berangkat"})
		w.clocks(id, promise.Kept, promise.Running) // at the last instant, which counts
		w.At("12:30")
		w.clocks(id, promise.Kept, promise.Late)
	})
}

func TestADriverAloneFetchesAndIsNoHealthWorker(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Sopir")
		w.As("Pak Joko").Send("set out", "visit.set_out", homevisit.SetOut{Visit: id}).
			Send("arrive", "visit.arrive", homevisit.Arrive{Visit: id}).
			Send("spoke", "visit.spoke", homevisit.Speak{Visit: id, Outcome: "Minta dijemput"})
		w.clocks(id, promise.Running, promise.Running)
		w.As("Pak Joko").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: id})
		w.clocks(id, promise.Running, promise.Kept)
	})
}

func TestTheDoctorWhoStayedBehindIsNotThere(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Tim 1")
		w.As("Pak Tono").Send("set out", "visit.set_out", homevisit.SetOut{Visit: id, Alone: true}).
			Send("arrive", "visit.arrive", homevisit.Arrive{Visit: id, Alone: true})
		w.clocks(id, promise.Running, promise.Running)
	})
}

func TestHandedOnByNameAndTimeIsFetched(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso", func(b *need.Request) { b.Colour = need.Red })
		w.As("dispatcher").Send("hand on", "visit.hand_on", homevisit.HandOn{Visit: id, To: "119", Name: "Bu Indah, operator"})
		w.clocks(id, promise.Running, promise.Kept)
		v := w.view(id)
		qt.Check(t, qt.Equals(v.Outcome, homevisit.HandedOn))
		qt.Check(t, qt.Equals(v.HandedName, "Bu Indah, operator"))
		qt.Check(t, qt.Equals(w.Case(homevisit.Sick).State, need.Ended))
		_, err := w.Try("nobody", "visit.hand_on", homevisit.HandOn{Visit: id, To: "119"})
		qt.Check(t, qt.IsNotNil(err)) // nobody by no name
		w.RebuildEquals()
	})
}

func TestTheLastInstantCountsAndTheNextDoesNot(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		inTime, late := w.asked("Mbah Karso"), w.asked("Mbok Yem")
		w.sent(inTime, "Sopir")
		w.At("12:00").As("Pak Joko").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: inTime})
		w.At("12:00:01")
		w.sent(late, "Sopir")
		w.As("Pak Joko").Send("too late", "visit.aboard", homevisit.TakeAboard{Visit: late})
		qt.Check(t, qt.Equals(w.promise(inTime, homevisit.Fetch).State, promise.Kept))
		qt.Check(t, qt.Equals(w.promise(late, homevisit.Fetch).State, promise.Late))
		qt.Check(t, qt.Equals(w.promise(late, homevisit.Fetch).FulfilledAt, w.promise(late, homevisit.Fetch).Due.Add(1e9)))
	})
}

func TestThePatientsCodeStrikesAndAWordWithoutProofDoesNot(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Sopir")
		w.At("13:00")
		w.clocks(id, promise.Late, promise.Late)
		w.As("Pak Joko").Offline("11:30").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: id})
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Fetch).State, promise.Late)) // his clock says so, nobody else
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Fetch).ClaimedAt, w.hour("11:30")))

		w.holder("Mbah Karso").
			Refused("guessed", "visit.confirm", homevisit.Confirm{Visit: id, Code: "000000", At: w.hour("11:30")}, "need.wrong_code").
			Refused("ahead", "visit.confirm", homevisit.Confirm{Visit: id, Code: w.code(id), At: w.hour("15:00")}, "visit.not_yet")
		w.As("dispatcher")
		out, err := w.Try("desk", "visit.confirm", homevisit.Confirm{Visit: id, Code: w.code(id), At: w.hour("11:30")})
		qt.Check(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "visit.patient_confirms"))
		// Read out to the driver, it is still the driver's word when that was.
		w.As("Pak Joko").Send("read out", "visit.confirm", homevisit.Confirm{Visit: id, Code: w.code(id), At: w.hour("11:30")})
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Fetch).State, promise.Late))
		w.As("Mbah Karso").Send("confirmed", "visit.confirm", homevisit.Confirm{Visit: id, Code: w.code(id), At: w.hour("11:30")})
		p := w.promise(id, homevisit.Fetch)
		qt.Check(t, qt.Equals(p.State, promise.StateStruck))
		qt.Check(t, qt.Equals(p.Proof, promise.ByPatient))
		w.RebuildEquals()
	})
}

func TestACallBackStandsByTwo(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		id := w.asked("Mbah Karso")
		w.sent(id, "Sopir")
		w.At("13:00").As("Pak Joko").Offline("11:30").Send("aboard", "visit.aboard", homevisit.TakeAboard{Visit: id})
		said := homevisit.CallBack{Visit: id, At: w.hour("11:30"), Note: "Bu Karti bilang dijemput setengah dua belas"}
		w.As("dispatcher")
		out, err := w.Try("call", "visit.call_back", said)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(string(out.Status), "proposed"))
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Fetch).State, promise.Late)) // one is not enough
		w.ByTwo("call again", "dispatcher", "officer", "visit.call_back", said)
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Fetch).State, promise.StateStruck))
		qt.Check(t, qt.Equals(w.promise(id, homevisit.Fetch).Proof, promise.ByCallBack))
		w.As("Pak Joko").Refused("driver calls", "visit.call_back", said, "visit.desk_calls")
		w.RebuildEquals()
	})
}

func TestRedWaitsForNoHourAndANurseIsAHealthWorker(t *testing.T) {
	both(t, func(t *testing.T, w town) {
		w.Colleague("Pak Sardi", access.Driver)
		w.team("Tim 2", "", "Suster Yuli", "Pak Sardi")
		id := w.asked("Mbah Karso", func(b *need.Request) { b.Colour = need.Red })
		w.sent(id, "Tim 2")
		w.As("Pak Sardi").Send("set out", "visit.set_out", homevisit.SetOut{Visit: id})
		w.clocks(id, promise.Kept, promise.Running)
	})
}
