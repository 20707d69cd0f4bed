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
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/certificate"
)

// graduationRoutes are the addresses of babies who have reached six months.
func (a *API) graduationRoutes() []Route {
	return []Route{
		{"GET /api/v1/graduation", "session", a.graduationList},
		{"GET /api/v1/graduation/{file}", "session", a.graduationPaper},
	}
}

// graduationPages describes them.
func (b builder) graduationPages() {
	param := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	b.doc.Paths["/api/v1/graduation"] = &huma.PathItem{Get: b.operation("graduation.list", "Babies who have reached six months and have no certificate that stands: to be certified or to be decided of", nil, b.of(graduation.Lines{}))}
	b.doc.Paths["/api/v1/graduation/{file}"] = &huma.PathItem{Get: b.file("graduation.paper", "A certificate of six months, A4: its id with .pdf", "application/pdf", param("file", "path"), param("lang", "query"))}
}

// graduationList lists them, by the villages of who asks.
func (a *API) graduationList(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Read("graduation")); !may {
		return fault.Absent()
	}
	var list graduation.Lines
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		list, err = graduation.ListOf(q, villagesFor(s.Actor, "graduation"))
		return err
	})
	if err != nil {
		return err
	}
	var people []string
	for _, l := range list.Lines {
		people = append(people, "person:"+string(l.Baby))
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "graduation", People: people}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, list)
}

// villagesFor are the villages in which somebody reads a resource; nil: all of them.
func villagesFor(by access.Actor, resource string) []string {
	if v, _ := access.May(by, access.Read(resource)); v.Everywhere() {
		return nil
	}
	out := []string{}
	for _, key := range by.Keys {
		if kind, village, _ := strings.Cut(key, ":"); kind == "v" {
			out = append(out, village)
		}
	}
	return out
}

// graduationPaper answers with a certificate, for whoever sees its row.
func (a *API) graduationPaper(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	name, isPaper := strings.CutSuffix(r.PathValue("file"), ".pdf")
	id := ident.ID(name)
	_, may := access.May(s.Actor, access.Read("graduation"))
	if !may || !isPaper || !id.Valid() {
		return fault.Absent()
	}
	var f certificate.Facts
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		c, found, err := graduation.Certificates.Get(q.Tx, q.Facility, id)
		if fields, all := access.Sees(s.Actor, "six_month_certificate", c.Audiences()); err == nil && (!found || !all && len(fields) == 0) {
			err = fault.Absent()
		}
		if err != nil {
			return err
		}
		f, err = certificate.Read(q, id)
		return err
	})
	if err != nil {
		return err
	}
	f.Page = a.Address + f.Page
	made, err := f.Draw(langOf(r)) // drawn after the database was let go
	if err != nil {
		return err
	}
	var people []string
	for _, p := range f.People() {
		people = append(people, "person:"+string(p))
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "graduation_pdf", People: people}); err != nil {
		return err
	}
	paper.Send(w, certificate.Name(f.Certificate), made)
	return nil
}
