package api

import (
	"bytes"
	"context"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

// bad answers with the rows that were not filed, in their own columns and with
// what is wrong with each, to be corrected and sent again.
func (i importing) bad(w http.ResponseWriter, r *http.Request) error {
	s, job, err := i.find(r)
	if err != nil {
		return err
	}
	table, err := i.m.toCorrect(r.Context(), job)
	if err != nil {
		return err
	}
	if err := i.sign(r.Context(), s, &table, "import.bad_rows"); err != nil {
		return err
	}
	if err := i.note(r.Context(), s, "import_bad", []string{"import:" + string(job.ID)}); err != nil {
		return err
	}
	return i.send(w, sheet.XLSX, table)
}

// toCorrect makes the table of the rows that were not filed; not found when there
// are none, or when the list was thrown away.
func (m *Imports) toCorrect(ctx context.Context, job importRow) (sheet.Sheet, error) {
	f, err := m.thaw(job)
	if err != nil {
		return sheet.Sheet{}, err
	}
	raw, err := m.file(ctx, job)
	if err != nil {
		return sheet.Sheet{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	r, err := m.read(ctx, job, raw, f)
	if err != nil {
		return sheet.Sheet{}, err
	}
	why := map[int]string{}
	for row, problems := range r.bad {
		var words []string
		for _, p := range problems {
			words = append(words, text.Code(text.ID, p.Code))
		}
		why[row] = strings.Join(slices.Compact(words), " ")
	}
	for _, no := range job.Refused {
		why[no.Row] = text.Code(text.ID, no.Code)
	}
	if len(why) == 0 {
		return sheet.Sheet{}, fault.Absent()
	}
	headers := withoutWhy(f.Mapping.Headers)
	return sheet.Sheet{Header: append(headers, text.T(text.ID, "import.column_wrong", nil)), Rows: badRows(ctx, raw, len(headers), why)}, nil
}

// withoutWhy drops the column of what was wrong from a list that comes again.
func withoutWhy(headers []string) []string {
	headers = slices.Clone(headers)
	if n := len(headers); n > 0 && headers[n-1] == text.T(text.ID, "import.column_wrong", nil) {
		headers = headers[:n-1]
	}
	return headers
}

// badRows gives the rows as they came. A number that the spreadsheet had cut is
// left empty: it would come back as a whole one.
func badRows(ctx context.Context, raw []byte, columns int, why map[int]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		b, err := sheet.Open(ctx, bytes.NewReader(raw), int64(len(raw)), sheet.Usual())
		if err != nil {
			yield(nil, err)
			return
		}
		for row, err := range b.Rows() {
			words, wrong := why[row.Number]
			if err == nil && !wrong {
				continue
			}
			cells := make([]string, columns+1)
			for i := range min(columns, len(row.Cells)) {
				if c := row.Cells[i]; c.Mark != sheet.Rounded {
					cells[i] = c.Text
				}
			}
			cells[columns] = words
			if !yield(cells, err) || err != nil {
				return
			}
		}
	}
}

// sign says in a table who takes it, when, of which health centre and what for.
// Purpose is a key of the catalogue.
func (i importing) sign(ctx context.Context, s Signed, table *sheet.Sheet, purpose string) error {
	var f registry.Facility
	err := i.DB.Read(ctx, func(tx *store.Tx) (err error) { f, err = registry.FacilityOf(tx, s.Actor.Facility); return err })
	if err != nil {
		return err
	}
	word := func(key string) string { return text.T(text.ID, key, nil) }
	now := i.Clock.Now()
	at := text.Date(text.ID, now, f.Location()) + " " + text.Hour(now, f.Location())
	table.Name, table.AboutName = word("sheet.data"), word("sheet.about")
	table.By, table.Title = s.Name, word(purpose)
	table.About = []sheet.Line{{Label: word("sheet.what"), Text: word(purpose)}, {Label: word("sheet.by"), Text: s.Name}, {Label: word("sheet.at"), Text: at},
		{Label: word("sheet.facility"), Text: f.Name}, {Label: word("sheet.duty"), Text: word("sheet.duty_text")}}
	return nil
}

// media of the formats.
var media = map[sheet.Format]string{sheet.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.CSV: "text/csv; charset=utf-8"}

// send answers with a file. It is made whole first: half a list is no answer.
func (i importing) send(w http.ResponseWriter, f sheet.Format, table sheet.Sheet) error {
	var b bytes.Buffer
	if err := sheet.Write(&b, f, table); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", media[f])
	h.Set("Content-Disposition", `attachment; filename="`+fileName(table.Title+" "+table.By+" "+i.Clock.Now().String()[:10])+"."+string(f)+`"`)
	h.Set("Cache-Control", "private, no-store")
	_, err := io.Copy(w, &b)
	return fault.Wrap(err, "api: send")
}

// fileName says what is in the file and who took it, in letters that every system takes.
func fileName(words string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '-' || r == '.':
			return '-'
		}
		return -1
	}, words)
	return strings.ToLower(strings.Trim(name, "-"))
}
