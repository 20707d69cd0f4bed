package page

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/calc/slots"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// againView is the form for another visit of the same children, on the family's own page: only
// the safety questions are asked anew, for they are of today.
type againView struct {
	// Names are the children's.
	Names string
	// Asked: the questions are answered, the hours are shown.
	Asked bool
	// Cadres are those who have a free hour, Only the one who is wished for, or anyone.
	Cadres []shiftCadre
	Only   string
}

// anyone is what the form says where no cadre is wished for.
const anyone = "any"

// same is whom and where another visit is for: as the latest one.
type same struct {
	last  massage.Booking
	kids  []registry.Person
	names []string
	place dispatch.Place
}

// sameOf reads it; a family without a visit of a child whom the register knows has none.
func sameOf(q journal.Query, v *visit) (s same, err error) {
	parent, found, err := registry.Canonical(q.Tx, q.Facility, v.link.Person)
	if err != nil || !found {
		return s, absentOr(err)
	}
	all, err := massage.BookingsOf(q, parent.ID)
	if err != nil {
		return s, err
	}
	for _, b := range all { // the latest first
		for _, id := range b.Children {
			kid, d, found, err := registry.OpenCanonical(q, id)
			if err != nil {
				return s, err
			}
			if found && kid.State == registry.Active {
				s.kids, s.names = append(s.kids, kid), append(s.names, d.Name)
			}
		}
		if len(s.kids) > 0 {
			s.last = b
			_, err = q.Open(b.Place, &s.place)
			return s, err
		}
	}
	return s, fault.Absent()
}

func (s same) ids() (all []ident.ID) {
	for _, k := range s.kids {
		all = append(all, k.ID)
	}
	return all
}

func (s same) born() (all []string) {
	for _, k := range s.kids {
		all = append(all, k.Born)
	}
	return all
}

// book is the visit that is asked for, without its hour.
func (s same) book(v *visit, a screening.Answers) massage.Book {
	b := massage.Book{Parent: massage.Parent{Person: v.link.Person}, Village: s.last.Village, Place: s.place, Answers: a}
	for _, k := range s.kids {
		b.Children = append(b.Children, massage.Child{Person: k.ID})
	}
	return b
}

// againForm draws the questions.
func (p *Page) againForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.link.Purpose != link.Massage || v.browser == "" || !v.own() {
		return fault.Absent()
	}
	return p.drawAgain(w, r, v, http.StatusOK, formView{typed: url.Values{}}, nil, "")
}

// againAct takes the answers and shows the hours; takes the hour and books, or has the family
// wait. What was chosen stays when something is refused.
func (p *Page) againAct(w http.ResponseWriter, r *http.Request, v *visit) error {
	if !v.own() {
		return fault.Absent()
	}
	f := formView{typed: r.PostForm}
	a, bad := answersOf(f.typed, v.zone)
	if bad == nil {
		bad = filled(f.typed, "reason")
	}
	if bad != nil {
		f.wrong = bad.Field
		return p.drawAgain(w, r, v, http.StatusUnprocessableEntity, f, nil, bad.Code)
	}
	if f.Typed("send") == "" && f.Typed("wait") == "" {
		return p.drawAgain(w, r, v, http.StatusOK, f, &a, "")
	}
	note, code, err := p.bookAgain(r, v, f, a)
	if err != nil {
		return err
	}
	if code != "" {
		return p.drawAgain(w, r, v, http.StatusUnprocessableEntity, f, &a, code)
	}
	return see(w, r, withNote(v.path(""), note))
}

// bookAgain says the booking, and gives what the page says of it, or why it was refused.
func (p *Page) bookAgain(r *http.Request, v *visit, f formView, a screening.Answers) (note, code string, err error) {
	id := ident.ID(f.Typed("id"))
	if !id.Valid() {
		return "", "", fault.BadField("body.bad_id", "id")
	}
	var s same
	if err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) { s, err = sameOf(v.query(p, tx), v); return err }); err != nil {
		return "", "", err
	}
	b := s.book(v, a)
	b.Booking = ident.Derive(id, bookingOfForm)
	if cadre, at, ok := slotOf(f.Typed("slot")); ok {
		b.Cadre, b.At = cadre, at
	}
	if f.Typed("wait") != "" {
		b.Cadre, b.At, b.Wish = "", 0, wishOf(f.typed, v.now.Day(v.zone))
		if only := ident.ID(f.Typed("kader")); only.Valid() {
			b.Wish.Cadre = only
		}
	}
	raw, err := json.Marshal(b)
	if err != nil {
		return "", "", fault.Wrap(err, "page: massage.book")
	}
	out, err := p.Journal.Do(r.Context(), v.actor(), journal.Envelope{ID: id, Verb: "massage.book", V: 1, Body: raw})
	if e := fault.Of(err); err != nil && (e.Kind == fault.Invalid || e.Kind == fault.Conflict) {
		return "", e.Code, nil
	}
	if err != nil || out.Status == journal.Refused {
		return "", out.Code, err
	}
	return bookedNote(out.Result), "", nil
}

