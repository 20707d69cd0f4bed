package page

import (
	"net/http"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// complaintStatus draws how far a complaint is, and its answer with who gave it. It
// names nobody of whom it complains and nobody who complained.
func (p *Page) complaintStatus(tx *store.Tx, v *visit, id ident.ID, s *sheet) (bool, error) {
	q := journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}
	c, found, err := need.Cases.Get(tx, v.facility.ID, id)
	if err != nil || !found || !c.HeadOnly {
		return false, err
	}
	key, view := complaintWord(c, v), s.Status
	s.Title, view.Number = s.T("status.complaint"), c.Short()
	s.Say = rich(v.lang, "page.status."+key, "at", "", map[string]string{"at": text.Date(v.lang, c.Due, v.zone)})
	view.What = rich(v.lang, "page.status."+key+"_what", "", "", map[string]string{"phone": text.Dialled(v.facility.ServicePhone)})
	view.Code = need.ReceiptCode(p.Keys, v.facility.ID, c.ID)
	view.Code = view.Code[:3] + " " + view.Code[3:]
	if c.State == need.Going {
		view.Withdraw, view.WithdrawID = v.open("p/"+p.receipt(v, c.ID)+"/batal"), p.freshID()
	}
	if view.Answer, err = need.AnswerOf(q, c); err != nil || view.Answer == "" {
		return true, err
	}
	by, err := workforce.Name(q, c.AnsweredBy)
	if !c.AnsweredAt.IsZero() {
		view.AnsweredBy = text.T(v.lang, "page.status.answered_by", map[string]string{"name": by, "day": text.Date(v.lang, c.AnsweredAt, v.zone)})
	}
	return true, err
}

// complaintWord is the sentence of a complaint: what is true of it now.
func complaintWord(c need.Case, v *visit) string {
	switch {
	case c.Outcome == need.OutcomeWithdrawn:
		return "complaint_withdrawn"
	case c.State == need.Ended:
		return "complaint_closed"
	case !c.AnsweredAt.IsZero():
		return "complaint_answered"
	case v.now.After(c.Due):
		return "complaint_late"
	}
	return "complaint_open"
}

// complaintAct takes a complaint back by its code.
func (p *Page) complaintAct(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, ok := p.received(v, r.PathValue("token"))
	if !ok || r.PathValue("act") != "batal" {
		return fault.Absent()
	}
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	command := ident.ID(r.PostForm.Get("id"))
	status := http.StatusUnprocessableEntity
	if word == "" && command.Valid() {
		out, err := p.tell(r, v, command, id, "need.withdraw", need.Withdraw{Case: id, Code: digitsOf(r.PostForm.Get("code"))})
		if err != nil {
			return err
		}
		if word = out.Code; word == "" {
			return see(w, r, withNote(v.open("p/"+r.PathValue("token")), "withdrawn"))
		}
	}
	if word == tooOften {
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
	}
	s, err := p.statusSheet(r, v, id)
	if err != nil {
		return err
	}
	if word != "" {
		s.Trouble = s.publicCode(word)
	}
	p.render(w, r, status, "layout", s)
	return nil
}
