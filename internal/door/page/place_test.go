package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

var place = ident.Named("place Sri")

func (s *street) enrolled() milk.Place {
	var p milk.Place
	s.Query(func(q journal.Query) (err error) { p, _, err = milk.Places.Get(q.Tx, q.Facility, place); return err })
	return p
}

func (s *street) deliveries() (list []milk.Delivery) {
	s.Query(func(q journal.Query) (err error) {
		list, err = milk.Deliveries.Where(q.Tx, "facility_id = $1 AND place = $2 ORDER BY declared_at, id", q.Facility, place)
		return err
	})
	return list
}

func TestAMotherPutsMilkOutWithoutJavaScript(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		s := newStreet(t, w)
		path, b := s.path(link.Place, place, "Sri"), s.browser()
		qt.Assert(t, qt.IsFalse(strings.Contains(b.get(path).body, "Parti")))
		b.open(path)
		form := fill(t, b.get(path).body, "declare", map[string]string{"ml1": "120", "at1": "12:10", "when1": "2026-03-02", "kept1": "cooler",
			"ml2": "90", "at2": "12.30", "when2": "2026-03-02", "kept2": "fridge", "want": "13:30", "handed": "colleague", "handed_name": "Mbak Rina"})
		first := b.do(http.MethodPost, path+"/declare", form)
		qt.Assert(t, qt.StringContains(first.body, "Tercatat. Kurir sedang dicari."))
		again := b.do(http.MethodPost, path+"/declare", form)
		qt.Check(t, qt.Equals(again.status, http.StatusOK))
		list := s.deliveries()
		qt.Assert(t, qt.HasLen(list, 1), qt.Commentf("sent twice is once"))
		qt.Check(t, qt.HasLen(list[0].Bottles, 2))
		qt.Check(t, qt.Equals(list[0].WantAt.In(time.FixedZone("WIB", 7*3600)).Format("15:04"), "13:30"))

		form.Set("ml1", "130")
		qt.Check(t, qt.Equals(b.do(http.MethodPost, path+"/declare", form).status, http.StatusUnprocessableEntity), qt.Commentf("other content under the same id"))

		track := s.path(link.Track, list[0].ID, "Sri")
		qt.Check(t, qt.StringContains(b.get(path).body, track+"/open"))
		qt.Check(t, qt.StringContains(b.open(track).body, "sedang dicari"))
		w.RebuildEquals()
	})
}

func TestWhatWasTypedStaysWhenItIsRefused(t *testing.T) {
	w := world.New(t, "", noon)
	s := newStreet(t, w.Mother("Sri", "Mbah Parti"))
	path, b := s.path(link.Place, place, "Sri"), s.browser()
	b.open(path)
	for _, c := range []struct{ ml, at, says string }{
		{"900", "12:10", "milk.bad_volume"}, {"banyak", "12:10", "milk.bad_volume"}, {"120", "tadi", "body.bad_date"}, {"120", "18:00", "milk.expressed_in_future"},
	} {
		form := fill(t, b.get(path).body, "declare", map[string]string{"ml1": c.ml, "at1": c.at, "handed_name": "Mbak \"Rina\" <b>"})
		got := b.do(http.MethodPost, path+"/declare", form)
		qt.Check(t, qt.Equals(got.status, http.StatusUnprocessableEntity), qt.Commentf("%+v", c))
		qt.Check(t, qt.StringContains(got.body, `value="`+c.ml+`"`))
		qt.Check(t, qt.StringContains(got.body, "Mbak &#34;Rina&#34; &lt;b&gt;"))
		qt.Check(t, qt.StringContains(got.body, `role="alert"`))
	}
	qt.Check(t, qt.HasLen(s.deliveries(), 0))
	empty := fill(t, b.get(path).body, "declare", nil)
	qt.Check(t, qt.Equals(b.do(http.MethodPost, path+"/declare", empty).status, http.StatusUnprocessableEntity))
}

