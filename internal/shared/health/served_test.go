package health_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// year counts a year, of some villages or of the whole.
func (w ward) year(n int64, villages ...string) (r health.Reached) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		r, err = health.ServedIn(q, n, slices.Clip(villages))
		return err
	})
	return r
}

func served(r health.Reached, group string) health.GroupReached {
	i := slices.IndexFunc(r.Groups, func(g health.GroupReached) bool { return g.Group == group })
	return r.Groups[i]
}

func found(r health.Reached, code string) int64 {
	i := slices.IndexFunc(r.Cases, func(c health.CaseFound) bool { return c.Code == code })
	return r.Cases[i].People
}

// set changes a section of the policy by two persons.
func (w ward) set(name, section string, document any) {
	w.T.Helper()
	d, err := policy.NewDocument(document)
	qt.Assert(w.T, qt.IsNil(err))
	w.ByTwo(name, "admin", "head", "policy.change", policy.Change{Section: section, Document: d})
}

func general(name, person, on string, change ...func(*health.Write)) health.Write {
	b := health.Write{Record: ident.Named(name), Person: ident.Named(person), Kind: health.General, On: on, Place: health.Home}
	for _, c := range change {
		c(&b)
	}
	return b
}

func pressed(b *health.Write) { b.Vitals = &health.Vitals{SystolicMMHg: 150, DiastolicMMHg: 92} }

func TestPeopleAreServedOnceAGroupAndYear(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		w.set("targets", "served", health.ServedSettings{Targets: []health.Target{{health.ServedPregnant, 2026, 60}, {health.ServedElder, 2026, 40}, {health.ServedElder, 2025, 7}},
			NewCases: []health.NewCase{{Code: "hypertension", Group: health.ServedHypertension}, {Code: "wasting"}}})
		ill := func(b *health.Write) { pressed(b); b.NewCases = []string{"hypertension"} }
		w.As("Bu Eni").Send("k4", "health.record", antenatal("k4")).Send("k5", "health.record", antenatal("k5")).
			Send("old year", "health.record", general("old year", "Mbah Karso", "2025-12-31", pressed)).
			Send("talked", "health.record", general("talked", "Mbah Karso", "2026-01-10")).
			Send("pressed", "health.record", general("pressed", "Mbah Karso", "2026-01-20", ill)).
			Send("again", "health.record", general("again", "Mbah Karso", "2026-02-20", ill))
		w.As("Bu Yati").Send("weighed", "health.record", health.Write{Record: ident.Named("weighed"), Person: ident.Named("Dimas"), Kind: health.Child, On: "2026-03-01", Place: health.Post})
		r := w.year(2026)
		qt.Check(t, qt.Equals(r.Visits, 6))
		qt.Check(t, qt.Equals(r.People, 3))
		qt.Check(t, qt.DeepEquals(served(r, health.ServedPregnant), health.GroupReached{Group: health.ServedPregnant, AtHome: true, Served: 1, Target: 60, PerMille: 16}))
		qt.Check(t, qt.Equals(served(r, health.ServedElder).Served, 1), qt.Commentf("once, and not for a visit without the cuff"))
		qt.Check(t, qt.Equals(served(r, health.ServedHypertension).Served, 1))
		qt.Check(t, qt.Equals(served(r, health.ServedUnderFive).PerMille, -1), qt.Commentf("without a target there is no share"))
		qt.Check(t, qt.Equals(r.Served, 2))
		qt.Check(t, qt.Equals(r.Target, 100))
		qt.Check(t, qt.Equals(r.PerMille, 20), qt.Commentf("the sum over the sum, not the mean of shares"))
		qt.Check(t, qt.Equals(found(r, "hypertension"), 1), qt.Commentf("a new case is a person"))
		qt.Check(t, qt.Equals(r.Unlicensed, 0), qt.Commentf("a cadre has no licence to lack"))
		qt.Check(t, qt.Equals(served(w.year(2025), health.ServedElder).PerMille, 142))
		qt.Check(t, qt.Equals(w.year(2026, world.OtherVillage).People, 0))
		qt.Check(t, qt.Equals(served(w.year(2026, world.Village), health.ServedPregnant).Target, 0), qt.Commentf("targets are the facility's"))
	})
}

