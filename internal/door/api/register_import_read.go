package api

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/sheet"
	"sambang/internal/core/store"
	"sambang/internal/interop/people"
	"sambang/internal/shared/registry"
)

const (
	// previewRows and shownProblems are what one answer carries of a list.
	previewRows   = 20
	shownProblems = 500
	// partRows is how many rows one command enters: some tens of milliseconds, in
	// which nobody else's command is decided.
	partRows = 100
	// keptFor is how long a list with rows to correct is kept.
	keptFor = 30 * 24 * time.Hour
)

// reading is a list as it was read.
type reading struct {
	job    ident.ID
	format sheet.Format
	f      frozen
	header int // the number of the row with the headers
	counts ImportCounts
	// problems are the first ones; bad has those of every row that cannot be filed.
	problems []people.Problem
	bad      map[int][]people.Problem
	parts    [][]numbered
	// screen is made when the list is entered.
	screen *registry.Screen
}

// numbered is a good row and where it stands in the list.
type numbered struct {
	number int
	registry.Row
}

// known reads what a list may name: villages, posyandu, and today at the health centre.
func (m *Imports) known(ctx context.Context, facility ident.ID) (k people.Known, err error) {
	err = m.DB.Read(ctx, func(tx *store.Tx) error {
		f, err := registry.FacilityOf(tx, facility)
		if err != nil {
			return err
		}
		k.Today = m.Clock.Now().Day(f.Location())
		villages, err := registry.Villages.Where(tx, "facility_id = $1 ORDER BY id", facility)
		if err != nil {
			return err
		}
		for _, v := range villages {
			k.Villages = append(k.Villages, people.Place{ID: v.ID, Name: v.Name})
		}
		posts, err := registry.Posyandus.Where(tx, "facility_id = $1 ORDER BY id", facility)
		for _, p := range posts {
			k.Posyandus = append(k.Posyandus, people.Place{ID: p.ID, Name: p.Name, Village: p.Village})
		}
		return err
	})
	return k, err
}

// take reads a list that has come and keeps it.
func (m *Imports) take(ctx context.Context, by access.Actor, name string, raw []byte) (importRow, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.Clock.Now()
	job := importRow{Facility: by.Facility, ID: ident.New(now.Time()), State: ImportReady, Actor: by, CreatedAt: now, UpdatedAt: now}
	k, err := m.known(ctx, by.Facility)
	if err != nil {
		return job, err
	}
	r, err := m.read(ctx, job, raw, frozen{Known: k})
	if err != nil {
		return job, err
	}
	if job.Name, err = m.Keys.Seal(job.Facility, []byte(name)); err != nil {
		return job, err
	}
	body, err := m.Keys.Seal(job.Facility, raw)
	if err != nil {
		return job, err
	}
	if job, err = m.found(job, r); err != nil {
		return job, err
	}
	return job, m.DB.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec("DELETE FROM import_file WHERE facility_id = $1 AND id IN (SELECT id FROM import_job WHERE facility_id = $1 AND created_at < $2)",
			job.Facility, now.Add(-keptFor)); err != nil {
			return err
		}
		if err := importFiles.Put(tx, importFile{job.Facility, job.ID, body}); err != nil {
			return err
		}
		return importJobs.Put(tx, job)
	})
}

// found puts what reading found into the job.
func (m *Imports) found(job importRow, r *reading) (importRow, error) {
	var err error
	job.Format, job.Header, job.Counts, job.Problems, job.Chunks = string(r.format), int64(r.header), r.counts, r.problems, int64(len(r.parts))
	job.Refused = []refusal{}
	job.Mapping, err = m.freeze(job.Facility, r.f)
	return job, err
}

// remap reads a list again, with another mapping, and remembers that.
func (m *Imports) remap(ctx context.Context, job importRow, said ImportMapping) (importRow, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.thaw(job)
	if err != nil {
		return job, err
	}
	f.Mapping.Columns, f.Mapping.Village = said.Columns, said.Village
	if err := f.Mapping.Check(); err != nil {
		return job, err
	}
	if said.Village != "" && !slices.ContainsFunc(f.Known.Villages, func(p people.Place) bool { return string(p.ID) == said.Village }) {
		return job, fault.BadField("registry.unknown_village", "village")
	}
	raw, err := m.file(ctx, job)
	if err != nil {
		return job, err
	}
	r, err := m.read(ctx, job, raw, f)
	if err != nil {
		return job, err
	}
	if job, err = m.found(job, r); err != nil {
		return job, err
	}
	job.UpdatedAt = m.Clock.Now()
	form := importForm{job.Facility, ident.ID(people.Signature(f.Mapping.Headers)), said.Columns, job.UpdatedAt}
	return job, m.DB.Write(ctx, func(tx *store.Tx) error {
		now, found, err := importJobs.Get(tx, job.Facility, job.ID)
		if err != nil || !found || now.State != ImportReady {
			return cmp.Or(err, error(fault.New(fault.Refused, "import.not_ready")))
		}
		if err := importForms.Put(tx, form); err != nil {
			return err
		}
		return importJobs.Put(tx, job)
	})
}

