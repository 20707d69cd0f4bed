package page

import (
	"encoding/json"
	"html/template"
	"net/http"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/workforce"
)

// headView is a command that waits for the head, shown so that it may be read
// over a shoulder: what kind, from whom, since when.
type headView struct {
	What, Who, When string
	ID              ident.ID // of the command that decides
}

// head reads what the head is asked.
func (p *Page) head(tx *store.Tx, v *visit, s *sheet) error {
	q := journal.Query{Tx: tx, Facility: v.link.Facility, Now: v.now, Keys: p.Keys}
	found, err := journal.Waiting(q, v.link.Subject)
	if err != nil {
		return err
	}
	s.Face, s.Title, s.Say = "head", s.T("head.title"), s.Marked("head")
	s.Head = &headView{What: s.T("head.other"), When: text.Hour(found.Since, v.zone), ID: p.freshID()}
	if key := "app.verb." + found.Verb; text.Has(s.Lang, key) {
		s.Head.What = text.T(s.Lang, key, nil)
	}
	s.Head.Who, err = workforce.Name(q, found.By)
	return err
}

// decide takes the head's answer. The link came by way of other people, one of
// whom may have proposed it, so the head's own PIN or password goes with it.
func (p *Page) decide(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := ident.ID(r.PostForm.Get("id"))
	if r.PathValue("act") != "decide" || !id.Valid() {
		return fault.Absent()
	}
	if err := p.Prove(r.Context(), v.link.Facility, v.link.Person, r.PostForm.Get("secret")); err != nil {
		if e := fault.Of(err); strings.HasPrefix(e.Code, "session.") {
			return p.again(w, r, v, e.Code)
		}
		return err
	}
	by, err := p.asHead(r, v)
	if err != nil {
		return err
	}
	verb, body, err := v.answer(r.PostForm.Get("say"), r.PostForm.Get("reason"))
	if err != nil {
		return p.again(w, r, v, fault.Of(err).Code)
	}
	out, err := p.Journal.Do(r.Context(), by, journal.Envelope{ID: id, Verb: verb, V: 1, Body: body})
	if err != nil {
		return err
	}
	if out.Status == journal.Refused {
		return p.again(w, r, v, out.Code)
	}
	p.decided(w, r, v)
	return nil
}

// answer makes the command of a button.
func (v *visit) answer(say, reason string) (verb string, body []byte, err error) {
	switch {
	case say == "yes":
		return encoded("approval.approve", journal.Approve{Command: v.link.Subject})
	case say != "no" || strings.TrimSpace(reason) == "":
		return "", nil, fault.BadField("body.required", "reason")
	}
	return encoded("approval.reject", journal.Reject{Command: v.link.Subject, Reason: reason})
}

// asHead reads what the person of the link is at this moment.
func (p *Page) asHead(r *http.Request, v *visit) (a access.Actor, err error) {
	err = p.DB.Read(r.Context(), func(tx *store.Tx) error {
		a, err = workforce.ByHeadLink(journal.Query{Tx: tx, Facility: v.link.Facility, Now: v.now, Keys: p.Keys}, v.link.ID, v.link.Person)
		return err
	})
	return a, err
}

// decided is the page after the answer, and of the link from then on.
func (p *Page) decided(w http.ResponseWriter, r *http.Request, v *visit) {
	s := p.plainSheet(v.lang, v)
	s.Face, s.Word, s.Title = "plain", "decided", s.T("decided.title")
	p.render(w, r, http.StatusOK, "layout", s)
}

func encoded(verb string, body any) (string, []byte, error) {
	raw, err := json.Marshal(body)
	return verb, raw, err
}

// glasses are those who opened a person's details by emergency access.
func glasses(q journal.Query, v *visit, person ident.ID) ([]template.HTML, error) {
	broken, err := workforce.GlassesOf(q, person)
	out := make([]template.HTML, len(broken))
	for i, g := range broken {
		out[i] = rich(v.lang, "page.glasses.one", "", "", map[string]string{"who": g.WorkerName, "day": text.DayDate(v.lang, g.OpenedAt, v.zone), "at": text.Hour(g.OpenedAt, v.zone)})
	}
	return out, err
}
