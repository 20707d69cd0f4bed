package api

import (
	"context"
	"io"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/interop/people"
)

// importsPath takes lists of people in; a list has a limit of its own, in bytes.
const (
	importsPath = "/api/v1/register/imports"
	importLimit = 10 << 20
)

// The states of a list on its way into the register.
const (
	// ImportReady: it was read; somebody looks at it and lets it in.
	ImportReady     = "ready"
	ImportRunning   = "running"
	ImportDone      = "done"
	ImportFailed    = "failed"
	ImportCancelled = "cancelled"
)

// ImportCounts are rows. Good and Bad are what reading found; the others what
// became of the good ones.
type ImportCounts struct {
	Rows      int `json:"rows"`
	Good      int `json:"good"`
	Bad       int `json:"bad"`
	Warned    int `json:"warned"`
	New       int `json:"new"`
	Unchanged int `json:"unchanged"`
	Changed   int `json:"changed"`
	Doubtful  int `json:"doubtful"`
	// Refused rows were read well and not filed; they are among the rows to correct.
	Refused int `json:"refused"`
}

// Import is a list as the desk sees it among others.
type Import struct {
	ID        ident.ID        `json:"id"`
	Name      string          `json:"name"`
	State     string          `json:"state"`
	Format    string          `json:"format"`
	Kind      people.Kind     `json:"kind"`
	CreatedAt instant.Instant `json:"created_at"`
	UpdatedAt instant.Instant `json:"updated_at"`
	Counts    ImportCounts    `json:"counts"`
	// Parts is how many commands enter it, Done how many have been decided.
	Parts int64 `json:"parts"`
	Done  int64 `json:"done"`
	// Code says why it failed.
	Code string `json:"code,omitempty"`
}

// ImportList has them, the newest first.
type ImportList struct {
	Imports []Import `json:"imports"`
}

// PreviewRow is a row as it stands in the list.
type PreviewRow struct {
	Row   int      `json:"row"`
	Cells []string `json:"cells"`
}

// ImportView is one list with what was found in it.
type ImportView struct {
	Import
	Mapping people.Mapping `json:"mapping"`
	// Unmatched are columns nobody reads, from 1.
	Unmatched []int `json:"unmatched"`
	// Fields are what a column may be said to tell.
	Fields   []people.Field   `json:"fields"`
	Preview  []PreviewRow     `json:"preview"`
	Problems []people.Problem `json:"problems"`
}

// ImportMapping is what somebody says the columns tell.
type ImportMapping struct {
	Columns []people.Field `json:"columns"`
	// Village is the code for rows that name none.
	Village string `json:"village,omitempty"`
}

// importRoutes lists the addresses at which lists are brought in and taken out.
func (a *API) importRoutes() []Route {
	if a.Imports == nil {
		return nil
	}
	i := importing{a, a.Imports}
	return []Route{
		{"POST " + importsPath, "session", i.upload},
		{"GET " + importsPath, "session", i.list},
		{"GET " + importsPath + "/{id}", "session", i.view},
		{"POST " + importsPath + "/{id}/mapping", "session", i.remap},
		{"POST " + importsPath + "/{id}/run", "session", i.run},
		{"POST " + importsPath + "/{id}/cancel", "session", i.cancel},
		{"GET " + importsPath + "/{id}/bad.xlsx", "session", i.bad},
		{"GET /api/v1/register/export", "session", i.export},
	}
}

type importing struct {
	*API
	m *Imports
}

// importer is who may bring a list in: whoever may enter people everywhere. For
// all others there is nothing here.
func (i importing) importer(r *http.Request) (Signed, error) {
	s, err := i.signed(r)
	if err != nil {
		return s, err
	}
	if v, ok := access.May(s.Actor, access.Create("person")); !ok || !v.Everywhere() {
		return s, fault.Absent()
	}
	return s, nil
}

// upload keeps a list, encrypted, and reads it: nothing is entered yet.
func (i importing) upload(w http.ResponseWriter, r *http.Request) error {
	s, err := i.importer(r)
	if err != nil {
		return err
	}
	name := r.URL.Query().Get("name")
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > 200 {
		return fault.BadField("text.too_long", "name")
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(sendingTime))
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return fault.New(fault.Invalid, "sheet.too_large")
	}
	job, err := i.m.take(r.Context(), s.Actor, name, raw)
	if err != nil {
		return err
	}
	return i.show(w, r, s, job)
}

