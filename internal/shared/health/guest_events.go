package health

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// GuestLinked is the event of a guest who is a child of the register: its lines are the
// child's from now on.
type GuestLinked struct {
	Guest ident.ID `json:"guest"`
	Child ident.ID `json:"child"`
	By    ident.ID `json:"by"`
	// Doubled are lines of a day on which the child was weighed in its own name.
	Doubled []Doubled `json:"doubled,omitempty"`
	Again   []Again   `json:"again,omitempty"`
	LastOn  string    `json:"last_on,omitempty"`
	// Kept is there when the child's card is new or lies elsewhere now.
	Kept *CardKept `json:"kept,omitempty"`
}

// Doubled is a guest's line that gives way to another of that day.
type Doubled struct {
	Weighing   ident.ID `json:"weighing"`
	ReplacedBy ident.ID `json:"replaced_by"`
}

// GuestUnlinked is the event of a guest who was not that child.
type GuestUnlinked struct {
	Guest   ident.ID `json:"guest"`
	Child   ident.ID `json:"child"`
	By      ident.ID `json:"by"`
	Village string   `json:"village,omitempty"`
	// Back are lines that had given way and count again.
	Back  []ident.ID `json:"back,omitempty"`
	Again []Again    `json:"again,omitempty"`
	// LastOn is of the child's card, GuestLastOn of the guest's.
	LastOn      string `json:"last_on,omitempty"`
	GuestLastOn string `json:"guest_last_on,omitempty"`
}

// GuestForgotten is the event of a guest whose name was erased when its time was over.
type GuestForgotten struct {
	Guest ident.ID `json:"guest"`
}

// guestEvents are those; a guest's weighing has the machine look later whether it is to
// be forgotten.
func guestEvents() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("health.weighed/1", applyWeighed), func(_ journal.Meta, e Weighed) []journal.Then {
			if e.Forget.IsZero() {
				return nil
			}
			return []journal.Then{{Due: e.Forget, Verb: "health.forget_guest", Body: ForgetGuest{Guest: e.Child}}}
		}),
		journal.On("health.guest_linked/1", applyGuestLinked), journal.On("health.guest_unlinked/1", applyGuestUnlinked),
		journal.On("health.guest_forgotten/1", applyGuestForgotten),
	}
}

const oneDay = 24 * time.Hour

func applyGuestLinked(tx *store.Tx, m journal.Meta, e GuestLinked) error {
	lines, err := Weighings.Where(tx, "facility_id = $1 AND child = $2 ORDER BY id", m.Facility, e.Guest)
	for _, w := range lines {
		w.Child, w.Guest, w.OfGuest = e.Child, false, e.Guest
		if i := slices.IndexFunc(e.Doubled, func(d Doubled) bool { return d.Weighing == w.ID }); i >= 0 {
			w.ReplacedBy = e.Doubled[i].ReplacedBy
		}
		if err := Weighings.Put(tx, w); err != nil {
			return err
		}
	}
	if err == nil {
		err = onConcerns(tx, m, e.Guest, func(c *Concern) { c.Child, c.Guest = e.Child, false })
	}
	if err == nil {
		err = onGuest(tx, m, e.Guest, func(c *GrowthCard) { c.LinkedTo, c.Village, c.LastOn = e.Child, "", "" })
	}
	if err == nil {
		err = applyAgain(tx, m, e.Again)
	}
	if err != nil {
		return err
	}
	return onCard(tx, m, e.Child, e.Kept, e.LastOn)
}

func applyGuestUnlinked(tx *store.Tx, m journal.Meta, e GuestUnlinked) error {
	lines, err := Weighings.Where(tx, "facility_id = $1 AND of_guest = $2 ORDER BY id", m.Facility, e.Guest)
	theirs := map[ident.ID]bool{}
	for _, w := range lines {
		theirs[w.ID] = true
		w.Child, w.Guest, w.OfGuest = e.Guest, true, ""
		if slices.Contains(e.Back, w.ID) {
			w.ReplacedBy = ""
		}
		if err := Weighings.Put(tx, w); err != nil {
			return err
		}
	}
	if err == nil {
		err = onConcerns(tx, m, e.Child, func(c *Concern) {
			if theirs[c.Weighing] {
				c.Child, c.Guest = e.Guest, true
			}
		})
	}
	if err == nil {
		err = onGuest(tx, m, e.Guest, func(c *GrowthCard) { c.LinkedTo, c.Village, c.LastOn = "", e.Village, e.GuestLastOn })
	}
	if err == nil {
		err = applyAgain(tx, m, e.Again)
	}
	if err != nil {
		return err
	}
	return onCard(tx, m, e.Child, nil, e.LastOn)
}

// applyGuestForgotten takes the card off the phones; the figures of its months stay.
func applyGuestForgotten(tx *store.Tx, m journal.Meta, e GuestForgotten) error {
	return onGuest(tx, m, e.Guest, func(c *GrowthCard) { c.Village = "" })
}

func onGuest(tx *store.Tx, m journal.Meta, id ident.ID, change func(*GrowthCard)) error {
	c, found, err := GrowthCards.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	change(&c)
	c.Lines++
	return GrowthCards.Put(tx, c)
}

func onConcerns(tx *store.Tx, m journal.Meta, child ident.ID, change func(*Concern)) error {
	all, err := Concerns.Where(tx, "facility_id = $1 AND child = $2 ORDER BY id", m.Facility, child)
	for _, c := range all {
		change(&c)
		if err := Concerns.Put(tx, c); err != nil {
			return err
		}
	}
	return err
}
