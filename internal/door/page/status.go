package page

import (
	"crypto/subtle"
	"html/template"
	"net/http"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/need"
)

// statusView is the answer to what somebody sent from a page of anybody. It names
// nobody: whoever finds the address learns how far it is and nothing else.
type statusView struct {
	Number string
	// Steps are what happens, in order; the one that happens now is Here.
	Steps []statusStep
	What  template.HTML
	// Gratis leads to the form for who was asked to pay.
	Gratis string
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
	s := p.plainSheet(v.lang, v)
	s.Face, s.Extra, s.Status = "status", "apply", &statusView{Gratis: v.open("aduan") + "#bayar"}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) error {
		if found, err := p.caseStatus(tx, v, id, s); found || err != nil {
			return err
		}
		return p.applied(tx, v, id, s)
	})
	if err != nil {
		return err
	}
	switch r.URL.Query().Get("ok") {
	case "sent":
		s.Note = s.T("ok.sent")
	case "sent_before":
		s.Note = s.T("ok.sent_before")
	}
	p.render(w, r, http.StatusOK, "layout", s)
	return nil
}

// caseStatus draws how far a complaint is.
func (p *Page) caseStatus(tx *store.Tx, v *visit, id ident.ID, s *sheet) (bool, error) {
	c, found, err := need.Cases.Get(tx, v.facility.ID, id)
	if err != nil || !found {
		return false, err
	}
	key := "complaint_open"
	if c.State == need.Ended {
		key = "complaint_closed"
	}
	s.Title, s.Status.Number = s.T("status.complaint"), c.Short()
	s.Say = rich(v.lang, "page.status."+key, "at", "", map[string]string{"at": text.Date(v.lang, c.Due, v.zone)})
	s.Status.What = rich(v.lang, "page.status."+key+"_what", "", "", map[string]string{"phone": v.facility.ServicePhone})
	return true, nil
}

// brief is how a long id is said over the telephone: its last six letters.
func brief(id ident.ID) string {
	s := strings.ToUpper(string(id))
	return s[len(s)-6:len(s)-3] + " " + s[len(s)-3:]
}

// applied draws how far an application is.
func (p *Page) applied(_ *store.Tx, v *visit, id ident.ID, s *sheet) error {
	s.Title, s.Status.Number = s.T("status.application"), brief(id)
	s.Say = rich(v.lang, "page.status.received", "at", "", map[string]string{"at": s.T("status.received_mark")})
	s.Status.What = rich(v.lang, "page.status.received_what", "", "", map[string]string{"phone": v.facility.ServicePhone})
	for i, word := range []string{"received", "looked_at", "decided", "begins"} {
		s.Status.Steps = append(s.Status.Steps, statusStep{Word: s.T("status.step." + word), Done: i == 0, Here: i == 1})
	}
	return nil
}