func (i importing) list(w http.ResponseWriter, r *http.Request) error {
	s, err := i.importer(r)
	if err != nil {
		return err
	}
	var rows []importRow
	err = i.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		rows, err = importJobs.Where(tx, "facility_id = $1 ORDER BY created_at DESC, id LIMIT 50", s.Actor.Facility)
		return err
	})
	if err != nil {
		return err
	}
	list := ImportList{Imports: []Import{}}
	for _, row := range rows {
		one, err := i.m.outline(row)
		if err != nil {
			return err
		}
		list.Imports = append(list.Imports, one)
	}
	return JSON(w, http.StatusOK, list)
}

func (i importing) view(w http.ResponseWriter, r *http.Request) error {
	s, job, err := i.find(r)
	if err != nil {
		return err
	}
	return i.show(w, r, s, job)
}

// find reads the list that a request names.
func (i importing) find(r *http.Request) (Signed, importRow, error) {
	s, err := i.importer(r)
	if err != nil {
		return s, importRow{}, err
	}
	job, err := i.m.job(r.Context(), s.Actor.Facility, ident.ID(r.PathValue("id")))
	return s, job, err
}

// show answers with a list and its first rows, which are people.
func (i importing) show(w http.ResponseWriter, r *http.Request, s Signed, job importRow) error {
	v, err := i.m.look(r.Context(), job)
	if err != nil {
		return err
	}
	if len(v.Preview) > 0 {
		if err := i.note(r.Context(), s, "import", []string{"import:" + string(job.ID)}); err != nil {
			return err
		}
	}
	return JSON(w, http.StatusOK, v)
}

func (i importing) note(ctx context.Context, s Signed, purpose string, who []string) error {
	return i.Showed(ctx, Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: who})
}

// remap takes a person's word for what the columns tell, and remembers it for the
// next list of that form.
func (i importing) remap(w http.ResponseWriter, r *http.Request) error {
	s, job, err := i.find(r)
	if err != nil {
		return err
	}
	var said ImportMapping
	if err := decode(r, &said); err != nil {
		return err
	}
	if job.State != ImportReady {
		return fault.New(fault.Refused, "import.not_ready")
	}
	if job, err = i.m.remap(r.Context(), job, said); err != nil {
		return err
	}
	return i.show(w, r, s, job)
}

// run lets a list in: the machine enters it, part by part.
func (i importing) run(w http.ResponseWriter, r *http.Request) error {
	s, job, err := i.find(r)
	if err != nil {
		return err
	}
	err = i.DB.Write(r.Context(), func(tx *store.Tx) error {
		job, _, err := importJobs.Get(tx, job.Facility, job.ID)
		switch {
		case err != nil || job.State == ImportRunning || job.State == ImportDone:
			return err // asked twice is asked once
		case job.State != ImportReady:
			return fault.New(fault.Refused, "import.not_ready")
		case job.Counts.Good == 0:
			return fault.New(fault.Refused, "import.no_rows")
		}
		job.State, job.Actor, job.UpdatedAt = ImportRunning, s.Actor, i.Clock.Now()
		if err := importJobs.Put(tx, job); err != nil {
			return err
		}
		return i.m.next(tx, job)
	})
	if err != nil {
		return err
	}
	i.m.Nudge()
	if job, err = i.m.job(r.Context(), job.Facility, job.ID); err != nil {
		return err
	}
	return i.show(w, r, s, job)
}

// cancel throws a list away that was not let in.
func (i importing) cancel(w http.ResponseWriter, r *http.Request) error {
	_, job, err := i.find(r)
	if err != nil {
		return err
	}
	err = i.DB.Write(r.Context(), func(tx *store.Tx) error {
		job, _, err := importJobs.Get(tx, job.Facility, job.ID)
		if err != nil || job.State == ImportCancelled {
			return err
		}
		if !slices.Contains([]string{ImportReady, ImportFailed}, job.State) {
			return fault.New(fault.Refused, "import.not_ready")
		}
		job.State, job.UpdatedAt = ImportCancelled, i.Clock.Now()
		if err := importJobs.Put(tx, job); err != nil {
			return err
		}
		return dropFile(tx, job)
	})
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// ImportErrand is the kind of errand that enters the next parts of a list.
const ImportErrand = "register.import"

var _ errand.Worker = (*Imports)(nil).Carry
