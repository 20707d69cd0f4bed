package demo_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/demo"
)

func TestWhileThePastIsWrittenTheDoorSaysHowFarItIs(t *testing.T) {
	m := &demo.Making{Of: 26}
	m.Progress(7)
	ask := func(path, accept string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept", accept)
		rec := httptest.NewRecorder()
		m.ServeHTTP(rec, r)
		return rec
	}
	page := ask("/demo", "text/html")
	qt.Check(t, qt.Equals(page.Code, http.StatusServiceUnavailable), qt.Commentf("nothing is there yet: who waits for 200 goes on waiting"))
	qt.Check(t, qt.Equals(page.Header().Get("Refresh"), "1"))
	qt.Check(t, qt.StringContains(page.Body.String(), "minggu ke-7 dari 26"))
	qt.Check(t, qt.StringContains(page.Body.String(), `<progress value="7" max="26">`))
	qt.Check(t, qt.StringContains(page.Body.String(), "CONTOH, bukan data puskesmas"))
	qt.Check(t, qt.StringContains(ask("/demo?lang=en", "text/html").Body.String(), "7 of 26 weeks"))
	qt.Check(t, qt.Equals(ask("/api/v1/sync", "application/json").Body.Len(), 0), qt.Commentf("an app that was open hears only that it is to come again"))
	qt.Check(t, qt.Equals(ask("/demo/demo.css", "text/css").Code, http.StatusOK))
	m.Turn("Puskesmas Sempu")
	next := ask("/demo", "text/html").Body.String()
	qt.Check(t, qt.StringContains(next, "Sekarang Puskesmas Sempu."))
	qt.Check(t, qt.StringContains(next, "<progress>"), qt.Commentf("its weeks are not those that were counted"))
}
