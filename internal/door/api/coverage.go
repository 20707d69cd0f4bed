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
	"sambang/internal/report/coverage"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// CoverageList is the babies behind a figure.
type CoverageList struct {
	What  string         `json:"what"`
	Total int            `json:"total"`
	Lines []CoverageLine `json:"lines"`
	Today string         `json:"today"`
}

// CoverageLine is one of them, by name.
type CoverageLine struct {
	coverage.Line
	Name       string `json:"name"`
	MotherName string `json:"mother_name,omitempty"`
}

// CoverageWatch is who is to be asked and who may be about to stop.
type CoverageWatch struct {
	Due   []CoverageDue  `json:"due"`
	Risks []CoverageRisk `json:"risks"`
	Today string         `json:"today"`
}

// CoverageDue is a month that is to be asked about, by name.
type CoverageDue struct {
	coverage.Due
	Name       string `json:"name"`
	MotherName string `json:"mother_name,omitempty"`
}

// CoverageRisk is a baby that may be about to get something else, by name.
type CoverageRisk struct {
	coverage.Risk
	Name       string `json:"name"`
	MotherName string `json:"mother_name,omitempty"`
}

// coverageListed is how many babies one answer names at most; Total counts all.
const coverageListed = 500

// coverageRoutes are where the two indicators are read, with the lists behind them.
func (a *API) coverageRoutes() []Route {
	return []Route{
		{"GET /api/v1/coverage", "session", a.coverage},
		{"GET /api/v1/coverage/list", "session", a.coverageList},
		{"GET /api/v1/coverage/watch", "session", a.coverageWatch},
		{"GET /api/v1/coverage/figures.xlsx", "session", a.coverageSheet(sheet.XLSX)},
		{"GET /api/v1/coverage/figures.csv", "session", a.coverageSheet(sheet.CSV)},
	}
}

// coveragePages describes them.
func (b builder) coveragePages() {
	text := &huma.Schema{Type: huma.TypeString}
	in := func(name string, schema *huma.Schema) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: schema}
	}
	span := []*huma.Param{in("from", text), in("to", text), in("by", &huma.Schema{Type: huma.TypeString, Enum: []any{coverage.ByVillage, coverage.ByPosyandu, coverage.ByGroup}})}
	what := &huma.Schema{Type: huma.TypeString}
	for _, w := range coverage.Lists {
		what.Enum = append(what.Enum, w)
	}
	read := b.operation("coverage.get", "The two indicators of exclusive breastfeeding by civil month and by place, each with its numerator and denominator; from and to are YYYY-MM, the last 18 months unless said", nil, b.of(coverage.Coverage{}))
	read.Parameters = span
	list := b.operation("coverage.list", "The babies behind one figure; without key those of every place", nil, b.of(CoverageList{}))
	list.Parameters = append(slices.Clone(span), in("what", what), in("key", text))
	for _, format := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		b.doc.Paths["/api/v1/coverage/figures."+string(format)] = &huma.PathItem{Get: b.file("coverage."+string(format), "The figures as a table, a line a month and a line a place", media[format], append(slices.Clone(span), in("lang", text))...)}
	}
	b.doc.Paths["/api/v1/coverage"] = &huma.PathItem{Get: read}
	b.doc.Paths["/api/v1/coverage/list"] = &huma.PathItem{Get: list}
	b.doc.Paths["/api/v1/coverage/watch"] = &huma.PathItem{Get: b.operation("coverage.watch", "Whose month of life is to be asked about, and who may be about to stop, with the reasons", nil, b.of(CoverageWatch{}))}
}

// coverageSpan is what is asked for.
type coverageSpan struct{ from, to, by string }

// coverageReader finds who asks and which villages they read; nil: all of them.
func (a *API) coverageReader(r *http.Request) (Signed, []string, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, nil, err
	}
	if _, may := access.May(s.Actor, access.Read("coverage")); !may {
		return s, nil, fault.Absent()
	}
	return s, villagesFor(s.Actor, "coverage"), nil
}

