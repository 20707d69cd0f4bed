package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// certified has a mother called Sri Kanari whose baby Kanari has its certificate, and
// gives the address printed on it.
func certified(t *testing.T, w *world.World) (address string) {
	t.Helper()
	w.Midwife("Bu Eni", world.Village).
		Resident("Sri Kanari", registry.Enter{Sex: "female", Born: "1998-04-01"}).
		Resident("Kanari", registry.Enter{Sex: "male", Born: "2026-04-15", Mother: ident.Named("Sri Kanari")})
	w.As("Bu Eni")
	for month := range int64(6) {
		feeding(w, "month", month, health.Exclusive)
	}
	w.Send("issue", "graduation.issue", graduation.Issue{Certificate: ident.Named("certificate"), Baby: ident.Named("Kanari")})
	w.Query(func(q journal.Query) error {
		row, _, err := w.House.Shows["six_month_certificate"](q, ident.Named("certificate"))
		qt.Assert(t, qt.IsNil(err))
		address = row.(graduation.View).Page
		return nil
	})
	return address
}

func feeding(w *world.World, name string, month int64, answer string) {
	id := name + string(rune('0'+month))
	w.Send(id, "health.feeding", health.Feed{Feeding: ident.Named(id), Baby: ident.Named("Kanari"), Month: &month, Answer: answer, Source: health.Told, On: "2026-11-19"})
}

// Anybody may check a certificate: it is valid until the mother has been told that it is
// not, then the page says so and sends to the health centre. It names nobody, ever.
func TestAnybodyMayCheckACertificateAndLearnsNoName(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		address, b := certified(t, w), s.browser()
		valid := b.get(address)
		qt.Check(t, qt.Equals(valid.status, http.StatusOK))
		for _, words := range []string{"<bdi>berlaku</bdi>", "telah memberi ASI eksklusif 6 bulan", "2026-0001", "19 Nov 2026"} {
			qt.Check(t, qt.StringContains(valid.body, words))
		}
		qt.Check(t, qt.StringContains(b.get(address+"?lang=en").body, "breast milk alone for 6 months"))

		feeding(w, "corrected", 2, health.NotExclusive)
		qt.Check(t, qt.Equals(b.get(address).body, valid.body), qt.Commentf("nobody learns of it before the mother"))
		w.Send("told", "graduation.told", graduation.Told{Certificate: ident.Named("certificate"), How: health.Told})
		gone := b.get(address)
		qt.Check(t, qt.Equals(gone.status, http.StatusOK))
		qt.Check(t, qt.StringContains(gone.body, "<bdi>tidak berlaku</bdi>"))
		qt.Check(t, qt.StringContains(gone.body, "Hubungi puskesmas."))
		qt.Check(t, qt.IsFalse(strings.Contains(gone.body, "ASI")), qt.Commentf("nor why"))
		for _, page := range []answer{valid, gone} {
			qt.Check(t, qt.IsFalse(strings.Contains(page.body, "Kanari")))
			qt.Check(t, qt.IsFalse(strings.Contains(page.body, "style=")))
			qt.Check(t, qt.Equals(page.header.Get("X-Robots-Tag"), "noindex, nofollow"))
		}
	})
}

// A number with a guessed word is as absent as a number that was never given, and who
// tries many is told to wait.
func TestACertificateCannotBeGuessed(t *testing.T) {
	w := world.New(t, "", morning)
	s := newStreet(t, w)
	address, b := certified(t, w), s.browser()
	guess, never := b.get(address[:len(address)-8]+"aaaaaaaa"), b.get(strings.Replace(address, "2026-0001", "2026-0002", 1))
	qt.Check(t, qt.Equals(guess.status, http.StatusNotFound))
	qt.Check(t, qt.Equals(guess.body, never.body))
	qt.Check(t, qt.Equals(b.get("/c/").status, http.StatusNotFound))
	qt.Check(t, qt.Equals(b.get("/c/anything").status, http.StatusNotFound))
	last := 0
	for range 40 {
		last = b.get(address[:len(address)-8] + "bbbbbbbb").status
	}
	qt.Check(t, qt.Equals(last, http.StatusTooManyRequests))
}
