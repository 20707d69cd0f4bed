package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// bookedView are visits that were asked for: one on the page that follows the form, all of a
// family on its own page.
type bookedView struct {
	Ahead, Past []bookedItem
	// New is the form for another visit.
	New string
	// Shift is the choice of another hour for one of them; nil: none is being chosen.
	Shift *shiftView
	// Same leads to another visit of the same children, Again is that form; empty, nil: not asked for.
	Same  string
	Again *againView
	// Seen is when the page was drawn: a phone that kept it says so without signal.
	Seen string
	// Emergency is what to dial where help is wanted at once; empty: it is not.
	Emergency string
}

// bookedItem is one visit. The forms of it are there while they can be sent.
type bookedItem struct {
	ID     ident.ID // what its forms carry, a command each
	About  ident.ID
	Number string
	State  string
	When   string
	Words  string
	Cadre  string
	Until  string
	// Code is where the code is told, Again where another is asked for.
	Code, Again string
	// Offer is another hour that the family is asked about, OfferCadre who would come then;
	// Lost, that nobody can come to the old one.
	Offer      string
	OfferCadre string
	Lost       bool
	Cancel     bool
	// Shift is where another hour is chosen; Rate, that the visit can be rated.
	Shift string
	Rate  bool
	// Course is its place in a course of several; empty: it is one visit.
	Course string
	// Priced: what it costs is said; Price is it, empty: nothing.
	Priced bool
	Price  string
	fresh  func() ident.ID
}

// Fresh is another id for a form of its own.
func (i bookedItem) Fresh() ident.ID { return i.fresh() }

// oneVisit is a visit with the page it stands on, for a part that is drawn for each.
type oneVisit struct {
	*sheet
	Item bookedItem
}

// OneVisit gives a part of the page its visit.
func (s *sheet) OneVisit(i bookedItem) oneVisit { return oneVisit{s, i} }

// childRow is the form's row of one of two children.
type childRow struct {
	*sheet
	N string
}

// BookRow gives a part of the form its number.
func (s *sheet) BookRow(n string) childRow { return childRow{s, n} }

// Typed is what stands in this row's field.
func (r childRow) Typed(field string) string { return r.Booking.Typed(field + r.N) }

// Wrong reports whether this row's field was not taken.
func (r childRow) Wrong(field string) bool { return r.Booking.Wrong(field + r.N) }

// bookedPage is the answer to one booking, for whoever made it on the page of anybody: it names
// nobody, and takes the code.
func (p *Page) bookedPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.drawBooked(w, r, v, http.StatusOK, "")
}

