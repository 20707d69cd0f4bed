package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/workforce"
)

// scheduleRoutes are the papers of the days ahead.
func (a *API) scheduleRoutes() []Route {
	return []Route{{"GET /api/v1/milk/daysheet.pdf", "session", a.daysheet}}
}

// planners are those at the desk who print any courier's sheet. The head oversees,
// and where families live is behind the glass for him.
var planners = []access.Role{access.Officer, access.Dispatcher}

// daysheet prints a courier's day: for the desk, and for himself.
func (a *API) daysheet(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	v := r.URL.Query()
	courier, day, lang := ident.ID(v.Get("courier")), v.Get("day"), text.ID
	if v.Get("lang") == text.EN {
		lang = text.EN
	}
	if courier == "" && s.Actor.Is(access.Courier) {
		courier = s.Actor.Worker
	}
	own := courier != "" && courier == s.Actor.Worker && s.Actor.Is(access.Courier)
	switch _, ok := access.May(s.Actor, access.Read("schedule")); {
	case !ok || !own && !isOne(s.Actor, planners):
		return fault.Absent()
	case courier == "":
		return fault.BadField("body.required", "courier")
	case day != "" && !calendar.IsDay(day):
		return fault.BadField("body.bad_date", "day")
	}
	var sheet schedule.Sheet
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) error { sheet, err = readSheet(q, courier, day); return err }); err != nil {
		return err
	}
	made, err := daysheetPDF(lang, s.Name, sheet)
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
	paper.Send(w, "lembar-antar-"+sheet.Day, made)
	return nil
}

// readSheet reads the sheet of a courier of the facility; no day is today.
func readSheet(q journal.Query, courier ident.ID, day string) (schedule.Sheet, error) {
	c, found, err := workforce.Workers.Get(q.Tx, q.Facility, courier)
	if err != nil {
		return schedule.Sheet{}, err
	}
	if !found || !c.Is("courier") {
		return schedule.Sheet{}, fault.Absent()
	}
	if day == "" {
		if day, err = today(q); err != nil {
			return schedule.Sheet{}, err
		}
	}
	return schedule.SheetOf(q, courier, day)
}

// daysheets describes the address.
func (b builder) daysheets() {
	param := func(name, what string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	op := b.operation("milk.daysheet", "A courier's day on paper, to write on", nil, nil)
	delete(op.Responses, "204")
	op.Parameters = []*huma.Param{param("courier", "The worker; a courier may leave it out and gets his own."), param("day", "YYYY-MM-DD; none is today."), param("lang", "id or en")}
	op.Responses["200"] = &huma.Response{Description: "A4 lying.", Content: map[string]*huma.MediaType{"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	b.doc.Paths["/api/v1/milk/daysheet.pdf"] = &huma.PathItem{Get: op}
}
