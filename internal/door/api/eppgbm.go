package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

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
// month. measurementPart is how many of them one request takes when it says where to begin:
// about a second, so that whoever waits sees how far it is and may leave. Our own figures.
const (
	measurementRows = 1000
	measurementPart = 50
)

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
	// Of is how many rows the sheet has below its head; Next the row of the spreadsheet at
	// which the next request begins, 0 when this was the last part.
	Of   int `json:"of"`
	Next int `json:"next,omitempty"`
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
	take.Parameters = []*huma.Param{in("enter", "1: enter it"), in("from", "The row of the spreadsheet at which to begin: a part is taken and next says where the following one begins; left out: the whole sheet")}
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
	ask := r.URL.Query()
	out := Measurements{Rows: []MeasurementRow{}, Problems: []eppgbm.Problem{}, Entered: ask.Get("enter") == "1"}
	part := measurementsPart{raw: raw, villages: servedBy(v, s.Actor)}
	if from := ask.Get("from"); from != "" {
		if part.from, err = strconv.Atoi(from); err != nil || part.from < 1 {
			return fault.BadField("body.wrong_type", "from")
		}
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error { return part.read(r.Context(), q, &out) })
	if err != nil {
		return err
	}
	var shown []string
	for _, m := range part.all {
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

// servedBy are the villages whose children somebody may bring in or take out; nil: all.
func servedBy(v access.Verdict, by access.Actor) []string {
	if v.Everywhere() {
		return nil
	}
	return append([]string{}, villagesOf(by)...)
}

// measurementsPart is what one request takes of a sheet: all of it, or measurementPart
// rows from one on.
type measurementsPart struct {
	raw      []byte
	villages []string
	from     int
	all      []measurement
}

// read goes through a sheet: who its children are and what is new of them. The rows of
// another part are counted only.
func (p *measurementsPart) read(ctx context.Context, q journal.Query, out *Measurements) error {
	day, err := today(q)
	if err != nil {
		return err
	}
	book, err := sheet.Open(ctx, bytes.NewReader(p.raw), int64(len(p.raw)), sheet.Usual())
	if err != nil {
		return err
	}
	var layout eppgbm.Layout
	for row, err := range book.Rows() {
		if err != nil {
			return err
		}
		if layout == nil {
			if layout, err = eppgbm.Match(texts(row)); err != nil {
				return err
			}
			continue
		}
		if strings.TrimSpace(strings.Join(texts(row), "")) == "" {
			continue
		}
		if out.Of++; out.Of > measurementRows {
			return fault.New(fault.Invalid, "sheet.too_large")
		}
		if !p.takes(row.Number, out) {
			continue
		}
		read, bad := layout.Read(row, day)
		out.Problems = append(out.Problems, bad...)
		m, err := measured(q, read, bad, p.villages)
		if err != nil {
			return err
		}
		p.all = append(p.all, m)
	}
	return nil
}

// takes reports whether a row is of this part, and notes where the next one begins.
func (p *measurementsPart) takes(row int, out *Measurements) bool {
	if p.from == 0 {
		return true
	}
	if row < p.from {
		return false
	}
	if len(p.all) < measurementPart {
		return true
	}
	if out.Next == 0 {
		out.Next = row
	}
	return false
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
