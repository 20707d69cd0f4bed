package page

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/calc/slots"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
)

// bookingView is the page on which anybody asks for a massage of a baby at home: first the
// child and the safety questions, then the hours that are free and who asks.
type bookingView struct {
	formView
	// First, Second and Send are where the two steps and the booking are sent.
	First, Second, Send string
	Today, Earliest     string
	Villages            []registry.Village
	Reasons             []string
	Questions           []string
	Data                registry.ConsentText
	// Carried are the answers of the first step, kept through the second.
	Carried []field
	// Days are those with a free hour; Midwife says that a midwife comes instead, Urgent
	// that help is wanted now.
	Days            []bookingDay
	Midwife, Urgent bool
	// After is the sentence of a massage that has to wait, as after an immunisation.
	After template.HTML
	// Far says that the first free hour is far off; empty: it is not.
	Far string
	// Price is what a visit costs; empty: nothing.
	Price string
	// InVillage says in which village the home lies.
	InVillage template.HTML
}

// field is one that is carried on.
type field struct{ Name, Value string }

// bookingDay is a day with its free hours.
type bookingDay struct {
	Word  string
	Open  bool
	Hours []bookingHour
}

// bookingHour is an hour that is free; Value names the cadre and the instant.
type bookingHour struct {
	Value, Word string
	On          bool
}

// oldest is the birth date before which nobody asks: the upper age of the policy is for the
// questions to say.
const oldest = 7 * 365 * day

// mostDays is how many days with a free hour are shown: a thumb reads no month.
const mostDays = 7

// bookingForm draws the empty first step.
func (p *Page) bookingForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.drawBooking(w, r, v, http.StatusOK, formView{typed: url.Values{}}, "")
}

// bookingAgain is the first step with what was typed, from the second one's back button.
func (p *Page) bookingAgain(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	return p.drawBooking(w, r, v, http.StatusOK, formView{typed: r.PostForm}, word)
}

func (p *Page) drawBooking(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, code string) error {
	s, view, err := p.bookingSheet(r, v, f, code)
	if err != nil {
		return err
	}
	s.Booking = view
	p.render(w, r, status, "layout", s)
	return nil
}

// bookingSheet is what both steps have.
func (p *Page) bookingSheet(r *http.Request, v *visit, f formView, code string) (*sheet, *bookingView, error) {
	f.ID = p.freshID()
	if kept := ident.ID(f.Typed("id")); kept.Valid() {
		f.ID = kept // a step back makes no second booking
	}
	view := &bookingView{formView: f, First: v.address("pijat/anak"), Second: v.address("pijat/jam"), Send: v.address("pijat"),
		Today: v.now.Day(v.zone), Earliest: v.now.Add(-oldest).Day(v.zone), Reasons: []string{screening.Stimulation, screening.Illness, screening.Fall}, Questions: questions}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		if view.Villages, err = registry.Villages.Where(tx, "facility_id = $1 ORDER BY name, id", v.facility.ID); err != nil {
			return err
		}
		if view.Price, err = p.priceNow(tx, v); err != nil {
			return err
		}
		view.Data, err = wordsOf(tx, v, registry.ChildData)
		return err
	})
	s := p.plainSheet(v.lang, v)
	s.Face, s.Title, s.Extra, s.Manifest = "booking", s.T("booking.title"), "apply", v.address("pijat/"+manifestFile)
	s.Say = rich(v.lang, "page.booking.say", "at", "", map[string]string{"at": cmp.Or(view.Price, s.T("booking.mark"))})
	if code != "" {
		s.Trouble = s.publicCode(code)
	}
	return s, view, err
}

// bookingHours takes the first step and draws the second: the hours that are free, or, where
// a massage is not what the child needs, who comes instead.
func (p *Page) bookingHours(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	f := formView{typed: r.PostForm}
	if err := p.findVillage(r, v, f.typed); err != nil {
		return err
	}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawBooking(w, r, v, http.StatusTooManyRequests, f, word)
	}
	b, bad := bookingOf(f.typed, v.zone)
	if word != "" || bad != nil {
		if bad != nil {
			f.wrong, word = bad.Field, bad.Code
		}
		return p.drawBooking(w, r, v, http.StatusUnprocessableEntity, f, word)
	}
	return p.drawHours(w, r, v, http.StatusOK, f, b, "")
}

