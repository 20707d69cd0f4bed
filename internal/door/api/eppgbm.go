package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	life "sambang/internal/calc/age"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/interop/eppgbm"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// measurementsPath takes the measurement sheet of e-PPGBM in.
const measurementsPath = "/api/v1/weighings/eppgbm"

// measurementRows is how many rows one sheet may have: a posyandu weighs a hundred in a
// month, and the whole is entered while somebody waits. Our own figure.
const measurementRows = 1000

// What becomes of a row of a measurement sheet.
const (
	RowEnters  = "enters"  // it will be entered
	RowEntered = "entered" // it was
	RowKnown   = "known"   // the same stands here already
	RowStays   = "stays"   // it is not taken; Code says why
)

// MeasurementRow is a row of the sheet, with the child it is of.
type MeasurementRow struct {
	Row   int      `json:"row"`
	Child ident.ID `json:"child,omitempty"`
	Name  string   `json:"name"`
	On    string   `json:"on,omitempty"`
	State string   `json:"state"`
	Code  string   `json:"code,omitempty"`
	// Months are those whose mark is entered: what is known here of a month stays.
	Months []int `json:"months"`
}

// Measurements is what a sheet came to: seen before, or entered.
type Measurements struct {
	Rows     []MeasurementRow `json:"rows"`
	Problems []eppgbm.Problem `json:"problems"`
	Entered  bool             `json:"entered"`
}

// eppgbmRoutes take measurements in and give them out.
func (a *API) eppgbmRoutes() []Route {
	return []Route{
		{"POST " + measurementsPath, "session", a.measurementsIn},
		{"GET " + measurementsPath + ".xlsx", "session", a.measurementsOut},
	}
}

// eppgbmPages describes them.
func (b builder) eppgbmPages() {
	in := func(name, words string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString}, Description: words}
	}
	take := b.operation("weighings.eppgbm_in", "The measurement sheet of e-PPGBM: what it would come to, or with enter=1 entered; the same sheet sent again enters nothing twice", nil, b.of(Measurements{}))
	take.Parameters = []*huma.Param{in("enter", "1: enter it")}
	take.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{media[sheet.XLSX]: {}, media[sheet.CSV]: {}}}
	b.doc.Paths[measurementsPath] = &huma.PathItem{Post: take}
	b.doc.Paths[measurementsPath+".xlsx"] = &huma.PathItem{Get: b.file("weighings.eppgbm_out", "The measurements of a month as their upload wants them, of one posyandu or of all", media[sheet.XLSX], in("month", "YYYY-MM"), in("posyandu", "one; left out: all"))}
}

// measurement is a row with what is said of it.
type measurement struct {
	MeasurementRow
	weigh *health.Weigh
	feeds []health.Feed
}

func (a *API) measurementsIn(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	v, may := access.May(s.Actor, access.Create("weighing"))
	if !may {
		return fault.Absent()
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return fault.New(fault.Invalid, "sheet.too_large")
	}
	var villages []string
	if !v.Everywhere() {
		villages = append([]string{}, villagesOf(s.Actor)...)
	}
	out := Measurements{Rows: []MeasurementRow{}, Problems: []eppgbm.Problem{}, Entered: r.URL.Query().Get("enter") == "1"}
	var all []measurement
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		all, out.Problems, err = measurementsOf(r.Context(), q, raw, villages)
		return err
	})
	if err != nil {
		return err
	}
	var shown []string
	for _, m := range all {
		if out.Entered && m.State == RowEnters {
			if err := a.enterMeasurement(r.Context(), s, &m); err != nil {
				return err
			}
		}
		if m.Child != "" {
			shown = append(shown, "person:"+string(m.Child))
		}
		out.Rows = append(out.Rows, m.MeasurementRow)
	}
	slices.Sort(shown)
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "eppgbm_in", People: slices.Compact(shown)}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// measurementsOf reads a sheet: who its children are and what is new of them.
func measurementsOf(ctx context.Context, q journal.Query, raw []byte, villages []string) (all []measurement, problems []eppgbm.Problem, err error) {
	problems = []eppgbm.Problem{}
	day, err := today(q)
	if err != nil {
		return nil, nil, err
	}
	book, err := sheet.Open(ctx, bytes.NewReader(raw), int64(len(raw)), sheet.Usual())
	if err != nil {
		return nil, nil, err
	}
	var layout eppgbm.Layout
	for row, err := range book.Rows() {
		if err != nil {
			return nil, nil, err
		}
		if layout == nil {
			if layout, err = eppgbm.Match(texts(row)); err != nil {
				return nil, nil, err
			}
			continue
		}
		if strings.TrimSpace(strings.Join(texts(row), "")) == "" {
			continue
		}
		if len(all) == measurementRows {
			return nil, nil, fault.New(fault.Invalid, "sheet.too_large")
		}
		read, bad := layout.Read(row, day)
		problems = append(problems, bad...)
		m, err := measured(q, read, bad, villages)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, m)
	}
	return all, problems, nil
}

