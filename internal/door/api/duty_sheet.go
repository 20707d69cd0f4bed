package api

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/store"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// handoverSheet is what one shift tells the next. Its lines are the rows as whoever
// prints it sees them: the paper shows no more than the screen.
type handoverSheet struct {
	lang, by string
	at       instant.Instant
	facility registry.Facility
	// From has the desk, To is to receive it: names, or empty.
	from, to string
	since    instant.Instant
	cases    []openCase
	teams    []sheetTeam
	watches  []sheetWatch
	debts    []sheetDebt
	shown    []string
}

// openCase is a case that is not closed, with its way when it has one.
type openCase struct {
	Number       string          `json:"number"`
	Kind         string          `json:"kind"`
	Request      bool            `json:"request"`
	Owner        string          `json:"owner_name"`
	PatientName  string          `json:"patient_name"`
	PatientPhone string          `json:"patient_phone"`
	Where        string          `json:"where"`
	Colour       string          `json:"colour"`
	OpenedAt     instant.Instant `json:"opened_at"`
	StartedAt    instant.Instant `json:"started_at"`
	Due          instant.Instant `json:"due"`
	Merged       ident.ID        `json:"merged"`
	People       []struct {
		Name  string `json:"name"`
		Phone string `json:"phone"`
	} `json:"people"`
	Reporter struct {
		Name  string `json:"name"`
		Phone string `json:"phone"`
	} `json:"reporter"`
	visit sheetVisit
}

type sheetVisit struct {
	State      string          `json:"state"`
	TeamName   string          `json:"team_name"`
	RespondDue instant.Instant `json:"respond_due"`
	FetchDue   instant.Instant `json:"fetch_due"`
	ReturnDue  instant.Instant `json:"return_due"`
	Respond    string          `json:"respond_state"`
	Fetch      string          `json:"fetch_state"`
	Return     string          `json:"return_state"`
}

type sheetTeam struct {
	Name     string          `json:"name"`
	CallSign string          `json:"call_sign"`
	Vehicle  string          `json:"vehicle_name"`
	State    string          `json:"state"`
	From     instant.Instant `json:"from"`
	To       instant.Instant `json:"to"`
	Members  []struct {
		ID   ident.ID `json:"id"`
		Name string   `json:"name"`
	} `json:"members"`
	phones []string
}

type sheetWatch struct {
	Worker      string          `json:"worker_name"`
	Since       instant.Instant `json:"since"`
	ExpectedEnd instant.Instant `json:"expected_end"`
	State       string          `json:"state"`
}

type sheetDebt struct {
	Number  string          `json:"number"`
	Patient string          `json:"patient_name"`
	Village string          `json:"village"`
	Grams   int64           `json:"grams"`
	State   string          `json:"state"`
	OwedAt  instant.Instant `json:"owed_at"`
}

// next is the deadline that comes first of those still running.
func (c openCase) next() instant.Instant {
	var due instant.Instant
	for _, p := range []struct {
		at    instant.Instant
		state string
	}{{c.visit.RespondDue, c.visit.Respond}, {c.visit.FetchDue, c.visit.Fetch}, {c.visit.ReturnDue, c.visit.Return}} {
		if p.state == "running" && !p.at.IsZero() && (due.IsZero() || p.at.Before(due)) {
			due = p.at
		}
	}
	if due.IsZero() {
		return c.Due
	}
	return due
}

// handover draws the sheet.
func (a *API) handover(w http.ResponseWriter, r *http.Request) error {
	s, f, err := a.atDesk(r)
	if err != nil {
		return err
	}
	sheet := handoverSheet{lang: langOf(r), by: s.Name, facility: f}
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) error { return a.readHandover(q, &sheet) }); err != nil {
		return err
	}
	made, err := sheet.pdf()
	if err != nil {
		return err
	}
	if len(sheet.shown) > 0 {
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "paper", People: sheet.shown}); err != nil {
			return err
		}
	}
	paper.Send(w, "serah-terima-"+sheet.at.Day(f.Location()), made)
	return nil
}

