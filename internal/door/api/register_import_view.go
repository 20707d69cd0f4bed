package api

import (
	"bytes"
	"context"

	"sambang/internal/core/fault"
	"sambang/internal/core/sheet"
	"sambang/internal/interop/people"
)

// look makes the view of a list; its first rows are read from the file while it is there.
func (m *Imports) look(ctx context.Context, job importRow) (ImportView, error) {
	one, err := m.outline(job)
	if err != nil {
		return ImportView{}, err
	}
	f, err := m.thaw(job)
	if err != nil {
		return ImportView{}, err
	}
	v := ImportView{Import: one, Mapping: f.Mapping, Unmatched: append([]int{}, f.Mapping.Unmatched()...), Fields: people.Fields(), Preview: []PreviewRow{}, Problems: job.Problems}
	raw, err := m.file(ctx, job)
	if fault.Of(err).Kind == fault.NotFound {
		return v, nil
	}
	if err == nil {
		v.Preview, err = preview(ctx, raw, int(job.Header))
	}
	return v, err
}

func preview(ctx context.Context, raw []byte, header int) ([]PreviewRow, error) {
	b, err := sheet.Open(ctx, bytes.NewReader(raw), int64(len(raw)), sheet.Usual())
	if err != nil {
		return nil, err
	}
	rows := []PreviewRow{}
	for row, err := range b.Rows() {
		if err != nil {
			return nil, err
		}
		if row.Number > header {
			if rows = append(rows, PreviewRow{row.Number, people.Texts(row)}); len(rows) == previewRows {
				break
			}
		}
	}
	return rows, nil
}
