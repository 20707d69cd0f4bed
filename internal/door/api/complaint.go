package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
)

// complaintRoutes are the address of how complaints went.
func (a *API) complaintRoutes() []Route {
	return []Route{{"GET /api/v1/complaints/trend", "session", a.complaintTrend}}
}

// complaintPages describes it.
func (b builder) complaintPages() {
	month := func(name string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString, Pattern: `^\d{4}-\d{2}$`}, Description: "A month, YYYY-MM; the year up to now when left out."}
	}
	read := b.operation("need.complaint_trend", "Complaints by month, kind and door; counts that would tell of few people are -1", nil, b.of(need.ComplaintTrend{}))
	read.Parameters = []*huma.Param{month("from"), month("to")}
	b.doc.Paths["/api/v1/complaints/trend"] = &huma.PathItem{Get: read}
}

// complaintTrend shows it to whoever reads every complaint. It names nobody, so the
// access log notes that the figures were read.
func (a *API) complaintTrend(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Read("complaint")); !may {
		return fault.Absent()
	}
	var t need.ComplaintTrend
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		t, err = need.TrendOf(q, r.URL.Query().Get("from"), r.URL.Query().Get("to"))
		return err
	})
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "complaints", People: []string{"complaints:" + string(s.Actor.Facility)}}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, t)
}
