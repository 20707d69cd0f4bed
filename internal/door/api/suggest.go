package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/suggestion"
)

// suggestRoutes say who is to be sent.
func (a *API) suggestRoutes() []Route {
	return []Route{{"GET /api/v1/suggest/visit/{case}", "session", a.suggestVisit}}
}

// suggestPages describes them.
func (b builder) suggestPages() {
	request := &huma.Param{Name: "case", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	op := b.operation("suggest.visit", "Which team to send to a request, and where in its order; with the figures that say why", nil, b.of(suggestion.Suggestion{}))
	op.Parameters = []*huma.Param{request}
	b.doc.Paths["/api/v1/suggest/visit/{case}"] = &huma.PathItem{Get: op}
}

// suggestVisit answers whoever sends teams. It shows nobody: numbers and teams only.
func (a *API) suggestVisit(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Update("visit")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	var where suggestion.Where
	if a.Hub != nil {
		where = a.Hub.LastSeen
	}
	var out suggestion.Suggestion
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = suggestion.Of(q, where, ident.ID(r.PathValue("case")))
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