func TestAMotherNamesAndDropsRecipients(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon).Mother("Sri", "Mbah Parti"))
	path, b := s.path(link.Place, place, "Sri"), s.browser()
	b.open(path)
	got := b.press(path, "name", map[string]string{"name": "Pak Tono", "relation": "ayah", "phone": "0812 3456 7890"})
	qt.Assert(t, qt.StringContains(got.body, "Penerima sudah ditambahkan"))
	qt.Assert(t, qt.StringContains(got.body, "<bdi>Pak Tono</bdi>"))
	got = b.press(path, "drop", nil)
	qt.Check(t, qt.StringContains(got.body, "Penerima sudah dihapus"))
	qt.Check(t, qt.IsFalse(s.enrolled().Allows(ident.Named("Mbah Parti"))))
	bad := b.press(path, "name", map[string]string{"name": "Bu Yani", "relation": "bude", "phone": "bukan nomor"})
	qt.Check(t, qt.Equals(bad.status, http.StatusUnprocessableEntity))
	qt.Check(t, qt.StringContains(bad.body, `value="Bu Yani"`))
}

func TestALinkReachesOnlyWhatItWasMadeFor(t *testing.T) {
	w := world.New(t, "", noon).Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Karto").Courier("Joko")
	declare(w, "Sri", "D1")
	declare(w, "Ani", "D2")
	s := newStreet(t, w)
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	b.open(path)
	var other link.Link
	s.Query(func(q journal.Query) error {
		all, err := link.OfSubject(q.Tx, q.Facility, ident.Named("D2"))
		other = all[0]
		return err
	})
	for act, form := range map[string]url.Values{
		"revoke":  {"id": {string(ident.Named("r"))}, "link": {string(other.ID)}},
		"share":   {"id": {string(ident.Named("s"))}, "person": {string(ident.Named("Mbah Karto"))}},
		"declare": {"id": {string(ident.Named("t"))}, "ml1": {"100"}, "at1": {"12:00"}, "day": {"2026-03-02"}},
	} {
		qt.Check(t, qt.Equals(b.do(http.MethodPost, path+"/"+act, form).status, http.StatusNotFound), qt.Commentf("%s", act))
	}
	qt.Check(t, qt.Equals(s.browser().get(s.path(link.Track, ident.Named("D2"), "Ani")).status, http.StatusOK))
}

func TestAThousandPressesAreTooMany(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti")
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	last := answer{}
	for range 21 {
		last = b.open(path)
	}
	qt.Assert(t, qt.Equals(last.status, http.StatusTooManyRequests))
	qt.Check(t, qt.Equals(last.header.Get("Retry-After"), "60"))
}

// Names as they come, and as somebody may try.
func TestNamesAreWordsAndNothingElse(t *testing.T) {
	for i, name := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `O'Brien "Tini" & anak`, "Siti 👶🏽", "=1+1", "\u202eitiS", "{at}", "{{.Code}}", "Mbah\u200fParti", `javascript:alert(1)`, `</title><script>`} {
		s := newStreet(t, world.New(t, "", noon).Mother("Sri", "Mbah Parti").Courier("Joko"))
		declare(s.World, "Sri", "D1")
		path, b := s.path(link.Place, place, "Sri"), s.browser()
		b.open(path)
		got := b.press(path, "name", map[string]string{"name": name, "relation": name})
		qt.Assert(t, qt.Equals(got.status, http.StatusOK), qt.Commentf("name %d", i))
		track := s.path(link.Track, d1, "Sri")
		for _, body := range []string{got.body, b.open(track).body} {
			for _, bad := range []string{"<script>alert", "<img", "</title><script", `href="javascript`} {
				qt.Check(t, qt.IsFalse(strings.Contains(body, bad)), qt.Commentf("name %d", i))
			}
			if strings.Contains(name, "\u202e") {
				qt.Check(t, qt.StringContains(body, "<bdi>"+name+"</bdi>"), qt.Commentf("a mark of direction ends with its name"))
			}
		}
	}
}
