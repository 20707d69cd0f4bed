package milk

import (
	"sambang/internal/core/access"
	"sambang/internal/shared/need"
)

// The kinds of incident there are with milk: what may go wrong with a bottle, with
// a courier, and between two families.
const (
	TooWarm        = "incident_too_warm"
	TooOld         = "incident_too_old"
	SealBroken     = "incident_seal_broken"
	WrongBottle    = "incident_wrong_bottle"
	CourierMissing = "incident_courier_missing"
	Accident       = "incident_accident"
	Flood          = "incident_flood"
	Breakdown      = "incident_stranded"
	WrongHome      = "incident_wrong_home"
	WrongBabyFed   = "incident_wrong_baby_fed"
)

// The sides of a mix-up: whose milk it was, and whose home or baby got it. Each
// family's part of the case is of the kind with its side at the end.
const (
	Source   = "source"
	Receiver = "receiver"
)

// Where a step comes from: the health centre's own rule; what the CDC says of a
// breast milk mix-up; the hospitals' guidance on exposure to another mother's milk,
// older than that, which goes further (docs/milk.md names both).
const (
	ofTheHouse  = "house"
	ofTheCDC    = "cdc_mix_up"
	ofHospitals = "hospital_exposure"
)

// IncidentKinds lists the kinds of case of this programme, with the steps to do.
func IncidentKinds() []need.Kind {
	desk := []access.Role{access.Officer, access.Dispatcher}
	plain := func(name, keeps string, byHand bool, steps ...need.Todo) need.Kind {
		return need.Kind{Name: name, Keeps: keeps, Urgency: need.Usual, ByHand: byHand, Owners: desk, Steps: steps}
	}
	spoilt := []need.Todo{house("not_fed"), house("told_mother"), by(access.Midwife, "decided_with_midwife"), house("discard_recorded"), house("pay_decided"), house("replaced")}
	lost := []need.Todo{house("people_safe"), house("next_courier_sent"), house("box_checked"), house("told_mother")}
	return append([]need.Kind{
		plain(TooWarm, "told_mother", true, spoilt...),
		plain(TooOld, "told_mother", true, spoilt...),
		plain(SealBroken, "told_mother", true, house("not_fed"), house("told_mother"), house("discard_recorded"), house("box_cleaned"), house("other_bags_checked")),
		plain(WrongBottle, "bottles_compared", true, house("bottles_compared"), house("other_bags_checked"), house("told_mother")),
		plain(CourierMissing, "next_courier_sent", true, append([]need.Todo{house("call_tree")}, lost...)...),
		plain(Accident, "people_safe", true, lost...),
		plain(Flood, "next_courier_sent", true, lost...),
		plain(Breakdown, "next_courier_sent", true, lost...),
	}, mixUpKinds(desk)...)
}

// mixUpKinds are the two mix-ups, each with the parts of the two families. One that
// was not drunk is the desk's to put right. One that was is a doctor's at once: the
// tests that may be wanted are decided by doctor and parents together.
func mixUpKinds(desk []access.Role) []need.Kind {
	apart := func(name, side string, steps ...need.Todo) need.Kind {
		return need.Kind{Name: name + "_" + side, Keeps: "told_family", Urgency: need.Usual, Owners: desk, Steps: steps}
	}
	doctors := []access.Role{access.Doctor, access.Head}
	spoken := func(side string, steps ...need.Todo) need.Kind {
		return need.Kind{Name: WrongBabyFed + "_" + side, Keeps: "doctor_spoke", Urgency: need.AtOnce, Confidential: true, Owners: doctors, Steps: steps}
	}
	agreed := house("agreed_to_be_named")
	return []need.Kind{
		{Name: WrongHome, Keeps: "quarantined", Urgency: need.Usual, Owners: desk, Steps: []need.Todo{house("stopped"), house("quarantined"), house("returned"), house("cause_found")}},
		apart(WrongHome, Source, house("told_family"), house("replaced"), agreed),
		apart(WrongHome, Receiver, house("told_family"), house("not_fed"), agreed),
		{Name: WrongBabyFed, Keeps: "doctor_called", Urgency: need.AtOnce, Confidential: true, Owners: doctors,
			Steps: []need.Todo{house("doctor_called"), house("stopped"), house("quarantined"), house("cause_found")}},
		spoken(Source, from(ofTheCDC, access.Doctor, "doctor_spoke"), from(ofTheCDC, access.Doctor, "asked_how_expressed"), from(ofTheCDC, access.Doctor, "asked_medicines_infection"),
			from(ofTheCDC, access.Doctor, "asked_hiv_tested"), from(ofHospitals, access.Doctor, "source_tests_decided"), agreed),
		spoken(Receiver, from(ofTheCDC, access.Doctor, "doctor_spoke"), from(ofTheCDC, access.Doctor, "told_risk"), from(ofTheCDC, access.Doctor, "tests_decided_together"),
			from(ofHospitals, access.Doctor, "hiv_prophylaxis_considered"), from(ofHospitals, access.Doctor, "hepatitis_b_considered"), agreed),
	}
}

func house(code string) need.Todo               { return from(ofTheHouse, "", code) }
func by(who access.Role, code string) need.Todo { return from(ofTheHouse, who, code) }
func from(a string, who access.Role, c string) need.Todo {
	return need.Todo{Code: c, Who: who, Authority: a}
}
