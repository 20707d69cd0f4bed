package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

const boardAt = "/contoh/janji"

func TestThePromiseBoardHangsOpenForEverybody(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b := s.browser()
		empty := b.get(boardAt)
		qt.Assert(t, qt.Equals(empty.status, http.StatusOK))
		qt.Check(t, qt.StringContains(empty.body, "<mark><bdi>Belum ada</bdi></mark> permintaan bulan ini."))
		qt.Check(t, qt.StringContains(empty.body, "Kami menanggapi dalam <b>2 jam</b>. Kami menjemput paling lama <b>4 jam</b>"))
		qt.Check(t, qt.StringContains(empty.body, "santunan <b>5 kg</b> beras"))
		qt.Check(t, qt.StringContains(empty.body, "1 Nov 2026 sampai 19 Nov 2026"))
		qt.Check(t, qt.StringContains(empty.body, "pukul 09.12"))
		qt.Check(t, qt.Equals(strings.Count(empty.body, `<dd class="big num">0<span`), 8), qt.Commentf("every total stands, zero included"))
		qt.Check(t, qt.IsFalse(strings.Contains(empty.body, "Maklumat")), qt.Commentf("nobody has typed one"))
		for i := range 6 {
			w.As("dispatcher").Send("ask "+string(rune('a'+i)), "need.request", need.Request{Case: ident.Derive(ident.Named("r"), i), Kind: need.VisitRequest, Door: "phone",
				Patient: &need.Patient{Name: "Mbah Kasan"}, Where: &need.Where{Village: world.Village}})
		}
		running := b.get(boardAt).body
		qt.Check(t, qt.StringContains(running, "<mark><bdi>6</bdi></mark> permintaan bulan ini, masih kami kerjakan"))
		w.At("13:30")
		w.Settle()
		drawn := b.get(boardAt).body
		qt.Check(t, qt.StringContains(drawn, "<mark><bdi>0 dari 6</bdi></mark> permintaan dijemput tepat waktu"))
		qt.Check(t, qt.Equals(strings.Count(drawn, `class="miss" cx`), 6+6), qt.Commentf("one dot is one request, and one ring above the week for each late one"))
		qt.Check(t, qt.StringContains(drawn, `30<span class="unit"> kg`))
		qt.Check(t, qt.StringContains(drawn, "Angka di bawah 5 disembunyikan"))
		qt.Check(t, qt.IsFalse(strings.Contains(drawn, `id="desa"`)), qt.Commentf("six of one village: the others would be known to be empty"))
		qt.Check(t, qt.IsFalse(strings.Contains(drawn, "Kasan")))
		qt.Check(t, qt.IsFalse(strings.Contains(drawn, "style=")), qt.Commentf("no style that the policy forbids"))
		qt.Check(t, qt.StringContains(b.get(boardAt+"?lang=en").body, "were fetched in time"))
		paper := b.get(boardAt + ".pdf")
		qt.Check(t, qt.Equals(paper.header.Get("Content-Type"), "application/pdf"))
		qt.Check(t, qt.IsTrue(strings.HasPrefix(paper.body, "%PDF-")))
		qt.Check(t, qt.Equals(b.get("/nirgends/janji").status, http.StatusNotFound))
		qt.Check(t, qt.Equals(b.get("/nirgends/janji.pdf").status, http.StatusNotFound))
	})
}

// Each of the pages is a small first load, whatever the network costs.
func TestThePagesOfAskingAreSmall(t *testing.T) {
	s := newStreet(t, world.New(t, "", morning))
	b := s.browser()
	shared := 0
	for _, name := range []string{"page.css", "page.js", "apply.css", "apply.js", "report.css", "report.js"} {
		got := b.get("/t/" + name)
		qt.Assert(t, qt.Equals(got.status, http.StatusOK), qt.Commentf("%s", name))
		shared += got.size
	}
	receipt, _ := s.receipt(b)
	for _, path := range []string{reportAt, receipt, boardAt, "/contoh/lapor/cari"} {
		for _, lang := range []string{"", "?lang=en"} {
			got := b.get(path + lang)
			qt.Check(t, qt.Equals(got.status, http.StatusOK), qt.Commentf("%s", path))
			qt.Check(t, qt.IsTrue(got.size+shared < 60_000), qt.Commentf("%s: %d bytes over the wire", path, got.size+shared))
			plain := strings.NewReplacer("/t/page.css", "", "/t/page.js", "").Replace(got.body)
			for _, key := range []string{"page.", "triage.", "board."} {
				qt.Check(t, qt.IsFalse(strings.Contains(plain, key)), qt.Commentf("%s: a key of %s without a sentence", path, key))
			}
			qt.Check(t, qt.Equals(got.header.Get("Referrer-Policy"), "no-referrer"))
		}
		t.Logf("%s: %d bytes compressed with its styles", path[:min(len(path), 20)], b.get(path).size+shared)
	}
}
