package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/world"
)

// Who scans a leaflet reads all of it, in the languages that there are, without a brand
// and without being asked for anything.
func TestALeafletIsReadByAnybody(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		before, b := s.rows(), s.browser()
		drawn := b.get("/b/contoh")
		qt.Assert(t, qt.Equals(drawn.status, http.StatusOK))
		for _, words := range []string{"Sampai umur <mark><bdi>6 bulan</bdi></mark>, bayi cukup diberi ASI saja", "Mengapa ASI saja", "Memerah ASI", "Menyimpan ASI perah",
			"Kapan minta tolong", "<li>di ruangan: 4 jam</li>", "PP 28/2024", `href="/contoh/lapor"`, `href="/contoh/asi/daftar"`, "CONTOH, bukan data puskesmas"} {
			qt.Check(t, qt.StringContains(drawn.body, words))
		}
		for _, none := range []string{"style=", "Basa Osing", "data-scan", "<noscript>"} {
			qt.Check(t, qt.IsFalse(strings.Contains(drawn.body, none)), qt.Commentf("%s", none))
		}
		english := b.get("/b/contoh?lang=en").body
		qt.Check(t, qt.StringContains(english, "Why breast milk alone"))
		qt.Check(t, qt.StringContains(english, "in a room: 4 hours"))
		unknown := b.get("/b/contoh-7QRTX")
		qt.Check(t, qt.Equals(unknown.status, http.StatusOK), qt.Commentf("a code that nobody gave out leads to the same words"))
		qt.Check(t, qt.IsFalse(strings.Contains(unknown.body, "data-scan")), qt.Commentf("and counts nothing"))
		for _, none := range []string{"/b/", "/b/nirgends", "/b/nirgends-7QRTX", "/b/contoh/mehr"} {
			qt.Check(t, qt.Equals(b.get(none).status, http.StatusNotFound), qt.Commentf("%s", none))
		}
		qt.Assert(t, qt.DeepEquals(s.rows(), before), qt.Commentf("looking changes nothing"))
	})
}

// The words of every language, with all that is loaded once, stay below 60 kB: what a
// phone keeps to read without signal too.
func TestALeafletIsSmall(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	sum := 0
	for _, path := range []string{"/t/page.css", "/t/page.js", "/t/leaflet.css", "/t/leaflet.js", "/b/keep.js", "/b/contoh", "/b/contoh?lang=en"} {
		got := b.get(path)
		qt.Assert(t, qt.Equals(got.status, http.StatusOK), qt.Commentf("%s", path))
		t.Logf("%s: %d bytes over the wire", path, got.size)
		sum += got.size
	}
	qt.Check(t, qt.IsTrue(sum < 60_000), qt.Commentf("%d bytes", sum))
}

func TestThePhoneIsAskedToKeepNothingButTheLeaflet(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	keep := b.get("/b/keep.js")
	qt.Assert(t, qt.Equals(keep.status, http.StatusOK))
	qt.Check(t, qt.StringContains(keep.header.Get("Content-Type"), "javascript"))
	qt.Check(t, qt.Equals(keep.header.Get("Cache-Control"), "no-cache"))
	qt.Check(t, qt.Equals(keep.header.Get("Service-Worker-Allowed"), ""), qt.Commentf("it keeps nothing above itself"))
	_, list, _ := strings.Cut(b.get("/b/contoh").body, `data-keep="`)
	list, _, _ = strings.Cut(list, `"`)
	kept := strings.Fields(list)
	qt.Assert(t, qt.HasLen(kept, 6))
	for _, path := range kept {
		qt.Check(t, qt.Equals(b.get(strings.ReplaceAll(path, "&amp;", "&")).status, http.StatusOK), qt.Commentf("%s", path))
	}
}
