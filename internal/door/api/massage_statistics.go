package api

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/report/massages"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// MassageStatistics is what came of the visits, with the names of the cadres.
type MassageStatistics struct {
	massages.Massages
	// CadreNames are the names of Cadres, in their order.
	CadreNames []string `json:"cadre_names"`
	// Listed: who asks may open the lists behind the figures.
	Listed bool `json:"listed"`
}

// MassageList is what stands behind a figure.
type MassageList struct {
	What  string        `json:"what"`
	Total int           `json:"total"`
	Lines []MassageLine `json:"lines"`
	Today string        `json:"today"`
}

// MassageLine is one thing that happened; the parent's name is for who sees it on the booking.
type MassageLine struct {
	massages.Line
	ParentName string `json:"parent_name,omitempty"`
	CadreName  string `json:"cadre_name,omitempty"`
}

// massageListed is how many lines one answer holds at most; Total counts all.
const massageListed = 500

// massageFigureRoutes are where the figures are read, with the lists behind them.
func (a *API) massageFigureRoutes() []Route {
	return []Route{
		{"GET /api/v1/massage/statistics", "session", a.massageStatistics},
		{"GET /api/v1/massage/statistics/list", "session", a.massageList},
		{"GET /api/v1/massage/statistics/figures.xlsx", "session", a.massageSheet(sheet.XLSX)},
		{"GET /api/v1/massage/statistics/figures.csv", "session", a.massageSheet(sheet.CSV)},
	}
}

// massageFigurePages describes them.
func (b builder) massageFigurePages() {
	text := &huma.Schema{Type: huma.TypeString}
	in := func(name string) *huma.Param { return &huma.Param{Name: name, In: "query", Schema: text} }
	read := b.operation("massage.statistics", "What came of the baby massages: by month, village, age, reason and (for who sees the whole health centre) cadre; from and to are YYYY-MM, the last 6 months unless said", nil, b.of(MassageStatistics{}))
	read.Parameters = []*huma.Param{in("from"), in("to")}
	what := &huma.Schema{Type: huma.TypeString}
	for _, w := range massages.Lists {
		what.Enum = append(what.Enum, w)
	}
	list := b.operation("massage.list", "The lines behind one figure; why, became and village narrow it", nil, b.of(MassageList{}))
	list.Parameters = []*huma.Param{in("from"), in("to"), {Name: "what", In: "query", Schema: what}, in("why"), in("became"), in("village")}
	b.doc.Paths["/api/v1/massage/statistics"] = &huma.PathItem{Get: read}
	b.doc.Paths["/api/v1/massage/statistics/list"] = &huma.PathItem{Get: list}
	for _, format := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		b.doc.Paths["/api/v1/massage/statistics/figures."+string(format)] = &huma.PathItem{Get: b.file("massage."+string(format), "The figures as a table, a line a month, a village, an age, a reason and a cadre", media[format], in("from"), in("to"), in("lang"))}
	}
}

// statisticsSpan reads the months that are asked for; nothing said is the last 6 of them.
func statisticsSpan(q journal.Query, by url.Values) (from, to string, err error) {
	day, err := today(q)
	if err != nil {
		return "", "", err
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", "", fault.Wrap(err, "api: today")
	}
	first := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	from, to = first.AddDate(0, -5, 0).Format("2006-01"), first.Format("2006-01")
	for name, field := range map[string]*string{"from": &from, "to": &to} {
		if text := by.Get(name); text != "" {
			if _, err := time.Parse("2006-01", text); err != nil {
				return "", "", fault.BadField("body.bad_date", name)
			}
			*field = text
		}
	}
	begin, _ := time.Parse("2006-01", from)
	if to < from || to >= begin.AddDate(0, massages.Longest, 0).Format("2006-01") {
		return "", "", fault.BadField("body.bad_date", "to")
	}
	return from, to, nil
}

// statisticsReader finds who asks and which villages they read; nil: all of them.
func (a *API) statisticsReader(r *http.Request) (Signed, []string, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, nil, err
	}
	if _, may := access.May(s.Actor, access.Read("massage_statistics")); !may {
		return s, nil, fault.Absent()
	}
	return s, villagesFor(s.Actor, "massage_statistics"), nil
}

// statisticsFor reads the figures that somebody may see.
func (a *API) statisticsFor(r *http.Request, then func(q journal.Query, out MassageStatistics) error) (Signed, MassageStatistics, error) {
	out := MassageStatistics{CadreNames: []string{}}
	s, villages, err := a.statisticsReader(r)
	if err != nil {
		return s, out, err
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		from, to, err := statisticsSpan(q, r.URL.Query())
		if err != nil {
			return err
		}
		if out.Massages, err = massages.Of(q, from, to, villages); err != nil {
			return err
		}
		for _, c := range out.Cadres {
			name, err := workforce.Name(q, c.Cadre)
			if err != nil {
				return err
			}
			out.CadreNames = append(out.CadreNames, name)
		}
		_, out.Listed = access.May(s.Actor, access.Read("massage"))
		return then(q, out)
	})
	return s, out, err
}

func (a *API) massageStatistics(w http.ResponseWriter, r *http.Request) error {
	_, out, err := a.statisticsFor(r, func(journal.Query, MassageStatistics) error { return nil })
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// massageList gives the lines behind a figure to whoever sees bookings. The parent's name is
// there for those to whom a booking shows it, and it is noted whose names were shown.
func (a *API) massageList(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.statisticsReader(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Read("massage")); !may {
		return fault.Absent()
	}
	by := r.URL.Query()
	what := by.Get("what")
	if !slices.Contains(massages.Lists, what) {
		return fault.BadField("body.unknown_word", "what")
	}
	out, named := MassageList{What: what, Lines: []MassageLine{}}, namesParents(s.Actor, villages)
	var people []string
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		from, to, err := statisticsSpan(q, by)
		if err != nil {
			return err
		}
		lines, day, err := massages.List(q, from, to, villages, what, by.Get("why"), by.Get("became"), by.Get("village"))
		if err != nil {
			return err
		}
		out.Total, out.Today = len(lines), day
		for _, l := range lines[:min(len(lines), massageListed)] {
			line, err := massageLine(q, l, named)
			if err != nil {
				return err
			}
			if line.ParentName != "" {
				people = append(people, "person:"+string(l.Family))
			}
			out.Lines = append(out.Lines, line)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.Sort(people)
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "massage_statistics", People: slices.Compact(people)}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// namesParents reports whether a booking shows the parent's name to somebody.
func namesParents(by access.Actor, villages []string) bool {
	kind := "f"
	if villages != nil {
		kind = "v"
	}
	fields, all := access.Columns("massage_booking", by.Roles, kind)
	return all || slices.Contains(fields, "parent_name")
}

// massageLine opens the names of a line.
func massageLine(q journal.Query, l massages.Line, named bool) (MassageLine, error) {
	out := MassageLine{Line: l}
	if named && l.Family != "" {
		_, d, _, err := registry.OpenCanonical(q, l.Family)
		if err != nil {
			return out, err
		}
		out.ParentName = d.Name
	}
	if l.Cadre == "" {
		return out, nil
	}
	var err error
	out.CadreName, err = workforce.Name(q, l.Cadre)
	return out, err
}

// villageNames are the names of the villages, by code.
func villageNames(q journal.Query) (map[ident.ID]string, error) {
	names := map[ident.ID]string{}
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1", q.Facility)
	for _, v := range all {
		names[v.ID] = v.Name
	}
	return names, err
}
