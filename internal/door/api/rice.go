package api

import (
	"bytes"
	"io"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/registry"
)

// riceRoutes are the files of the rice that is owed, and the paper it is signed for on.
func (a *API) riceRoutes() []Route {
	return []Route{
		{"GET /api/v1/rice/debts.xlsx", "session", a.riceDebts(sheet.XLSX)},
		{"GET /api/v1/rice/debts.csv", "session", a.riceDebts(sheet.CSV)},
		{"GET /api/v1/rice/fund.xlsx", "session", a.riceFund(sheet.XLSX)},
		{"GET /api/v1/rice/fund.csv", "session", a.riceFund(sheet.CSV)},
		{"GET /api/v1/rice/debts/{id}/receipt.pdf", "session", a.riceReceipt},
	}
}

// riceFiles describes them.
func (b builder) riceFiles() {
	id := &huma.Param{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	for path, op := range map[string]*huma.Operation{
		"/api/v1/rice/debts.xlsx":             b.file("rice.debts_xlsx", "Every debt of rice as a spreadsheet", media[sheet.XLSX]),
		"/api/v1/rice/debts.csv":              b.file("rice.debts_csv", "Every debt of rice as text", media[sheet.CSV]),
		"/api/v1/rice/fund.xlsx":              b.file("rice.fund_xlsx", "Gifts, purchases and counts as a spreadsheet", media[sheet.XLSX]),
		"/api/v1/rice/fund.csv":               b.file("rice.fund_csv", "Gifts, purchases and counts as text", media[sheet.CSV]),
		"/api/v1/rice/debts/{id}/receipt.pdf": b.file("rice.receipt_pdf", "What is signed when rice is handed over, A4", "application/pdf", id),
	} {
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
}

// ricePaper is what rice is written down with: the words around it, and whether names
// of patients may stand in it.
type ricePaper struct {
	facility registry.Facility
	lang, by string
	at       string
	names    bool
	villages map[string]string
}

// ricing reads for whoever has the right to the whole of it; to others it is not there.
func (a *API) ricing(r *http.Request, right access.Need, read func(q journal.Query) error) (Signed, ricePaper, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, ricePaper{}, err
	}
	if v, ok := access.May(s.Actor, right); !ok || !v.Everywhere() {
		return s, ricePaper{}, fault.Absent()
	}
	p := ricePaper{lang: langOf(r), by: s.Name, villages: map[string]string{}}
	fields, all := access.Columns("rice_debt", s.Actor.Roles, "f")
	p.names = all || slices.Contains(fields, "patient_name")
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if p.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		p.at = q.Now.Day(p.facility.Location())
		all, err := registry.Villages.Where(q.Tx, "facility_id = $1", q.Facility)
		if err != nil {
			return err
		}
		for _, v := range all {
			p.villages[string(v.ID)] = v.Name
		}
		return read(q)
	})
	return s, p, err
}

// showedRice notes that it was shown before it leaves.
func (a *API) showedRice(r *http.Request, s Signed, purpose string, people ...string) error {
	return a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose,
		People: append([]string{"rice:" + string(s.Actor.Facility)}, people...)})
}

// riceDebts answers with every debt.
func (a *API) riceDebts(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var debts []rice.View
		s, p, err := a.ricing(r, access.Export("rice"), func(q journal.Query) (err error) { debts, err = rice.All(q); return err })
		if err != nil {
			return err
		}
		var people []string
		for _, d := range debts {
			people = append(people, "case:"+string(d.Case))
		}
		if err := a.showedRice(r, s, "rice_debts_"+string(format), people...); err != nil {
			return err
		}
		return sendTable(w, "santunan-beras", format, p.debts(debts))
	}
}

// riceFund answers with every line of the fund.
func (a *API) riceFund(format sheet.Format) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var lines []rice.LineView
		s, p, err := a.ricing(r, access.Export("rice"), func(q journal.Query) (err error) { lines, err = rice.Book(q); return err })
		if err != nil {
			return err
		}
		if err := a.showedRice(r, s, "rice_fund_"+string(format)); err != nil {
			return err
		}
		return sendTable(w, "dana-beras", format, p.fund(lines))
	}
}

// sendTable answers with a table in a format. It is made whole first: half a list is no answer.
func sendTable(w http.ResponseWriter, name string, format sheet.Format, table sheet.Sheet) error {
	var b bytes.Buffer
	if err := sheet.Write(&b, format, table); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", media[format])
	h.Set("Content-Disposition", `attachment; filename="`+name+`.`+string(format)+`"`)
	h.Set("Cache-Control", "private, no-store")
	_, err := io.Copy(w, &b)
	return fault.Wrap(err, "api: send a table")
}

// riceReceipt answers with the paper that is signed when the rice of a debt is handed over.
func (a *API) riceReceipt(w http.ResponseWriter, r *http.Request) error {
	id := ident.ID(r.PathValue("id"))
	var d rice.View
	s, p, err := a.ricing(r, access.Read("rice"), func(q journal.Query) error {
		if !id.Valid() {
			return fault.Absent()
		}
		row, found, err := rice.Debts.Get(q.Tx, q.Facility, id)
		if err == nil && !found {
			err = fault.Absent()
		}
		if err != nil {
			return err
		}
		d, err = rice.ViewOf(q, row)
		return err
	})
	if err != nil {
		return err
	}
	made, err := p.receipt(d)
	if err != nil {
		return err
	}
	if err := a.showedRice(r, s, "rice_receipt", "case:"+string(d.Case)); err != nil {
		return err
	}
	paper.Send(w, "santunan-beras-"+d.Number, made)
	return nil
}

func (p ricePaper) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(p.lang, "rice."+key, with)
}

// kilos writes grams as kilograms: 5, 2,5.
func (p ricePaper) kilos(grams int64) string {
	return text.Decimal(p.lang, float64(grams)/1000, 3)
}
