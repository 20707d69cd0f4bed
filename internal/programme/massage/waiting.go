package massage

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Waiting is the state of a booking for which nothing was free: it has no slot, and is offered
// one when there is.
const Waiting = "waiting"

// The parts of a day that a family may wish for: before noon, and after it.
const (
	Morning   = "morning"
	Afternoon = "afternoon"
)

// Wanting is what a family that waits wishes for.
type Wanting struct {
	// Days are the weekdays that suit, 1 for Monday to 7; none: any.
	Days []int64 `json:"days,omitempty"`
	// Part is morning or afternoon; empty: both suit.
	Part string `json:"part,omitempty" max:"20"`
	// Cadre is the only one who may come; empty: anyone.
	Cadre ident.ID `json:"cadre,omitempty"`
	// Until is the last civil day on which a visit still helps.
	Until string `json:"until,omitempty" max:"10"`
}

// IsZero reports whether nothing is waited for.
func (w Wanting) IsZero() bool { return w.Until == "" }

// Wish is what a family waits for, and how it has fared.
type Wish struct {
	Wanting
	// After is before when no visit may be, as after an immunisation; zero: at any time.
	After instant.Instant `json:"after,omitzero"`
	// Since is its place among those who wait: when it was asked for, or when it last let an
	// offer pass without a word.
	Since instant.Instant `json:"since,omitzero"`
	// Look is when the machine looks first, and then every day, Looks times.
	Look  instant.Instant `json:"look,omitzero"`
	Looks int64           `json:"looks,omitempty"`
	// Offers counts what was offered, Missed what nobody answered.
	Offers int64 `json:"offers,omitempty"`
	Missed int64 `json:"missed,omitempty"`
	// No are the slots that the family did not want.
	No []Declined `json:"no,omitempty"`
}

// Declined is a slot that a family did not want.
type Declined struct {
	Cadre ident.ID        `json:"cadre"`
	From  instant.Instant `json:"from"`
}

// check wants weekdays, a part of the day and a last day that are some.
func (w Wanting) check() *fault.Error {
	switch {
	case w.Until != "" && !calendar.IsDay(w.Until):
		return fault.BadField("body.bad_date", "wish.until")
	case w.Part != "" && w.Part != Morning && w.Part != Afternoon:
		return fault.BadField("body.unknown_word", "wish.part")
	case len(w.Days) > 7 || slices.ContainsFunc(w.Days, func(d int64) bool { return d < 1 || d > 7 }):
		return fault.BadField("body.bad_choice", "wish.days")
	}
	return nil
}

// mostWaited is how many days a family waits at most: by then the child is another one. Ours.
const mostWaited = 92

// lookAt is when the machine looks each day, before the first visits; on the health centre's clock.
const lookAt = "06:30"

// wait makes a booking that has no slot: the machine offers one when there is.
func (b booking) wait(s journal.Said[Book], v screening.Verdict) journal.Answer {
	wish := Wish{Wanting: s.Body.Wish, Since: s.Now}
	if wish.Until < b.today {
		return journal.Refuse("massage.too_soon").On("wish.until")
	}
	wish.Until = min(wish.Until, calendar.Move(b.today, mostWaited))
	if v.Result == screening.Move {
		wish.After = v.Until
	}
	wish.Look = b.at(calendar.Move(b.today, 1), lookAt)
	for day := b.today; day <= wish.Until; day = calendar.Move(day, 1) {
		wish.Looks++
	}
	children, events := b.register(s, false)
	e := b.event(s, v, children)
	e.State, e.Cadre, e.Nth, e.Wish = Waiting, "", 1, wish
	events = append(events, e)
	return journal.Accept(append(events, b.tell(s, e)...)...).Giving(Made{Booking: e.Booking, Number: e.Number, State: Waiting, Verdict: v, Fee: e.Fee})
}

// passed notes an offer that brought no yes: a no keeps the place and is not offered the same
// again; no word at all goes to the end. What rain or an illness took away is nobody's answer.
func (w *Wish) passed(b Booking, m journal.Meta, why string) {
	switch why {
	case "disrupted":
	case "no":
		w.No = append(slices.Clone(w.No), Declined{b.OfferCadre, b.Offer.From})
	default:
		w.Missed, w.Since = w.Missed+1, m.RecordedAt
	}
}
