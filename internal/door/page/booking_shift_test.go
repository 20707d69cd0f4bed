package page_test

import (
	"net/http"
	"net/url"
	"regexp"
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
	own := s.page(link.Massage, one.Parent)
	b.open(own)
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
