package api

import (
	"context"
	"encoding/json"

	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// partsAtOnce is how many parts one errand enters before it lets other errands
// have their turn: a deadline does not wait for a list.
const partsAtOnce = 4

// Carry enters the next parts of a list. Each part is one command whose id follows
// from the list and the part: killed anywhere, it goes on where it was, and
// nothing is entered twice or by half.
func (m *Imports) Carry(ctx context.Context, e errand.Errand) error {
	var what errandOfImport
	if err := json.Unmarshal(e.Body, &what); err != nil {
		return fault.Wrap(err, "api: import errand")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	job, err := m.job(ctx, e.Facility, what.Import)
	if err != nil || job.State != ImportRunning {
		return gone(err)
	}
	r, err := m.again(ctx, job)
	if err != nil {
		return m.fail(ctx, job, err)
	}
	for range partsAtOnce {
		if job.Chunk >= int64(len(r.parts)) {
			return m.finish(ctx, job)
		}
		if job, err = m.enter(ctx, job, r); err != nil {
			return m.fail(ctx, job, err)
		}
	}
	err = m.DB.Write(ctx, func(tx *store.Tx) error { return m.next(tx, job) })
	m.Nudge()
	return err
}

// gone is no error: the list was thrown away.
func gone(err error) error {
	if err != nil && fault.Of(err).Kind == fault.NotFound {
		return nil
	}
	return err
}

// again gives the list as it was read, from memory between two parts and from the
// file after a restart.
func (m *Imports) again(ctx context.Context, job importRow) (*reading, error) {
	if m.last != nil && m.last.job == job.ID {
		return m.last, nil
	}
	f, err := m.thaw(job)
	if err != nil {
		return nil, err
	}
	raw, err := m.file(ctx, job)
	if err != nil {
		return nil, err
	}
	r, err := m.read(ctx, job, raw, f)
	if err != nil {
		return nil, err
	}
	err = m.DB.Read(ctx, func(tx *store.Tx) (err error) { r.screen, err = registry.NewScreen(m.query(tx, job)); return err })
	m.last = r
	return r, err
}

func (m *Imports) query(tx *store.Tx, job importRow) journal.Query {
	return journal.Query{Tx: tx, Facility: job.Facility, By: job.Actor, Now: m.Clock.Now(), Keys: m.Keys}
}

// enter enters one part and notes what became of it.
func (m *Imports) enter(ctx context.Context, job importRow, r *reading) (importRow, error) {
	part := r.parts[job.Chunk]
	answers, err := m.command(ctx, job, part, r.screen)
	if err != nil {
		return job, err
	}
	count := map[string]*int{registry.RowNew: &job.Counts.New, registry.RowUnchanged: &job.Counts.Unchanged, registry.RowChanged: &job.Counts.Changed,
		registry.RowDoubtful: &job.Counts.Doubtful, registry.RowBad: &job.Counts.Refused}
	for _, a := range answers {
		if a.Outcome == registry.RowNew {
			r.screen.Add(part[a.Row].Row)
		}
		if n := count[a.Outcome]; n != nil {
			*n++
		}
		if a.Outcome == registry.RowBad && a.Row < len(part) {
			job.Refused = append(job.Refused, refusal{part[a.Row].number, a.Code})
		}
	}
	job.Chunk++
	job.UpdatedAt = m.Clock.Now()
	return job, m.DB.Write(ctx, func(tx *store.Tx) error { return importJobs.Put(tx, job) })
}

// command gives the part to the journal. Whether it was decided before a restart
// is looked up first: the doubts, which belong to the command, change with what
// was entered since.
func (m *Imports) command(ctx context.Context, job importRow, part []numbered, screen *registry.Screen) ([]registry.RowAnswer, error) {
	id := ident.Derive(job.ID, 1_000_000+int(job.Chunk))
	var answers []registry.RowAnswer
	body := registry.EnterRows{}
	for _, p := range part {
		body.Rows = append(body.Rows, p.Row)
	}
	decided := ""
	err := m.DB.Read(ctx, func(tx *store.Tx) (err error) {
		if found, err := tx.One("SELECT result FROM command WHERE facility_id = $1 AND id = $2", store.Args(job.Facility, id), &decided); found || err != nil {
			return err
		}
		body.Doubts, err = m.Directory.Doubts(m.query(tx, job), body.Rows, screen)
		return err
	})
	if err == nil && decided == "" {
		decided, err = m.say(ctx, job, id, body)
	}
	if err != nil {
		return nil, err
	}
	return answers, fault.Wrap(json.Unmarshal([]byte(decided), &answers), "api: import")
}

func (m *Imports) say(ctx context.Context, job importRow, id ident.ID, body registry.EnterRows) (string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return "", fault.Wrap(err, "api: import")
	}
	out, err := m.Journal.Do(ctx, job.Actor, journal.Envelope{ID: id, Verb: "registry.enter_rows", V: 1, Body: raw})
	if err != nil {
		return "", err
	}
	if out.Status != journal.Accepted {
		return "", fault.New(fault.Refused, "import.stopped")
	}
	return string(out.Result), nil
}

// fail ends a list for a reason that trying again does not cure (the right was
// lost, the file is gone); else the errand is tried again.
func (m *Imports) fail(ctx context.Context, job importRow, why error) error {
	e := fault.Of(why)
	if e.Kind == fault.Fault || e.Kind == fault.Busy {
		return why
	}
	job.State, job.Code, job.UpdatedAt = ImportFailed, e.Code, m.Clock.Now()
	m.last = nil
	return m.DB.Write(ctx, func(tx *store.Tx) error { return importJobs.Put(tx, job) })
}

// finish ends a list that is in; the file goes unless rows of it wait to be corrected.
func (m *Imports) finish(ctx context.Context, job importRow) error {
	job.State, job.UpdatedAt = ImportDone, m.Clock.Now()
	m.last = nil
	return m.DB.Write(ctx, func(tx *store.Tx) error {
		if err := importJobs.Put(tx, job); err != nil {
			return err
		}
		if job.Counts.Bad+job.Counts.Refused > 0 {
			return nil
		}
		return dropFile(tx, job)
	})
}
