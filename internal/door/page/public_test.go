package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/world"
)

const applyAt = "/contoh/asi/daftar"

// filledIn is the form as a mother sends it.
func filledIn(t testing.TB, drawn string) url.Values {
	f := fill(t, drawn, "daftar", nil)
	for k, v := range map[string]string{"who": "mother", "name": "Sri Lestari", "phone": "0812 3456 7890", "village": world.Village, "baby1": "Dimas", "born1": "2026-01-10",
		"pickup": "Pabrik Tekstil", "pickup_note": "gerbang timur", "finish_kind": "home", "finish": "Dusun Krajan RT 2", "from": "07:00", "to": "15.30",
		"pickup_lat": "-7.51", "pickup_lon": "110.90", "finish_lat": "-7.54", "finish_lon": "110.93", "r1": "Mbah Parti", "relation1": "nenek", "pledge": "yes", "data": "yes"} {
		f.Set(k, v)
	}
	f["days"] = []string{"1", "2", "3", "4", "5"}
	return f
}

func TestTheFormStandsOpenForAnybody(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	before, b := s.rows(), s.browser()
	drawn := b.get(applyAt)
	qt.Assert(t, qt.Equals(drawn.status, http.StatusOK))
	qt.Check(t, qt.StringContains(drawn.body, "Layanan ini <mark><bdi>gratis</bdi></mark>"))
	qt.Check(t, qt.StringContains(drawn.body, "Saya berniat memberi bayi saya ASI saja"))
	qt.Check(t, qt.StringContains(drawn.body, "CONTOH, bukan data puskesmas"))
	qt.Check(t, qt.StringContains(b.get(applyAt+"?lang=en").body, "I intend to give my baby"))
	qt.Check(t, qt.IsFalse(strings.Contains(drawn.body, "style=")))
	for _, none := range []string{"/nirgends/asi/daftar", "/contoh/asi/lain", "/contoh/asi/p/" + strings.Repeat("a", 52), "/contoh/asi/p/x"} {
		qt.Check(t, qt.Equals(b.get(none).status, http.StatusNotFound), qt.Commentf("%s", none))
	}
	qt.Assert(t, qt.DeepEquals(s.rows(), before), qt.Commentf("looking changes nothing"))
}

// What was typed stays, whatever was wrong with it.
func TestAFormThatIsNotTakenKeepsWhatWasTyped(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	drawn := b.get(applyAt).body
	for _, c := range []struct{ field, value, says string }{
		{"born1", "kemarin dulu", "Tanggal"}, {"from", "pagi", "07.30"}, {"pledge", "", "belum dicentang"}, {"data", "", "belum dicentang"}, {"name", "", ""}, {"relation1", "", ""}, {"days", "", ""},
	} {
		f := filledIn(t, drawn)
		f.Set(c.field, c.value)
		f.Set("pickup_note", `gerbang "timur" <b>`)
		got := b.do(http.MethodPost, applyAt, f)
		qt.Check(t, qt.Equals(got.status, http.StatusUnprocessableEntity), qt.Commentf("%+v", c))
		qt.Check(t, qt.StringContains(got.body, `role="alert"`))
		qt.Check(t, qt.StringContains(got.body, c.says))
		qt.Check(t, qt.StringContains(got.body, `aria-invalid="true"`), qt.Commentf("%+v", c))
		qt.Check(t, qt.StringContains(got.body, "gerbang &#34;timur&#34; &lt;b&gt;"))
		if c.field != "baby1" {
			qt.Check(t, qt.StringContains(got.body, `value="Dimas"`))
		}
	}
}
