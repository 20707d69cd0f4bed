package api

import (
	"net/http"
	"strconv"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce/training"
)

// matrixReading is the matrix with what a sheet of it says beside.
type matrixReading struct {
	training.Matrix
	facility registry.Facility
	lang, by string
}

func (m matrixReading) people() (out []ident.ID) {
	for _, row := range m.Rows {
		out = append(out, row.Worker)
	}
	return out
}

func (a *API) readMatrix(r *http.Request) (s Signed, m matrixReading, err error) {
	if s, err = a.signed(r); err != nil {
		return s, m, err
	}
	if _, ok := access.May(s.Actor, access.Read("training_matrix")); !ok {
		return s, m, fault.Absent()
	}
	m = matrixReading{lang: langOf(r), by: s.Name}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if m.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		m.Matrix, err = training.MatrixOf(q, m.lang)
		return err
	})
	return s, m, err
}

// trainingMatrix answers with who was trained in what.
func (a *API) trainingMatrix(w http.ResponseWriter, r *http.Request) error {
	s, m, err := a.readMatrix(r)
	if err != nil {
		return err
	}
	return a.trained(w, r, s, "training_matrix", m.people(), m.Matrix)
}

// trainingSheet answers with the same as a table.
func (a *API) trainingSheet(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		s, m, err := a.readMatrix(r)
		if err != nil {
			return err
		}
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "training_" + string(format), People: peopleOf(m.people())}); err != nil {
			return err
		}
		return sendTable(w, "pelatihan-"+m.Today, format, m.sheet())
	}
}

func (m matrixReading) t(key string, params map[string]string) string {
	return text.T(m.lang, "training."+key, params)
}

// sheet has a line a person and three columns before one a course.
func (m matrixReading) sheet() sheet.Sheet {
	rows := [][]string{}
	for _, row := range m.Rows {
		kinds := []string{}
		for _, k := range row.Kinds {
			kinds = append(kinds, m.t("kind_"+k, nil))
		}
		cells := []string{row.Name, strings.Join(kinds, ", "), m.t("matrix.state_"+row.State, nil)}
		for _, c := range row.Cells {
			cells = append(cells, m.cell(c))
		}
		rows = append(rows, cells)
	}
	header := []string{m.t("matrix.column_name", nil), m.t("matrix.column_kinds", nil), m.t("matrix.column_state", nil)}
	for _, c := range m.Courses {
		header = append(header, c.Title)
	}
	word := func(key string) string { return text.T(m.lang, "sheet."+key, nil) }
	return sheet.Sheet{Name: word("data"), AboutName: word("about"), Header: header, Rows: yieldAll(rows), By: m.by, Title: m.t("matrix.title", nil),
		About: []sheet.Line{{Label: word("what"), Text: m.t("matrix.what", nil)}, {Label: word("by"), Text: m.by},
			{Label: word("at"), Text: text.CivilDate(m.lang, m.Today)}, {Label: word("facility"), Text: m.facility.Name},
			{Label: m.t("matrix.column_name", nil), Text: strconv.Itoa(len(m.Rows))}}}
}

// cell is how somebody stands in a course, with the last day; empty where a course is not
// meant for them and they have nothing in it.
func (m matrixReading) cell(c training.Cell) string {
	state := m.t("state_"+c.State, nil)
	switch {
	case c.State == training.None && !c.Meant:
		return ""
	case c.ValidTo == "" || c.State == training.Withdrawn:
		return state
	}
	return m.t("state_until", map[string]string{"state": state, "day": c.ValidTo})
}
