package page

import (
	"net/http"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/registry"
)

// certificateView is what anybody may know of a certificate: that it is one, and of one of
// six months no name.
type certificateView struct {
	// Word is valid or withdrawn: of one whose rule is broken it stays valid until the
	// mother has been told.
	Word   string
	Number string
	On     string // as it is read; empty where it is not valid
	What   string
	// Name and Course are those of a training certificate: whoever is trained shows it.
	Name, Course string
}

// certificate says whether a certificate of six months is valid. Whoever has a wrong
// address finds nothing, and whoever tries many is told to wait.
func (p *Page) certificate(w http.ResponseWriter, r *http.Request) {
	headers(w)
	v := &visit{lang: langOf(r), now: p.Clock.Now()}
	c, err := p.findCertificate(r, v)
	if err != nil {
		p.fail(w, r, v, err)
		return
	}
	s := p.plainSheet(v.lang, v)
	view := &certificateView{Word: "valid", Number: c.Number(), On: text.CivilDate(v.lang, c.On)}
	if !c.Stands() {
		view.Word, view.On = "withdrawn", ""
	}
	view.What = s.T("certificate." + view.Word + ".what")
	s.Face, s.Title = "certificate", s.T("certificate.title")
	s.Say = s.Marked("certificate." + view.Word)
	s.Certificate = view
	p.render(w, r, http.StatusOK, "layout", s)
}

func (p *Page) findCertificate(r *http.Request, v *visit) (c graduation.Certificate, err error) {
	a, ok := graduation.ParseAddress(r.PathValue("word"))
	switch {
	case !ok:
		return c, fault.Absent()
	case !p.callers.take(caller(p.senderOf(r)), v.now):
		return c, fault.New(fault.Busy, tooOften)
	}
	err = p.DB.Read(r.Context(), func(tx *store.Tx) error {
		home, err := registry.FacilityBySlug(tx, a.Slug)
		if err != nil {
			return err
		}
		found := false
		if c, found, err = graduation.Find(journal.Query{Tx: tx, Facility: home.ID, Now: v.now, Keys: p.Keys}, a); err == nil && !found {
			err = fault.Absent()
		}
		v.facility = home
		return err
	})
	return c, err
}
