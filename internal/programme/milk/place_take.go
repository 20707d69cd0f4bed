package milk

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
)

// Taking is a mother who is given a place: she and her baby are in the register.
type Taking struct {
	Place, Application ident.ID
	Mother, Baby       ident.ID
	// Born is the youngest baby's birthday.
	Born           string
	Village        string
	Pickup, Finish dispatch.Place
	Hidden         bool
	// NoPhone: she cannot declare by herself.
	NoPhone    bool
	Recipients []Named
	taken      taken
}

// taken is what a place needs of the health centre when it begins.
type taken struct {
	calendar
	settings   PlaceSettings
	version    int64
	recipients []known
}

// LoadTaking reads what TakeIn needs beside what is told.
func LoadTaking(q journal.Query, t Taking) (_ Taking, err error) {
	if t.taken.calendar, err = calendarOf(q); err != nil {
		return t, err
	}
	if t.taken.settings, t.taken.version, err = PlacePolicy.Get(q); err != nil {
		return t, err
	}
	for _, r := range t.Recipients {
		k, err := know(q, r.ID)
		if err != nil {
			return t, err
		}
		t.taken.recipients = append(t.taken.recipients, k)
	}
	return t, nil
}

// TakeIn makes the events of a mother who is given a place: her recipients are
// registered, her page is made. First is the ordinal of the page's id.
func TakeIn[B any](s journal.Said[B], t Taking, first int) []any {
	var events []any
	var list []Recipient
	for i, r := range t.Recipients {
		k := t.taken.recipients[i]
		events = append(events, recipient(s, t.Village, r, k)...)
		list = append(list, Recipient{k.or(r.ID), true})
	}
	e := Enrolled{Place: t.Place, Mother: t.Mother, Baby: t.Baby, Village: t.Village, Recipients: list, Hidden: t.Hidden, NoPhone: t.NoPhone, Application: t.Application,
		Pickup: s.Seal("milk_point", t.Place, 1, t.Pickup), Finish: s.Seal("milk_point", t.Place, 2, t.Finish)}
	e.TermOn, e.TermDue = t.taken.term(t.Born)
	e.Policy = t.taken.version
	return append(events, e, link.Issue(s.NewID(first), link.Place, t.Place, t.Mother, s.Now.Add(placeLink)))
}

// term says on which day the place ends by itself, and when the machine looks at it.
// Who is older already was taken in by a person who knew: no clock ends that.
func (t taken) term(born string) (on string, due instant.Instant) {
	on = termOf(born, t.settings.Months)
	if on == "" || on <= t.today {
		return on, 0
	}
	return on, t.begin(on)
}
