package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// shiftView is the choice of another hour for one visit, on the family's own page: who has
// booked reads the names of the cadres.
type shiftView struct {
	ID, About ident.ID
	Now       string
	Back      string
	// Cadres are those who have a free hour, the one of last time first; Anyone leads back to
	// the hours of all.
	Cadres []shiftCadre
	Anyone string
	Days   []bookingDay
}

// shiftCadre is a cadre of whom the hours can be seen alone.
type shiftCadre struct {
	ID         ident.ID
	Name, Here string
	Same, Now  bool
}

// shiftPage draws the hours that are free for one of the family's visits.
func (p *Page) shiftPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.link.Purpose != link.Massage || v.browser == "" || !v.own() {
		return fault.Absent()
	}
	s, err := p.sheetOf(r.Context(), v)
	if err != nil {
		return err
	}
	err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		s.Booked.Shift, err = p.shift(v.query(p, tx), v, ident.ID(r.URL.Query().Get("about")), ident.ID(r.URL.Query().Get("kader")))
		return err
	})
	if err != nil {
		return err
	}
	s.Say = rich(v.lang, "page.booking.hours_say", "at", "", map[string]string{"at": s.T("booking.hours_mark")})
	p.render(w, r, http.StatusOK, "layout", s)
	return nil
}

// shift reads the free hours of a visit that is this family's; another's is absent.
func (p *Page) shift(q journal.Query, v *visit, about, only ident.ID) (*shiftView, error) {
	b, found, err := massage.Bookings.Get(q.Tx, q.Facility, about)
	if err != nil || !found || !b.Ahead() || b.State == massage.Asked {
		return nil, absentOr(err)
	}
	parent, found, err := registry.Canonical(q.Tx, q.Facility, b.Parent)
	if err != nil || !found || parent.ID != v.link.Person {
		return nil, absentOr(err)
	}
	var place dispatch.Place
	if _, err = q.Open(b.Place, &place); err != nil {
		return nil, err
	}
	today := v.now.Day(v.zone)
	free, err := p.Massages.FreeSlots(q, massage.Wanted{Village: ident.ID(b.Village), At: place.Point(), Born: b.Born, From: today, To: calendar.Move(today, 92), But: b.ID})
	if err != nil {
		return nil, err
	}
	view := &shiftView{ID: p.freshID(), About: b.ID, Now: p.itemOf(v, b).When, Back: v.path(""), Anyone: v.shiftPath(about, "")}
	if view.Cadres, err = whoIsFree(q, free, b.Cadre, only); err != nil {
		return nil, err
	}
	for i, c := range view.Cadres {
		view.Cadres[i].Here = v.shiftPath(about, c.ID)
	}
	free = slices.DeleteFunc(ofCadre(free, only), func(s slots.Slot) bool { return s.From == b.From && s.Cadre == b.Cadre }) // that is the hour it has
	view.Days = hoursOf(free, b.Wish.After, v.zone, v.lang, formView{typed: url.Values{}})
	return view, nil
}

// whoIsFree are the cadres who have a free hour, by name, the one of last time first.
func whoIsFree(q journal.Query, free []slots.Slot, last, only ident.ID) (all []shiftCadre, err error) {
	for _, s := range free {
		if slices.ContainsFunc(all, func(c shiftCadre) bool { return c.ID == s.Cadre }) {
			continue
		}
		name, err := workforce.Name(q, s.Cadre)
		if err != nil {
			return nil, err
		}
		all = append(all, shiftCadre{ID: s.Cadre, Name: name, Same: s.Cadre == last, Now: s.Cadre == only})
	}
	slices.SortStableFunc(all, func(a, c shiftCadre) int {
		if a.Same == c.Same {
			return strings.Compare(a.Name, c.Name)
		}
		if a.Same {
			return -1
		}
		return 1
	})
	return all, nil
}

// ofCadre are the free hours of one cadre; of all, where none is wished for.
func ofCadre(free []slots.Slot, only ident.ID) []slots.Slot {
	if only == "" {
		return free
	}
	return slices.DeleteFunc(slices.Clone(free), func(s slots.Slot) bool { return s.Cadre != only })
}

// shiftPath is the address of the hours of a visit, of one cadre or of all.
func (v *visit) shiftPath(about, cadre ident.ID) string {
	q := url.Values{"about": {string(about)}}
	if cadre != "" {
		q.Set("kader", string(cadre))
	}
	path, query, _ := strings.Cut(v.path("/jam"), "?")
	if query != "" {
		query += "&"
	}
	return path + "?" + query + q.Encode()
}

// slotOf reads a chosen hour: the cadre and the instant.
func slotOf(value string) (cadre ident.ID, at instant.Instant, ok bool) {
	who, when, cut := strings.Cut(value, "-")
	n, err := strconv.ParseInt(when, 10, 64)
	return ident.ID(who), instant.Instant(n), cut && err == nil && ident.ID(who).Valid()
}

// wishOf reads what a family that waits wishes for; without a last day it is two weeks.
func wishOf(f url.Values, today string) massage.Wanting {
	w := massage.Wanting{Until: calendar.Move(today, 14)}
	if on, ok := civilDay(f.Get("wish_until")); ok {
		w.Until = on
	}
	if part := f.Get("wish_part"); part == massage.Morning || part == massage.Afternoon {
		w.Part = part
	}
	return w
}

// waitingWords says until when a family waits.
func waitingWords(v *visit, b massage.Booking) string {
	return text.T(v.lang, "page.booked.waits_until", map[string]string{"at": text.CivilDate(v.lang, b.Wish.Until)})
}

// Stars are what a visit can be given.
func (s *sheet) Stars() []int { return []int{1, 2, 3, 4, 5} }
