package api

import (
	"net/http"
	"strconv"

	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/registry"
)

// coverageFile is the figures to take along: counts, no baby.
type coverageFile struct {
	coverage.Coverage
	lang, by string
	facility registry.Facility
	names    map[string]string // of the places, by key
}

// coverageSheet answers with the figures as a file, to whoever reads them.
func (a *API) coverageSheet(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		s, villages, err := a.coverageReader(r)
		if err != nil {
			return err
		}
		f := coverageFile{lang: langOf(r), by: s.Name}
		err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
			span, err := spanOf(q, r.URL.Query())
			if err != nil {
				return err
			}
			if f.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
				return err
			}
			if f.Coverage, err = coverage.Of(q, span.from, span.to, span.by, villages); err != nil {
				return err
			}
			f.names, err = placeNames(q, span.by)
			return err
		})
		if err != nil {
			return err
		}
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "coverage_" + string(format), People: []string{"coverage:" + string(s.Actor.Facility)}}); err != nil {
			return err
		}
		return sendTable(w, "asi-eksklusif-"+f.From+"-"+f.To, format, f.sheet())
	}
}

// placeNames are the names of villages, posyandus or groups.
func placeNames(q journal.Query, by string) (map[string]string, error) {
	names := map[string]string{}
	switch by {
	case coverage.ByPosyandu:
		all, err := registry.Posyandus.Where(q.Tx, "facility_id = $1", q.Facility)
		for _, p := range all {
			names[string(p.ID)] = p.Name
		}
		return names, err
	case coverage.ByGroup:
		o, err := supportgroup.OverviewOf(q, nil)
		for _, g := range o.Groups {
			names[string(g.Group.ID)] = g.Group.Name
		}
		return names, err
	}
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1", q.Facility)
	for _, v := range all {
		names[string(v.ID)] = v.Name
	}
	return names, err
}

// sheet is a line a month and a line a place, each indicator with its own denominator;
// who wants percentages reckons them from the two.
func (f coverageFile) sheet() sheet.Sheet {
	word := func(key string) string { return text.T(f.lang, key, nil) }
	app := func(key string) string { return word("app.coverage." + key) }
	rows := [][]string{}
	for _, m := range f.Months {
		rows = append(rows, figureCells(app("by_month"), m.Month, m.Figures, nil))
	}
	for _, p := range f.Places {
		name := f.names[p.Key]
		if name == "" {
			name = app("no_place_" + f.By)
		}
		before := p.Before
		rows = append(rows, figureCells(app("by_"+f.By), name, p.Figures, &before))
	}
	total := f.Before
	rows = append(rows, figureCells(app("all"), f.facility.Name, f.Total, &total))
	header := []string{}
	for _, key := range []string{"part", "name", "graduates", "reached_six", "not_proven", "left_out", "recalled", "asked", "under_six", "before", "before_of"} {
		header = append(header, app("column_"+key))
	}
	return sheet.Sheet{Name: word("sheet.data"), AboutName: word("sheet.about"), Header: header, Rows: yieldAll(rows),
		Numbers: []int{2, 3, 4, 5, 6, 7, 8, 9, 10}, By: f.by, Title: app("title"),
		About: []sheet.Line{{Label: word("sheet.what"), Text: app("title") + ", " + f.From + " – " + f.To + ". " + app("what_counts")}, {Label: word("sheet.by"), Text: f.by},
			{Label: word("sheet.at"), Text: text.CivilDate(f.lang, f.Today)}, {Label: word("sheet.facility"), Text: f.facility.Name}}}
}

func figureCells(part, name string, f coverage.Figures, before *coverage.Share) []string {
	n := strconv.Itoa
	cells := []string{part, name, n(f.Graduates.Have), n(f.Graduates.Of), n(f.NotProven), n(f.LeftOut), n(f.Recall.Have), n(f.Recall.Of), n(f.Asked.Of), "", ""}
	if before != nil {
		cells[9], cells[10] = n(before.Have), n(before.Of)
	}
	return cells
}
