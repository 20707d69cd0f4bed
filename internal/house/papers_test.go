package house_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// A mother's papers are printed where her place is looked after, and nowhere else:
// elsewhere there is none, with the same words as of a place that never was.
func TestAMothersPapersArePrintedWhereSheIsLookedAfter(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x, y := w.put(here, 0, "doctor"), w.put(there, 0, "doctor")
	far := w.put(here, 1, "doctor")
	for role, may := range map[string]bool{"officer": true, "head": true, "midwife": true, "treasurer": false, "admin": false} {
		w.session(here, role)
		for _, name := range []string{"employer", "pledge"} {
			got := w.send("GET", "/api/v1/milk/places/"+string(x.place)+"/"+name+".pdf", nil)
			qt.Assert(t, qt.Equals(got.status == http.StatusOK, may), qt.Commentf("%s as %s: %d", name, role, got.status))
			qt.Check(t, qt.Equals(strings.HasPrefix(got.body, "%PDF"), may))
			elsewhere := w.send("GET", "/api/v1/milk/places/"+string(y.place)+"/"+name+".pdf", nil)
			never := w.send("GET", "/api/v1/milk/places/"+string(w.fresh())+"/"+name+".pdf", nil)
			qt.Check(t, qt.Equals(elsewhere.status, http.StatusNotFound))
			qt.Check(t, qt.Equals(withoutID(elsewhere.body), withoutID(never.body)))
		}
	}
	w.session(here, "midwife")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/milk/places/"+string(far.place)+"/employer.pdf", nil).status, http.StatusNotFound), qt.Commentf("another midwife's village"))
}

// The pages of anybody have their address beside the app's, on every server.
func TestThePagesOfAnybodyStandBesideTheApp(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	for path, status := range map[string]int{"/" + here.name + "/asi/daftar": 200, "/" + here.name + "/asi/aduan": 200, "/nirgends/asi/daftar": 404, "/t/asi/daftar": 404, "/api/asi/daftar": 404} {
		qt.Check(t, qt.Equals(w.send("GET", path, nil).status, status), qt.Commentf("%s", path))
	}
}
