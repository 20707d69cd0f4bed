package massage

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// asking is what somebody typed on the page of anybody. It lies sealed with the booking until
// the telephone is confirmed: whoever knows a telephone adds nothing to that family.
type asking struct {
	Parent   Parent  `json:"parent"`
	Children []Child `json:"children"`
	// Consent names the text that was agreed to; empty: nobody was asked.
	Consent string `json:"consent,omitempty"`
	// New: nobody had that telephone, so that the parent was written down, with a name and a
	// telephone only: somebody has to get the code.
	New bool `json:"new,omitempty"`
}

// sealedAsking is the table of it.
const sealedAsking = "massage_asking"

// WrittenEvent is the event of people who stand in the register now: the telephone is the
// parent's.
type WrittenEvent struct {
	Booking  ident.ID   `json:"booking"`
	Children []ident.ID `json:"children"`
}

func wroteDown(b *Booking, _ journal.Meta, e WrittenEvent) {
	b.Children, b.Family = e.Children, journal.Ref{}
}

// unproven reports whether somebody asks who may not be whose telephone it is: they name no
// record that is theirs.
func (b booking) unproven(s journal.Said[Book]) bool {
	return b.door == ByPage && s.Body.Parent.Person == ""
}

// readAsking reads what was typed, and whom of them the register knows by now.
func (h *held) readAsking(q journal.Query) error {
	if h.Family.IsZero() {
		return nil
	}
	if _, err := q.Open(h.Family, &h.told); err != nil {
		return err
	}
	if _, err := q.Open(h.Place, &h.place); err != nil {
		return err
	}
	err := h.who.readParent(q, Parent{Person: h.Parent})
	for _, c := range h.told.Children {
		if err != nil || h.who.wrong != "" {
			return err
		}
		err = h.who.readChild(q, c)
	}
	return err
}

// joined are the people of a booking who are written down now, and the typed words that are
// dropped: the register has them. Their ids are the command's, the same for a whole course.
func joined[B any](s journal.Said[B], h held) (events []any) {
	if h.Family.IsZero() {
		return nil
	}
	if h.told.New && h.who.detail.Address == "" {
		d := h.who.detail
		d.Address, d.Home = h.place.Label, h.place.Point()
		events = append(events, registry.Correct(s, h.who.parent, d))
	}
	ids, fresh := entered(s, h.who, h.who.parent, h.told.Children, h.Village)
	events = append(events, fresh...)
	events = append(events, agreedTo(h.told.Consent, "page", ids, h.who.parent.ID)...)
	return append(events, h.writtenDown(ids)...)
}

// writtenDown are the same people as those of another visit of the course.
func (h held) writtenDown(ids []ident.ID) []any {
	return []any{WrittenEvent{h.ID, ids}, h.dropped()}
}

// dropped is the end of what was typed.
func (h held) dropped() journal.Erased {
	return journal.Erased{Table: h.Family.Table, ID: h.Family.ID, Version: h.Family.Version}
}

// entered are children, with the events of those whom the register does not know: they belong
// to the parent's household, where it has one.
func entered[B any](s journal.Said[B], f family, parent registry.Person, kids []Child, village string) (ids []ident.ID, events []any) {
	for i, known := range f.kids {
		if known.ID != "" {
			ids = append(ids, known.ID)
			continue
		}
		id, c := s.NewID(10+i), kids[i]
		p := registry.Register(s, id, registry.Baby, village, c.Born, false, registry.Detail{Name: c.Name})
		p.Sex, p.Guardian = c.Sex, parent.ID
		if parent.Household != "" {
			p.Household, p.Relation, p.Posyandu, p.Group = parent.Household, registry.Child, parent.Posyandu, parent.Group
		}
		ids, events = append(ids, id), append(events, p)
	}
	return ids, events
}

// agreedTo keeps the parent's yes to what is kept of the children, in the words that were shown.
func agreedTo(version, how string, children []ident.ID, guardian ident.ID) (events []any) {
	if version == "" {
		return nil
	}
	for _, id := range children {
		events = append(events, registry.ConsentRecorded{Person: id, Purpose: registry.ChildData, TextVersion: version, Given: true, How: how, ByWhom: "guardian", Guardian: guardian})
	}
	return events
}

// homeOf is what a parent who is written down lives in, as told: nothing before the telephone
// is confirmed.
func homeOf(d registry.Detail, place dispatch.Place, unproven bool) registry.Detail {
	if !unproven {
		d.Address, d.Home = place.Label, place.Point()
	}
	return d
}

// moves is a move to which the family said yes: one that waited is written down, and booked.
func moves[B any](s journal.Said[B], m moving, e MovedEvent) journal.Answer {
	to := m.held
	to.Cadre, to.From, to.Day = e.Cadre, e.From, e.Day
	if m.State != Waiting {
		return journal.Accept(e, to.say(s.NewID(0), movedKind))
	}
	if m.who.wrong != "" {
		return journal.Refuse(m.who.wrong)
	}
	return journal.Accept(append(joined(s, m.held), e, to.say(s.NewID(0), bookedKind))...)
}
