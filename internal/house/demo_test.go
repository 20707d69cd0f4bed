package house_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
	"sambang/internal/door/demo"
	"sambang/internal/house"
	"sambang/internal/world"
)

func TestOnlyTheDemoHasAFrontDoorAndEveryPageOfItIsMarked(t *testing.T) {
	w := world.New(t, "", "2026-03-02 08:00").Mother("Sri", "Mbah Parti")
	ask := func(visitors []demo.Login, path string) string {
		h, err := w.House.Handler(house.Doors{Guard: api.Guard{Log: w.House.Log}, Visitors: visitors})
		qt.Assert(t, qt.IsNil(err))
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		return rec.Body.String()
	}
	open := ask([]demo.Login{{Role: "head", Name: "Ratna", Phone: "0899", Password: "contoh-kepala"}}, "/demo")
	for _, has := range []string{"CONTOH, bukan data puskesmas", "contoh-kepala", "Sri Wulandari", "/t/contoh-"} {
		qt.Check(t, qt.StringContains(open, has))
	}
	qt.Check(t, qt.Not(qt.StringContains(ask(nil, "/demo"), "/t/contoh-")), qt.Commentf("nobody gets families' links from a server that is no demo"))
	qt.Check(t, qt.StringContains(ask(nil, "/api/v1/session/desk"), `"demo":true`), qt.Commentf("the sign-in page is marked too"))
}