func (p *Page) drawHours(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, b massage.Book, code string) error {
	s, view, err := p.bookingSheet(r, v, f, code)
	if err != nil {
		return err
	}
	for _, name := range firstStep {
		view.Carried = append(view.Carried, field{name, f.Typed(name)})
	}
	var verdict screening.Verdict
	var free []slots.Slot
	err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		q := journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}
		if verdict, err = massage.Judge(q, b.Answers, born(b)); err != nil || !bookable(verdict) {
			return err
		}
		today := v.now.Day(v.zone)
		free, err = p.Massages.FreeSlots(q, massage.Wanted{Village: ident.ID(b.Village), At: b.Place.Point(), Born: born(b), From: today, To: calendar.Move(today, 92)})
		return err
	})
	if err != nil {
		return err
	}
	view.Midwife, view.Urgent = !bookable(verdict), verdict.Result == screening.Danger
	view.Days, view.Far = hoursOf(free, verdict.Until, v.zone, v.lang, f), farWords(v, free, verdict.Until)
	if verdict.Result == screening.Move && verdict.Until > 0 {
		view.After = afterWords(v, verdict.Until)
	}
	for _, one := range view.Villages {
		if string(one.ID) == b.Village {
			view.InVillage = rich(v.lang, "page.booking.in_village", "", "", map[string]string{"at": one.Name})
		}
	}
	s.Face, s.Booking = "booking-hours", view
	word := "hours"
	switch {
	case view.Urgent:
		word = "urgent"
	case view.Midwife:
		word = "midwife"
	}
	s.Say = rich(v.lang, "page.booking."+word+"_say", "at", "", map[string]string{"at": s.T("booking." + word + "_mark")})
	p.render(w, r, status, "layout", s)
	return nil
}

// bookable reports whether the answers lead to a massage at all; a rest after an immunisation
// only moves its first hour.
func bookable(v screening.Verdict) bool { return v.May() || v.Result == screening.Move }

// hoursOf are the first days with a free hour, each hour once: of several cadres the one for
// whom it is the least way.
func hoursOf(free []slots.Slot, after instant.Instant, zone *time.Location, lang string, f formView) (days []bookingDay) {
	last := ""
	for _, s := range free {
		if s.From.Before(after) {
			continue
		}
		on := s.From.Day(zone)
		if on != last {
			if len(days) == mostDays {
				break
			}
			last = on
			days = append(days, bookingDay{Word: text.Weekday(lang, s.From, zone), Open: len(days) == 0})
		}
		d := &days[len(days)-1]
		word := text.Hour(s.From, zone)
		if n := len(d.Hours); n > 0 && d.Hours[n-1].Word == word {
			continue
		}
		value := string(s.Cadre) + "-" + strconv.FormatInt(int64(s.From), 10)
		d.Hours = append(d.Hours, bookingHour{value, word, f.Has("slot", value)})
		d.Open = d.Open || f.Has("slot", value)
	}
	return days
}

// book takes the second step.
func (p *Page) book(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	f := formView{typed: r.PostForm}
	id := ident.ID(f.Typed("id"))
	b, bad := bookingOf(f.typed, v.zone)
	if bad != nil || word == "page.trap" || !id.Valid() {
		return p.drawBooking(w, r, v, http.StatusUnprocessableEntity, f, word)
	}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawHours(w, r, v, http.StatusTooManyRequests, f, b, word)
	}
	b.Booking = ident.Derive(id, bookingOfForm)
	if bad = askedBy(f.typed, &b); bad != nil {
		f.wrong = bad.Field
		return p.drawHours(w, r, v, http.StatusUnprocessableEntity, f, b, bad.Code)
	}
	if f.Typed("wait") == "yes" {
		b.Cadre, b.At, b.Wish = "", 0, wishOf(f.typed, v.now.Day(v.zone))
	}
	out, err := p.tellBooking(r, v, id, b)
	if err != nil {
		return err
	}
	if out.Code != "" {
		f.wrong = out.Field
		return p.drawHours(w, r, v, http.StatusUnprocessableEntity, f, b, out.Code)
	}
	return see(w, r, withNote(v.address("pijat/p/"+p.receipt(v, b.Booking)), out.note))
}

// tellBooking says a booking. Whoever goes back in the browser after a refusal and chooses another
// hour sends the same form with other words: as long as that form has booked nothing it is said
// anew. The booking's own id sees to it that it is one.
func (p *Page) tellBooking(r *http.Request, v *visit, id ident.ID, b massage.Book) (told, error) {
	out, err := p.tell(r, v, id, b.Booking, "massage.book", b)
	if err != nil || out.note != "sent_before" {
		return out, err
	}
	booked := false
	err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		_, booked, err = massage.Bookings.Get(tx, v.facility.ID, b.Booking)
		return err
	})
	if err != nil || booked {
		return out, err
	}
	return p.tell(r, v, p.freshID(), b.Booking, "massage.book", b)
}
