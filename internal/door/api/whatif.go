package api

import (
	"bytes"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/calc/whatif"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	report "sambang/internal/report/whatif"
)

// WhatIf is what can be asked of a group: its usual week, and what was asked last.
type WhatIf struct {
	Rates whatif.Rates `json:"rates"`
	Play  Play         `json:"play"`
}

// WhatIfAsk is a question: so many days of a group under each scenario.
type WhatIfAsk struct {
	Group string `json:"group" enum:"couriers,teams"`
	Days  int    `json:"days"`
	// Seed is the number of the draw: the same gives the same result.
	Seed      int64             `json:"seed"`
	Scenarios []whatif.Scenario `json:"scenarios"`
}

// Check bounds what stands in the result beside figures.
func (q WhatIfAsk) Check() *fault.Error {
	for _, s := range q.Scenarios {
		if len(s.Name) > 100 {
			return fault.BadField("whatif.bad_scenario", "name")
		}
	}
	return nil
}

// whatIfRoutes are where a head asks what would be.
func (a *API) whatIfRoutes() []Route {
	if a.Plays == nil {
		return nil
	}
	return []Route{
		{"GET /api/v1/whatif", "session", a.whatIf},
		{"POST /api/v1/whatif", "session", a.askWhatIf},
		{"GET /api/v1/whatif/play", "session", a.playOfWhatIf},
		{"POST /api/v1/whatif/stop", "session", a.stopWhatIf},
		{"GET /api/v1/whatif/result.csv", "session", a.whatIfFile(sheet.CSV)},
		{"GET /api/v1/whatif/result.xlsx", "session", a.whatIfFile(sheet.XLSX)},
	}
}

// whatIfPages describes them.
func (b builder) whatIfPages() {
	group := &huma.Param{Name: "group", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{whatif.Couriers, whatif.Teams}}}
	lang := &huma.Param{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"id", "en"}}}
	read := b.operation("whatif.get", "The usual week of a group as the health centre's own history tells it, and the last question", nil, b.of(WhatIf{}))
	read.Parameters = []*huma.Param{group}
	b.doc.Paths["/api/v1/whatif"] = &huma.PathItem{Get: read,
		Post: b.operation("whatif.ask", "Play days that never were under several scenarios; one question at a time a health centre", b.of(WhatIfAsk{}), b.of(Play{}))}
	b.doc.Paths["/api/v1/whatif/play"] = &huma.PathItem{Get: b.operation("whatif.play", "How far the last question is, with its result when it is answered", nil, b.of(Play{}))}
	b.doc.Paths["/api/v1/whatif/stop"] = &huma.PathItem{Post: b.operation("whatif.stop", "Stop the question that is being played", nil, nil)}
	b.doc.Paths["/api/v1/whatif/result.csv"] = &huma.PathItem{Get: b.file("whatif.csv", "The result as CSV", media[sheet.CSV], lang)}
	b.doc.Paths["/api/v1/whatif/result.xlsx"] = &huma.PathItem{Get: b.file("whatif.xlsx", "The result as a workbook", media[sheet.XLSX], lang)}
}

// asker is who may ask what would be. Figures of a model are about nobody, so the access
// log has nothing to note.
func (a *API) asker(r *http.Request) (Signed, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, err
	}
	if _, may := access.May(s.Actor, access.Read("whatif")); !may {
		return s, fault.Absent()
	}
	return s, nil
}

func (a *API) usualWeek(r *http.Request, by access.Actor, group string) (u report.Usual, err error) {
	err = a.asking(r.Context(), by, func(q journal.Query) error { u, err = report.RatesOf(q, group); return err })
	return u, err
}

func (a *API) whatIf(w http.ResponseWriter, r *http.Request) error {
	s, err := a.asker(r)
	if err != nil {
		return err
	}
	group := r.URL.Query().Get("group")
	if group == "" {
		group = whatif.Couriers
	}
	u, err := a.usualWeek(r, s.Actor, group)
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, WhatIf{u.Rates, a.Plays.of(s.Actor.Facility)})
}

// askWhatIf reads the history in one short transaction and plays outside of it.
func (a *API) askWhatIf(w http.ResponseWriter, r *http.Request) error {
	s, err := a.asker(r)
	if err != nil {
		return err
	}
	var ask WhatIfAsk
	if err := decode(r, &ask); err != nil {
		return err
	}
	if f := ask.Check(); f != nil {
		return f
	}
	u, err := a.usualWeek(r, s.Actor, ask.Group)
	if err != nil {
		return err
	}
	q := whatif.Question{Rates: u.Rates, Scenarios: ask.Scenarios, First: u.First, Days: ask.Days, Seed: ask.Seed, Effort: whatif.Usual(), Legs: u.Legs}
	if f := q.Check(); f != nil {
		return f
	}
	play, err := a.Plays.start(s.Actor.Facility, q)
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, play)
}

func (a *API) playOfWhatIf(w http.ResponseWriter, r *http.Request) error {
	s, err := a.asker(r)
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, a.Plays.of(s.Actor.Facility))
}

func (a *API) stopWhatIf(w http.ResponseWriter, r *http.Request) error {
	s, err := a.asker(r)
	if err != nil {
		return err
	}
	a.Plays.stop(s.Actor.Facility)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// whatIfFile gives the last result as a file that says on what it stands.
func (a *API) whatIfFile(f sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		s, err := a.asker(r)
		if err != nil {
			return err
		}
		play := a.Plays.of(s.Actor.Facility)
		if play.Result == nil {
			return fault.Absent()
		}
		var b bytes.Buffer
		if err := sheet.Write(&b, f, report.Table(*play.Result, langOf(r), s.Name)); err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", media[f])
		h.Set("Content-Disposition", `attachment; filename="bagaimana-jika.`+string(f)+`"`)
		h.Set("Cache-Control", "private, no-store")
		_, err = io.Copy(w, &b)
		return fault.Wrap(err, "api: send a result")
	}
}
