package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// LetterList is the letters between health centres, the newest first.
type LetterList struct {
	Letters []registry.LetterView `json:"letters"`
	// After continues the list; empty: there are no more.
	After string `json:"after,omitempty"`
}

// CentreList is the other health centres of this installation.
type CentreList struct {
	Centres []registry.Centre `json:"centres"`
}

// AgainList is who turned 18 since somebody else agreed for them.
type AgainList struct {
	People []AgainPerson `json:"people"`
}

// AgainPerson is one of them.
type AgainPerson struct {
	registry.Regrown
	Name string `json:"name"`
}

func (a *API) letterRoutes() []Route {
	return []Route{
		{"GET /api/v1/register/letters", "session", a.letters},
		{"GET /api/v1/register/centres", "session", a.centres},
		{"GET /api/v1/register/ask-again", "session", a.askAgain},
	}
}

// letters lists those of the asker's villages.
func (a *API) letters(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, ok := access.May(s.Actor, access.Read("letter")); !ok {
		return fault.Absent()
	}
	after := ident.ID(r.URL.Query().Get("after"))
	if after != "" && !after.Valid() {
		return fault.BadField("body.wrong_type", "after")
	}
	out := LetterList{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out.Letters, err = registry.ListLetters(q, villagesOf(s.Actor), after, mostListed)
		return err
	})
	if err != nil {
		return err
	}
	if n := len(out.Letters); n == mostListed {
		out.After = string(out.Letters[n-1].ID)
	}
	var people []string
	for _, l := range out.Letters {
		for _, p := range l.People {
			people = append(people, "person:"+string(p.ID))
		}
	}
	return a.listed(w, r, s, "letters", people, out)
}

// listed notes who was shown, and shows them.
func (a *API) listed(w http.ResponseWriter, r *http.Request, s Signed, purpose string, people []string, out any) error {
	if len(people) > 0 {
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: people}); err != nil {
			return err
		}
	}
	return JSON(w, http.StatusOK, out)
}

// centres lists where somebody can move to by letter, for whoever may say that
// they moved, or may send their letter again.
func (a *API) centres(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	_, moves := access.May(s.Actor, access.Update("person"))
	_, sends := access.May(s.Actor, access.Update("letter"))
	if !moves && !sends {
		return fault.Absent()
	}
	out := CentreList{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out.Centres, err = registry.Centres(q)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// askAgain lists who is to be asked anew at 18, in the asker's villages.
func (a *API) askAgain(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, ok := access.May(s.Actor, access.Update("person")); !ok {
		return fault.Absent()
	}
	out, people := AgainList{People: []AgainPerson{}}, []string{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		day, err := today(q)
		if err != nil {
			return err
		}
		grown, err := registry.AskAgain(q, villagesOf(s.Actor), day)
		for _, g := range grown {
			_, d, _, err := registry.Open(q, g.Person)
			if err != nil {
				return err
			}
			out.People = append(out.People, AgainPerson{g, d.Name})
			people = append(people, "person:"+string(g.Person))
		}
		return err
	})
	if err != nil {
		return err
	}
	return a.listed(w, r, s, "ask_again", people, out)
}

func (b builder) registerLetters() {
	letters := b.operation("register.letters", "Letters to and from other health centres, the newest first", nil, b.of(LetterList{}))
	letters.Parameters = []*huma.Param{{Name: "after", In: "query", Schema: &huma.Schema{Type: huma.TypeString}}}
	b.doc.Paths["/api/v1/register/letters"] = &huma.PathItem{Get: letters}
	b.doc.Paths["/api/v1/register/centres"] = &huma.PathItem{Get: b.operation("register.centres", "The other health centres here, to choose from when somebody moves there", nil, b.of(CentreList{}))}
	b.doc.Paths["/api/v1/register/ask-again"] = &huma.PathItem{Get: b.operation("register.ask_again", "Who turned 18 since a guardian agreed for them", nil, b.of(AgainList{}))}
}
