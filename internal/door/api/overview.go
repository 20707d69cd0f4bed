package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/programme/milk/overview"
	"sambang/internal/shared/registry"
)

// overviewRoutes are what the head sees of whole months.
func (a *API) overviewRoutes() []Route {
	return []Route{
		{"GET /api/v1/milk/overview", "session", a.overview},
		{"GET /api/v1/milk/overview/overview.xlsx", "session", a.overviewSheet},
		{"GET /api/v1/milk/overview/overview.pdf", "session", a.overviewPaper},
	}
}

// overviewPages describes them.
func (b builder) overviewPages() {
	month := func(name string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString, Pattern: `^\d{4}-\d{2}$`}, Description: "A month, YYYY-MM; the present one when left out."}
	}
	lang := &huma.Param{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"id", "en"}}}
	read := b.operation("milk.overview", "The milk programme in whole months: counts, shares with numerator and denominator, plots", nil, b.of(overview.Overview{}))
	read.Parameters = []*huma.Param{month("from"), month("to")}
	for path, op := range map[string]*huma.Operation{
		"/api/v1/milk/overview":               read,
		"/api/v1/milk/overview/overview.xlsx": b.file("milk.overview_xlsx", "The same as a workbook", media[sheet.XLSX], month("from"), month("to"), lang),
		"/api/v1/milk/overview/overview.pdf":  b.file("milk.overview_pdf", "The same as one printed page", "application/pdf", month("from"), month("to"), lang),
	} {
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
}

// monthly is an overview with the words around it.
type monthly struct {
	overview.Overview
	facility registry.Facility
	lang, by string
}

// monthly reads the months that are asked for, for whoever may: it names nobody, so
// the access log notes that the figures were read.
func (a *API) monthly(r *http.Request, purpose string) (monthly, error) {
	s, err := a.signed(r)
	if err != nil {
		return monthly{}, err
	}
	if _, may := access.May(s.Actor, access.Read("overview")); !may {
		return monthly{}, fault.Absent()
	}
	out := monthly{lang: langOf(r), by: s.Name}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if out.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		from, to := r.URL.Query().Get("from"), r.URL.Query().Get("to")
		if from == "" {
			from = q.Now.Day(out.facility.Location())[:len("2006-01")]
		}
		if to == "" {
			to = from
		}
		out.Overview, err = overview.Read(q, from, to)
		return err
	})
	if err != nil {
		return out, err
	}
	return out, a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose,
		People: []string{"overview:" + string(s.Actor.Facility)}})
}

func (a *API) overview(w http.ResponseWriter, r *http.Request) error {
	m, err := a.monthly(r, "overview")
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, m.Overview)
}

func (a *API) overviewSheet(w http.ResponseWriter, r *http.Request) error {
	m, err := a.monthly(r, "overview_xlsx")
	if err != nil {
		return err
	}
	return sendSheet(w, "asi-"+m.span(), m.sheet())
}

func (a *API) overviewPaper(w http.ResponseWriter, r *http.Request) error {
	m, err := a.monthly(r, "overview_pdf")
	if err != nil {
		return err
	}
	made, err := m.pdf()
	if err != nil {
		return err
	}
	paper.Send(w, "asi-"+m.span(), made)
	return nil
}
