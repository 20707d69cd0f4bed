package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/paper/papertest"
	"sambang/internal/core/store/storetest"
)

// The slip is printed by whoever books in that village, and whose it is stands in the access
// log. The family's page is on it only where the desk prints it: a cadre who had it could say
// yes, cancel and rate as the family.
func TestTheSlipOfABookingIsForWhoBooksThere(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{"", storetest.Postgres(t)} {
		w := newTown(t, dsn)
		m := newMassagers(w)
		here0, there0 := m.books("Sri", 0, 1, 2, well(), "2025-10-01"), m.books("Maya", 1, 3, 1, well(), "2025-10-01")
		at := func(id ident.ID) string { return "/api/v1/massage/bookings/" + string(id) + "/slip.pdf?lang=en" }
		for role, page := range map[string]bool{"officer": true, "dispatcher": true, "midwife": false, "cadre": false} {
			w.session(here, role)
			r := w.send("GET", at(here0), nil)
			qt.Assert(t, qt.Equals(r.status, 200), qt.Commentf("%s: %s", role, r.body))
			said := papertest.Text([]byte(r.body))
			qt.Check(t, qt.StringContains(said, "lilis"))
			for _, never := range []string{"Sri", "RT 0", "Desa"} {
				qt.Check(t, qt.Not(qt.StringContains(said, never)), qt.Commentf("%s reads %s", role, never))
			}
			small := 0
			for _, s := range papertest.Strokes([]byte(r.body)) {
				for _, one := range s {
					if one.Tall < 2 {
						small++
					}
				}
			}
			qt.Check(t, qt.Equals(small > 100, page), qt.Commentf("%s: %d dots", role, small))
		}
		for _, role := range []string{"midwife", "cadre"} {
			w.session(here, role)
			qt.Check(t, qt.Equals(w.send("GET", at(there0), nil).status, 404), qt.Commentf("%s, another village", role))
		}
		for _, role := range []string{"head", "treasurer", "admin", "nurse", "courier"} {
			w.session(here, role)
			qt.Check(t, qt.Equals(w.send("GET", at(here0), nil).status, 404), qt.Commentf("%s", role))
		}
		w.session(here, "officer")
		qt.Check(t, qt.Equals(w.send("GET", at("nothing"), nil).status, 404))
	}
}
