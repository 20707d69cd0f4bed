package massage

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Waiting is the state of a booking for which nothing was free: it has no slot, and is offered
// one when there is.
const Waiting = "waiting"

// The parts of a day that a family may wish for: before noon, and after it.
const (
	Morning   = "morning"
	Afternoon = "afternoon"
)

// Wish is what a family waits for.
type Wish struct {
	// Days are the weekdays that suit, 1 for Monday to 7; none: any.
	Days []int64 `json:"days,omitempty"`
	// Part is morning or afternoon; empty: both suit.
	Part string `json:"part,omitempty" max:"20"`
	// Cadre is the only one who may come; empty: anyone.
	Cadre ident.ID `json:"cadre,omitempty"`
	// Until is the last civil day on which a visit still helps.
	Until string `json:"until,omitempty" max:"10"`
	// After is before when none may be, as after an immunisation; zero: at any time.
	After instant.Instant `json:"after,omitzero"`
	// Since is its place among those who wait: when it was asked for, or when it last let an
	// offer pass without a word.
	Since instant.Instant `json:"since,omitzero"`
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

// IsZero reports whether nothing is waited for.
func (w Wish) IsZero() bool { return w.Until == "" }

// check wants weekdays, a part of the day and a last day that are some.
func (w Wish) check() *fault.Error {
	switch {
	case w.Part != "" && w.Part != Morning && w.Part != Afternoon:
		return fault.BadField("body.unknown_word", "wish.part")
	case len(w.Days) > 7 || slices.ContainsFunc(w.Days, func(d int64) bool { return d < 1 || d > 7 }):
		return fault.BadField("body.bad_choice", "wish.days")
	}
	return nil
}
