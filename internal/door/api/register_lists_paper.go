package api

import (
	"net/http"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

func (a *API) paperOfGroup(w http.ResponseWriter, r *http.Request) error {
	return a.paper(w, r, registry.PaperAsk{Group: ident.ID(r.PathValue("id"))})
}

func (a *API) paperOfPosyandu(w http.ResponseWriter, r *http.Request) error {
	return a.paper(w, r, registry.PaperAsk{Posyandu: ident.ID(r.PathValue("id"))})
}

func (a *API) paperOfVillage(w http.ResponseWriter, r *http.Request) error {
	return a.paper(w, r, registry.PaperAsk{Village: r.PathValue("id")})
}

// paper prints a list of houses for who goes from door to door. Whoever is not told
// where people live has no use for it: to them it is not there.
func (a *API) paper(w http.ResponseWriter, r *http.Request, ask registry.PaperAsk) error {
	s, villages, err := a.reader(r)
	if err != nil {
		return err
	}
	if !isOne(s.Actor, knowers) || ask.Village == "" && !ask.Group.Valid() && !ask.Posyandu.Valid() {
		return fault.Absent()
	}
	ask.Villages, ask.Contact = villages, true
	sheet := paperSheet{lang: text.ID, by: s.Name}
	if r.URL.Query().Get("lang") == text.EN {
		sheet.lang = text.EN
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if ask.Today, err = today(q); err != nil {
			return err
		}
		if sheet.Paper, err = registry.PaperOf(q, ask); err != nil {
			return err
		}
		facility, err := registry.FacilityOf(q.Tx, q.Facility)
		sheet.facility = facility.Name
		if err == nil && sheet.Group.Cadre != "" && a.WorkerName != nil {
			sheet.cadre, err = a.WorkerName(q, sheet.Group.Cadre)
		}
		return err
	})
	if err != nil {
		return err
	}
	made, err := sheet.pdf() // drawn after the database was let go
	if err != nil {
		return err
	}
	var people []string
	for _, id := range sheet.People() {
		people = append(people, "person:"+string(id))
	}
	if len(people) > 0 {
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "paper", People: people}); err != nil {
			return err
		}
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Length", strconv.Itoa(len(made)))
	h.Set("Content-Disposition", `inline; filename="daftar-`+ask.Today+`.pdf"`)
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(made) // a client that has gone cannot be told
	return nil
}