// read reads a whole list. A frozen mapping without headers is found first.
func (m *Imports) read(ctx context.Context, job importRow, raw []byte, f frozen) (*reading, error) {
	b, err := sheet.Open(ctx, bytes.NewReader(raw), int64(len(raw)), sheet.Usual())
	if err != nil {
		return nil, err
	}
	r := &reading{job: job.ID, format: b.Format, f: f, header: int(job.Header), bad: map[int][]people.Problem{}, problems: []people.Problem{}}
	if len(f.Mapping.Headers) == 0 {
		if err := m.head(ctx, job, b, r); err != nil {
			return nil, err
		}
	}
	var good []numbered
	reader := people.NewReader(r.f.Mapping, f.Known)
	for row, err := range b.Rows() {
		if err != nil {
			return nil, err
		}
		if row.Number <= r.header {
			continue
		}
		if filed, ok := r.row(reader, row); ok {
			good = append(good, numbered{row.Number, filed})
		}
	}
	r.parts = inParts(good)
	return r, nil
}

// head finds the row of the headers and what the columns tell: as somebody said of
// this form before, else by the words.
func (m *Imports) head(ctx context.Context, job importRow, b *sheet.Book, r *reading) error {
	var first []sheet.Row
	for row, err := range b.Rows() {
		if err != nil {
			return err
		}
		if first = append(first, row); len(first) == 15 {
			break
		}
	}
	if len(first) == 0 {
		return fault.New(fault.Invalid, "sheet.empty")
	}
	at, _ := people.FindHeader(first)
	r.header, r.f.Mapping = first[at].Number, people.Match(people.Texts(first[at]))
	return m.DB.Read(ctx, func(tx *store.Tx) error {
		form, found, err := importForms.Get(tx, job.Facility, ident.ID(people.Signature(r.f.Mapping.Headers)))
		if err == nil && found && len(form.Columns) == len(r.f.Mapping.Headers) {
			r.f.Mapping.Columns = form.Columns
		}
		return err
	})
}

// row reads one row and counts it.
func (r *reading) row(reader *people.Reader, row sheet.Row) (registry.Row, bool) {
	r.counts.Rows++
	filed, problems := reader.Row(row)
	r.problems = append(r.problems, problems[:min(len(problems), shownProblems-len(r.problems))]...)
	isError := func(p people.Problem) bool { return p.Error }
	if slices.ContainsFunc(problems, isError) {
		r.counts.Bad++
		r.bad[row.Number] = slices.DeleteFunc(problems, func(p people.Problem) bool { return !p.Error })
		return filed, false
	}
	r.counts.Good++
	if len(problems) > 0 {
		r.counts.Warned++
	}
	return filed, true
}

// inParts cuts rows into commands. Families stay together, in the order of the
// list, and who has none comes last, parents before children: so a child finds
// its mother on the first day, and the same list has nothing to add on the second.
func inParts(rows []numbered) [][]numbered {
	place := map[string]int{}
	for i, r := range rows {
		if key := familyOf(r.Row); key != "" {
			if _, ok := place[key]; !ok {
				place[key] = i
			}
		}
	}
	at := func(r numbered) int {
		if i, ok := place[familyOf(r.Row)]; ok {
			return i
		}
		return len(rows)
	}
	slices.SortStableFunc(rows, func(a, b numbered) int {
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(age(a.Row), age(b.Row)))
	})
	var parts [][]numbered
	for len(rows) > 0 {
		n := min(partRows, len(rows))
		for n < len(rows) && n > partRows/2 && familyOf(rows[n].Row) != "" && familyOf(rows[n].Row) == familyOf(rows[n-1].Row) {
			n--
		}
		parts, rows = append(parts, rows[:n:n]), rows[n:]
	}
	return parts
}

func familyOf(r registry.Row) string {
	return cmp.Or(string(r.Household), r.KK, r.House)
}

// age orders parents before children: by birth date; of those without one, whoever
// names a mother comes last.
func age(r registry.Row) string {
	if r.Born == "" && (r.Mother != "" || r.MotherNIK != "") {
		return "9999"
	}
	return r.Born
}
