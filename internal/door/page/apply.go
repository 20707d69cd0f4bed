package page

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

// applyView is the page on which a mother, or who helps her, asks for a place.
type applyView struct {
	formView
	Act      string
	Today    string // the eldest and youngest day of birth that make sense, YYYY-MM-DD
	Earliest string
	Villages []registry.Village
	// Recipients are the numbers of the form's rows for who receives at home.
	Recipients []string
	Days       []dayChoice
	// Pledge is what she promises, Data what is kept of her; each in its version.
	Pledge, Data registry.ConsentText
}

// formView is a form that keeps what was typed.
type formView struct {
	ID    ident.ID
	typed url.Values
	// wrong names the field that was not taken; empty: none.
	wrong string
}

type dayChoice struct {
	N, Word string
	On      bool
}

// Typed is what stands in a field.
func (f formView) Typed(field string) string { return f.typed.Get(field) }

// Has reports whether a choice was made.
func (f formView) Has(field, value string) bool { return slices.Contains(f.typed[field], value) }

// Wrong reports whether this is the field that was not taken.
func (f formView) Wrong(field string) bool { return f.wrong == field }

// applyForm draws the empty form.
func (p *Page) applyForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := url.Values{"who": {"mother"}, "finish_kind": {"home"}, "days": {"1", "2", "3", "4", "5"}}
	return p.drawApply(w, r, v, http.StatusOK, formView{typed: f}, "")
}

// drawApply draws the form with what was typed and, after code, what to mend.
func (p *Page) drawApply(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, code string) error {
	f.ID = p.freshID()
	view := &applyView{formView: f, Act: v.open("daftar"), Today: v.now.Day(v.zone), Earliest: v.now.Add(-eldest).Day(v.zone)}
	for i := range mostRecipients {
		view.Recipients = append(view.Recipients, strconv.Itoa(i+1))
	}
	for i := 1; i <= 7; i++ {
		n := strconv.Itoa(i)
		view.Days = append(view.Days, dayChoice{n, text.T(v.lang, "day.short."+n, nil), f.Has("days", n)})
	}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		if view.Villages, err = registry.Villages.Where(tx, "facility_id = $1 ORDER BY name, id", v.facility.ID); err != nil {
			return err
		}
		if view.Pledge, err = wordsOf(tx, v, registry.ForPledge); err != nil {
			return err
		}
		view.Data, err = wordsOf(tx, v, registry.ForMilk)
		return err
	})
	if err != nil {
		return err
	}
	s := p.plainSheet(v.lang, v)
	s.Face, s.Title, s.Apply, s.Extra = "apply", s.T("apply.title"), view, "apply"
	s.Say = rich(v.lang, "page.apply.say", "at", "", map[string]string{"at": s.T("apply.mark")})
	if code != "" {
		s.Trouble = s.publicCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// eldest is how long ago the youngest baby that makes sense was born: programmes
// end at six months, and a date two years back is a slip worth its own sentence.
const eldest = 2 * 365 * day

// mostRecipients is how many people at home the form has rows for.
const mostRecipients = 3

// publicCode is the sentence of a code, or of one of this door's own.
func (s *sheet) publicCode(code string) string {
	switch code {
	case tooOften:
		return text.T(s.Lang, "page.public.often", map[string]string{"phone": text.Dialled(s.Facility.ServicePhone)})
	case "page.trap":
		return s.T("public.trap")
	case "milk.baby_too_old": // staff read a shorter one
		return s.T("public.baby_too_old")
	}
	return s.Code(code)
}

// wordsOf is the text that people are asked to agree to, in the version that holds
// now; where none was published, the one that the house brings along.
func wordsOf(tx *store.Tx, v *visit, purpose string) (registry.ConsentText, error) {
	t, found, err := registry.ConsentTexts.First(tx, "facility_id = $1 AND purpose = $2 ORDER BY published_at DESC, id DESC", v.facility.ID, purpose)
	if err != nil {
		return t, err
	}
	first := text.T(text.ID, "consent."+purpose, nil)
	if !found {
		t = registry.ConsentText{ID: ident.ID(purpose + "/1"), Purpose: purpose, Version: "1", Wording: first}
	}
	if v.lang != text.ID && t.Wording == first {
		t.Wording = text.T(v.lang, "consent."+purpose, nil)
	}
	return t, nil
}

// apply takes the form. Whoever applies, known or not, is answered alike.
func (p *Page) apply(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	f := formView{typed: r.PostForm}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawApply(w, r, v, http.StatusTooManyRequests, f, word)
	}
	id := ident.ID(f.Typed("id"))
	if word != "" || !id.Valid() {
		return p.drawApply(w, r, v, http.StatusUnprocessableEntity, f, word)
	}
	b, bad := applicationOf(f.typed, id)
	if bad != nil {
		f.wrong = bad.Field
		return p.drawApply(w, r, v, http.StatusUnprocessableEntity, f, bad.Code)
	}
	out, err := p.tell(r, v, id, b.Application, "milk.apply", b)
	if err != nil {
		return err
	}
	if out.Code != "" {
		f.wrong = fieldOf(out.Field)
		return p.drawApply(w, r, v, http.StatusUnprocessableEntity, f, out.Code)
	}
	return see(w, r, withNote(v.open("p/"+p.receipt(v, b.Application)), out.note))
}

// told is what became of something that somebody sent: a code when it was not taken.
type told struct {
	Code, Field string
	note        string
}

// tell says a verb for nobody in particular. What was sent already under this id
// counts: pressing twice, or going back and pressing again, makes nothing twice.
func (p *Page) tell(r *http.Request, v *visit, id, about ident.ID, verb string, body any) (told, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return told{}, fault.Wrap(err, "page: %s", verb)
	}
	out, err := p.Journal.Do(r.Context(), v.nobody(about), journal.Envelope{ID: id, Verb: verb, V: 1, Body: raw})
	switch e := fault.Of(err); {
	case err != nil && e.Kind == fault.Conflict:
		return told{note: "sent_before"}, nil
	case err != nil && e.Kind == fault.Invalid:
		return told{Code: e.Code, Field: e.Field}, nil
	case err != nil:
		return told{}, err
	case out.Status == journal.Refused:
		return told{Code: out.Code, Field: out.Field}, nil
	}
	return told{note: "sent"}, nil
}