func (p *Page) drawBooked(w http.ResponseWriter, r *http.Request, v *visit, status int, code string) error {
	token := r.PathValue("token")
	id, ok := p.received(v, token)
	if !ok {
		return fault.Absent()
	}
	s := p.plainSheet(v.lang, v)
	s.Face, s.Title, s.Extra = "booked", s.T("booking.title"), "apply"
	err := p.DB.Read(r.Context(), func(tx *store.Tx) error {
		b, found, err := massage.Bookings.Get(tx, v.facility.ID, id)
		if err != nil || !found {
			return absentOr(err)
		}
		item := p.itemOf(v, b)
		if b.State == massage.Asked {
			item.Code, item.Again = v.address("pijat/p/"+token+"/kode"), v.address("pijat/p/"+token+"/baru")
		}
		s.Booked = &bookedView{Ahead: []bookedItem{item}, New: v.address("pijat")}
		if b.State == massage.Referred && b.Verdict == "danger" {
			s.Booked.Emergency = v.facility.EmergencyNumber
		}
		s.Say = rich(v.lang, "page.booked.say", "at", "", map[string]string{"at": s.T("booked.state." + b.State)})
		return nil
	})
	if err != nil {
		return err
	}
	switch r.URL.Query().Get("ok") {
	case "sent", "sent_before":
		s.Note = s.T("ok." + r.URL.Query().Get("ok"))
	case "confirmed", "renewed":
		s.Note = s.T("booked.ok_" + r.URL.Query().Get("ok"))
	}
	if code != "" {
		s.Trouble = s.publicCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// itemOf is what a page says of a booking.
func (p *Page) itemOf(v *visit, b massage.Booking) bookedItem {
	i := bookedItem{fresh: p.freshID, ID: p.freshID(), About: b.ID, Number: number(b.Number), State: b.State, Words: text.T(v.lang, "page.booked.what."+b.State, nil), Priced: priced(b), Price: priceWords(v.lang, b.Fee)}
	if b.Day != "" && b.State != massage.Referred && b.State != massage.ToMove {
		i.When = whenWords(v, b.From)
	}
	if !b.HoldUntil.IsZero() {
		i.Until = text.Hour(b.HoldUntil, v.zone)
	}
	if b.Course != "" {
		i.Course = strconv.FormatInt(b.Nth, 10)
	}
	if b.State == massage.Waiting {
		i.When = waitingWords(v, b)
	}
	return i
}

// bookedAct takes the code of a booking, or asks for another.
func (p *Page) bookedAct(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, ok := p.received(v, r.PathValue("token"))
	if !ok {
		return fault.Absent()
	}
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	command := ident.ID(r.PostForm.Get("id"))
	if word != "" || !command.Valid() {
		return p.drawBooked(w, r, v, http.StatusUnprocessableEntity, word)
	}
	verb, note, body := "massage.confirm", "confirmed", any(massage.Confirm{Booking: id, Code: r.PostForm.Get("code")})
	switch r.PathValue("act") {
	case "kode":
	case "baru":
		verb, note, body = "massage.new_code", "renewed", massage.NewCode{Booking: id}
	default:
		return fault.Absent()
	}
	out, err := p.tell(r, v, command, id, verb, body)
	if err != nil {
		return err
	}
	if out.Code != "" {
		return p.drawBooked(w, r, v, http.StatusUnprocessableEntity, out.Code)
	}
	return see(w, r, withNote(v.address("pijat/p/"+r.PathValue("token")), note))
}

// family draws a family's own page: its visits ahead, with what can be done about each, and
// the latest ones that are over.
func (p *Page) family(tx *store.Tx, v *visit, s *sheet) ([]ident.ID, error) {
	q := v.query(p, tx)
	parent, found, err := registry.Canonical(tx, v.link.Facility, v.link.Person)
	if err != nil || !found {
		return nil, absentOr(err)
	}
	all, err := massage.BookingsOf(q, parent.ID)
	if err != nil {
		return nil, err
	}
	view := &bookedView{New: v.address("pijat"), Seen: text.Date(v.lang, v.now, v.zone) + ", " + text.Hour(v.now, v.zone)}
	s.Manifest = v.path("/" + manifestFile)
	people := []ident.ID{parent.ID}
	for _, b := range all {
		i := p.itemOf(v, b)
		if i.Cadre, err = cadreOf(q, b); err != nil {
			return nil, err
		}
		over := !b.Ahead() && b.State != massage.OnWay && b.State != massage.Started
		if over {
			if len(view.Past) < mostPast {
				if i.Rate, err = ratable(q, b); err != nil {
					return nil, err
				}
				view.Past = append(view.Past, i)
			}
			continue
		}
		if i.Cancel = b.Ahead(); i.Cancel && b.State != massage.Asked {
			i.Shift = v.shiftPath(b.ID, "")
		}
		if b.State == massage.Asked {
			i.Code, i.Again = s.Act("confirm"), s.Act("renew")
		}
		if b.OfferCadre != "" {
			i.Offer = whenWords(v, b.Offer.From)
			i.Until, i.Lost = text.Hour(b.Offer.Until, v.zone), b.Offer.GiveUp || b.State == massage.ToMove
			if i.OfferCadre, err = workforce.Name(q, b.OfferCadre); err != nil {
				return nil, err
			}
		}
		view.Ahead = append(view.Ahead, i)
		people = append(people, b.Children...)
	}
	if slices.ContainsFunc(all, func(b massage.Booking) bool { return len(b.Children) > 0 }) {
		view.Same = v.path("/lagi")
	}
	slices.Reverse(view.Ahead) // they come latest first
	onceSaid(view.Ahead)
	s.Face, s.Title, s.Booked, s.Extra = "family", s.T("booking.title"), view, "apply"
	s.Say = familySay(s, view.Ahead)
	return people, nil
}

// mostPast is how many visits that are over a family reads of.
const mostPast = 5

func cadreOf(q journal.Query, b massage.Booking) (string, error) {
	if b.Cadre == "" {
		return "", nil
	}
	return workforce.Name(q, b.Cadre)
}

// familyOrder reads a form of a family's page.
func familyOrder(what string, f url.Values) (order, error) {
	about := ident.ID(f.Get("about"))
	switch what {
	case "rate":
		return rateOrder(f), nil
	case "confirm":
		return order{"massage.confirm", massage.Confirm{Booking: about, Code: f.Get("code")}, "visit_confirmed"}, nil
	case "renew":
		return order{"massage.new_code", massage.NewCode{Booking: about}, "visit_renewed"}, nil
	case "yes":
		return order{"massage.answer", massage.Reply{Booking: about, Yes: true}, "visit_moved"}, nil
	case "no":
		return order{"massage.answer", massage.Reply{Booking: about}, "visit_stays"}, nil
	case "cancel":
		return order{"massage.cancel", massage.Cancel{Booking: about, Why: "parent", Rest: f.Get("rest") == "yes"}, "visit_cancelled"}, nil
	}
	if what == "shift" {
		cadre, at, ok := slotOf(f.Get("slot"))
		if !ok {
			return order{}, fault.BadField("massage.no_slot_chosen", "slot")
		}
		return order{"massage.move", massage.Move{Booking: about, Cadre: cadre, At: at, Why: massage.Wished}, "visit_moved"}, nil
	}
	return order{}, fault.Absent()
}

// ratable reports whether the parent may still say what the visit was like.
func ratable(q journal.Query, b massage.Booking) (bool, error) {
	if b.State != massage.Done && b.State != massage.Stopped {
		return false, nil
	}
	visit, found, err := massage.Visits.Get(q.Tx, q.Facility, b.ID)
	return found && !visit.StartedAt.IsZero() && visit.RatedBy != massage.FromParent, err
}
