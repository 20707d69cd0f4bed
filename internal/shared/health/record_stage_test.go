package health_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// ward is a health centre with two midwives of two villages, a cadre, a doctor with a
// driver as team "Tim 1", and people of the first village: Sri who is pregnant, her
// child Dimas, and Mbah Karso who is old.
type ward struct{ *world.World }

func wards(t *testing.T, story func(t *testing.T, w ward)) {
	t.Helper()
	world.Both(t, noon, func(t *testing.T, w *world.World) { story(t, staffed(t, w)) })
}

func staffed(t *testing.T, w *world.World) ward {
	t.Helper()
	family(t, w).Resident("Mbah Karso", registry.Enter{Sex: "male", Born: "1948-02-01"})
	w.Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver)
	w.Cadre("Bu Yati", world.Village)
	w.As("dispatcher").Send("team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim 1"), Name: "Tim 1", From: w.Clock.Now(), To: w.Clock.Now().Add(8 * 3600e9),
		Members: []ident.ID{ident.Named("dr. Rani"), ident.Named("Pak Tono")}})
	w.As("head").Send("licence", "workforce.set_licence", workforce.SetLicence{Worker: ident.Named("Bu Eni"), Number: "503/SIPB/0417/2025"})
	return ward{w}
}

// antenatal is the fourth visit to Sri, with usual figures.
func antenatal(name string, change ...func(*health.Write)) health.Write {
	b := health.Write{Record: ident.Named(name), Person: ident.Named("Sri"), Kind: health.Antenatal, On: "2026-03-02", Place: health.Home,
		Vitals:    &health.Vitals{SystolicMMHg: 110, DiastolicMMHg: 70, WeightG: 58_000},
		Antenatal: &health.AntenatalPart{Code: "K4", Weeks: 30, FundalMM: 280, HeartbeatPerMin: 144, UrineProtein: "negative", HaemoglobinTenths: 112, Position: "head"},
		Complaint: "Pusing sejak kemarin", Finding: "Bengkak di kaki", Advice: "Istirahat miring kiri", NextOn: "2026-03-16",
		Given: []health.Gift{{Code: "iron_folate", Quantity: 30}}}
	for _, c := range change {
		c(&b)
	}
	return b
}

func correcting(b health.Write, name, reason string) health.Correct {
	return health.Correct{Record: ident.Named(name), Corrects: b.Record, Reason: reason, Person: b.Person, Kind: b.Kind, On: b.On, Place: b.Place, Visit: b.Visit,
		Vitals: b.Vitals, Antenatal: b.Antenatal, Elder: b.Elder, Complaint: b.Complaint, Finding: b.Finding, Advice: b.Advice, Given: b.Given,
		Dangers: b.Dangers, NewCases: b.NewCases, NextOn: b.NextOn, Sure: b.Sure}
}

func (w ward) record(name string) (v health.RecordView) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		shown, found, err := w.House.Shows["visit_record"](q, ident.Named(name))
		qt.Assert(w.T, qt.IsTrue(found))
		v, _ = shown.(health.RecordView)
		return err
	})
	return v
}

// requests lists what was asked for, the oldest first.
func (w ward) requests() []need.Case {
	w.T.Helper()
	return append(w.Cases(need.VisitRequest), w.Cases(need.TransportRequest)...)
}

// saw counts the versions that a phone with this audience holds.
func (w ward) saw(audience string) int { return len(w.OnPhones(audience, "visit_record")) }

func worker(name string) string { return "w:" + string(ident.Named(name)) }

// result reads what who spoke last was told.
func (w ward) result(into any) {
	w.T.Helper()
	qt.Assert(w.T, qt.IsNil(json.Unmarshal(w.Outcome().Result, into)))
}

func clockZone(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	qt.Assert(t, qt.IsNil(err))
	return zone
}
