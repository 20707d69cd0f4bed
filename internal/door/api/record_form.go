package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/calc/vital"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
)

// RecordForm is what the form of a visit record needs of the facility's settings: a
// phone keeps it, so that a figure is doubted at the bed and not when it arrives.
type RecordForm struct {
	// Ranges say which figures can be, and which are measured again.
	Ranges []vital.Range `json:"ranges"`
	// Medicines may be given; NewCases may be found.
	Medicines []health.Medicine `json:"medicines"`
	NewCases  []health.NewCase  `json:"new_cases"`
}

// recordFormRoutes are the address of those settings.
func (a *API) recordFormRoutes() []Route {
	return []Route{{"GET /api/v1/records/form", "session", a.recordForm}}
}

// recordFormPages describes it.
func (b builder) recordFormPages() {
	b.doc.Paths["/api/v1/records/form"] = &huma.PathItem{Get: b.operation("records.form", "What the form of a visit record needs: the ranges of its figures, the medicines, what may be newly found", nil, b.of(RecordForm{}))}
}

// recordForm shows the settings to whoever writes records. They are about nobody, so
// the access log has nothing to note.
func (a *API) recordForm(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, writes := access.May(s.Actor, access.Create("record")); !writes {
		return fault.Absent()
	}
	var f RecordForm
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { f, err = formOf(q); return err }); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, f)
}

func formOf(q journal.Query) (f RecordForm, err error) {
	ranges, _, err := health.VitalPolicy.Get(q)
	if err != nil {
		return f, err
	}
	list, _, err := health.FormularyPolicy.Get(q)
	if err != nil {
		return f, err
	}
	found, _, err := health.ServedPolicy.Get(q)
	return RecordForm{ranges.Ranges, list.Medicines, found.NewCases}, err
}
