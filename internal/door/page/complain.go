package page

import (
	"net/http"
	"net/url"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/need"
)

// The kinds of complaint a page offers. That nobody takes money is the first.
const (
	askedToPay     = "complaint_asked_to_pay"
	otherComplaint = "complaint"
)

// complaintWords are the kinds in the order of the form, each with the word it is
// asked by: page.complain.<word>.
var complaintWords = []kindWord{{askedToPay, "pay"}, {"complaint_late", "late"}, {"complaint_conduct", "conduct"}, {"complaint_place", "place"}, {otherComplaint, "other"}}

type kindWord struct{ Kind, Word string }

// complainView is the page on which anybody says that something is wrong.
type complainView struct {
	formView
	Act, Find string
	Kinds     []kindWord
}

// caseOfForm is what a complaint's id is derived for, from its form's.
const caseOfForm = 1

// complainForm draws the empty form; ?about=pay comes from where it says "gratis".
func (p *Page) complainForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	kind := otherComplaint
	if r.URL.Query().Get("about") == "pay" {
		kind = askedToPay
	}
	return p.drawComplain(w, r, v, http.StatusOK, formView{typed: url.Values{"kind": {kind}}}, "")
}

func (p *Page) drawComplain(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, code string) error {
	f.ID = p.freshID()
	s := p.plainSheet(v.lang, v)
	s.Face, s.Title, s.Extra, s.Complain = "complain", s.T("complain.title"), "apply", &complainView{f, v.open("aduan"), v.address("lapor/cari"), complaintWords}
	s.Say = rich(v.lang, "page.complain.say", "at", "", map[string]string{"at": s.T("complain.mark")})
	if code != "" {
		s.Trouble = s.publicCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// complain takes it; it reaches the head and nobody else.
func (p *Page) complain(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	f := formView{typed: r.PostForm}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawComplain(w, r, v, http.StatusTooManyRequests, f, word)
	}
	id := ident.ID(f.Typed("id"))
	if word != "" || !id.Valid() {
		return p.drawComplain(w, r, v, http.StatusUnprocessableEntity, f, word)
	}
	b := complaintOf(f.typed, id)
	b.Name, b.Phone, b.OfHead = f.Typed("name"), f.Typed("phone"), f.Has("of_head", "yes")
	out, err := p.tell(r, v, id, b.Case, "need.complain", b)
	if err != nil {
		return err
	}
	if out.Code != "" {
		f.wrong = fieldOf(out.Field)
		return p.drawComplain(w, r, v, http.StatusUnprocessableEntity, f, out.Code)
	}
	return see(w, r, withNote(v.open("p/"+p.receipt(v, b.Case)), out.note))
}

// complaintOf reads what both pages have in common.
func complaintOf(f url.Values, id ident.ID) need.Complain {
	b := need.Complain{Case: ident.Derive(id, caseOfForm), Kind: otherComplaint, What: f.Get("what")}
	for _, k := range complaintWords {
		if f.Get("kind") == k.Kind {
			b.Kind = k.Kind
		}
	}
	return b
}

// complained is the sentence after a complaint: its number, and by when there is
// an answer. A case that nobody here opened is none.
func complained(tx *store.Tx, v *visit, id ident.ID) (said string, err error) {
	c, found, err := need.Cases.Get(tx, v.facility.ID, id)
	if err != nil {
		return "", err
	}
	if !found {
		return "", fault.Absent()
	}
	return text.T(v.lang, "page.ok.complained", map[string]string{"number": c.Short(), "day": text.Date(v.lang, c.Due, v.zone)}), nil
}
