package page

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/link"
)

// notes are the sentences a page may be asked to begin with after a change.
var notes = []string{"declared", "named", "dropped", "renewed", "shared", "revoked", "cancelled", "moved", "mixup", "skipped", "paused", "resumed", "ending", "joined", "declined", "asked", "asked_urgent", "story_shared", "told", "told_uncounted", "told_beyond", "untold", "massaged", "massage_stop", "massage_midwife", "referred", "visit_confirmed", "visit_renewed", "visit_moved", "visit_stays", "visit_cancelled", "visit_rated", "visit_booked", "visit_waits", "visit_midwife"}

// cautions are those among them that stop somebody: nothing to be seen with a tick.
var cautions = []string{"massage_stop", "massage_midwife", "told_uncounted"}

// show draws the page; for a browser that has not opened the link, the button.
func (p *Page) show(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.browser == "" && v.link.Purpose != alarm.LinkPurpose { // who is called at night answers with one touch
		p.closed(w, r, v)
		return nil
	}
	s, err := p.sheetOf(r.Context(), v)
	if err != nil {
		return err
	}
	if ok := r.URL.Query().Get("ok"); slices.Contains(notes, ok) {
		if s.Note = s.T("ok." + ok); slices.Contains(cautions, ok) {
			s.Note, s.Trouble = "", s.Note
		}
	}
	if id, ok := p.received(v, r.URL.Query().Get("case")); ok && v.own() {
		err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) { s.Note, err = complained(tx, v, id); return err })
		if err != nil {
			return err
		}
	}
	p.render(w, r, http.StatusOK, "layout", s)
	return nil
}

// closed is the page of a link that this browser has not opened: it names nobody.
func (p *Page) closed(w http.ResponseWriter, r *http.Request, v *visit) {
	s := p.plainSheet(v.lang, v)
	s.Face, s.Title = "open", s.T("open.title")
	p.render(w, r, http.StatusOK, "layout", s)
}

// part is the inside of the page, for the page's own clock.
func (p *Page) part(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.browser == "" {
		return fault.Absent()
	}
	s, err := p.sheetOf(r.Context(), v)
	if err != nil {
		return err
	}
	p.render(w, r, http.StatusOK, "sheet", s)
	return nil
}

// sheetOf reads what the link shows, and has it written down who was shown.
func (p *Page) sheetOf(ctx context.Context, v *visit) (*sheet, error) {
	s := p.plainSheet(v.lang, v)
	var people []ident.ID
	err := p.DB.Read(ctx, func(tx *store.Tx) (err error) {
		if v.link.Purpose == link.Head {
			return p.head(tx, v, s)
		}
		if v.link.Purpose == alarm.LinkPurpose {
			people, err = p.responder(tx, v, s)
			return err
		}
		if v.link.Purpose == link.Place {
			err := p.place(tx, v, s)
			if err == nil {
				people = s.Place.people
			}
			return err
		}
		if v.link.Purpose == link.Seller {
			people, err = p.seller(tx, v, s)
			return err
		}
		if v.link.Purpose == link.Massage {
			if people, err = p.family(tx, v, s); err == nil {
				err = cmp.Or(p.onItsWay(tx, v, s), p.toRate(tx, v, s))
			}
			return err
		}
		if v.link.Purpose == link.Partner {
			return p.partner(tx, v, s)
		}
		if v.link.Purpose == link.Group {
			people, err = p.member(tx, v, s)
			return err
		}
		err = p.track(tx, v, s)
		if err == nil {
			people = s.Track.people
		}
		return err
	})
	if err != nil || p.Showed == nil {
		return s, err
	}
	if err := p.Showed(ctx, v.link.Facility, v.link.ID, v.link.Purpose, people); err != nil || s.Track == nil || s.Track.seen == "" {
		return s, err
	}
	return s, p.Showed(ctx, v.link.Facility, v.link.ID, LivePurpose, []ident.ID{s.Track.seen})
}
