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
	"sambang/internal/core/sheet"
	"sambang/internal/report/visitsheet"
)

// mostSheetDays is how many days a week's paper or file holds.
const mostSheetDays = 7

// massageSheetRoutes are the cadres' visits on paper and as a file.
func (a *API) massageSheetRoutes() []Route {
	return []Route{
		{"GET /api/v1/massage/day.pdf", "session", a.massageDay},
		{"GET /api/v1/massage/week.pdf", "session", a.massageWeek},
		{"GET /api/v1/massage/week.xlsx", "session", a.massageWeekFile(sheet.XLSX)},
		{"GET /api/v1/massage/week.csv", "session", a.massageWeekFile(sheet.CSV)},
	}
}

// describeMassageSheets describes them.
func (b builder) describeMassageSheets() {
	in := func(name string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	doc := func(file, name, what, kind string, by ...*huma.Param) {
		b.doc.Paths["/api/v1/massage/"+file] = &huma.PathItem{Get: b.file(name, what, kind, append(by, in("lang"))...)}
	}
	doc("day.pdf", "massage.day", "A cadre's visits of a day on A4, to take along and to have signed: for the desk, and for herself, who may leave cadre out. No day is today", "application/pdf", in("cadre"), in("day"))
	doc("week.pdf", "massage.week", "The visits of all cadres of seven days on A4, from a day on; none is today", "application/pdf", in("from"))
	doc("week.xlsx", "massage.week_xlsx", "The same as a workbook, with families' names and homes", media[sheet.XLSX], in("from"))
	doc("week.csv", "massage.week_csv", "The same as a CSV file", media[sheet.CSV], in("from"))
}

// massageDay prints a cadre's day: for the desk, and for herself.
func (a *API) massageDay(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	cadre, day := ident.ID(r.URL.Query().Get("cadre")), r.URL.Query().Get("day")
	if cadre == "" && s.Actor.Is(access.Cadre) {
		cadre = s.Actor.Worker
	}
	own := cadre != "" && cadre == s.Actor.Worker && s.Actor.Is(access.Cadre)
	switch _, ok := access.May(s.Actor, access.Read("massage")); {
	case !ok || !own && !isOne(s.Actor, planners):
		return fault.Absent()
	case cadre == "":
		return fault.BadField("body.required", "cadre")
	}
	f, err := a.visitsShown(r, s, cadre, day, 1, "massage_day")
	if err != nil {
		return err
	}
	made, err := f.Day(langOf(r), s.Name) // drawn after the database was let go
	if err != nil {
		return err
	}
	paper.Send(w, "lembar-kunjungan-"+f.From, made)
	return nil
}

// massageWeek prints the week of all cadres, for the desk.
func (a *API) massageWeek(w http.ResponseWriter, r *http.Request) error {
	s, f, err := a.weekShown(r, "massage_week")
	if err != nil {
		return err
	}
	made, err := f.Week(langOf(r), s.Name)
	if err != nil {
		return err
	}
	paper.Send(w, "kunjungan-"+f.From+"-"+f.To, made)
	return nil
}

// massageWeekFile answers with the week of all cadres as a file, for the desk.
func (a *API) massageWeekFile(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		s, f, err := a.weekShown(r, "massage_week_"+string(format))
		if err != nil {
			return err
		}
		return sendTable(w, "kunjungan-"+f.From+"-"+f.To, format, f.Table(langOf(r), s.Name))
	}
}

// weekShown reads a week for the desk. The head oversees, and where families live is behind the
// glass for him; who goes to them has a day of her own.
func (a *API) weekShown(r *http.Request, purpose string) (Signed, visitsheet.Facts, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, visitsheet.Facts{}, err
	}
	if _, ok := access.May(s.Actor, access.Read("massage")); !ok || !isOne(s.Actor, planners) {
		return s, visitsheet.Facts{}, fault.Absent()
	}
	f, err := a.visitsShown(r, s, "", r.URL.Query().Get("from"), mostSheetDays, purpose)
	return s, f, err
}

// visitsShown reads the visits of some days from one on, today unless said, and notes whose
// they are before they are shown.
func (a *API) visitsShown(r *http.Request, s Signed, cadre ident.ID, from string, days int, purpose string) (f visitsheet.Facts, err error) {
	if from != "" && !calendar.IsDay(from) {
		return f, fault.BadField("body.bad_date", "day")
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		first := from
		if first == "" {
			if first, err = today(q); err != nil {
				return err
			}
		}
		f, err = visitsheet.Read(q, cadre, first, calendar.Move(first, days-1))
		return err
	})
	if err != nil {
		return f, err
	}
	var people []string
	for _, id := range f.People() {
		people = append(people, "person:"+string(id))
	}
	if len(people) == 0 {
		return f, nil
	}
	return f, a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: people})
}
