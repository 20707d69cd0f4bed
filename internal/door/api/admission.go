package api

import (
	"iter"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk/admission"
)

// admissionRoutes are the addresses of those who wait for a place.
func (a *API) admissionRoutes() []Route {
	return append(a.adviceRoutes(),
		Route{"GET /api/v1/milk/applications", "session", a.applications},
		Route{"GET /api/v1/milk/applications.xlsx", "session", a.applicationsSheet})
}

// ApplicationLine is somebody who waits, with where she stands and why.
type ApplicationLine struct {
	admission.Standing
	// Words is the sentence of it, in the language that was asked for.
	Words string           `json:"words"`
	State string           `json:"state"`
	Facts []admission.Fact `json:"facts"`
}

// ApplicationList is everybody who waits, the first first, and how many places there
// are. Who serves a village sees those of the village, with where they stand among all.
type ApplicationList struct {
	Capacity admission.Capacity `json:"capacity"`
	Waiting  []ApplicationLine  `json:"waiting"`
	// Settings are the published weights of the order.
	Settings admission.Settings `json:"settings"`
	Today    string             `json:"today"`
}

// readApplications reads the list for whoever may see some of it.
func (a *API) readApplications(r *http.Request) (s Signed, list ApplicationList, views []admission.View, err error) {
	if s, err = a.signed(r); err != nil {
		return s, list, nil, err
	}
	verdict, ok := access.May(s.Actor, access.Read("application"))
	if !ok {
		return s, list, nil, fault.Absent()
	}
	list.Waiting = []ApplicationLine{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if list.Today, err = today(q); err != nil {
			return err
		}
		if list.Capacity, err = admission.CapacityOf(q); err != nil {
			return err
		}
		if list.Settings, _, err = admission.Policy.Get(q); err != nil {
			return err
		}
		order, err := admission.Order(q)
		if err != nil {
			return err
		}
		for _, standing := range order {
			row, _, err := admission.Applications.Get(q.Tx, q.Facility, standing.Application)
			if err != nil {
				return err
			}
			if !verdict.Reaches(row.Audiences()) {
				continue
			}
			line := ApplicationLine{Standing: standing, Words: standing.Words(langOf(r)), State: row.State}
			if line.Facts, err = admission.Facts(q, row); err != nil {
				return err
			}
			v, _, err := admission.Show(q, row.ID)
			if err != nil {
				return err
			}
			list.Waiting, views = append(list.Waiting, line), append(views, v)
		}
		return nil
	})
	return s, list, views, err
}

// people are whom the list shows.
func (l ApplicationList) people(views []admission.View) (out []string) {
	for _, v := range views {
		out = append(out, "person:"+string(v.Mother))
		for _, b := range v.Babies {
			out = append(out, "person:"+string(b.ID))
		}
	}
	return out
}

func (a *API) applications(w http.ResponseWriter, r *http.Request) error {
	s, list, views, err := a.readApplications(r)
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "applications", People: list.people(views)}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, list)
}

// applicationsSheet gives the list as a workbook, to who sees all of it.
func (a *API) applicationsSheet(w http.ResponseWriter, r *http.Request) error {
	s, list, views, err := a.readApplications(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Read("application")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	out := importing{API: a}
	table := sheet.Sheet{Rows: applicationRows(list, views)}
	for _, column := range []string{"place", "number", "mother", "babies", "applied", "waited", "week", "metres", "left", "points", "posyandu", "state"} {
		table.Header = append(table.Header, text.T(text.ID, "admission.sheet."+column, nil))
	}
	if err := out.sign(r.Context(), s, &table, "export.applications"); err != nil {
		return err
	}
	if err := out.note(r.Context(), s, "export_applications", list.people(views)); err != nil {
		return err
	}
	return out.send(w, sheet.XLSX, table)
}

// applicationRows are the lines of the workbook: what the order was made from, so that
// it can be reckoned after.
func applicationRows(list ApplicationList, views []admission.View) iter.Seq2[[]string, error] {
	n := func(i int64) string { return strconv.FormatInt(i, 10) }
	return func(yield func([]string, error) bool) {
		for i, l := range list.Waiting {
			v := views[i]
			var babies []string
			for _, b := range v.Babies {
				babies = append(babies, b.Name)
			}
			metres, posyandu := "", ""
			if l.Metres >= 0 {
				metres = n(l.Metres)
			}
			if v.Posyandu != "" {
				posyandu = text.T(text.ID, "admission.sheet.posyandu_"+v.Posyandu, nil)
			}
			if !yield([]string{n(l.Number), n(v.Number), v.MotherName, strings.Join(babies, ", "), v.AppliedOn, n(l.Waited), n(l.Week), metres, n(l.Left), n(l.Points),
				posyandu, text.T(text.ID, "admission.sheet.state_"+v.State, nil)}, nil) {
				return
			}
		}
	}
}

// admissionPages describes the addresses.
func (b builder) admissionPages() {
	b.advicePages()
	lang := []*huma.Param{{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString}}}
	list := b.operation("milk.applications", "Who waits for a place, in the order, and why", nil, b.of(ApplicationList{}))
	list.Parameters = lang
	b.doc.Paths["/api/v1/milk/applications"] = &huma.PathItem{Get: list}
	file := b.operation("milk.applications.sheet", "The same as a workbook", nil, nil)
	delete(file.Responses, "204")
	file.Responses["200"] = &huma.Response{Description: "The file.", Content: map[string]*huma.MediaType{media[sheet.XLSX]: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	b.doc.Paths["/api/v1/milk/applications.xlsx"] = &huma.PathItem{Get: file}
}
