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

// Whoever complained opens the answer by number and code, from any telephone; it says
// who answered and names nobody else. A wrong code and a wrong number look alike.
func TestTheAnswerIsOpenedByNumberAndCode(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b := s.browser()
		sent := b.do(http.MethodPost, complainAt, fill(t, b.get(complainAt).body, "aduan", map[string]string{"kind": "complaint_conduct", "what": "Dibentak di loket", "name": "Bu Ani"}))
		c := s.cases()[0]
		qt.Check(t, qt.Equals(c.Kind, "complaint_conduct"))
		code := need.ReceiptCode(w.House.Ring, w.Facility, c.ID)
		qt.Check(t, qt.StringContains(sent.body, code[:3]+" "+code[3:]))
		w.As("head").Send("answer", "need.answer", need.AnswerComplaint{Case: c.ID, Words: "Kami minta maaf, petugas sudah ditegur.", Told: "page"})
		other := s.browser()
		const findAt = "/contoh/lapor/cari"
		for name, form := range map[string]map[string]string{"code": {"number": "0001", "code": "000000"}, "number": {"number": "0009", "code": code}} {
			bad := other.do(http.MethodPost, findAt, fill(t, other.get(findAt).body, "cari", form))
			qt.Check(t, qt.Equals(bad.status, http.StatusUnprocessableEntity), qt.Commentf("a wrong %s", name))
			qt.Check(t, qt.IsFalse(strings.Contains(bad.body, "minta maaf")))
		}
		found := other.do(http.MethodPost, findAt, fill(t, other.get(findAt).body, "cari", map[string]string{"number": "0001", "code": code}))
		qt.Assert(t, qt.StringContains(found.body, "Kami minta maaf, petugas sudah ditegur."))
		qt.Check(t, qt.StringContains(found.body, "sudah dijawab"))
		qt.Check(t, qt.IsFalse(strings.Contains(found.body, "Bu Ani")), qt.Commentf("it names nobody who complained"))
	})
}

// What somebody takes back by the code is closed, and nobody has to answer it.
func TestAComplaintIsTakenBackOnItsPage(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b := s.browser()
		sent := b.do(http.MethodPost, complainAt, fill(t, b.get(complainAt).body, "aduan", map[string]string{"kind": "complaint", "what": "Salah paham"}))
		wrong := b.do(http.MethodPost, sent.path+"/batal", fill(t, sent.body, "batal", map[string]string{"code": "000000"}))
		qt.Check(t, qt.Equals(wrong.status, http.StatusUnprocessableEntity))
		done := b.do(http.MethodPost, sent.path+"/batal", fill(t, b.get(sent.path).body, "batal", map[string]string{"code": need.ReceiptCode(w.House.Ring, w.Facility, s.cases()[0].ID)}))
		qt.Check(t, qt.StringContains(done.body, "dibatalkan oleh yang mengadu"))
		qt.Check(t, qt.Equals(s.cases()[0].Outcome, need.OutcomeWithdrawn))
		w.RebuildEquals()
	})
}

// "It is about the head" keeps it from the head from the first moment.
func TestAComplaintOfTheHeadGoesAroundTheHead(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	b.do(http.MethodPost, complainAt, fill(t, b.get(complainAt).body, "aduan", map[string]string{"kind": "complaint_conduct", "what": "Kepala membentak", "of_head": "yes"}))
	c := s.cases()[0]
	qt.Check(t, qt.DeepEquals(c.Against, []ident.ID{s.Actor("head").Worker}))
	qt.Check(t, qt.HasLen(s.OnPhones(need.HeadKey, "need_case"), 0))
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
