package api

import (
	"cmp"
	"net/http"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/report/massages"
	"sambang/internal/shared/registry"
)

// massageFile is the figures to take along: counts, no family.
type massageFile struct {
	MassageStatistics
	lang, by string
	facility registry.Facility
	villages map[ident.ID]string
}

// massageSheet answers with the figures as a file, to whoever reads them.
func (a *API) massageSheet(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		f := massageFile{lang: langOf(r)}
		s, out, err := a.statisticsFor(r, func(q journal.Query, _ MassageStatistics) (err error) {
			if f.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
				return err
			}
			f.villages, err = villageNames(q)
			return err
		})
		if err != nil {
			return err
		}
		f.MassageStatistics, f.by = out, s.Name
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "massage_statistics_" + string(format), People: []string{"massage_statistics:" + string(s.Actor.Facility)}}); err != nil {
			return err
		}
		return sendTable(w, "pijat-bayi-"+f.From+"-"+f.To, format, f.sheet())
	}
}

func (f massageFile) app(key string) string {
	return text.T(f.lang, "app.massage_statistics."+key, nil)
}

// massageColumns are the figures of a month or a village; the other lines have one figure, in
// the last column.
var massageColumns = []string{"part", "name", "asked", "visits", "massages", "stopped", "not_home", "cancelled", "lapsed", "refused", "delayed", "screened",
	"families", "repeat", "alone", "courses", "courses_of", "waited_of", "waited_median", "waited_p90", "rated_of", "rated_mean", "used", "offered", "n"}

// sheet is a line a month, a village, an age, a reason and a cadre.
func (f massageFile) sheet() sheet.Sheet {
	word := func(key string) string { return text.T(f.lang, key, nil) }
	header, numbers := []string{}, []int{}
	for i, key := range massageColumns {
		header = append(header, f.app("column_"+key))
		if i > 1 {
			numbers = append(numbers, i)
		}
	}
	rows := append(f.figureRows(), f.countRows()...)
	return sheet.Sheet{Name: word("sheet.data"), AboutName: word("sheet.about"), Header: header, Rows: yieldAll(rows), Numbers: numbers, By: f.by, Title: f.app("title"),
		About: []sheet.Line{{Label: word("sheet.what"), Text: f.app("title") + ", " + f.From + " – " + f.To + ". " + f.app("what_counts")}, {Label: word("sheet.by"), Text: f.by},
			{Label: word("sheet.at"), Text: text.CivilDate(f.lang, f.Today)}, {Label: word("sheet.facility"), Text: f.facility.Name}}}
}

// figureRows are a line a month, a line a village, and all.
func (f massageFile) figureRows() (rows [][]string) {
	for _, m := range f.Months {
		rows = append(rows, massageCells(f.app("by_month"), m.Month, m.Figures))
	}
	for _, p := range f.Places {
		rows = append(rows, massageCells(f.app("by_village"), f.villages[ident.ID(p.Village)], p.Figures))
	}
	return append(rows, massageCells(f.app("all"), f.facility.Name, f.Total))
}

// countRows are a line an age, a reason and a cadre.
func (f massageFile) countRows() (rows [][]string) {
	for _, b := range f.Bands {
		name := f.app("band_unknown")
		if b.Below > 0 {
			name = text.T(f.lang, "app.massage_statistics.band", map[string]string{"from": strconv.Itoa(b.From), "below": strconv.Itoa(b.Below)})
		}
		rows = append(rows, lastCells(f.app("by_age"), name, map[int]int{4: b.Massages}))
	}
	for _, r := range f.Reasons {
		rows = append(rows, lastCells(f.app("by_reason"), f.app("what_"+r.What)+": "+f.reason(r), map[int]int{len(massageColumns) - 1: r.N}))
	}
	for i, c := range f.Cadres {
		rows = append(rows, lastCells(f.app("by_cadre"), f.CadreNames[i], map[int]int{3: c.Visits, 6: c.NotHome, 20: c.Rated.Of, 21: c.Rated.Mean, 22: c.Used, 23: c.Offered}))
	}
	return rows
}

// reasonWords are where the words of a reason stand, by what it is of.
var reasonWords = map[string]string{massages.Cancelled: "app.massage.cancel_", massages.Stopped: "app.massage.stop_", massages.Screened: "app.massage.row_"}

// reason says why in words, as the page does (reasonLine): nothing said is none, a word that
// nobody wrote is said as it is, and the questions are asked twice, so where is told too.
func (f massageFile) reason(r massages.Reason) string {
	why := cmp.Or(r.Why, "none")
	said := why
	for _, key := range []string{"app.massage_statistics.why_" + why, reasonWords[r.What] + why} {
		if text.Has(f.lang, key) {
			said = text.T(f.lang, key, nil)
			break
		}
	}
	if r.What != massages.Screened {
		return said
	}
	where := "at_booking"
	if r.Door {
		where = "at_door"
	}
	return text.T(f.lang, "app.massage_statistics."+where, map[string]string{"why": said})
}

func massageCells(part, name string, g massages.Figures) []string {
	cells := []string{part, name}
	for _, n := range []int{g.Asked, g.Visits, g.Massages, g.Stopped, g.NotHome, g.Cancelled, g.Lapsed, g.Refused.Have, g.Delayed.Have, g.Refused.Of, g.Repeat.Of, g.Repeat.Have, g.Alone.Have,
		g.Courses.Have, g.Courses.Of, g.Waited.Of, g.Waited.Median, g.Waited.P90, g.Rated.Of, g.Rated.Mean} {
		cells = append(cells, strconv.Itoa(n))
	}
	return append(cells, "", "", "")
}

// lastCells is a line with some of the figures.
func lastCells(part, name string, of map[int]int) []string {
	cells := make([]string, len(massageColumns))
	cells[0], cells[1] = part, name
	for i, n := range of {
		cells[i] = strconv.Itoa(n)
	}
	return cells
}
