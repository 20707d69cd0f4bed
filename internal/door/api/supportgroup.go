package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
)

// supportRoutes are how the support groups do.
func (a *API) supportRoutes() []Route {
	return []Route{{"GET /api/v1/supportgroups", "session", a.supportGroups}}
}

// supportPages describes them.
func (b builder) supportPages() {
	b.doc.Paths["/api/v1/supportgroups"] = &huma.PathItem{Get: b.operation("supportgroups.overview",
		"How the support groups do: members, invitations, meetings, what they knew before and after; those asleep first", nil, b.of(supportgroup.Overview{}))}
}

// supportGroups answers whoever may read groups with theirs: those of the villages they
// serve, or all. It holds counts and the names of staff, no mother's.
func (a *API) supportGroups(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	v, ok := access.May(s.Actor, access.Read("supportgroup"))
	if !ok {
		return fault.Absent()
	}
	var villages []string
	if !v.Everywhere() {
		villages = append([]string{}, villagesOf(s.Actor)...)
	}
	var out supportgroup.Overview
	if err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = supportgroup.OverviewOf(q, villages)
		return err
	}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
