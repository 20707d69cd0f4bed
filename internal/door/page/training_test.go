package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
	"sambang/internal/world"
)

// shown is the address that is printed on the certificate of Joko, the courier.
func shown(t *testing.T, w *world.World) (address string) {
	t.Helper()
	w.Query(func(q journal.Query) error {
		page, err := training.PersonOf(q, ident.Named("Joko"), "id")
		qt.Assert(t, qt.IsNil(err))
		address = page.Course[0].Certificates[0].Page
		return nil
	})
	return address
}

// Anybody may check the certificate of who comes to the door: whose it is, in what, and
// whether it counts; a withdrawal is seen at once, and nothing more is told.
func TestAnybodyMayCheckWhoWasTrained(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		w.Courier("Joko")
		address, b := shown(t, w), s.browser()
		valid := b.get(address)
		qt.Check(t, qt.Equals(valid.status, http.StatusOK))
		for _, words := range []string{"<bdi>berlaku</bdi>", "<bdi>Joko</bdi>", "Penanganan ASI perah"} {
			qt.Check(t, qt.StringContains(valid.body, words))
		}
		qt.Check(t, qt.StringContains(b.get(address+"?lang=en").body, "Handling of expressed milk"))
		w.As("head").Send("taken back", "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: ident.Named("Joko"), Course: workforce.MilkHandling, Reason: "KanariSebab"})
		gone := b.get(address)
		qt.Check(t, qt.StringContains(gone.body, "<bdi>dicabut</bdi>"))
		for _, page := range []answer{valid, gone} {
			qt.Check(t, qt.IsFalse(strings.Contains(page.body, "Kanari")), qt.Commentf("nor why"))
			qt.Check(t, qt.IsFalse(strings.Contains(page.body, "style=")))
			qt.Check(t, qt.Equals(page.header.Get("X-Robots-Tag"), "noindex, nofollow"))
		}
		guess := b.get(address[:len(address)-8] + "aaaaaaaa")
		qt.Check(t, qt.Equals(guess.status, http.StatusNotFound))
		qt.Check(t, qt.Equals(guess.body, b.get("/k/kebakkramat-2026-0999-aaaaaaaa").body))
		qt.Check(t, qt.Equals(b.get("/k/").status, http.StatusNotFound))
	})
}
