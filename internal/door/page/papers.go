package page

import (
	"net/http"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/paper"
	"sambang/internal/core/store"
	"sambang/internal/report/letter"
	"sambang/internal/shared/link"
)

// employer gives a mother the letter for where she works.
func (p *Page) employer(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.paper(w, r, v, "surat-tempat-kerja", letter.Facts.Employer)
}

// pledge gives her what she has promised, on paper.
func (p *Page) pledge(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.paper(w, r, v, "janji-asi", letter.Facts.Pledge)
}

// paper draws one of her papers, for a browser that has opened her own page.
func (p *Page) paper(w http.ResponseWriter, r *http.Request, v *visit, name string, draw func(letter.Facts, string) ([]byte, error)) error {
	if v.browser == "" || v.link.Purpose != link.Place {
		return fault.Absent()
	}
	var f letter.Facts
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		f, err = letter.Read(v.query(p, tx), v.link.Subject)
		return err
	})
	if err != nil {
		return err
	}
	if f.Place.Reader() != v.link.Person {
		return fault.Absent()
	}
	made, err := draw(f, v.lang)
	if err != nil {
		return err
	}
	if p.Showed != nil {
		if err := p.Showed(r.Context(), v.link.Facility, v.link.ID, "paper", []ident.ID{f.Place.Mother}); err != nil {
			return err
		}
	}
	paper.Send(w, name, made)
	return nil
}
