package page

import (
	"net/http"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// training says whether the certificate of a course counts, whose it is and in what, and
// no more. Whoever has a wrong address finds nothing, and whoever tries many is told to wait.
func (p *Page) training(w http.ResponseWriter, r *http.Request) {
	headers(w)
	v := &visit{lang: langOf(r), now: p.Clock.Now()}
	view, err := p.findTraining(r, v)
	if err != nil {
		p.fail(w, r, v, err)
		return
	}
	s := p.plainSheet(v.lang, v)
	s.Face, s.Title = "certificate", s.T("training.title")
	s.Say = s.Marked("training." + view.Word)
	s.Certificate = view
	p.render(w, r, http.StatusOK, "layout", s)
}

func (p *Page) findTraining(r *http.Request, v *visit) (*certificateView, error) {
	a, ok := workforce.ParseAddress(r.PathValue("word"))
	switch {
	case !ok:
		return nil, fault.Absent()
	case !p.callers.take(caller(p.senderOf(r)), v.now):
		return nil, fault.New(fault.Busy, tooOften)
	}
	view := &certificateView{}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) error {
		home, err := registry.FacilityBySlug(tx, a.Slug)
		if err != nil {
			return err
		}
		q := journal.Query{Tx: tx, Facility: home.ID, Now: v.now, Keys: p.Keys}
		c, err := workforce.Check(q, a)
		if err != nil {
			return err
		}
		v.facility = home
		view.Word, view.Name = c.State, c.Name
		view.Course, err = training.TitleOf(q, c.Course, v.lang)
		return err
	})
	return view, err
}
