package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/programme/massage"
	"sambang/internal/shared/policy"
	"sambang/internal/world"
)

// TestAFamilyReadsThePriceBeforeItBooks: before and after, and that it is free where it is.
func TestAFamilyReadsThePriceBeforeItBooks(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		masseuse(w)
		s := newStreet(t, w)
		b := s.browser()
		qt.Check(t, qt.StringContains(b.get(bookAt).body, "Kunjungan ini gratis."))
		doc, err := policy.NewDocument(map[string]int64{"visit_rupiah": 25_000})
		qt.Assert(t, qt.IsNil(err))
		w.ByTwo("a price", "admin", "head", "policy.change", policy.Change{Section: massage.FeePolicy.Name(), Document: doc})

		first := b.get(bookAt)
		qt.Check(t, qt.StringContains(first.body, "Rp 25.000"))
		qt.Check(t, qt.IsFalse(strings.Contains(first.body, "gratis")))
		form := healthy()
		hours := b.do(http.MethodPost, bookAt+"/jam", form)
		qt.Check(t, qt.StringContains(hours.body, "Rp 25.000"))
		form.Set("slot", slotValue.FindStringSubmatch(hours.body)[1])
		form.Set("name", "Ibu Sari")
		form.Set("phone", "0899 1234 5678")
		form.Set("data", "yes")
		form.Set("data_text", "child_data/1")
		sent := b.do(http.MethodPost, bookAt, form)
		qt.Assert(t, qt.Equals(sent.status, http.StatusOK), qt.Commentf("%s", trouble(sent.body)))
		qt.Check(t, qt.StringContains(sent.body, "Rp 25.000</bdi>, tunai kepada kader"))
		qt.Check(t, qt.Equals(s.bookings()[0].Fee, 25_000))
	})
}
