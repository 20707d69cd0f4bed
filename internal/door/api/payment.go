package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/registry"
)

// paymentRoutes are the papers and files of the treasurer.
func (a *API) paymentRoutes() []Route {
	return []Route{
		{"GET /api/v1/payment/statements/{id}/statement.pdf", "session", a.statementPaper},
		{"GET /api/v1/payment/statements/{id}/statement.xlsx", "session", a.statementSheet},
		{"GET /api/v1/payment/hand-ins/{id}/receipt.pdf", "session", a.handInPaper},
		{"GET /api/v1/payment/ledger.xlsx", "session", a.ledgerSheet},
	}
}

// paymentFiles describes them.
func (b builder) paymentFiles() {
	text := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	for path, op := range map[string]*huma.Operation{
		"/api/v1/payment/statements/{id}/statement.pdf":  b.file("payment.statement_pdf", "A statement to print and sign, A4", "application/pdf", text("id", "path"), text("lang", "query")),
		"/api/v1/payment/statements/{id}/statement.xlsx": b.file("payment.statement_xlsx", "A statement as a spreadsheet", media[sheet.XLSX], text("id", "path")),
		"/api/v1/payment/ledger.xlsx":                    b.file("payment.ledger_xlsx", "Every line of the books from a day to a day", media[sheet.XLSX], text("from", "query"), text("to", "query")),
	} {
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
	b.describeHandIn()
}

// file describes an address that answers with a file.
func (b builder) file(id, summary, kind string, params ...*huma.Param) *huma.Operation {
	op := b.operation(id, summary, nil, nil)
	delete(op.Responses, "204")
	op.Parameters = params
	op.Responses["200"] = &huma.Response{Description: "A file.", Content: map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	return op
}

// stated is a statement with the words around it.
type stated struct {
	payment.StatementView
	facility registry.Facility
	lang     string
	// funds gives the name of a fund that was opened; the standing ones have words.
	funds map[string]string
	by    string
	at    string
}

// stated reads a statement for whoever may: the desk of money, and the worker whom
// it pays, from its approval on. To everybody else it is not there.
func (a *API) stated(r *http.Request) (Signed, stated, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, stated{}, err
	}
	verdict, may := access.May(s.Actor, access.Read("payment"))
	id := ident.ID(r.PathValue("id"))
	if !may || !id.Valid() {
		return s, stated{}, fault.Absent()
	}
	out := stated{lang: langOf(r), by: s.Name, funds: map[string]string{}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		row, found, err := payment.Statements.Get(q.Tx, q.Facility, id)
		if err == nil && (!found || !verdict.Reaches(row.Audiences())) {
			err = fault.Absent()
		}
		if err != nil {
			return err
		}
		return a.fillStated(q, id, &out)
	})
	return s, out, err
}

func (a *API) fillStated(q journal.Query, id ident.ID, out *stated) (err error) {
	if out.StatementView, _, err = payment.Show(q, id); err != nil {
		return err
	}
	return a4(q, out)
}

// a4 reads what stands around every paper of the treasurer's.
func a4(q journal.Query, out *stated) (err error) {
	if out.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return err
	}
	out.at = q.Now.Day(out.facility.Location())
	out.funds, err = payment.FundNames(q)
	return err
}

// langOf is the language a file is asked for in; Indonesian unless told.
func langOf(r *http.Request) string {
	if r.URL.Query().Get("lang") == text.EN {
		return text.EN
	}
	return text.ID
}

// showedStatement notes whose money was shown before it leaves.
func (a *API) showedStatement(ctx context.Context, s Signed, st stated, purpose string) error {
	return a.Showed(ctx, Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose,
		People: []string{"statement:" + string(st.ID), "worker:" + string(st.Worker)}})
}

func (a *API) statementPaper(w http.ResponseWriter, r *http.Request) error {
	s, st, err := a.stated(r)
	if err != nil {
		return err
	}
	made, err := st.pdf() // drawn after the database was let go
	if err != nil {
		return err
	}
	if err := a.showedStatement(r.Context(), s, st, "statement_pdf"); err != nil {
		return err
	}
	paper.Send(w, "rekap-"+st.Month+"-"+strconv.FormatInt(st.Number, 10), made)
	return nil
}

func (a *API) statementSheet(w http.ResponseWriter, r *http.Request) error {
	s, st, err := a.stated(r)
	if err != nil {
		return err
	}
	if err := a.showedStatement(r.Context(), s, st, "statement_xlsx"); err != nil {
		return err
	}
	return sendSheet(w, "rekap-"+st.Month+"-"+strconv.FormatInt(st.Number, 10), st.sheet())
}

// sendSheet answers with a workbook. It is made whole first: half a list is no answer.
func sendSheet(w http.ResponseWriter, name string, table sheet.Sheet) error {
	var b bytes.Buffer
	if err := sheet.Write(&b, sheet.XLSX, table); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", media[sheet.XLSX])
	h.Set("Content-Disposition", `attachment; filename="`+name+`.xlsx"`)
	h.Set("Cache-Control", "private, no-store")
	_, err := io.Copy(w, &b)
	return fault.Wrap(err, "api: send a workbook")
}
