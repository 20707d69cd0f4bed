package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// triageRoutes are the address of the table of danger signs.
func (a *API) triageRoutes() []Route {
	return []Route{{"GET /api/v1/triage", "session", a.triage}}
}

// triagePages describes it.
func (b builder) triagePages() {
	b.doc.Paths["/api/v1/triage"] = &huma.PathItem{Get: b.operation("triage", "The danger signs by which requests are judged, with signatures, and the number to dial", nil, b.of(need.TriageView{}))}
}

// triage shows the table to whoever takes requests in or signs it. It is about
// nobody, so the access log has nothing to note.
func (a *API) triage(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	_, asks := access.May(s.Actor, access.Create("request"))
	if _, signs := access.May(s.Actor, access.Read("triage")); !asks && !signs {
		return fault.Absent()
	}
	var v need.TriageView
	room := need.Room{Name: workforce.Name}
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { v, err = room.ShowTriage(q); return err }); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, v)
}
