package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/shared/dispatch"
)

// applicants are what waits for a place in the town: one application that is not ready.
type applicants struct{ application ident.ID }

// wait files one at the desk.
func (w *town) wait(x things) (a applicants) {
	w.t.Helper()
	a.application = w.fresh()
	w.must(x.centre.actor("officer"), "milk.apply", x.ask(a.application))
	return a
}

// ask is an application of somebody nobody knows yet, with the same secrets as a
// mother of the town has.
func (x things) ask(application ident.ID) admission.Apply {
	return admission.Apply{Application: application, Mother: milk.PersonBody{Name: "Ani " + string(application), Phone: ""}, Helper: someoneHome,
		Babies: []milk.BabyBody{{Name: "Bayi " + string(application), Born: "2026-01-10"}}, Village: x.village,
		Pickup: dispatch.Place{Label: workplace, Lat: -7.5133377, Lon: 110.9}, Finish: dispatch.Place{Label: home, Note: home, Lat: -7.5444488, Lon: 110.93},
		Recipients: []milk.Named{{ID: ident.Derive(application, 1), Name: someoneHome, Relation: "nenek", Phone: "0" + herNumber}},
		Days:       []int64{1, 2, 3, 4, 5}, From: "07:00", To: "15:00", Pledge: admission.Pledge{TextVersion: "milk_pledge/1", How: "paper"}}
}
