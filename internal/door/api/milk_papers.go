package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/report/letter"
)

// papersRoutes are the papers a mother takes along.
func (a *API) papersRoutes() []Route {
	return []Route{
		{"GET /api/v1/milk/places/{id}/employer.pdf", "session", a.employerLetter},
		{"GET /api/v1/milk/places/{id}/pledge.pdf", "session", a.pledgePaper},
		{"GET /api/v1/milk/pledge.pdf", "session", a.blankPledge},
	}
}

func (a *API) employerLetter(w http.ResponseWriter, r *http.Request) error {
	return a.milkPaper(w, r, "surat-tempat-kerja", letter.Facts.Employer)
}

func (a *API) pledgePaper(w http.ResponseWriter, r *http.Request) error {
	return a.milkPaper(w, r, "janji-asi", letter.Facts.Pledge)
}

// milkPaper draws a paper of a place, for who may read the place there.
func (a *API) milkPaper(w http.ResponseWriter, r *http.Request, name string, draw func(letter.Facts, string) ([]byte, error)) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	may, ok := access.May(s.Actor, access.Read("enrolment"))
	id := ident.ID(r.PathValue("id"))
	if !ok || !id.Valid() {
		return fault.Absent()
	}
	var f letter.Facts
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { f, err = letter.Read(q, id); return err }); err != nil {
		return err
	}
	if !may.Reaches(f.Place.Audiences()) {
		return fault.Absent()
	}
	return a.sendMilkPaper(r.Context(), w, r, s, name, f, draw)
}

// sendMilkPaper draws after the database was let go, and notes who was shown.
func (a *API) sendMilkPaper(ctx context.Context, w http.ResponseWriter, r *http.Request, s Signed, name string, f letter.Facts, draw func(letter.Facts, string) ([]byte, error)) error {
	lang := text.ID
	if r.URL.Query().Get("lang") == text.EN {
		lang = text.EN
	}
	made, err := draw(f, lang)
	if err != nil {
		return err
	}
	var people []string
	for _, p := range f.People() {
		people = append(people, "person:"+string(p))
	}
	if len(people) > 0 {
		if err := a.Showed(ctx, Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "paper", People: people}); err != nil {
			return err
		}
	}
	paper.Send(w, name, made)
	return nil
}

// blankPledge prints the pledge to be filled in by hand, for who takes an
// application in: it names nobody.
func (a *API) blankPledge(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Create("application")); !may {
		return fault.Absent()
	}
	var f letter.Facts
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { f, err = letter.Blank(q); return err }); err != nil {
		return err
	}
	return a.sendMilkPaper(r.Context(), w, r, s, "janji-asi-kosong", f, letter.Facts.Pledge)
}

// milkPapers describes them.
func (b builder) milkPapers() {
	file := func(id, summary string, with ...*huma.Param) *huma.PathItem {
		op := b.operation(id, summary, nil, nil)
		delete(op.Responses, "204")
		op.Responses["200"] = &huma.Response{Description: "The file.", Content: map[string]*huma.MediaType{"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
		op.Parameters = append(with, &huma.Param{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString}})
		return &huma.PathItem{Get: op}
	}
	place := &huma.Param{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	b.doc.Paths["/api/v1/milk/places/{id}/employer.pdf"] = file("milk.employer_letter", "The letter for where a mother works, A4", place)
	b.doc.Paths["/api/v1/milk/places/{id}/pledge.pdf"] = file("milk.pledge", "A mother's pledge, A4", place)
	b.doc.Paths["/api/v1/milk/pledge.pdf"] = file("milk.blank_pledge", "The pledge to be filled in by hand, A4")
}