func texts(row sheet.Row) []string {
	out := make([]string, 0, len(row.Cells))
	for _, c := range row.Cells {
		out = append(out, c.Text)
	}
	return out
}

// measured finds the child of a row by its NIK and says what of it is new. A name alone is
// no child: two may bear it.
func measured(q journal.Query, row eppgbm.Row, bad []eppgbm.Problem, villages []string) (m measurement, err error) {
	m.MeasurementRow = MeasurementRow{Row: row.Number, Name: row.Name, On: row.On, State: RowStays, Months: []int{}}
	if i := slices.IndexFunc(bad, func(p eppgbm.Problem) bool { return p.Error }); i >= 0 {
		m.Code = bad[i].Code
		return m, nil
	}
	found, err := registry.FindByNIK(q, row.NIK)
	if err != nil {
		return m, err
	}
	found = slices.DeleteFunc(found, func(p registry.Person) bool {
		return p.MergedInto != "" || villages != nil && !slices.Contains(villages, p.Village)
	})
	if len(found) != 1 {
		m.Code = fault.New(fault.Invalid, "import.unknown_child").Code
		return m, nil
	}
	m.Child = found[0].ID
	return m, m.news(q, found[0], row)
}

// news is what is not known yet: a weighing that is not the same as one of that day, and
// marks of months of which nothing is known. What was asked here stays as it was said.
func (m *measurement) news(q journal.Query, p registry.Person, row eppgbm.Row) error {
	_, d, _, err := registry.OpenCanonical(q, p.ID)
	if err != nil {
		return err
	}
	m.Name = d.Name
	say := health.Weigh{Weighing: m.named(q.Facility, row, "weighing"), Child: p.ID, On: row.On, Posyandu: p.Posyandu, WeightG: row.Grams, LengthTenthsMM: row.Length, Position: row.Position,
		HeadTenthsMM: row.Head, MuacMM: (row.Arm + 5) / 10, Oedema: map[int64]string{0: "no", 1: "yes", 2: "yes", 3: "yes"}[row.Oedema], Source: health.OnList}
	same, err := health.Weighings.Where(q.Tx, "facility_id = $1 AND child = $2 AND on_day = $3 AND replaced_by = '' AND taken_back_at = 0 ORDER BY id", q.Facility, p.ID, row.On)
	if err != nil {
		return err
	}
	if (row.Grams > 0 || row.Length > 0) && !slices.ContainsFunc(same, func(w health.Weighing) bool {
		return w.WeightG == say.WeightG && (say.LengthTenthsMM == 0 || w.LengthTenthsMM == say.LengthTenthsMM)
	}) {
		m.weigh = &say
	}
	standing, err := health.StandingOf(q, p.ID)
	if err != nil {
		return err
	}
	old := life.Months(p.Born, row.On)
	if row.VitaminA { // the sheet does not say which: blue is for those under a year
		say.VitaminA = health.Red
		if old < 12 {
			say.VitaminA = health.Blue
		}
	}
	for month, mark := range row.Marks {
		if mark == "" || old == life.Unknown || month > old || standing.Months[month].State != health.Unknown {
			continue
		}
		n := int64(month)
		m.Months = append(m.Months, month)
		m.feeds = append(m.feeds, health.Feed{Feeding: m.named(q.Facility, row, fmt.Sprint("month ", month)), Baby: p.ID, Month: &n, On: row.On, Source: health.Told,
			Answer: map[string]string{eppgbm.Yes: health.Exclusive, eppgbm.No: health.NotExclusive}[mark]})
	}
	m.State = RowKnown
	if m.weigh != nil || len(m.feeds) > 0 {
		m.State = RowEnters
	}
	return nil
}

