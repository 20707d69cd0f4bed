package page

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/link"
	"sambang/internal/shared/need"
)

// formLimit is what a form may carry, in bytes.
const formLimit = 16 << 10

// order is what a form asks for: a verb of the journal and what is said after it.
type order struct {
	verb string
	body any
	note string
}

// act carries out what a button or a form says. Opening is the one act that a
// browser may do before it has opened the link.
func (p *Page) act(w http.ResponseWriter, r *http.Request, v *visit) error {
	r.Body = http.MaxBytesReader(w, r.Body, formLimit)
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "body.too_large")
	}
	if !p.limits.take(v.link.ID, v.now) {
		return fault.New(fault.Busy, tooOften)
	}
	what := r.PathValue("act")
	if what == "open" {
		if err := p.admit(w, r, v.link, v.token, v.now); err != nil {
			return err
		}
		return see(w, r, v.path(""))
	}
	if v.link.Purpose == alarm.LinkPurpose {
		return p.respond(w, r, v)
	}
	if v.browser == "" {
		return see(w, r, v.path(""))
	}
	if v.link.Purpose == link.Head {
		return p.decide(w, r, v)
	}
	if v.link.Purpose == link.Massage && what == "lagi" {
		return p.againAct(w, r, v)
	}
	id := ident.ID(r.PostForm.Get("id"))
	if !id.Valid() {
		return fault.BadField("body.bad_id", "id")
	}
	o, bad, err := p.order(v, what, id, r.PostForm)
	if err != nil {
		return err
	}
	if bad != nil {
		return p.again(w, r, v, bad.Code)
	}
	return p.say(w, r, v, id, o)
}

// order reads a form. Which orders there are depends on the purpose of the link.
func (p *Page) order(v *visit, what string, id ident.ID, f url.Values) (order, *fault.Error, error) {
	subject := v.link.Subject
	if !v.own() || v.link.Purpose == link.Partner {
		return order{}, nil, fault.Absent() // who only watches changes nothing
	}
	if v.link.Purpose == link.Group && what != "move" {
		o, err := memberOrder(v, what, id, f)
		return o, nil, err
	}
	if v.link.Purpose == link.Massage && what != "move" {
		o, err := familyOrder(what, f)
		return o, nil, err
	}
	if v.link.Purpose == link.Seller && what != "move" {
		o, err := sellerOrder(v, what, id, f)
		return o, nil, err
	}
	switch v.link.Purpose + " " + what {
	case "place declare":
		b, bad := declareForm(f, v.zone, id, subject)
		return order{"milk.declare", b, "declared"}, bad, nil
	case "place name":
		named := milk.Named{ID: ident.Derive(id, deliveryOf), Name: f.Get("name"), Relation: f.Get("relation"), Phone: f.Get("phone")}
		return order{"milk.name_recipient", milk.NameRecipient{Place: subject, Recipient: named}, "named"}, nil, nil
	case "place drop":
		return order{"milk.drop_recipient", milk.DropRecipient{Place: subject, Recipient: ident.ID(f.Get("recipient"))}, "dropped"}, nil, nil
	case "place complain":
		c := complaintOf(f, id)
		c.About = subject
		return order{verb: "need.complain", body: c, note: "complained"}, nil, nil
	case "place mixup":
		return order{"milk.report_mixup", mixupForm(f), "mixup"}, nil, nil
	case "place pause":
		return order{"milk.pause", milk.Pause{Place: subject, Why: f.Get("why"), Until: f.Get("until")}, "paused"}, nil, nil
	case "place resume":
		return order{"milk.resume", milk.Resume{Place: subject}, "resumed"}, nil, nil
	case "place finish":
		return order{"milk.end_place", milk.EndPlace{Place: subject, How: "page"}, "ending"}, nil, nil
	case "place skip":
		return order{"schedule.skip", schedule.Skip{Pickup: ident.ID(f.Get("pickup")), Reason: "no_milk"}, "skipped"}, nil, nil
	case "track renew":
		return order{"milk.new_code", milk.NewCode{Delivery: subject}, "renewed"}, nil, nil
	case "track cancel":
		return order{"milk.cancel", milk.Cancel{Delivery: subject, Reason: "not_needed"}, "cancelled"}, nil, nil
	case "track share":
		return order{"link.issue", link.Make{Purpose: link.Track, About: subject, Person: ident.ID(f.Get("person"))}, "shared"}, nil, nil
	case "track revoke":
		return order{"link.revoke", link.Revoke{Link: ident.ID(f.Get("link"))}, "revoked"}, nil, nil
	case "track move", "place move", "group move", "seller move", "massage move":
		return order{"link.revoke", link.Revoke{Link: v.link.ID, Again: true}, "moved"}, nil, nil
	case "track end":
		return order{"link.revoke", link.Revoke{Link: v.link.ID}, ""}, nil, nil
	}
	return order{}, nil, fault.Absent()
}

