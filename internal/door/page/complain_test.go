package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

const complainAt = "/contoh/asi/aduan"

// cases lists what was opened, the oldest first.
func (s *street) cases() (all []need.Case) {
	s.Query(func(q journal.Query) (err error) {
		all, err = need.Cases.Where(q.Tx, "facility_id = $1 ORDER BY number", q.Facility)
		return err
	})
	return all
}

func TestAMotherWhoWasAskedToPayTellsTheHead(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w.Mother("Sri", "Mbah Parti"))
		path, b := s.path(link.Place, place, "Sri"), s.browser()
		b.open(path)
		drawn := b.get(path).body
		qt.Check(t, qt.StringContains(drawn, "Tidak ada yang boleh meminta uang"))
		form := fill(t, drawn, "complain", map[string]string{"what": "Diminta 10 ribu <b>bensin</b>"})
		done := b.do(http.MethodPost, path+"/complain", form)
		qt.Assert(t, qt.StringContains(done.body, "Diterima, nomor 0001. Dijawab sebelum 9 Mar 2026."))
		qt.Check(t, qt.StringContains(b.do(http.MethodPost, path+"/complain", form).body, "nomor 0001"))
		all := s.cases()
		qt.Assert(t, qt.HasLen(all, 1), qt.Commentf("pressing twice is one complaint"))
		qt.Check(t, qt.Equals(all[0].Kind, "complaint_asked_to_pay"))
		qt.Check(t, qt.IsTrue(all[0].HeadOnly))
		qt.Check(t, qt.Equals(all[0].Subject, place))
		w.RebuildEquals()
	})
}

func TestAnybodyTellsTheHeadWithoutAName(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	drawn := b.get(complainAt + "?about=pay").body
	form := fill(t, drawn, "aduan", map[string]string{"kind": "complaint_asked_to_pay"})
	done := b.do(http.MethodPost, complainAt, form)
	qt.Assert(t, qt.Equals(done.status, http.StatusOK))
	qt.Check(t, qt.StringContains(done.path, "/contoh/asi/p/"))
	qt.Check(t, qt.StringContains(done.body, "Dijawab sebelum <mark><bdi>9 Mar 2026</bdi></mark>"))
	qt.Check(t, qt.StringContains(done.body, "0001"))
	qt.Assert(t, qt.HasLen(s.cases(), 1))

	form.Set("id", string(ident.Named("another form")))
	form.Set("kind", "complaint")
	bad := b.do(http.MethodPost, complainAt, form)
	qt.Check(t, qt.Equals(bad.status, http.StatusUnprocessableEntity), qt.Commentf("about nothing in particular"))
	qt.Check(t, qt.StringContains(bad.body, `aria-invalid="true"`))

	form.Set("what", "Kursi tunggu rusak")
	form.Set("situs", "http://beli.example")
	trapped := b.do(http.MethodPost, complainAt, form)
	qt.Check(t, qt.Equals(trapped.status, http.StatusUnprocessableEntity))
	qt.Check(t, qt.StringContains(trapped.body, "Kursi tunggu rusak"), qt.Commentf("a person whose phone filled it in loses nothing"))
	qt.Check(t, qt.IsFalse(strings.Contains(trapped.body, "beli.example")))
	qt.Assert(t, qt.HasLen(s.cases(), 1))
}

// One address cannot fill the head's desk; whoever is stopped keeps their words.
func TestTooManyFormsFromOneAddressWait(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	for i := range 31 {
		form := fill(t, b.get(complainAt).body, "aduan", map[string]string{"kind": "complaint", "what": "aduan ke-" + string(rune('a'+i%26))})
		got := b.do(http.MethodPost, complainAt, form)
		if i < 30 {
			qt.Assert(t, qt.Equals(got.status, http.StatusOK), qt.Commentf("form %d", i))
			continue
		}
		qt.Assert(t, qt.Equals(got.status, http.StatusTooManyRequests))
		qt.Check(t, qt.StringContains(got.body, "tunggu sepuluh menit"))
		qt.Check(t, qt.StringContains(got.body, "aduan ke-e"))
	}
	qt.Assert(t, qt.HasLen(s.cases(), 30))
	s.At("13:01")
	form := fill(t, b.get(complainAt).body, "aduan", map[string]string{"kind": "complaint", "what": "sekarang boleh"})
	qt.Check(t, qt.Equals(b.do(http.MethodPost, complainAt, form).status, http.StatusOK))
}
