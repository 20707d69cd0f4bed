package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Found answers a search of the register, or who may be there twice: the best
// first.
type Found struct {
	People []registry.Hit `json:"people"`
}

// searchRoutes lists the addresses at which the directory is asked.
func (a *API) searchRoutes() []Route {
	if a.Directory == nil {
		return nil
	}
	s := searching{a, a.Directory}
	return []Route{
		{"GET /api/v1/register/search", "session", s.search},
		{"POST /api/v1/register/alike", "session", s.alike},
	}
}

type searching struct {
	*API
	directory *registry.Directory
}

// reach is where somebody may look: the whole health centre, or the villages of
// their keys. Whoever may look nowhere is told that there is nothing.
func reach(by access.Actor) (registry.Reach, error) {
	v, ok := access.May(by, access.Read("person"))
	if !ok || !isOne(by, keepers) {
		return registry.Reach{}, fault.Absent()
	}
	if v.Everywhere() {
		return registry.Reach{Everywhere: true}, nil
	}
	var r registry.Reach
	for _, key := range by.Keys {
		if code, ok := strings.CutPrefix(key, "v:"); ok && v.Reaches([]string{key}) {
			r.Villages = append(r.Villages, code)
		}
	}
	if len(r.Villages) == 0 {
		return r, fault.Absent()
	}
	return r, nil
}

// narrowed is a reach to one village; another's is not found.
func narrowed(r registry.Reach, village string) (registry.Reach, error) {
	switch {
	case village == "":
		return r, nil
	case r.Everywhere || slices.Contains(r.Villages, village):
		return registry.Reach{Villages: []string{village}}, nil
	}
	return r, fault.Absent()
}

// search answers what somebody types: q, and, where they want to narrow it,
// village, kind and limit.
func (s searching) search(w http.ResponseWriter, r *http.Request) error {
	by, at, err := s.asker(r)
	if err != nil {
		return err
	}
	in := r.URL.Query()
	ask := registry.Search{Text: in.Get("q"), Kind: in.Get("kind")}
	if ask.Reach, err = narrowed(at, in.Get("village")); err != nil {
		return err
	}
	if ask.Kind != "" && !registry.Lives(ask.Kind) {
		return fault.BadField("body.bad_choice", "kind")
	}
	if n := in.Get("limit"); n != "" {
		if ask.Limit, err = strconv.Atoi(n); err != nil || ask.Limit < 1 || ask.Limit > registry.MostFound {
			return fault.BadField("body.bad_choice", "limit")
		}
	}
	return s.answer(w, r, by, "search", func(q journal.Query) ([]registry.Hit, error) { return s.directory.Search(q, ask) })
}

// alike answers who may be there already, of somebody as they were just typed, or
// of a record (person) to which there may be a second one.
func (s searching) alike(w http.ResponseWriter, r *http.Request) error {
	by, at, err := s.asker(r)
	if err != nil {
		return err
	}
	var c registry.Candidate
	if err := decode(r, &c); err != nil {
		return err
	}
	if len(c.Phones) > 10 {
		return fault.BadField("body.too_many", "phones")
	}
	return s.answer(w, r, by, "alike", func(q journal.Query) ([]registry.Hit, error) {
		if c.Person != "" && c.Name == "" {
			return s.directory.AlikeTo(q, c.Person, at, 0)
		}
		return s.directory.Alike(q, c, at, 0)
	})
}

func (s searching) asker(r *http.Request) (access.Actor, registry.Reach, error) {
	signed, err := s.signed(r)
	if err != nil {
		return access.Actor{}, registry.Reach{}, err
	}
	at, err := reach(signed.Actor)
	return signed.Actor, at, err
}

// answer notes who is shown before it shows them.
func (s searching) answer(w http.ResponseWriter, r *http.Request, by access.Actor, purpose string, find func(journal.Query) ([]registry.Hit, error)) error {
	out := Found{People: []registry.Hit{}}
	err := s.asking(r.Context(), by, func(q journal.Query) error {
		hits, err := find(q)
		out.People = append(out.People[:0], hits...) // a snapshot that is taken again begins anew
		return err
	})
	if err != nil {
		return err
	}
	if !isOne(by, knowers) {
		for i := range out.People {
			out.People[i].HouseCode, out.People[i].PhoneEnd = "", ""
		}
	}
	if err := s.noteFound(r.Context(), by, purpose, out.People); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

func (s searching) noteFound(ctx context.Context, by access.Actor, purpose string, hits []registry.Hit) error {
	if len(hits) == 0 {
		return nil
	}
	people := make([]string, len(hits))
	for i, h := range hits {
		people[i] = "person:" + string(h.ID)
	}
	return s.Showed(ctx, Showing{Facility: by.Facility, Actor: by.ID, Door: "api", Purpose: purpose, People: people})
}

func (b builder) searches() {
	text := func(name, what string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	get := b.operation("register.search", "People by parts of a name, birth date, mother, house code, NIK or phone, as they are typed", nil, b.of(Found{}))
	limit := text("limit", "1 to 50; 20 when it is left out.")
	limit.Schema = &huma.Schema{Type: huma.TypeInteger}
	kind := text("kind", "")
	kind.Schema.Enum = []any{registry.Resident, registry.Mother, registry.Baby}
	get.Parameters = []*huma.Param{text("q", "What was typed so far; the last word may be a beginning."), text("village", "A village's code."), kind, limit}
	b.doc.Paths["/api/v1/register/search"] = &huma.PathItem{Get: get}
	b.doc.Paths["/api/v1/register/alike"] = &huma.PathItem{Post: b.operation("register.alike", "Who may be in the register already, with why", b.of(registry.Candidate{}), b.of(Found{}))}
}
