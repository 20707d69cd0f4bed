package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
)

// WeighMonth is a month at the posyandu: S, K, D, N, T, O, B and the rest of each.
type WeighMonth struct {
	Month string     `json:"month"`
	Rows  []WeighRow `json:"rows"`
}

// WeighRow is a posyandu; without an id the children of a village who belong to none.
// Figures counts its lists by name: see WeighList.
type WeighRow struct {
	Posyandu ident.ID    `json:"posyandu,omitempty"`
	Name     string      `json:"name,omitempty"`
	Village  string      `json:"village"`
	Figures  SKDNFigures `json:"figures"`
}

// SKDNFigures are the figures of the form. D is N + T + O + B; nothing is said of a child
// whose sex or day of birth nobody knows. Guests count in none of the others.
type SKDNFigures struct {
	S        int `json:"s"`
	K        int `json:"k"`
	D        int `json:"d"`
	N        int `json:"n"`
	T        int `json:"t"`
	O        int `json:"o"`
	B        int `json:"b"`
	TwoT     int `json:"two_t"`
	BGM      int `json:"below_red_line"`
	Measured int `json:"measured"`
	Guests   int `json:"guests"`
	Absent   int `json:"absent"`
}

// WeighList is who stands behind one figure of a month.
type WeighList struct {
	Figure   string       `json:"figure"`
	Children []WeighChild `json:"children"`
}

// WeighChild is one of them.
type WeighChild struct {
	Child ident.ID `json:"child"`
	Guest bool     `json:"guest,omitempty"`
	Name  string   `json:"name"`
	Sex   string   `json:"sex,omitempty"`
	Born  string   `json:"born,omitempty"`
	// LastOn is the day of the last weighing.
	LastOn string `json:"last_on,omitempty"`
}

// weighRoutes are the scales and what they say.
func (a *API) weighRoutes() []Route {
	return []Route{
		{"GET /api/v1/weighings/month", "session", a.weighMonth},
		{"GET /api/v1/weighings/month/children", "session", a.weighChildren},
		{"GET /api/v1/weighings/posyandu/{id}", "session", a.weighDay},
		{"POST /api/v1/weighings/judge", "session", a.weighJudge},
		{"GET /api/v1/growth/standards/{sex}", "session", a.growthStandards},
		{"GET /api/v1/growth/children/{file}", "session", a.growthChild},
	}
}

// weighPages describes them.
func (b builder) weighPages() {
	param := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	get := func(path, id, summary string, answer any, params ...*huma.Param) {
		op := b.operation(id, summary, nil, b.of(answer))
		op.Parameters = params
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
	get("/api/v1/weighings/month", "weighings.month", "A month at the posyandu: S, K, D, N, T, O and B", WeighMonth{}, param("month", "query"), param("village", "query"))
	get("/api/v1/weighings/month/children", "weighings.children", "Who stands behind one of these figures", WeighList{}, param("month", "query"), param("village", "query"),
		param("posyandu", "query"), param("figure", "query"))
	get("/api/v1/weighings/posyandu/{id}", "weighings.day", "The children of a posyandu, who is expected and what the last time said", health.PosyanduDay{}, param("id", "path"), param("month", "query"))
	b.doc.Paths["/api/v1/weighings/judge"] = &huma.PathItem{Post: b.operation("weighings.judge", "What a weighing would come to, without keeping it", b.of(health.Weigh{}), b.of(JudgeReply{}))}
	get("/api/v1/growth/standards/{sex}", "growth.standards", "The lines of the charts and the least gains, for a phone to keep", GrowthStandards{}, param("sex", "path"))
	get("/api/v1/growth/children/{file}", "growth.child", "A child's card; its id with .pdf is the chart on paper", health.GrowthCardView{}, param("file", "path"), param("lang", "query"), param("reading", "query"))
}

// weighSeen finds who asks and for which villages they may read weighings; nil is all.
func (a *API) weighSeen(r *http.Request) (Signed, []string, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, nil, err
	}
	v, ok := access.May(s.Actor, access.Read("weighing"))
	if !ok {
		return s, nil, fault.Absent()
	}
	if v.Everywhere() {
		return s, nil, nil
	}
	open := []string{}
	for _, key := range s.Actor.Keys {
		if kind, village, _ := strings.Cut(key, ":"); kind == "v" {
			open = append(open, village)
		}
	}
	return s, open, nil
}

