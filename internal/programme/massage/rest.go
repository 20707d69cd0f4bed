package massage

import (
	"cmp"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/calc/slots"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// mostDeclined is how many slots a parent says no to before one door.
const mostDeclined = 10

// checkDeclined wants slots that are some.
func checkDeclined(no []Declined) *fault.Error {
	if len(no) > mostDeclined {
		return fault.BadField("body.too_many", "no")
	}
	for _, d := range no {
		if d.Cadre == "" || d.From.IsZero() {
			return fault.BadField("body.required", "no")
		}
	}
	return nil
}

// rest is what could come after the rest that an immunisation wants.
type rest struct {
	// named is the slot that the cadre names, taken why it is not free; empty: it is.
	named slots.Slot
	taken string
	// first is the first that is free; zero: none is within the days that are looked at.
	first slots.Slot
	// answered is the first beginning of an offer that the family has time to answer, until is
	// until when it is kept for them.
	answered, until instant.Instant
	// page is the family's own, or none.
	page ident.ID
}

// immunised reports whether an immunisation was told of, of whatever day.
func immunised(a screening.Answers) bool {
	return a.Vaccinated == screening.Yes || !a.Immunised.IsZero()
}

// readRest looks for another slot where an immunisation was told of and nothing is worse. What
// is told late is judged by the hour at the door, which is not later than now: by now it is at
// most looked for in vain, or a little further ahead.
func (d *door) readRest(q journal.Query, b Screen, bikes Bikes) error {
	v, _ := screening.Strictest(b.Answers, d.Born, q.Now, d.set.Screening, screening.Door)
	if !immunised(b.Answers) || len(b.Signs) > 0 || screening.Stricter(v.Result, screening.Move) {
		return nil
	}
	var place dispatch.Place
	if _, err := q.Open(d.Place, &place); err != nil {
		return err
	}
	w := wish{village: ident.ID(d.Village), at: place.Point(), born: d.Born, but: d.ID, home: d.Parent}
	page, err := pageOf(q, d.Parent)
	if err != nil {
		return err
	}
	d.rest.page = page
	if b.Cadre != "" && !b.At.IsZero() {
		if err = d.readNamed(q, b, w, bikes); err != nil {
			return err
		}
		if b.Agreed && d.rest.taken == "" && !b.At.Before(v.Until) {
			return nil
		}
	}
	return d.readFirst(q, b, w, v.Until, bikes)
}

// readNamed sees whether the slot that the cadre names is free. Who has the parent's yes at the
// door knows how soon she can come.
func (d *door) readNamed(q journal.Query, b Screen, w wish, bikes Bikes) error {
	day := b.At.Day(d.zone)
	board, err := readBoard(q, b.Cadre, day, day, bikes)
	if err != nil {
		return err
	}
	if b.Agreed {
		board.notice = 0
	}
	d.rest.named, d.rest.taken, err = board.fits(b.Cadre, b.At, w)
	return err
}

// readFirst finds the first free slot after the rest that the family has time to answer and has
// not said no to; at the same hour the cadre whom it knows. It looks no further than a week
// after the rest: who would wait longer is rung by the desk.
func (d *door) readFirst(q journal.Query, b Screen, w wish, until instant.Instant, bikes Bikes) error {
	begins := max(until, q.Now).Day(d.zone)
	last := calendar.Move(begins, lookDays)
	board, err := readBoard(q, "", q.Now.Day(d.zone), last, bikes)
	if err != nil {
		return err
	}
	d.rest.until = board.heldUntil()
	d.rest.answered = d.rest.until.Add(board.notice)
	after := max(until, d.rest.answered)
	last = min(last, calendar.Move(board.today, int(d.set.AheadDays)))
	for day := max(begins, after.Day(d.zone)); day <= last; day = calendar.Move(day, 1) {
		free, err := board.free(day, w, "")
		if err != nil {
			return err
		}
		free = slices.DeleteFunc(free, func(s slots.Slot) bool {
			return s.From.Before(after) || slices.Contains(b.No, Declined{s.Cadre, s.From})
		})
		if len(free) > 0 {
			d.rest.first = slices.MinFunc(free, func(x, y slots.Slot) int {
				return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(other(x.Cadre, d.Cadre), other(y.Cadre, d.Cadre)), cmp.Compare(x.Extra, y.Extra), cmp.Compare(x.Cadre, y.Cadre))
			})
			return nil
		}
	}
	return nil
}

// after is what becomes of a visit that has to wait out an immunisation. Its slot is now, and
// gone; it moves to another with the parent's yes alone. Without one the slot that the cadre
// names, or else the first that is free, is offered; where nothing is free the desk has it.
func (d door) after(s journal.Said[Screen], out *AtDoor) []any {
	b, slot := s.Body, d.rest.first
	good := b.Cadre != "" && d.rest.taken == "" && !d.rest.named.From.IsZero() && !d.rest.named.From.Before(d.verdict.Until)
	switch {
	case good && b.Agreed:
		return d.agreed(s, d.rest.named, out)
	case good && !d.rest.named.From.Before(d.rest.answered):
		slot = d.rest.named
	}
	if slot.From.IsZero() || slot.From.Before(d.verdict.Until) {
		return nil
	}
	out.Offered = true
	said := held{Booking: d.Booking}
	said.From, said.Day = slot.From, slot.From.Day(d.zone)
	m := said.message(s.NewID(5), "massage_free")
	m.Link, m.Params["until_at"] = d.rest.page, d.rest.until.String()
	var events []any
	if m.Link == "" { // a page that has ended: a new one, so that they can answer
		m.Link = s.NewID(6)
		events = append(events, link.Issue(m.Link, link.Massage, d.Parent, d.Parent, s.Now.Add(pageLives)))
	}
	offer := Offer{From: slot.From, To: slot.To, Day: said.Day, Until: d.rest.until, Why: Immunised}
	return append(events, OfferedEvent{d.ID, slot.Cadre, offer}, messaging.Queue(m))
}

// agreed moves the visit to a slot to which the parent has said yes at the door.
func (d door) agreed(s journal.Said[Screen], slot slots.Slot, out *AtDoor) []any {
	out.State, out.Moved = Booked, true
	to := held{Booking: d.Booking, page: d.rest.page}
	to.Cadre, to.From, to.Day = slot.Cadre, slot.From, slot.From.Day(d.zone)
	return []any{MovedEvent{d.ID, slot.Cadre, to.Day, slot.From, slot.To, Immunised}, to.say(s.NewID(5), movedKind)}
}