func TestACorrectionIsCountedInItsPlace(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	b := general("first", "Mbah Karso", "2026-03-01", func(b *health.Write) { pressed(b); b.NewCases = []string{"diabetes"} })
	w.As("Bu Eni").Send("first", "health.record", b)
	b.NewCases = nil
	w.Send("second", "health.correct", correcting(b, "second", "Salah ketuk"))
	qt.Check(t, qt.Equals(found(w.year(2026), "diabetes"), 0))
	qt.Check(t, qt.Equals(w.year(2026).Visits, 1))
}

func TestTwoRecordsOfOneHumanAreServedOnce(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	w.Resident("Sri W.", registry.Enter{Sex: "female", Born: "1998-04-01"})
	w.As("Bu Eni").Send("k4", "health.record", antenatal("k4")).
		Send("twin", "health.record", antenatal("twin", func(b *health.Write) { b.Person = ident.Named("Sri W.") }))
	qt.Check(t, qt.Equals(served(w.year(2026), health.ServedPregnant).Served, 2))
	w.As("officer").Send("one", "registry.merge", registry.Merge{Keep: ident.Named("Sri"), Drop: ident.Named("Sri W.")})
	qt.Check(t, qt.Equals(served(w.year(2026), health.ServedPregnant).Served, 1))
	w.Query(func(q journal.Query) error {
		all, err := health.RecordsOf(q, ident.Named("Sri W."))
		qt.Check(t, qt.HasLen(all, 2))
		return err
	})
}

func TestWhoHasNoLicenceNumberIsKeptAndCounted(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	w.As("dr. Rani").Send("no number", "health.record", general("no number", "Mbah Karso", "2026-03-01", pressed))
	qt.Check(t, qt.Equals(w.year(2026).Unlicensed, 1))
	w.As("head").Refused("a cadre", "workforce.set_licence", map[string]any{"worker": ident.Named("Bu Yati"), "number": "1"}, "workforce.no_health_worker")
}

// What the law wants kept for twenty-five years nobody may set to less.
func TestTheLawsYearsAreTheLeast(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	d, err := policy.NewDocument(map[string]int64{"years": 10})
	qt.Assert(t, qt.IsNil(err))
	out, err := w.As("admin").Try("ten", "policy.change", policy.Change{Section: "record", Document: d})
	qt.Check(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(out.Code, "policy.bad_document"))
	qt.Check(t, qt.Equals(health.KeepSettings{Years: 25}.Until("2024-02-29"), "2049-03-01"))
}

// Whatever is written of whom and when, a group's number of a year is how many humans
// have a record of it in that year.
func TestServedAreHumans(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	w.Colleague("Suster Yuli", access.Nurse)
	people := []string{"Sri", "Mbah Karso", "Dimas"}
	n := 0
	want := map[string]map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		n++
		who := rapid.SampledFrom(people).Draw(t, "who")
		group := rapid.SampledFrom(health.Groups).Draw(t, "group").Code
		on := rapid.SampledFrom([]string{"2025-12-31", "2026-01-01", "2026-03-02"}).Draw(t, "on")
		if who == "Dimas" && on < "2026" {
			on = "2026-01-01"
		}
		name := "record " + strconv.Itoa(n)
		w.As("Suster Yuli").Send(name, "health.record", general(name, who, on, func(b *health.Write) { b.Served = []string{group} }))
		key := on[:4] + group
		if want[key] == nil {
			want[key] = map[string]bool{}
		}
		want[key][who] = true
		year, _ := strconv.ParseInt(on[:4], 10, 64)
		if got := served(w.year(year), group).Served; got != int64(len(want[key])) {
			t.Fatalf("%s in %d: %d counted, %d humans", group, year, got, len(want[key]))
		}
	})
}
