package api

import (
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/payment"
)

// describeHandIn describes the receipt of money that was handed in.
func (b builder) describeHandIn() {
	in := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	b.doc.Paths["/api/v1/payment/hand-ins/{id}/receipt.pdf"] = &huma.PathItem{Get: b.file("payment.hand_in_pdf", "The receipt of money that a worker handed in, A4, for two signatures", "application/pdf", in("id", "path"), in("lang", "query"))}
}

// handed is a receipt with the words around it.
type handed struct {
	stated
	payment.HandInView
}

// handInPaper answers with the receipt of money handed in, for whoever reads payments and has
// to do with it; to everybody else it is not there.
func (a *API) handInPaper(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	verdict, may := access.May(s.Actor, access.Read("payment"))
	id := ident.ID(r.PathValue("id"))
	if !may || !id.Valid() {
		return fault.Absent()
	}
	h := handed{stated: stated{lang: langOf(r), by: s.Name}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error { return h.read(q, id, verdict) })
	if err != nil {
		return err
	}
	made, err := h.pdf()
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "hand_in_pdf", People: []string{"person:" + string(h.HandInView.Worker)}}); err != nil {
		return err
	}
	paper.Send(w, "setoran-"+strconv.FormatInt(h.HandInView.Number, 10), made)
	return nil
}

func (h *handed) read(q journal.Query, id ident.ID, verdict access.Verdict) error {
	row, found, err := payment.HandIns.Get(q.Tx, q.Facility, id)
	if err == nil && (!found || !verdict.Reaches(row.Audiences())) {
		err = fault.Absent()
	}
	if err != nil {
		return err
	}
	if h.HandInView, _, err = payment.ShowHandIn(q, id); err != nil {
		return err
	}
	return a4(q, &h.stated)
}

// pdf draws the receipt: what, from whom, to whom, in figures and in words.
func (h handed) pdf() ([]byte, error) {
	p := paper.New(h.lang, h.t("hand_in_title"), paper.Letterhead{Name: h.facility.Name, Phone: h.facility.ServicePhone, Demo: h.facility.Demo})
	p.Foot(h.t("foot", "day", text.CivilDate(h.lang, h.at), "by", h.by))
	p.Heading(h.t("hand_in_title"))
	number := strconv.FormatInt(h.HandInView.Number, 10)
	if !h.UndoneAt.IsZero() {
		p.Strong(h.t("hand_in_undone", "day", text.Date(h.lang, h.UndoneAt, h.facility.Location())))
	}
	p.Facts([2]string{h.t("hand_in_number"), number}, [2]string{h.t("column.day"), text.CivilDate(h.lang, h.On)}, [2]string{h.t("hand_in_from"), h.HandInView.WorkerName},
		[2]string{h.t("hand_in_to"), h.ByName}, [2]string{h.t("column.fund"), h.fund(h.Fund)}, [2]string{h.t("column.amount"), text.Rp(h.lang, h.HandInView.Amount)})
	p.Strong(h.t("in_words", "words", upperFirst(money.Terbilang(h.HandInView.Amount))))
	p.Sign("", paper.Signer{Role: h.t("hand_in_from"), Name: h.HandInView.WorkerName}, paper.Signer{Role: h.t("hand_in_to"), Name: h.ByName})
	return p.Bytes()
}
