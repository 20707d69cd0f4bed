package page_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

// TestAFamilyChoosesAnotherHour: on its own page, of a cadre that it reads the name of, and
// nobody reads the hours of another family's visit.
func TestAFamilyChoosesAnotherHour(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	b := s.browser()
	own := bookedFamily(s, b)
	one := s.bookings()[0]
	page := b.get(own).body
	qt.Check(t, qt.StringContains(page, "Pilih jam lain"))
	way := regexp.MustCompile(`href="([^"]+/jam\?about=[^"]+)"`).FindStringSubmatch(page)
	qt.Assert(t, qt.HasLen(way, 2), qt.Commentf("the page leads to the hours"))
	hours := b.get(way[1])
	qt.Assert(t, qt.Equals(hours.status, http.StatusOK))
	qt.Check(t, qt.StringContains(hours.body, "Teh Lilis"))
	free := slotValue.FindAllStringSubmatch(hours.body, -1)
	moved := b.do(http.MethodPost, own+"/shift", url.Values{"id": {string(ident.Named("m"))}, "about": {string(one.ID)}, "slot": {free[len(free)-1][1]}})
	qt.Check(t, qt.StringContains(moved.body, "Kunjungan sudah pindah"), qt.Commentf("%s", trouble(moved.body)))
	qt.Check(t, qt.IsTrue(s.bookings()[0].From > one.From))
	qt.Check(t, qt.Equals(b.get(own+"/jam?about="+string(ident.Named("another's"))).status, http.StatusNotFound))
}

// TestAFamilyWaits: where nothing suits it goes on the list, by a button of the same form.
func TestAFamilyWaits(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	b := s.browser()
	form := healthy()
	for k, v := range map[string]string{"name": "Ibu Sari", "phone": "0899 1234 5678", "data": "yes", "data_text": "child_data/1", "wait": "yes", "wish_part": "morning"} {
		form.Set(k, v)
	}
	qt.Check(t, qt.StringContains(b.do(http.MethodPost, bookAt+"/jam", form).body, "Masuk daftar tunggu"))
	sent := b.do(http.MethodPost, bookAt, form)
	qt.Check(t, qt.StringContains(sent.body, "masuk daftar tunggu"), qt.Commentf("%s", trouble(sent.body)))
	one := s.bookings()[0]
	qt.Check(t, qt.Equals(one.State, massage.Waiting))
	qt.Check(t, qt.Equals(one.Wish.Part, massage.Morning))
	own := s.page(link.Massage, one.Parent)
	b.open(own)
	w.Settle()
	page := b.get(own)
	qt.Check(t, qt.StringContains(page.body, "Ada jam kosong"))
	b.do(http.MethodPost, own+"/yes", url.Values{"id": {string(ident.Named("y"))}, "about": {string(one.ID)}})
	qt.Check(t, qt.Equals(s.bookings()[0].State, massage.Booked))
	qt.Check(t, qt.HasLen(s.bookings()[0].Children, 1))
}

// TestTheSameChildrenAreVisitedAgain: from the family's own page, with the questions of today and
// nothing else to be typed; the cadre of last time is the one who is wished for, by name.
func TestTheSameChildrenAreVisitedAgain(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		masseuse(w)
		s := newStreet(t, w)
		b := s.browser()
		own := bookedFamily(s, b)
		again := b.get(own + "/lagi")
		qt.Assert(t, qt.Equals(again.status, http.StatusOK))
		qt.Check(t, qt.StringContains(again.body, "Untuk <bdi>Arka</bdi>"))
		qt.Check(t, qt.IsFalse(strings.Contains(again.body, `name="child1"`)), qt.Commentf("nothing is typed again"))

		form := url.Values{"id": {string(ident.Named("again"))}, "reason": {"stimulation"}, "parent": {"yes"}}
		for _, q := range []string{"ill", "skin", "stools", "jaundice", "operated", "heart", "cord_on", "preterm", "vaccinated"} {
			form.Set(q, "no")
		}
		qt.Check(t, qt.Equals(b.do(http.MethodPost, own+"/lagi", form).status, http.StatusUnprocessableEntity), qt.Commentf("a question is open"))
		form.Set("fever", "no")
		hours := b.do(http.MethodPost, own+"/lagi", form)
		qt.Assert(t, qt.Equals(hours.status, http.StatusOK), qt.Commentf("%s", trouble(hours.body)))
		qt.Check(t, qt.StringContains(hours.body, "Teh Lilis"))
		qt.Check(t, qt.StringContains(hours.body, `name="kader" value="`+string(ident.Named("Teh Lilis"))+`"`))
		form.Set("slot", slotValue.FindStringSubmatch(hours.body)[1])
		form.Set("send", "yes")
		done := b.do(http.MethodPost, own+"/lagi", form)
		qt.Check(t, qt.StringContains(done.body, "Kunjungan sudah dipesan"), qt.Commentf("%s", trouble(done.body)))
		all := s.bookings()
		qt.Assert(t, qt.HasLen(all, 2))
		qt.Check(t, qt.Equals(all[1].State, massage.Booked), qt.Commentf("whoever has the page needs no code"))
		qt.Check(t, qt.DeepEquals(all[1].Children, all[0].Children))
		qt.Check(t, qt.Equals(all[1].Parent, all[0].Parent))
		b.do(http.MethodPost, own+"/lagi", form)
		qt.Check(t, qt.HasLen(s.bookings(), 2), qt.Commentf("pressed twice, booked once"))
		w.RebuildEquals()
	})
}

// bookedFamily books for Arka and tells the code; it gives the family's own page, opened.
func bookedFamily(s *street, b *browser) (own string) {
	form := healthy()
	form.Set("slot", slotValue.FindStringSubmatch(b.do(http.MethodPost, bookAt+"/jam", form).body)[1])
	for k, v := range map[string]string{"name": "Ibu Sari", "phone": "0899 1234 5678", "data": "yes", "data_text": "child_data/1"} {
		form.Set(k, v)
	}
	sent := b.do(http.MethodPost, bookAt, form)
	one := s.bookings()[0]
	code := ""
	s.Query(func(q journal.Query) error {
		code = massage.Code(q.Keys, q.Facility, one.ID, one.Generation)
		return nil
	})
	b.do(http.MethodPost, sent.path+"/kode", url.Values{"id": {string(ident.Named("c2"))}, "code": {code}})
	own = s.page(link.Massage, one.Parent)
	b.open(own)
	return own
}

// TestTheBookingPagesAreApps: each page can be put on a phone by itself, names nobody there, and
// only a family's own page says that it may be kept.
func TestTheBookingPagesAreApps(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	b := s.browser()
	own := bookedFamily(s, b)
	for _, at := range []string{bookAt, own} {
		page := b.get(at)
		qt.Check(t, qt.StringContains(page.body, `rel="manifest" href="`+at+`/app.webmanifest"`))
		qt.Check(t, qt.Equals(strings.Contains(page.body, ` id="kept" hidden`), at == own))
		file := b.get(at + "/app.webmanifest")
		qt.Assert(t, qt.Equals(file.status, http.StatusOK))
		qt.Check(t, qt.StringContains(file.body, `"start_url":"`+at+`"`))
		qt.Check(t, qt.IsFalse(strings.Contains(file.body, "Sari")))
	}
	qt.Check(t, qt.IsFalse(strings.Contains(s.browser().get(own).body, ` id="kept" hidden`)), qt.Commentf("a browser that has not opened it keeps nothing"))
	keeper := b.get("/t/family-keep.js")
	qt.Check(t, qt.Equals(keeper.status, http.StatusOK))
}