// spanOf reads the months that are asked for; nothing said is the last 18 of them.
func spanOf(q journal.Query, by url.Values) (coverageSpan, error) {
	day, err := today(q)
	if err != nil {
		return coverageSpan{}, err
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return coverageSpan{}, fault.Wrap(err, "api: today")
	}
	first := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	s := coverageSpan{from: first.AddDate(0, -17, 0).Format("2006-01"), to: first.Format("2006-01"), by: coverage.ByVillage}
	for name, field := range map[string]*string{"from": &s.from, "to": &s.to} {
		if text := by.Get(name); text != "" {
			if _, err := time.Parse("2006-01", text); err != nil {
				return s, fault.BadField("body.bad_date", name)
			}
			*field = text
		}
	}
	if s.to < s.from {
		return s, fault.BadField("body.bad_date", "to")
	}
	if text := by.Get("by"); text != "" {
		if !slices.Contains([]string{coverage.ByVillage, coverage.ByPosyandu, coverage.ByGroup}, text) {
			return s, fault.BadField("body.unknown_word", "by")
		}
		s.by = text
	}
	return s, nil
}

func (a *API) coverage(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.coverageReader(r)
	if err != nil {
		return err
	}
	var out coverage.Coverage
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		span, err := spanOf(q, r.URL.Query())
		if err != nil {
			return err
		}
		out, err = coverage.Of(q, span.from, span.to, span.by, villages)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// coverageList names the babies behind a figure to who keeps their records. That a health
// worker knows of a reason is itself one: that list is for midwife and doctor, and in the
// others such a month says only that it is not counted.
func (a *API) coverageList(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.coverageNamer(r)
	if err != nil {
		return err
	}
	by := r.URL.Query()
	what := by.Get("what")
	switch {
	case !slices.Contains(coverage.Lists, what):
		return fault.BadField("body.unknown_word", "what")
	case what == coverage.ListLeftOut && !health.MayReadMedical(s.Actor):
		return fault.Absent()
	}
	out := CoverageList{What: what, Lines: []CoverageLine{}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		span, err := spanOf(q, by)
		if err != nil {
			return err
		}
		lines, err := coverage.List(q, what, span.from, span.to, span.by, by.Get("key"), !by.Has("key"), villages)
		if err != nil {
			return err
		}
		out.Total = len(lines)
		for _, l := range lines[:min(len(lines), coverageListed)] {
			name, mother, err := babyNames(q, l.Baby)
			if err != nil {
				return err
			}
			out.Lines = append(out.Lines, CoverageLine{l, name, mother})
		}
		out.Today, err = today(q)
		return err
	})
	if err != nil {
		return err
	}
	shown := make([]ident.ID, 0, len(out.Lines))
	for _, l := range out.Lines {
		shown = append(shown, l.Baby)
	}
	if err := a.showedBabies(r, s, shown); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// coverageWatch names whom to ask and whom to talk to in time.
func (a *API) coverageWatch(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.coverageNamer(r)
	if err != nil {
		return err
	}
	out := CoverageWatch{Due: []CoverageDue{}, Risks: []CoverageRisk{}}
	var shown []ident.ID
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		due, risks, day, err := coverage.Watch(q, villages)
		if err != nil {
			return err
		}
		out.Today = day
		for _, d := range due[:min(len(due), coverageListed)] {
			name, mother, err := babyNames(q, d.Baby)
			if err != nil {
				return err
			}
			shown = append(shown, d.Baby)
			out.Due = append(out.Due, CoverageDue{d, name, mother})
		}
		for _, d := range risks[:min(len(risks), coverageListed)] {
			name, mother, err := babyNames(q, d.Baby)
			if err != nil {
				return err
			}
			shown = append(shown, d.Baby)
			out.Risks = append(out.Risks, CoverageRisk{d, name, mother})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.showedBabies(r, s, shown); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// coverageNamer is somebody who reads figures and the records behind them.
func (a *API) coverageNamer(r *http.Request) (Signed, []string, error) {
	s, villages, err := a.coverageReader(r)
	if err != nil {
		return s, nil, err
	}
	if _, may := access.May(s.Actor, access.Read("health")); !may {
		return s, nil, fault.Absent()
	}
	return s, villages, nil
}

// babyNames opens the names of a baby and of its mother.
func babyNames(q journal.Query, baby ident.ID) (name, mother string, err error) {
	p, d, _, err := registry.OpenCanonical(q, baby)
	if err != nil || p.Mother == "" {
		return d.Name, d.MotherName, err
	}
	_, m, _, err := registry.OpenCanonical(q, p.Mother)
	return d.Name, m.Name, err
}

// showedBabies notes in the access log whose names were shown.
func (a *API) showedBabies(r *http.Request, s Signed, babies []ident.ID) error {
	people := make([]string, 0, len(babies))
	for _, id := range babies {
		people = append(people, "person:"+string(id))
	}
	slices.Sort(people)
	return a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "coverage", People: slices.Compact(people)})
}