// bookedNote is what the family's page says of a booking that was made.
func bookedNote(result json.RawMessage) string {
	var made massage.Made
	_ = json.Unmarshal(result, &made) // what cannot be read is said as a visit
	switch made.State {
	case massage.Waiting:
		return "visit_waits"
	case massage.Referred:
		return "visit_midwife"
	}
	return "visit_booked"
}

// drawAgain draws the questions, or, where they are answered, the hours.
func (p *Page) drawAgain(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, a *screening.Answers, code string) error {
	s, err := p.sheetOf(r.Context(), v)
	if err != nil {
		return err
	}
	f.ID = p.freshID()
	if kept := ident.ID(f.Typed("id")); kept.Valid() && code == "" {
		f.ID = kept // a command that was refused is said anew under another id
	}
	today := v.now.Day(v.zone)
	view := &bookingView{formView: f, Today: today, Reasons: []string{screening.Stimulation, screening.Illness, screening.Fall}, Questions: questions}
	s.Booking, s.Booked.Again = view, &againView{Asked: a != nil}
	var of same
	err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		q := v.query(p, tx)
		if of, err = sameOf(q, v); err != nil || a == nil {
			return err
		}
		if view.Price, err = p.priceNow(tx, v); err != nil {
			return err
		}
		return p.againHours(q, v, s, of, *a)
	})
	if err != nil {
		return err
	}
	if p.Showed != nil {
		if err = p.Showed(r.Context(), v.link.Facility, v.link.ID, v.link.Purpose, of.ids()); err != nil {
			return err
		}
	}
	s.Booked.Again.Names = strings.Join(of.names, ", ")
	s.Say = rich(v.lang, "page.booked.again_say", "at", "", map[string]string{"at": s.T("booked.again_mark")})
	if code != "" {
		s.Trouble = s.publicCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// againHours reads the free hours: of the cadre who came last, unless another or anyone is
// wished for, or she has none.
func (p *Page) againHours(q journal.Query, v *visit, s *sheet, of same, a screening.Answers) error {
	view, again := s.Booking, s.Booked.Again
	for _, name := range append([]string{"reason", "given_on", "parent"}, questions...) {
		view.Carried = append(view.Carried, field{name, view.Typed(name)})
	}
	verdict, err := massage.Judge(q, a, of.born())
	if err != nil {
		return err
	}
	if view.Midwife, view.Urgent = !bookable(verdict), verdict.Result == screening.Danger; view.Midwife {
		return nil
	}
	free, err := p.Massages.FreeSlots(q, massage.Wanted{Village: ident.ID(of.last.Village), At: of.place.Point(), Born: of.born(), From: view.Today, To: calendar.Move(view.Today, 92)})
	if err != nil {
		return err
	}
	only := wishedCadre(view.formView, of.last.Cadre, free)
	if again.Cadres, err = whoIsFree(q, free, of.last.Cadre, only); err != nil {
		return err
	}
	if again.Only = string(only); only == "" {
		again.Only = anyone
	}
	if verdict.Result == screening.Move && verdict.Until > 0 {
		view.After = afterWords(v, verdict.Until)
	}
	free = ofCadre(free, only)
	view.Days, view.Far = hoursOf(free, verdict.Until, v.zone, v.lang, view.formView), farWords(v, free, verdict.Until)
	return nil
}

// wishedCadre is whom the family wishes for: whoever was pressed, before that the one of last
// time where she has a free hour; empty: anyone.
func wishedCadre(f formView, last ident.ID, free []slots.Slot) ident.ID {
	pressed := f.Typed("who")
	if pressed == "" {
		pressed = f.Typed("kader")
	}
	switch {
	case pressed == anyone:
		return ""
	case pressed != "":
		return ident.ID(pressed)
	case len(ofCadre(free, last)) > 0:
		return last
	}
	return ""
}
