package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

func TestAMotherSaysThatThereIsNothingToFetchToday(t *testing.T) {
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Karto").Courier("Joko")
		for _, mother := range []string{"Sri", "Ani"} {
			w.As("officer").Send("schedule of "+mother, "schedule.set", schedule.Set{Place: ident.Named("place " + mother),
				Periods: []schedule.PeriodBody{{From: "2026-03-02", Kind: calendar.Normal, Weekdays: []int{1, 2, 3, 4, 5}, At: "11:30"}}})
		}
		w.At("08:05")
		s := newStreet(t, w)
		path, b := s.path(link.Place, place, "Sri"), s.browser()
		b.open(path)
		drawn := b.get(path).body
		qt.Assert(t, qt.StringContains(drawn, "Jadwal jemput"))
		qt.Check(t, qt.StringContains(drawn, "Ya, jangan jemput <bdi>11.30</bdi>"))
		form := fill(t, drawn, "skip", nil)
		done := b.do(http.MethodPost, path+"/skip", form)
		qt.Assert(t, qt.Equals(done.status, http.StatusOK), qt.Commentf("%s", trouble(done.body)))
		qt.Check(t, qt.StringContains(done.body, "Kurir tidak datang untuk jadwal itu"))
		var mine, others schedule.Pickup
		s.Query(func(q journal.Query) (err error) {
			if mine, _, err = schedule.Pickups.Get(q.Tx, q.Facility, ident.ID(form.Get("pickup"))); err != nil {
				return err
			}
			others, _, err = schedule.Pickups.First(q.Tx, "facility_id = $1 AND place = $2 ORDER BY at", q.Facility, ident.Named("place Ani"))
			return err
		})
		qt.Check(t, qt.Equals(mine.State+" "+mine.Reason, "skipped no_milk"))
		not := b.do(http.MethodPost, path+"/skip", url.Values{"id": {string(ident.Named("another's"))}, "pickup": {string(others.ID)}})
		qt.Check(t, qt.Equals(not.status, http.StatusNotFound), qt.Commentf("another mother's pick-up"))
		w.RebuildEquals()
	})
}

func TestAMotherRestsHerPlaceAndEndsIt(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon).Mother("Sri", "Mbah Parti"))
	path, b := s.path(link.Place, place, "Sri"), s.browser()
	b.open(path)
	bad := b.press(path, "pause", map[string]string{"why": "leave", "until": "2027-12-31"})
	qt.Check(t, qt.Equals(bad.status, http.StatusUnprocessableEntity), qt.Commentf("longer than a place is kept"))
	qt.Check(t, qt.StringContains(bad.body, `value="2027-12-31"`))
	qt.Check(t, qt.StringContains(bad.body, `<details class="fold" open><summary>Berhenti sementara`), qt.Commentf("what was typed is in sight"))
	rest := b.press(path, "pause", map[string]string{"why": "leave", "until": "2026-03-20"})
	qt.Assert(t, qt.StringContains(rest.body, "Berhenti sementara sampai <bdi>20 Mar 2026</bdi>"), qt.Commentf("%s", trouble(rest.body)))
	qt.Check(t, qt.IsFalse(strings.Contains(rest.body, `name="ml1"`)), qt.Commentf("nothing is put out meanwhile"))
	qt.Check(t, qt.StringContains(b.press(path, "resume", nil).body, "Kurir menjemput lagi"))
	b.press(path, "finish", nil)
	qt.Check(t, qt.Equals(s.enrolled().State, milk.Over))
}

func TestABottleMayBeForOneOfTwinsAndSaysWhereItStood(t *testing.T) {
	w := world.New(t, "", noon).Mother("Sri", "Mbah Parti")
	s := newStreet(t, w)
	first := s.enrolled().Baby
	w.As("officer").Send("twin", "registry.register", registry.Enter{Person: ident.Named("Sinta"), Name: "Sinta", Kind: registry.Baby, Sex: "female", Born: "2025-12-01", Village: world.Village, Mother: ident.Named("Sri")})
	path, b := s.path(link.Place, place, "Sri"), s.browser()
	b.open(path)
	qt.Assert(t, qt.StringContains(b.get(path).body, "Siapa saja"))
	done := b.press(path, "declare", map[string]string{"ml1": "120", "at1": "10:10", "kept1": "fridge", "since1": "10.40", "baby1": string(ident.Named("Sinta")),
		"ml2": "90", "at2": "12:00", "kept2": "fridge", "thawed2": "1", "baby2": string(first)})
	qt.Assert(t, qt.Equals(done.status, http.StatusOK), qt.Commentf("%s", trouble(done.body)))
	bottles := s.deliveries()[0].Bottles
	qt.Check(t, qt.Equals(string(bottles[0].Stays[0].Place)+" "+string(bottles[0].Stays[1].Place), "room fridge"))
	qt.Check(t, qt.Equals(string(bottles[1].Milk), "thawed"))
}

func TestAWrongBottleIsReportedFromThePage(t *testing.T) {
	s := told(t, world.New(t, "", noon).Mother("Ani", "Mbah Karto"), "Mbah Parti").fetch("D1")
	s.At("13:30")
	s.deliver("D1", "Mbah Parti")
	declare(s.World, "Ani", "D2")
	path, b := s.path(link.Place, place, "Sri"), s.browser()
	b.open(path)
	not := b.do(http.MethodPost, path+"/mixup", url.Values{"id": {string(ident.Named("m"))}, "delivery": {string(ident.Named("D2"))}})
	qt.Check(t, qt.Equals(not.status, http.StatusNotFound), qt.Commentf("another mother's delivery"))
	done := b.press(path, "mixup", map[string]string{"fed": "yes"})
	qt.Assert(t, qt.StringContains(done.body, "Jangan diberikan kepada bayi, simpan botolnya"), qt.Commentf("%s", trouble(done.body)))
	all := s.cases()
	qt.Assert(t, qt.Not(qt.HasLen(all, 0)))
	qt.Check(t, qt.Equals(all[0].Confidential, true))
	s.At("23:00")
	qt.Check(t, qt.StringContains(b.get(path).body, "Botol salah"))
}
