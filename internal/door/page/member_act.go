package page

import (
	"net/http"
	"net/url"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/paper"
	"sambang/internal/core/store"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/certificate"
	"sambang/internal/shared/link"
)

// memberOrder reads a form of the page.
func memberOrder(v *visit, what string, id ident.ID, f url.Values) (order, error) {
	subject := v.link.Subject
	switch what {
	case "accept":
		return order{"supportgroup.answer", supportgroup.Reply{Member: subject, Accept: true}, "joined"}, nil
	case "decline":
		return order{"supportgroup.answer", supportgroup.Reply{Member: subject, Why: "other"}, "declined"}, nil
	case "ask":
		return order{"problem.tell", experience.Tell{Problem: ident.Derive(id, problemOf), Mother: v.link.Person, Baby: ident.ID(f.Get("baby")), Code: f.Get("code"),
			Signs: f["sign"], Words: f.Get("words")}, "asked"}, nil
	case "share":
		return order{"experience.share", experience.Share{Experience: ident.Derive(id, storyOf), Member: subject, Problem: f.Get("problem"),
			What: f.Get("what"), Tried: f.Get("tried"), Helped: f.Get("helped")}, "story_shared"}, nil
	}
	return order{}, fault.Absent()
}

// storyOf is the id of the experience that a form shares.
const storyOf = 521

// problemOf is the id of the problem that a form tells of.
const problemOf = 520

// memberPaper gives her the certificate of a child of hers.
func (p *Page) memberPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.browser == "" || v.link.Purpose != link.Group {
		return fault.Absent()
	}
	var f certificate.Facts
	err := p.DB.Read(r.Context(), func(tx *store.Tx) error {
		q := v.query(p, tx)
		m, found, err := supportgroup.Members.Get(tx, v.link.Facility, v.link.Subject)
		if err != nil || !found || !slices.Contains(m.Babies, ident.ID(r.PathValue("baby"))) {
			return absentOr(err)
		}
		all, err := graduation.Certificates.Where(tx, "facility_id = $1 AND baby = $2 AND state = $3 ORDER BY id", q.Facility, ident.ID(r.PathValue("baby")), graduation.Valid)
		if err != nil || len(all) == 0 {
			return absentOr(err)
		}
		f, err = certificate.Read(q, all[0].ID)
		return err
	})
	if err != nil {
		return err
	}
	made, err := f.Draw(v.lang)
	if err != nil {
		return err
	}
	if p.Showed != nil {
		if err := p.Showed(r.Context(), v.link.Facility, v.link.ID, "paper", f.People()); err != nil {
			return err
		}
	}
	paper.Send(w, certificate.Name(f.Certificate), made)
	return nil
}

func absentOr(err error) error {
	if err != nil {
		return err
	}
	return fault.Absent()
}
