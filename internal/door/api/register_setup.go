package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// TextList is every version of every consent text, by purpose, the newest first,
// with what a next one can be for.
type TextList struct {
	Texts    []registry.ConsentText `json:"texts"`
	Purposes []registry.Purpose     `json:"purposes"`
	// Bases are the grounds in law a text can stand on.
	Bases []string `json:"bases"`
}

// GroupList is how many houses the groups of ten houses have.
type GroupList struct {
	Groups []registry.GroupSize `json:"groups"`
}

// setupRoutes are the addresses of what the register is set up with.
func (a *API) setupRoutes() []Route {
	return []Route{
		{"GET /api/v1/register/texts", "session", a.consentTexts},
		{"GET /api/v1/register/groups", "session", a.groupSizes},
	}
}

// consentTexts shows the texts to whoever reads them out to people.
func (a *API) consentTexts(w http.ResponseWriter, r *http.Request) error {
	s, _, err := a.reader(r)
	if err != nil {
		return err
	}
	out := TextList{Texts: []registry.ConsentText{}, Purposes: registry.Purposes, Bases: registry.Bases}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		texts, err := registry.PublishedTexts(q)
		out.Texts = append(out.Texts, texts...)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// groupSizes counts the houses of the groups in the asker's villages: numbers,
// nobody's name.
func (a *API) groupSizes(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.reader(r)
	if err != nil {
		return err
	}
	out := GroupList{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out.Groups, err = registry.GroupSizes(q, villages)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// registerSetup describes the addresses of what the register is set up with.
func (b builder) registerSetup() {
	texts := b.operation("register.texts", "Every version of the texts people are asked to agree to", nil, b.of(TextList{}))
	groups := b.operation("register.groups", "How many houses each group of ten houses has", nil, b.of(GroupList{}))
	b.doc.Paths["/api/v1/register/texts"] = &huma.PathItem{Get: texts}
	b.doc.Paths["/api/v1/register/groups"] = &huma.PathItem{Get: groups}
}
