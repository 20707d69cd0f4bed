package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/report/record"
)

// recordRoutes are the papers of visit records.
func (a *API) recordRoutes() []Route {
	return []Route{{"GET /api/v1/records/{file}", "session", a.recordPaper}}
}

// recordPages describes them.
func (b builder) recordPages() {
	param := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	b.doc.Paths["/api/v1/records/{file}"] = &huma.PathItem{Get: b.file("records.paper", "A visit record on one page, A4: its id with .pdf", "application/pdf", param("file", "path"), param("lang", "query"))}
}

// recordPaper answers with a record on one page, for whoever may read it; to everybody
// else it is not there.
func (a *API) recordPaper(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	name, isPaper := strings.CutSuffix(r.PathValue("file"), ".pdf")
	id := ident.ID(name)
	_, may := access.May(s.Actor, access.Read("record"))
	if !may || !isPaper || !id.Valid() {
		return fault.Absent()
	}
	var f record.Facts
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		facts, row, found, err := record.Read(q, id)
		if _, all := access.Sees(s.Actor, "visit_record", row.Audiences()); err == nil && !(found && all) {
			err = fault.Absent() // who sees only that somebody was there prints nothing
		}
		f = facts
		return err
	})
	if err != nil {
		return err
	}
	f.Lang, f.By = langOf(r), s.Name
	made, err := f.Paper() // drawn after the database was let go
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "record_pdf",
		People: []string{"visit_record:" + string(id), "person:" + string(f.Record.Person)}}); err != nil {
		return err
	}
	paper.Send(w, "catatan-kunjungan-"+f.Record.On, made)
	return nil
}