// monthAsked reads the month, this one where none is named, and the rows of it.
func (a *API) monthAsked(r *http.Request) (s Signed, month string, rows []health.SKDN, err error) {
	s, open, err := a.weighSeen(r)
	if err != nil {
		return s, "", nil, err
	}
	if village := r.URL.Query().Get("village"); village != "" {
		if open != nil && !slices.Contains(open, village) {
			return s, "", nil, fault.Absent()
		}
		open = []string{village}
	}
	month = r.URL.Query().Get("month")
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if month == "" {
			day, err := today(q)
			if err != nil {
				return err
			}
			month = day[:7]
		}
		var err error
		rows, err = health.SKDNOf(q, month, open)
		return err
	})
	return s, month, rows, err
}

func (a *API) weighMonth(w http.ResponseWriter, r *http.Request) error {
	_, month, rows, err := a.monthAsked(r)
	if err != nil {
		return err
	}
	out := WeighMonth{Month: month, Rows: []WeighRow{}}
	for _, row := range rows {
		n := func(figure string) int { return len(row.Lists[figure]) }
		out.Rows = append(out.Rows, WeighRow{row.Posyandu, row.Name, row.Village, SKDNFigures{S: n(health.FigureS), K: n(health.FigureK), D: n(health.FigureD),
			N: n(health.FigureN), T: n(health.FigureT), O: n(health.FigureO), B: n(health.FigureB), TwoT: n(health.FigureTwoT), BGM: n(health.FigureBGM),
			Measured: n(health.FigureMeasure), Guests: n(health.FigureGuests), Absent: n(health.FigureAbsent)}})
	}
	return JSON(w, http.StatusOK, out)
}

// weighChildren opens one figure: its rows of all posyandu that the reader sees, or of one.
func (a *API) weighChildren(w http.ResponseWriter, r *http.Request) error {
	s, _, rows, err := a.monthAsked(r)
	if err != nil {
		return err
	}
	out := WeighList{Figure: r.URL.Query().Get("figure"), Children: []WeighChild{}}
	if !slices.Contains(health.SKDNFigures, out.Figure) {
		return fault.BadField("body.bad_choice", "figure")
	}
	posyandu := r.URL.Query().Get("posyandu")
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		for _, row := range rows {
			if posyandu != "" && posyandu != string(row.Posyandu) {
				continue
			}
			for _, id := range row.Lists[out.Figure] {
				c, err := health.NamedChild(q, id)
				if err != nil {
					return err
				}
				out.Children = append(out.Children, WeighChild{c.ID, c.Guest, c.Name, c.Sex, c.Born, c.LastOn})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.showedChildren(r, s, "weighings_list", out.Children); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// showedChildren notes whom a list showed before it leaves.
func (a *API) showedChildren(r *http.Request, s Signed, purpose string, children []WeighChild) error {
	var people []string
	for _, c := range children {
		people = append(people, aboutChild(c.Child, c.Guest))
	}
	if len(people) == 0 {
		return nil
	}
	return a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: people})
}

func aboutChild(id ident.ID, guest bool) string {
	if guest {
		return "growth_card:" + string(id)
	}
	return "person:" + string(id)
}

// weighDay answers who serves the posyandu's village with its children.
func (a *API) weighDay(w http.ResponseWriter, r *http.Request) error {
	s, open, err := a.weighSeen(r)
	if err != nil {
		return err
	}
	id := ident.ID(r.PathValue("id"))
	if !id.Valid() {
		return fault.Absent()
	}
	var d health.PosyanduDay
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		month := r.URL.Query().Get("month")
		if month == "" {
			day, err := today(q)
			if err != nil {
				return err
			}
			month = day[:7]
		}
		var err error
		d, err = health.DayOf(q, id, month)
		if err == nil && open != nil && !slices.Contains(open, d.Village) {
			err = fault.Absent()
		}
		return err
	})
	if err != nil {
		return err
	}
	var children []WeighChild
	for _, c := range d.Children {
		children = append(children, WeighChild{Child: c.Child, Guest: c.Guest})
	}
	if err := a.showedChildren(r, s, "posyandu_day", children); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, d)
}