func (a *API) readHandover(q journal.Query, s *handoverSheet) error {
	s.at = q.Now
	if err := a.readDesk(q, s); err != nil {
		return err
	}
	if err := a.readOpenCases(q, s); err != nil {
		return err
	}
	var err error
	now := func(state string) bool { return state != "ended" }
	if s.teams, err = seenRows(a, q, s, "team", func(t sheetTeam) bool { return now(t.State) && !t.From.After(q.Now) && q.Now.Before(t.To) }); err != nil {
		return err
	}
	for i := range s.teams {
		if err := a.readPhones(q, &s.teams[i]); err != nil {
			return err
		}
	}
	if s.watches, err = seenRows(a, q, s, "lone_watch", func(w sheetWatch) bool { return now(w.State) }); err != nil {
		return err
	}
	s.debts, err = seenRows(a, q, s, "rice_debt", func(d sheetDebt) bool { return d.State == "owed" })
	return err
}

func (a *API) readDesk(q journal.Query, s *handoverSheet) error {
	d, found, err := duty.Current(q)
	if err != nil || !found {
		return err
	}
	s.since = d.Since
	if s.from, err = a.WorkerName(q, d.Worker); err != nil || d.To == "" {
		return err
	}
	s.to, err = a.WorkerName(q, d.To)
	return err
}

// readOpenCases reads what is open, the nearest deadline first. Confidential cases
// are not handed over with the desk.
func (a *API) readOpenCases(q journal.Query, s *handoverSheet) error {
	open, err := need.Cases.Where(q.Tx, "facility_id = $1 AND state = $2 AND NOT confidential ORDER BY number", q.Facility, need.Going)
	if err != nil {
		return err
	}
	for _, c := range open {
		line, found, err := seenRow[openCase](a, q, "need_case", c.ID)
		if err != nil {
			return err
		}
		if !found || line.Merged != "" {
			continue
		}
		if line.visit, _, err = seenRow[sheetVisit](a, q, "home_visit", c.ID); err != nil {
			return err
		}
		s.cases, s.shown = append(s.cases, line), append(s.shown, "need_case:"+string(c.ID))
	}
	slices.SortStableFunc(s.cases, func(x, y openCase) int { return cmp.Compare(x.next(), y.next()) })
	return nil
}

func (a *API) readPhones(q journal.Query, t *sheetTeam) error {
	for _, m := range t.Members {
		w, _, err := seenRow[struct {
			Phone string `json:"phone"`
		}](a, q, "worker", m.ID)
		if err != nil {
			return err
		}
		t.phones = append(t.phones, joinWords(" ", m.Name, w.Phone))
	}
	return nil
}

// seenRow reads a row as whoever asks sees it through the facility.
func seenRow[T any](a *API, q journal.Query, table string, id ident.ID) (row T, found bool, err error) {
	if !slices.Contains(q.By.Keys, "f") {
		return row, false, nil
	}
	held, err := holders(q.Tx, q.Facility, rowKey{table, id}, []string{"f"})
	if err != nil || len(held) == 0 {
		return row, false, err
	}
	seen, found, err := a.show(q, rowKey{table, id}, held)
	if err != nil || !found {
		return row, false, err
	}
	raw, err := json.Marshal(seen)
	if err == nil {
		err = json.Unmarshal(raw, &row)
	}
	return row, err == nil, err
}

// seenRows reads the rows of a small table that pass.
func seenRows[T any](a *API, q journal.Query, s *handoverSheet, table string, pass func(T) bool) (out []T, err error) {
	var ids []ident.ID
	err = q.Each("SELECT row_id FROM audience WHERE facility_id = $1 AND audience = $2 AND tbl = $3 AND NOT gone ORDER BY row_id", store.Args(q.Facility, "f", table),
		func(scan func(...any) error) error {
			var id ident.ID
			err := scan(&id)
			ids = append(ids, id)
			return err
		})
	for _, id := range ids {
		row, found, err := seenRow[T](a, q, table, id)
		if err != nil {
			return out, err
		}
		if found && pass(row) {
			out, s.shown = append(out, row), append(s.shown, table+":"+string(id))
		}
	}
	return out, err
}
