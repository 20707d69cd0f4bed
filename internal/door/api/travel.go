package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/travel"
)

// travelRoutes are the address of how ways and pauses are measured.
func (a *API) travelRoutes() []Route {
	return []Route{{"GET /api/v1/travel", "session", a.measured}}
}

// travelPages describes it.
func (b builder) travelPages() {
	read := b.operation("travel.measured", "How the health centre measures ways and pauses: speeds, weather, what its own rides taught", nil, b.of(travel.Measured{}))
	b.doc.Paths["/api/v1/travel"] = &huma.PathItem{Get: read}
}

// measured shows it to all who work here. It holds no people and no places of theirs.
func (a *API) measured(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Read("habit")); !may {
		return fault.Absent()
	}
	var m travel.Measured
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		m, err = travel.Measures(q)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, m)
}