// named is an id by what a row holds and nothing else: the same row sent again, from the
// same file or another, is the same command and gets the same answer.
func (m *measurement) named(facility ident.ID, row eppgbm.Row, what string) ident.ID {
	row.Number = 0
	return ident.Named(fmt.Sprintf("eppgbm %s %s %+v %s", facility, m.Child, row, what))
}

// enterMeasurement says what is new of a row. What is refused stays out, with its code.
func (a *API) enterMeasurement(ctx context.Context, s Signed, m *measurement) error {
	say := func(id ident.ID, verb string, body any) error {
		raw, err := json.Marshal(body)
		if err != nil {
			return fault.Wrap(err, "api: measurements")
		}
		out, err := a.Journal.Do(ctx, s.Actor, journal.Envelope{ID: ident.Derive(id, 1), Verb: verb, V: 1, Body: raw})
		if err == nil && out.Status != journal.Accepted {
			m.State, m.Code = RowStays, out.Code
		}
		return err
	}
	m.State = RowEntered
	if m.weigh != nil {
		if err := say(m.weigh.Weighing, "health.weigh", *m.weigh); err != nil {
			return err
		}
	}
	for _, f := range m.feeds {
		if err := say(f.Feeding, "health.feeding", f); err != nil {
			return err
		}
	}
	return nil
}

func (a *API) measurementsOut(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Export("weighing")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	in := r.URL.Query()
	month := in.Get("month")
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return fault.BadField("body.bad_date", "month")
	}
	var rows [][]string
	var shown []string
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		rows, shown, err = measurementLines(q, month, first.AddDate(0, 1, 0).Format(time.DateOnly), in.Get("posyandu"))
		return err
	})
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "eppgbm_out", People: shown}); err != nil {
		return err
	}
	return sendSheet(w, "e-ppgbm-"+month, sheet.Sheet{Name: "Sheet1", AboutName: "Sambang", Header: eppgbm.Headers(), Rows: yieldAll(rows), By: s.Name, Title: "e-PPGBM " + month})
}

// measurementLines are the weighings of a month that count, of the children of the
// register: a guest is reported by the place it is of.
func measurementLines(q journal.Query, month, end, posyandu string) (rows [][]string, shown []string, err error) {
	where, args := "facility_id = $1 AND on_day >= $2 AND on_day < $3 AND guest = $4 AND replaced_by = '' AND taken_back_at = 0", []any{q.Facility, month + "-01", end, false}
	if posyandu != "" {
		where, args = where+" AND posyandu = $5", append(args, ident.ID(posyandu))
	}
	all, err := health.Weighings.Where(q.Tx, where+" ORDER BY posyandu, on_day, id", args...)
	if err != nil {
		return nil, nil, err
	}
	for _, one := range all {
		p, d, _, err := registry.OpenCanonical(q, one.Child)
		if err != nil {
			return nil, nil, err
		}
		standing, err := health.StandingOf(q, p.ID)
		if err != nil {
			return nil, nil, err
		}
		row := eppgbm.Row{NIK: d.NIK, Name: d.Name, On: one.On, Grams: one.WeightG, Length: one.LengthTenthsMM, Arm: one.MuacMM * 10, Head: one.HeadTenthsMM, Position: one.Position,
			Oedema: -1, VitaminA: one.VitaminA != ""}
		switch one.Oedema {
		case "no":
			row.Oedema = 0
		case "yes":
			row.Oedema = 1
		}
		for i, mark := range standing.Months {
			if mark.State == health.Yes || mark.State == health.No {
				row.Marks[i] = mark.State
			}
		}
		rows = append(rows, eppgbm.Line(len(rows)+1, row))
		shown = append(shown, "person:"+string(p.ID))
	}
	return rows, shown, nil
}
