package house_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// A letter is printed for whoever sees its finding, and to others there is none, with
// the same words as of one that never was. It names nobody who lives there.
func TestALetterIsPrintedForWhoeverSeesTheFinding(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x, y, far := w.put(here, 0, "doctor"), w.put(there, 0, "doctor"), w.put(here, 1, "head")
	for role, may := range map[string]bool{"head": true, "officer": true, "sanitarian": true, "nutritionist": true, "midwife": true, "cadre": true, "doctor": true,
		"driver": false, "treasurer": false, "courier": false, "admin": false} {
		w.session(here, role)
		letter := func(of things) reply { return w.send("GET", "/api/v1/findings/"+string(of.finding)+"/letter.pdf", nil) }
		got := letter(x)
		qt.Check(t, qt.Equals(got.status == http.StatusOK, may), qt.Commentf("%s: %d", role, got.status))
		qt.Check(t, qt.Equals(strings.HasPrefix(got.body, "%PDF"), may), qt.Commentf("%s", role))
		elsewhere := letter(y)
		qt.Check(t, qt.Equals(elsewhere.status, http.StatusNotFound))
		never := w.send("GET", "/api/v1/findings/"+string(w.fresh())+"/letter.pdf", nil)
		qt.Check(t, qt.Equals(withoutID(elsewhere.body), withoutID(never.body)))
		if role == "midwife" || role == "cadre" || role == "doctor" {
			qt.Check(t, qt.Equals(letter(far).status, http.StatusNotFound), qt.Commentf("%s of another village", role))
		}
	}
}

// Whether a household had the same aid is told to whoever gives aid there.
func TestWhetherAidCameTwiceIsToldWhereItMayBe(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x, far := w.put(here, 0, "doctor"), w.put(here, 1, "head")
	ask := func(of things) reply {
		return w.send("GET", "/api/v1/aid/check?kind=rice&on=2026-03-02&household="+string(of.household), nil)
	}
	for role, may := range map[string]bool{"officer": true, "sanitarian": true, "midwife": true, "cadre": false, "driver": false, "doctor": false, "dispatcher": false} {
		w.session(here, role)
		got := ask(x)
		qt.Check(t, qt.Equals(got.status == http.StatusOK, may), qt.Commentf("%s: %d", role, got.status))
		qt.Check(t, qt.Equals(strings.Contains(got.body, string(x.aid)), may), qt.Commentf("%s: %s", role, got.body))
		if role == "midwife" {
			qt.Check(t, qt.Equals(ask(far).status, http.StatusNotFound), qt.Commentf("another village's"))
		}
	}
}
