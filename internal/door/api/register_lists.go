package api

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// RegisterList is a part of one list of the register.
type RegisterList struct {
	Kind string `json:"kind"`
	// Total counts the whole list, Lines is a part of it.
	Total int64               `json:"total"`
	Lines []registry.ListLine `json:"lines"`
	// After continues the list; empty: there are no more.
	After string `json:"after,omitempty"`
	// Today is the civil day at the health centre: ages are reckoned from it.
	Today string `json:"today"`
}

// ListCount is how many lines a list has.
type ListCount struct {
	Kind  string `json:"kind"`
	Total int64  `json:"total"`
}

// ListCounts is every list with how many lines it has.
type ListCounts struct {
	Lists []ListCount `json:"lists"`
	Today string      `json:"today"`
}

// listRoutes are the addresses of lists, on the screen and on paper.
func (a *API) listRoutes() []Route {
	return []Route{
		{"GET /api/v1/register/lists", "session", a.registerCounts},
		{"GET /api/v1/register/lists/{kind}", "session", a.registerList},
		{"GET /api/v1/register/groups/{id}/list.pdf", "session", a.paperOfGroup},
		{"GET /api/v1/register/posyandu/{id}/list.pdf", "session", a.paperOfPosyandu},
		{"GET /api/v1/register/villages/{id}/list.pdf", "session", a.paperOfVillage},
	}
}

// reader finds who asks and which villages' records they read; nil: all of them.
// Who keeps no records is told that there is nothing.
func (a *API) reader(r *http.Request) (Signed, []string, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, nil, err
	}
	if _, ok := access.May(s.Actor, access.Read("person")); !ok || !isOne(s.Actor, keepers) {
		return s, nil, fault.Absent()
	}
	return s, villagesOf(s.Actor), nil
}

// listAsk reads what narrows a list. A village outside is not there.
func listAsk(by url.Values, villages []string) (registry.ListAsk, error) {
	ask := registry.ListAsk{Villages: villages, Village: by.Get("village"), Posyandu: ident.ID(by.Get("posyandu")), Group: ident.ID(by.Get("group")), Limit: registry.ListLimit}
	if ask.Village != "" && villages != nil && !slices.Contains(villages, ask.Village) {
		return ask, fault.Absent()
	}
	for _, id := range []ident.ID{ask.Posyandu, ask.Group} {
		if id != "" && !id.Valid() {
			return ask, fault.Absent()
		}
	}
	if text := by.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > registry.ListLimit {
			return ask, fault.BadField("body.wrong_type", "limit")
		}
		ask.Limit = n
	}
	if text := by.Get("after"); text != "" {
		raw, err := base64.RawURLEncoding.DecodeString(text)
		key, id, found := strings.Cut(string(raw), " ")
		if err != nil || !found || strings.ContainsAny(key, " \x00") || !ident.ID(id).Valid() {
			return ask, fault.BadField("body.wrong_type", "after")
		}
		ask.After = string(raw)
	}
	return ask, nil
}

// within finds the village of the posyandu and the group that are named; one that
// lies outside is not there.
func within(q journal.Query, ask registry.ListAsk) error {
	if ask.Posyandu != "" {
		p, found, err := registry.Posyandus.Get(q.Tx, q.Facility, ask.Posyandu)
		if err != nil {
			return err
		}
		if !found || ask.Villages != nil && !slices.Contains(ask.Villages, p.Village) {
			return fault.Absent()
		}
	}
	if ask.Group != "" {
		g, found, err := registry.Groups.Get(q.Tx, q.Facility, ask.Group)
		if err != nil {
			return err
		}
		if !found || ask.Villages != nil && !slices.Contains(ask.Villages, g.Village) {
			return fault.Absent()
		}
	}
	return nil
}

// registerList answers with a part of a list. Whoever reads the register without
// keeping it (the head, but for the glass) sees who, and not where or which number.
func (a *API) registerList(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.reader(r)
	if err != nil {
		return err
	}
	kind := r.PathValue("kind")
	if !registry.KnownList(kind) {
		return fault.Absent()
	}
	ask, err := listAsk(r.URL.Query(), villages)
	if err != nil {
		return err
	}
	ask.Kind = kind
	out := RegisterList{Kind: kind}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if err = within(q, ask); err != nil {
			return err
		}
		return a.fillList(q, ask, &out)
	})
	if err != nil {
		return err
	}
	var people []string
	for _, l := range out.Lines {
		people = append(people, l.Shown()...)
	}
	if len(people) > 0 {
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "list." + kind, People: people}); err != nil {
			return err
		}
	}
	return JSON(w, http.StatusOK, out)
}

func (a *API) fillList(q journal.Query, ask registry.ListAsk, out *RegisterList) (err error) {
	if out.Today, err = today(q); err != nil {
		return err
	}
	ask.Today = out.Today
	if out.Total, err = registry.CountList(q, ask); err != nil {
		return err
	}
	ids, next, err := registry.ListIDs(q, ask)
	if err != nil {
		return err
	}
	if next != "" {
		out.After = base64.RawURLEncoding.EncodeToString([]byte(next))
	}
	out.Lines, err = registry.ListLines(q, ask.Kind, ids, isOne(q.By, knowers))
	return err
}

// registerCounts answers with how long every list is: numbers, nobody's name.
func (a *API) registerCounts(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.reader(r)
	if err != nil {
		return err
	}
	ask, err := listAsk(r.URL.Query(), villages)
	if err != nil {
		return err
	}
	out := ListCounts{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if err = within(q, ask); err != nil {
			return err
		}
		if out.Today, err = today(q); err != nil {
			return err
		}
		ask.Today = out.Today
		counts, err := registry.CountLists(q, ask)
		for i, n := range counts {
			out.Lists = append(out.Lists, ListCount{registry.ListKinds[i], n})
		}
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// registerLists describes the addresses of lists.
func (b builder) registerLists() {
	text := func(name, where, what string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	narrow := []*huma.Param{text("village", "query", "The code of one village."), text("posyandu", "query", ""), text("group", "query", "A group of ten houses.")}
	counts := b.operation("register.lists", "How long each list of the register is", nil, b.of(ListCounts{}))
	counts.Parameters = narrow
	kinds := text("kind", "path", "")
	for _, k := range registry.ListKinds {
		kinds.Schema.Enum = append(kinds.Schema.Enum, k)
	}
	list := b.operation("register.list", "A list of the register: who is to be looked after, and what is missing", nil, b.of(RegisterList{}))
	list.Parameters = append([]*huma.Param{kinds, text("after", "query", ""), {Name: "limit", In: "query", Schema: &huma.Schema{Type: huma.TypeInteger}}}, narrow...)
	b.doc.Paths["/api/v1/register/lists"] = &huma.PathItem{Get: counts}
	b.doc.Paths["/api/v1/register/lists/{kind}"] = &huma.PathItem{Get: list}
	for _, of := range []string{"groups", "posyandu", "villages"} {
		paper := b.operation("register.paper_"+of, "The list of houses and people to print and to write on", nil, nil)
		delete(paper.Responses, "204")
		paper.Parameters = []*huma.Param{text("id", "path", ""), text("lang", "query", "id or en")}
		paper.Responses["200"] = &huma.Response{Description: "A4, black on white.", Content: map[string]*huma.MediaType{"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
		b.doc.Paths["/api/v1/register/"+of+"/{id}/list.pdf"] = &huma.PathItem{Get: paper}
	}
}
