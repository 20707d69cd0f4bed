package api

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/programme/homevisit/suggestion"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
)

// RoundOrder is who is to be visited, in the order in which to go.
type RoundOrder struct {
	// Today is the civil day at the health centre.
	Today string `json:"today"`
	// Near: the way was measured from the place that was asked for.
	Near  bool        `json:"near"`
	Lines []RoundLine `json:"lines"`
}

// RoundLine is one of them. Late is how many days the visit is late, below zero: so many
// are left; Waits how many days ago they were seen, or came into the rounds; Metres the
// straight way, to the next hundred, -1: not known.
type RoundLine struct {
	Person ident.ID `json:"person"`
	Late   int      `json:"late"`
	Waits  int      `json:"waits"`
	Metres int      `json:"metres"`
}

// roundRoutes are the list of who has not been visited, on the screen, on paper and in a
// spreadsheet, and whom to visit in free hours.
func (a *API) roundRoutes() []Route {
	return []Route{
		{"GET /api/v1/rounds", "session", a.roundOrder},
		{"GET /api/v1/rounds/list.pdf", "session", a.roundPaper},
		{"GET /api/v1/rounds/list.xlsx", "session", a.roundTable},
		{"GET /api/v1/suggest/rounds/{team}", "session", a.suggestRounds},
	}
}

// roundPages describes them.
func (b builder) roundPages() {
	text := &huma.Schema{Type: huma.TypeString}
	by := []*huma.Param{{Name: "village", In: "query", Schema: text}, {Name: "group", In: "query", Schema: text}, {Name: "near", In: "query", Schema: text}}
	order := b.operation("rounds.order", "Who is to be visited, the most urgent first; near is a village or a team on duty", nil, b.of(RoundOrder{}))
	order.Parameters = by
	b.doc.Paths["/api/v1/rounds"] = &huma.PathItem{Get: order}
	b.doc.Paths["/api/v1/rounds/list.pdf"] = &huma.PathItem{Get: b.file("rounds.list_pdf", "The same to take along, A4", "application/pdf", by...)}
	b.doc.Paths["/api/v1/rounds/list.xlsx"] = &huma.PathItem{Get: b.file("rounds.list_xlsx", "The same as a spreadsheet", media[sheet.XLSX], by...)}
	fill := b.operation("suggest.rounds", "Whom a team can visit in the hours that are left", nil, b.of(rounds.Filling{}))
	fill.Parameters = []*huma.Param{{Name: "team", In: "path", Required: true, Schema: text}}
	b.doc.Paths["/api/v1/suggest/rounds/{team}"] = &huma.PathItem{Get: fill}
}

// goers are the roles that plan or go; a doctor's list are the visits planned for her.
var goers = []access.Role{access.Head, access.Officer, access.Dispatcher, access.Midwife, access.Cadre}

// roundAsk finds who asks, and reads what narrows the list.
func (a *API) roundAsk(r *http.Request) (Signed, rounds.Filter, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, rounds.Filter{}, err
	}
	v, ok := access.May(s.Actor, access.Read("round"))
	if !ok || !isOne(s.Actor, goers) {
		return s, rounds.Filter{}, fault.Absent()
	}
	f := rounds.Filter{Group: r.URL.Query().Get("group"), Planned: true}
	if f.Group != "" && !slices.Contains(rounds.Groups, f.Group) {
		return s, f, fault.BadField("body.bad_choice", "group")
	}
	if !v.Everywhere() {
		f.Villages = villagesOf(s.Actor)
	}
	if village := r.URL.Query().Get("village"); village != "" {
		if f.Villages != nil && !slices.Contains(f.Villages, village) {
			return s, f, fault.Absent()
		}
		f.Villages = []string{village}
	}
	return s, f, nil
}

// roundsDue reads the list of a request's address.
func (a *API) roundsDue(r *http.Request, s Signed, f rounds.Filter, then func(q journal.Query, today string, near bool, all []rounds.Due) error) error {
	return a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		facility, err := registry.FacilityOf(q.Tx, q.Facility)
		if err != nil {
			return err
		}
		if f.Near, err = nearTo(q, r.URL.Query()); err != nil {
			return err
		}
		today := q.Now.Day(facility.Location())
		all, err := rounds.Unvisited(q, today, f)
		if err != nil {
			return err
		}
		return then(q, today, !f.Near.IsZero(), all)
	})
}

