package api

import (
	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/sheet"
)

// registerImports describes how lists are brought in and taken out.
func (b builder) registerImports() {
	binary := func(kinds ...sheet.Format) map[string]*huma.MediaType {
		file := map[string]*huma.MediaType{}
		for _, k := range kinds {
			file[media[k]] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
		return file
	}
	text := &huma.Schema{Type: huma.TypeString}
	id := &huma.Param{Name: "id", In: "path", Required: true, Schema: text}
	one := func(op *huma.Operation) *huma.Operation { op.Parameters = []*huma.Param{id}; return op }

	up := b.operation("register.import", "A list of people, XLSX or CSV, at most 10 MiB: it is read, nothing is entered yet", nil, b.of(ImportView{}))
	up.Parameters = []*huma.Param{{Name: "name", In: "query", Schema: text, Description: "What the file is called."}}
	up.RequestBody = &huma.RequestBody{Required: true, Content: binary(sheet.XLSX, sheet.CSV)}
	b.doc.Paths[importsPath] = &huma.PathItem{Post: up, Get: b.operation("register.imports", "Lists that were handed in, the newest first", nil, b.of(ImportList{}))}
	b.doc.Paths[importsPath+"/{id}"] = &huma.PathItem{Get: one(b.operation("register.import_view", "One list: columns, first rows, what is wrong, how far it is", nil, b.of(ImportView{})))}
	b.doc.Paths[importsPath+"/{id}/mapping"] = &huma.PathItem{Post: one(b.operation("register.import_mapping", "What the columns tell; remembered for this form", b.of(ImportMapping{}), b.of(ImportView{})))}
	b.doc.Paths[importsPath+"/{id}/run"] = &huma.PathItem{Post: one(b.operation("register.import_run", "Let the list in", nil, b.of(ImportView{})))}
	b.doc.Paths[importsPath+"/{id}/cancel"] = &huma.PathItem{Post: one(b.operation("register.import_cancel", "Throw a list away that was not let in", nil, nil))}
	bad := one(b.operation("register.import_bad", "The rows that were not filed, to correct and send again", nil, nil))
	b.doc.Paths[importsPath+"/{id}/bad.xlsx"] = &huma.PathItem{Get: sent(bad, binary(sheet.XLSX))}

	out := b.operation("register.export", "A list of people, signed with who took it", nil, nil)
	out.Parameters = []*huma.Param{
		{Name: "kind", In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"people", "pregnant", "under_five", "alone", "eppgbm"}}},
		{Name: "format", In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"xlsx", "csv"}}},
		{Name: "village", In: "query", Schema: text, Description: "The code of a village; empty: all."}}
	b.doc.Paths["/api/v1/register/export"] = &huma.PathItem{Get: sent(out, binary(sheet.XLSX, sheet.CSV))}
}

// sent is an operation that answers with a file.
func sent(op *huma.Operation, file map[string]*huma.MediaType) *huma.Operation {
	delete(op.Responses, "204")
	op.Responses["200"] = &huma.Response{Description: "The file.", Content: file}
	return op
}
