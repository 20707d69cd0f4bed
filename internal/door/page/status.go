package page

import (
	"crypto/subtle"
	"html/template"
	"net/http"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk/admission"
)

// statusView is the answer to what somebody sent from a page of anybody. It names
// nobody: whoever finds the address learns how far it is and nothing else.
type statusView struct {
	Number string
	// Steps are what happens, in order; the one that happens now is Here.
	Steps []statusStep
	What  template.HTML
	// Why is where an application stands among those who wait, in words.
	Why string
	// Gratis leads to the form for who was asked to pay.
	Gratis string

	// What follows only a complaint has: its code, what was answered, who answered and
	// when, and how it is taken back while it is open.
	Code, Answer, AnsweredBy, Withdraw string
	WithdrawID                         ident.ID
}

type statusStep struct {
	Word       string
	Done, Here bool
}

func sameWord(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// status draws how far an application or a complaint is.
func (p *Page) status(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, ok := p.received(v, r.PathValue("token"))
	if !ok {
		return fault.Absent()
	}
	s, err := p.statusSheet(r, v, id)
	if err != nil {
		return err
	}
	switch r.URL.Query().Get("ok") {
	case "withdrawn":
		s.Note = s.T("ok.complaint_withdrawn")
	case "sent":
		s.Note = s.T("ok.sent")
	case "sent_before":
		s.Note = s.T("ok.sent_before")
	}
	p.render(w, r, http.StatusOK, "layout", s)
	return nil
}

// statusSheet reads what an address stands for; one that opens nothing is absent.
func (p *Page) statusSheet(r *http.Request, v *visit, id ident.ID) (*sheet, error) {
	s := p.plainSheet(v.lang, v)
	s.Face, s.Extra, s.Status = "status", "apply", &statusView{Gratis: v.open("aduan") + "#bayar"}
	return s, p.DB.Read(r.Context(), func(tx *store.Tx) error {
		if found, err := p.complaintStatus(tx, v, id, s); found || err != nil {
			return err
		}
		return p.applied(tx, v, id, s)
	})
}

// applied draws how far an application is.
func (p *Page) applied(tx *store.Tx, v *visit, id ident.ID, s *sheet) error {
	q := journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}
	a, found, err := admission.Applications.Get(tx, v.facility.ID, id)
	if err != nil {
		return err
	}
	if !found {
		return fault.Absent()
	}
	s.Title, s.Status.Number = s.T("status.application"), number(a.Number)
	key, here, what := progress(a)
	s.Status.What = rich(v.lang, "page.status."+what, "", "", map[string]string{"phone": text.Dialled(v.facility.ServicePhone)})
	s.Say = rich(v.lang, "page.status."+key, "at", "", map[string]string{"at": s.T("status." + key + "_mark")})
	for i, word := range []string{"received", "looked_at", "decided", "begins"} {
		s.Status.Steps = append(s.Status.Steps, statusStep{Word: s.T("status.step." + word), Done: i < here, Here: i == here})
	}
	if a.State == admission.Prepared {
		return standing(q, v, s, id)
	}
	return nil
}

// progress is what an application's page says: its sentence, the step that is next, and
// what stands below. One that was sent again from the page, or by somebody who takes
// part already, looks like every one that nobody has looked at: whoever sends it
// must not learn who is known.
func progress(a admission.Application) (key string, here int, what string) {
	switch a.State {
	case admission.Prepared:
		return "prepared", 2, "prepared_what"
	case admission.Admitted:
		return "admitted", 3, "admitted_what"
	case admission.Refused:
		return "refused", 3, "refused." + a.Reason
	case admission.Withdrawn:
		return "withdrawn", 3, "withdrawn_what"
	}
	return "received", 1, "received_what"
}

// standing says where it stands among those who wait, and why there.
func standing(q journal.Query, v *visit, s *sheet, id ident.ID) error {
	at, waits, err := admission.StandingOf(q, id)
	if err != nil || !waits {
		return err
	}
	s.Status.Why = at.Words(v.lang)
	s.Say = rich(v.lang, "page.status.standing", "at", "", map[string]string{"at": text.T(v.lang, "page.status.standing_mark", map[string]string{"n": strconv.FormatInt(at.Number, 10), "of": strconv.FormatInt(at.Of, 10)})})
	return nil
}