// nearTo is the point of a village, or where a team's base is; zero for none.
func nearTo(q journal.Query, by url.Values) (geo.Point, error) {
	near := ident.ID(by.Get("near"))
	if near == "" {
		return geo.Point{}, nil
	}
	if v, found, err := registry.Villages.Get(q.Tx, q.Facility, near); err != nil || found {
		return geo.Point{Lat: v.Lat, Lon: v.Lon}, err
	}
	t, found, err := fleet.Teams.Get(q.Tx, q.Facility, near)
	if err != nil || !found || t.Base == "" {
		return geo.Point{}, err
	}
	base, err := fleet.PlaceOf(q, t.Base)
	return base.Point(), err
}

// roundOrder answers with the order alone: names are in the rows that the reader has.
func (a *API) roundOrder(w http.ResponseWriter, r *http.Request) error {
	s, f, err := a.roundAsk(r)
	if err != nil {
		return err
	}
	out := RoundOrder{Lines: []RoundLine{}}
	var people []string
	err = a.roundsDue(r, s, f, func(_ journal.Query, today string, near bool, all []rounds.Due) error {
		out.Today, out.Near = today, near
		for _, d := range all {
			metres := -1
			if d.Metres >= 0 { // to the hundred: the order is told, not the house
				metres = int(d.Metres+99) / 100 * 100
			}
			out.Lines = append(out.Lines, RoundLine{d.ID, d.Late, d.Waits, metres})
			people = append(people, "person:"+string(d.ID))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.showedRounds(r, s, "rounds_order", people); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// showedRounds notes whom a list showed before it leaves.
func (a *API) showedRounds(r *http.Request, s Signed, purpose string, people []string) error {
	if len(people) == 0 {
		return nil
	}
	return a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: people})
}

// roundLines reads the list for paper.
func (a *API) roundLines(r *http.Request, purpose string) (roundPaper, error) {
	s, f, err := a.roundAsk(r)
	if err != nil {
		return roundPaper{}, err
	}
	p := roundPaper{lang: langOf(r), by: s.Name, villages: map[string]string{}, group: f.Group}
	if len(f.Villages) == 1 {
		p.village = f.Villages[0]
	}
	err = a.roundsDue(r, s, f, func(q journal.Query, today string, _ bool, all []rounds.Due) (err error) {
		p.today = today
		if p.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		villages, err := registry.Villages.Where(q.Tx, "facility_id = $1", q.Facility)
		for _, v := range villages {
			p.villages[string(v.ID)] = v.Name
		}
		if err != nil {
			return err
		}
		p.lines, err = rounds.Lines(q, all)
		return err
	})
	if err != nil {
		return p, err
	}
	var people []string
	for _, l := range p.lines {
		people = append(people, "person:"+string(l.ID))
	}
	return p, a.showedRounds(r, s, purpose, people)
}

// roundPaper answers with the list to take along.
func (a *API) roundPaper(w http.ResponseWriter, r *http.Request) error {
	p, err := a.roundLines(r, "rounds_paper")
	if err != nil {
		return err
	}
	made, err := p.pdf()
	if err != nil {
		return err
	}
	paper.Send(w, "sambang-rutin-"+p.today, made)
	return nil
}

// roundTable answers with the list as a spreadsheet, to whoever may take people out.
func (a *API) roundTable(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Export("person")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	p, err := a.roundLines(r, "rounds_xlsx")
	if err != nil {
		return err
	}
	return sendTable(w, "sambang-rutin-"+p.today, sheet.XLSX, p.table())
}

// suggestRounds answers whoever plans visits with whom a team can visit.
func (a *API) suggestRounds(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	team := ident.ID(r.PathValue("team"))
	if v, ok := access.May(s.Actor, access.Create("round")); !ok || !v.Everywhere() || !team.Valid() {
		return fault.Absent()
	}
	var where suggestion.Where
	if a.Hub != nil {
		where = a.Hub.LastSeen
	}
	var out rounds.Filling
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = rounds.Fill(q, rounds.Where(where), team)
		return err
	})
	if err != nil {
		return err
	}
	var people []string
	for _, stop := range out.Stops {
		people = append(people, "person:"+string(stop.Person))
	}
	if err := a.showedRounds(r, s, "rounds_fill", people); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