// say gives the command to the journal and shows what became of it.
func (p *Page) say(w http.ResponseWriter, r *http.Request, v *visit, id ident.ID, o order) error {
	if err := p.within(r, v, o.body); err != nil {
		return err
	}
	body, err := json.Marshal(o.body)
	if err != nil {
		return fault.Wrap(err, "page: %s", o.verb)
	}
	out, err := p.Journal.Do(r.Context(), v.actor(), journal.Envelope{ID: id, Verb: o.verb, V: 1, Body: body})
	if err != nil {
		if e := fault.Of(err); e.Kind == fault.Invalid || e.Kind == fault.Conflict {
			return p.again(w, r, v, e.Code)
		}
		return err
	}
	if out.Status == journal.Refused {
		return p.again(w, r, v, out.Code)
	}
	return p.after(w, r, v, heardAs(o, out))
}

// heardAs changes what is said after a question that told of a danger sign.
func heardAs(o order, out journal.Outcome) order {
	var told experience.TellResult
	if o.verb == "problem.tell" && json.Unmarshal(out.Result, &told) == nil && told.Request != "" {
		o.note = "asked_urgent"
	}
	return sellerHeard(o, out.Result)
}

// within keeps a link to what it was made for: a mother shares with those on
// her list, and revokes links of this delivery.
func (p *Page) within(r *http.Request, v *visit, body any) error {
	return p.DB.Read(r.Context(), func(tx *store.Tx) error {
		switch b := body.(type) {
		case link.Make:
			d, _, err := milk.Deliveries.Get(tx, v.link.Facility, v.link.Subject)
			if err != nil {
				return err
			}
			place, _, err := milk.Places.Get(tx, v.link.Facility, d.Place)
			if err == nil && !place.Allows(b.Person) {
				err = fault.Absent()
			}
			return err
		case link.Revoke:
			l, found, err := link.Links.Get(tx, v.link.Facility, b.Link)
			if err == nil && (!found || l.Subject != v.link.Subject) {
				err = fault.Absent()
			}
			return err
		case milk.ReportMixup:
			d, _, err := milk.Deliveries.Get(tx, v.link.Facility, b.Delivery)
			if err == nil && d.Place != v.link.Subject {
				err = fault.Absent()
			}
			return err
		case experience.Tell:
			m, _, err := supportgroup.Members.Get(tx, v.link.Facility, v.link.Subject)
			if err == nil && b.Baby != "" && !slices.Contains(m.Babies, b.Baby) {
				err = fault.Absent()
			}
			return err
		case schedule.Skip:
			x, _, err := schedule.Pickups.Get(tx, v.link.Facility, b.Pickup)
			if err == nil && x.Place != v.link.Subject {
				err = fault.Absent()
			}
			return err
		}
		return nil
	})
}

// after leads to the page that shows the change, by a GET that may be repeated.
func (p *Page) after(w http.ResponseWriter, r *http.Request, v *visit, o order) error {
	b, isRevoke := o.body.(link.Revoke)
	if isRevoke && p.Hub != nil {
		p.Hub.Revoke(b.Link)
	}
	if c, is := o.body.(need.Complain); is { // the note says its number
		return see(w, r, withNote(v.path(""), o.note)+"&case="+p.receipt(v, c.Case))
	}
	if !isRevoke || b.Link != v.link.ID {
		return see(w, r, withNote(v.path(""), o.note))
	}
	if !b.Again {
		return see(w, r, v.path(""))
	}
	return p.move(w, r, v, o.note)
}

// move takes this browser along to the link's new address; all others stay behind.
func (p *Page) move(w http.ResponseWriter, r *http.Request, v *visit, note string) error {
	var l link.Link
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		l, _, err = link.Links.Get(tx, v.link.Facility, v.link.ID)
		return err
	})
	if err != nil {
		return err
	}
	token := link.Token(p.Keys, v.facility.Slug, l)
	if err := p.admit(w, r, l, token, v.now); err != nil {
		return err
	}
	return see(w, r, withNote(localPath(token, "", v.lang), note))
}

func withNote(path, note string) string {
	u, err := url.Parse(path)
	if err != nil || note == "" {
		return path
	}
	q := u.Query()
	q.Set("ok", note)
	u.RawQuery = q.Encode()
	return u.String()
}

func see(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// again draws the page anew with what went wrong; what was typed stays, under a
// new id, because the old one has its answer.
func (p *Page) again(w http.ResponseWriter, r *http.Request, v *visit, code string) error {
	s, err := p.sheetOf(r.Context(), v)
	if err != nil {
		return err
	}
	s.Trouble = s.Code(code)
	if s.Place != nil {
		s.Place.Form = r.PostForm.Get
	}
	if s.Seller != nil {
		s.Seller.Form, s.Seller.Tried = r.PostForm.Get, r.PathValue("act")
	}
	if s.Member != nil {
		s.Member.Form, s.Member.Ticked = r.PostForm.Get, func(sign string) bool { return slices.Contains(r.PostForm["sign"], sign) }
	}
	p.render(w, r, http.StatusUnprocessableEntity, "layout", s)
	return nil
}
