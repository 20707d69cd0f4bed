package api

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	figures "sambang/internal/report/reach" // reach is who somebody may search for, here
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// ReachOf is what the campaign did, with the names of its sellers.
type ReachOf struct {
	figures.Reach
	// SellerNames are the names of Sellers, in their order.
	SellerNames []string `json:"seller_names"`
	Today       string   `json:"today"`
}

// reachRoutes are where the campaign's effect is read.
func (a *API) reachRoutes() []Route {
	return []Route{
		{"GET /api/v1/reach", "session", a.reach},
		{"GET /api/v1/reach/figures.xlsx", "session", a.reachSheet(sheet.XLSX)},
		{"GET /api/v1/reach/figures.csv", "session", a.reachSheet(sheet.CSV)},
	}
}

// reachPages describes them.
func (b builder) reachPages() {
	text := &huma.Schema{Type: huma.TypeString}
	in := func(name string) *huma.Param { return &huma.Param{Name: name, In: "query", Schema: text} }
	read := b.operation("reach.get", "Where the campaign came to and what followed, by week, village, seller and way; from and to are YYYY-MM-DD, the last 52 weeks unless said", nil, b.of(ReachOf{}))
	read.Parameters = []*huma.Param{in("from"), in("to")}
	b.doc.Paths["/api/v1/reach"] = &huma.PathItem{Get: read}
	for _, format := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		b.doc.Paths["/api/v1/reach/figures."+string(format)] = &huma.PathItem{Get: b.file("reach."+string(format), "The same as a table, a line a village and a line a week", media[format], in("from"), in("to"), in("lang"))}
	}
}

// reachSpan reads the days that are asked for; nothing said is the last 52 weeks.
func reachSpan(q journal.Query, by url.Values) (from, to, now string, err error) {
	now, err = today(q)
	if err != nil {
		return "", "", "", err
	}
	to = now
	if text := by.Get("to"); text != "" {
		to = text
	}
	at, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return "", "", "", fault.BadField("body.bad_date", "to")
	}
	from = at.AddDate(0, 0, -7*52+1).Format(time.DateOnly)
	if text := by.Get("from"); text != "" {
		from = text
	}
	if begin, err := time.Parse(time.DateOnly, from); err != nil || from > to || at.Sub(begin) > 2*366*24*time.Hour {
		return "", "", "", fault.BadField("body.bad_date", "from")
	}
	return from, to, now, nil
}

// reachFor reads what somebody may see of it.
func (a *API) reachFor(r *http.Request, then func(q journal.Query, out ReachOf) error) (Signed, ReachOf, error) {
	var out ReachOf
	s, err := a.signed(r)
	if err != nil {
		return s, out, err
	}
	if _, may := access.May(s.Actor, access.Read("reach")); !may {
		return s, out, fault.Absent()
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		from, to, now, err := reachSpan(q, r.URL.Query())
		if err != nil {
			return err
		}
		out = ReachOf{SellerNames: []string{}, Today: now}
		if out.Reach, err = figures.Of(q, from, to, villagesFor(s.Actor, "reach")); err != nil {
			return err
		}
		for _, one := range out.Sellers {
			name, err := workforce.Name(q, one.Seller)
			if err != nil {
				return err
			}
			out.SellerNames = append(out.SellerNames, name)
		}
		return then(q, out)
	})
	return s, out, err
}

func (a *API) reach(w http.ResponseWriter, r *http.Request) error {
	_, out, err := a.reachFor(r, func(journal.Query, ReachOf) error { return nil })
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// reachSheet answers with the figures as a file: counts, nobody who was reached.
func (a *API) reachSheet(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var facility registry.Facility
		names := map[string]string{}
		s, out, err := a.reachFor(r, func(q journal.Query, _ ReachOf) (err error) {
			if facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
				return err
			}
			all, err := registry.Villages.Where(q.Tx, "facility_id = $1", q.Facility)
			for _, v := range all {
				names[string(v.ID)] = v.Name
			}
			return err
		})
		if err != nil {
			return err
		}
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "reach_" + string(format), People: []string{"reach:" + string(s.Actor.Facility)}}); err != nil {
			return err
		}
		return sendTable(w, "kampanye-asi-"+out.From+"-"+out.To, format, out.sheet(langOf(r), s.Name, facility.Name, names))
	}
}

// sheet is a line a village and a line a week, with the village's graduates before the
// campaign came and since.
func (o ReachOf) sheet(lang, by, facility string, names map[string]string) sheet.Sheet {
	app := func(key string) string { return text.T(lang, "app.reach."+key, nil) }
	rows := [][]string{}
	for _, p := range o.Places {
		name := names[p.Village]
		if p.Village == "" {
			name = app("no_village")
		}
		cells := countCells(app("by_village"), name, p.Counts)
		if c := p.Change; c != nil {
			n := len(cells) - 4
			for i, share := range []int{c.Before.Graduates.Have, c.Before.Graduates.Of, c.After.Graduates.Have, c.After.Graduates.Of} {
				cells[n+i] = strconv.Itoa(share)
			}
		}
		rows = append(rows, cells)
	}
	for _, w := range o.Weeks {
		rows = append(rows, countCells(app("by_week"), w.Monday, w.Counts))
	}
	rows = append(rows, countCells(app("all"), facility, o.Total))
	header := []string{}
	for _, key := range []string{"part", "name", "leaflets", "talks", "massages", "referrals", "scans", "told", "confirmed", "visited", "joined", "before", "before_of", "after", "after_of"} {
		header = append(header, app("column_"+key))
	}
	word := func(key string) string { return text.T(lang, key, nil) }
	return sheet.Sheet{Name: word("sheet.data"), AboutName: word("sheet.about"), Header: header, Rows: yieldAll(rows),
		Numbers: []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, By: by, Title: app("title"),
		About: []sheet.Line{{Label: word("sheet.what"), Text: app("title") + ", " + o.From + " – " + o.To + ". " + app("no_proof")}, {Label: word("sheet.by"), Text: by},
			{Label: word("sheet.at"), Text: text.CivilDate(lang, o.Today)}, {Label: word("sheet.facility"), Text: facility}}}
}

func countCells(part, name string, c figures.Counts) []string {
	cells := []string{part, name}
	for _, n := range []int{c.Leaflets, c.Talks, c.Massages, c.Referrals, c.Scans, c.Told, c.Confirmed, c.Visited, c.Joined} {
		cells = append(cells, strconv.Itoa(n))
	}
	return append(cells, "", "", "", "")
}
