package api

import (
	"context"
	"encoding/json"
	"sync"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/interop/people"
	"sambang/internal/shared/registry"
)

// Imports brings lists of people into the register. One serves a process.
type Imports struct {
	DB        *store.DB
	Keys      *keys.Ring
	Clock     instant.Clock
	Journal   *journal.Journal
	Directory *registry.Directory
	Nudge     func()
	// mu lets one list be read at a time: reading one takes tens of megabytes.
	mu   sync.Mutex
	last *reading // the list that is being entered, kept between its parts
}

// NewImports makes it; nudge tells the errands that there is work.
func NewImports(db *store.DB, ring *keys.Ring, clock instant.Clock, j *journal.Journal, d *registry.Directory, nudge func()) *Imports {
	return &Imports{DB: db, Keys: ring, Clock: clock, Journal: j, Directory: d, Nudge: nudge}
}

// importRow is a list as the table keeps it. Name and Mapping are encrypted: a
// list may be called after somebody, and have its first person for a header.
type importRow struct {
	Facility  ident.ID         `db:"facility_id"`
	ID        ident.ID         `db:"id"`
	State     string           `db:"state"`
	Name      string           `db:"name"`
	Format    string           `db:"format"`
	Actor     access.Actor     `db:"actor,json"`
	CreatedAt instant.Instant  `db:"created_at"`
	UpdatedAt instant.Instant  `db:"updated_at"`
	Mapping   string           `db:"mapping"`
	Header    int64            `db:"header"`
	Counts    ImportCounts     `db:"counts,json"`
	Problems  []people.Problem `db:"problems,json"`
	Refused   []refusal        `db:"refused,json"`
	Chunks    int64            `db:"chunks"`
	Chunk     int64            `db:"chunk"`
	Code      string           `db:"code"`
}

// refusal is a row that the register did not take.
type refusal struct {
	Row  int    `json:"row"`
	Code string `json:"code"`
}

// importFile is the list itself, encrypted.
type importFile struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Body     string   `db:"body"`
}

// importForm is what somebody said of a form; id is its signature.
type importForm struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Columns  []people.Field  `db:"columns,json"`
	UsedAt   instant.Instant `db:"used_at"`
}

var (
	importJobs  = store.NewTable[importRow]("import_job", store.Loose)
	importFiles = store.NewTable[importFile]("import_file", store.Loose)
	importForms = store.NewTable[importForm]("import_mapping", store.Loose)
)

// ImportTables are the tables of this machine: loose ones.
func ImportTables() []store.Def {
	return []store.Def{importJobs.Definition(), importFiles.Definition(), importForms.Definition()}
}

// frozen is how a list is read: the mapping, and what was known when it was made.
// A list that is entered over a restart is read the same way after it.
type frozen struct {
	Mapping people.Mapping `json:"mapping"`
	Known   people.Known   `json:"known"`
}

func (m *Imports) freeze(facility ident.ID, f frozen) (string, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return "", fault.Wrap(err, "api: import")
	}
	return m.Keys.Seal(facility, text)
}

func (m *Imports) thaw(job importRow) (f frozen, err error) {
	text, err := m.Keys.Open(job.Facility, job.Mapping)
	if err == nil {
		err = json.Unmarshal(text, &f)
	}
	return f, fault.Wrap(err, "api: import %s", job.ID)
}

func (m *Imports) job(ctx context.Context, facility, id ident.ID) (job importRow, err error) {
	err = m.DB.Read(ctx, func(tx *store.Tx) error {
		var found bool
		if job, found, err = importJobs.Get(tx, facility, id); err == nil && !found {
			err = fault.Absent()
		}
		return err
	})
	return job, err
}

// file opens the list itself; gone when it was thrown away.
func (m *Imports) file(ctx context.Context, job importRow) (raw []byte, err error) {
	var f importFile
	err = m.DB.Read(ctx, func(tx *store.Tx) error {
		var found bool
		if f, found, err = importFiles.Get(tx, job.Facility, job.ID); err == nil && !found {
			err = fault.Absent()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	raw, err = m.Keys.Open(job.Facility, f.Body)
	return raw, fault.Wrap(err, "api: import %s", job.ID)
}

func dropFile(tx *store.Tx, job importRow) error {
	_, err := tx.Exec("DELETE FROM import_file WHERE facility_id = $1 AND id = $2", job.Facility, job.ID)
	return err
}

// next asks for the next parts of a list to be entered.
func (m *Imports) next(tx *store.Tx, job importRow) error {
	body, err := json.Marshal(errandOfImport{job.ID})
	if err != nil {
		return fault.Wrap(err, "api: import")
	}
	return errand.Add(tx, errand.Errand{Facility: job.Facility, ID: ident.Derive(job.ID, 10+int(job.Chunk)), Kind: ImportErrand, Due: m.Clock.Now(), Body: body})
}

type errandOfImport struct {
	Import ident.ID `json:"import"`
}

// outline is a list as it stands among others.
func (m *Imports) outline(job importRow) (Import, error) {
	f, err := m.thaw(job)
	if err != nil {
		return Import{}, err
	}
	name, err := m.Keys.Open(job.Facility, job.Name)
	if err != nil {
		return Import{}, fault.Wrap(err, "api: import %s", job.ID)
	}
	return Import{ID: job.ID, Name: string(name), State: job.State, Format: job.Format, Kind: f.Mapping.Kind, CreatedAt: job.CreatedAt,
		UpdatedAt: job.UpdatedAt, Counts: job.Counts, Parts: job.Chunks, Done: job.Chunk, Code: job.Code}, nil
}
