package health

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// LinkGuest says that a guest is a child of the register: verb health.link_guest. Its
// lines move to that child's card, and its sealed name goes.
type LinkGuest struct {
	Guest ident.ID `json:"guest"`
	Child ident.ID `json:"child"`
}

// UnlinkGuest says that it was not that child: verb health.unlink_guest. The lines are a
// guest's again; its name stays erased until somebody tells it anew.
type UnlinkGuest struct {
	Guest ident.ID `json:"guest"`
}

// ForgetGuest erases who a guest was, when the policy's days after its last weighing are
// over: verb health.forget_guest, for the machine. The figures stay.
type ForgetGuest struct {
	Guest ident.ID `json:"guest"`
}

// Subject is the guest.
func (b LinkGuest) Subject() ident.ID { return b.Guest }

// Subject is the guest.
func (b UnlinkGuest) Subject() ident.ID { return b.Guest }

// Subject is the guest.
func (b ForgetGuest) Subject() ident.ID { return b.Guest }

// Check wants both.
func (b LinkGuest) Check() *fault.Error {
	if b.Child == "" {
		return fault.BadField("body.required", "child")
	}
	return wantsGuest(b.Guest)
}

// Check wants a guest.
func (b UnlinkGuest) Check() *fault.Error { return wantsGuest(b.Guest) }

// Check wants a guest.
func (b ForgetGuest) Check() *fault.Error { return wantsGuest(b.Guest) }

func wantsGuest(id ident.ID) *fault.Error {
	if id == "" {
		return fault.BadField("body.required", "guest")
	}
	return nil
}

// linking is a guest and the child that it is or was held to be.
type linking struct {
	guest, child weighed
	// came are all lines that came from the guest, also those that do not count.
	came []Weighing
	// hidden: who asks does not see the guest.
	hidden bool
}

// Audiences are who serves the child's village, if they see the guest too: nobody puts
// figures of a child they do not know on a card, or learns of one by guessing.
func (l linking) Audiences() []string {
	if l.hidden {
		return []string{"f"}
	}
	return l.child.Audiences()
}

// loadGuest reads a guest; absent where a card is nobody's or a child's of the register.
func loadGuest(q journal.Query, id ident.ID) (v weighed, err error) {
	c, found, err := GrowthCards.Get(q.Tx, q.Facility, id)
	if err == nil && (!found || !c.Guest) {
		err = fault.Absent()
	}
	if err != nil {
		return v, err
	}
	v = weighed{guest: true, card: c}
	if v.posyandu, _, err = registry.Posyandus.Get(q.Tx, q.Facility, c.Posyandu); err != nil {
		return v, err
	}
	if err = v.lines(q, c.ID); err == nil {
		v.asGuest(Weigh{})
	}
	return v, err
}

func loadLink(q journal.Query) (l linking, err error) {
	if l.guest, err = loadGuest(q, q.Subject); err != nil {
		return l, err
	}
	if l.child, err = weighedOf(q, q.Body.(LinkGuest).Child, false); err != nil {
		return l, err
	}
	l.hidden = !slices.ContainsFunc(l.guest.Audiences(), func(a string) bool { return slices.Contains(q.By.Keys, a) })
	return l, err
}

func loadUnlink(q journal.Query) (l linking, err error) {
	if l.guest, err = loadGuest(q, q.Subject); err != nil {
		return l, err
	}
	if l.guest.card.LinkedTo == "" {
		l.child = l.guest // for who may see it
		return l, nil
	}
	if l.child, err = weighedOf(q, l.guest.card.LinkedTo, false); err != nil {
		return l, err
	}
	l.came, err = Weighings.Where(q.Tx, "facility_id = $1 AND of_guest = $2 ORDER BY on_day, recorded_at, id", q.Facility, q.Subject)
	return l, err
}

// link moves the guest's lines to the child's card in their order and reckons all anew by
// what the register knows of the child. On a day on which the child was weighed in its own
// name its own line counts.
func (l linking) link(s journal.Said[LinkGuest]) journal.Answer {
	g, c := l.guest, l.child
	switch {
	case g.card.LinkedTo != "":
		return journal.Refuse("health.guest_linked").On("guest")
	case c.State != registry.Active:
		return journal.Refuse("health.not_here_any_more").On("child")
	}
	e := GuestLinked{Guest: g.card.ID, Child: c.ID, By: s.By.Worker, Kept: c.ours()}
	all := slices.Clone(c.all)
	for _, w := range g.all {
		if own, found := c.sameDay(w.On); found {
			e.Doubled = append(e.Doubled, Doubled{w.ID, own.ID})
			continue
		}
		w.Child, w.Guest, w.OfGuest = c.ID, false, g.card.ID
		all = append(all, w)
	}
	inOrder(all)
	e.Again = c.grown().again(all, c.set.gap())
	if len(all) > 0 {
		e.LastOn = all[len(all)-1].On
	}
	out := []any{e}
	// What somebody saw of the guest was seen of the child; an open entry goes on in its name.
	if g.handled.Upto > c.handled.Upto {
		c.handled = g.handled
	}
	switch {
	case g.open.ID != "" && c.open.ID != "":
		out = append(out, ConcernSettled{Concern: g.open.ID, State: ConcernEnded})
	case g.open.ID != "":
		c.open = g.open
	}
	out = append(out, c.concern(all, s.NewID(1))...)
	return journal.Accept(append(out, g.erases()...)...)
}

// erases are the versions of a guest's name.
func (v weighed) erases() (out []any) {
	d := v.card.Detail
	for version := int64(1); !d.IsZero() && version <= d.Version; version++ {
		out = append(out, journal.Erased{Table: d.Table, ID: d.ID, Version: version})
	}
	return out
}

// unlink gives the guest its lines back, and both cards are reckoned anew. What was told of
// the child since stays the child's.
func (l linking) unlink(s journal.Said[UnlinkGuest]) journal.Answer {
	g, c := l.guest, l.child
	if g.card.LinkedTo == "" {
		return journal.Refuse("health.guest_not_linked").On("guest")
	}
	came := func(id ident.ID) bool {
		return slices.ContainsFunc(l.came, func(w Weighing) bool { return w.ID == id })
	}
	e := GuestUnlinked{Guest: g.card.ID, Child: c.ID, By: s.By.Worker, Village: g.guestVillage()}
	own := slices.DeleteFunc(slices.Clone(c.all), func(w Weighing) bool { return came(w.ID) })
	var theirs []Weighing
	for _, w := range l.came {
		if w.ReplacedBy != "" && !came(w.ReplacedBy) {
			e.Back = append(e.Back, w.ID)
			w.ReplacedBy = ""
		}
		if w.Counts() {
			theirs = append(theirs, w)
		}
	}
	e.Again = append(c.grown().again(own, c.set.gap()), g.grown().again(theirs, g.set.gap())...)
	e.LastOn, e.GuestLastOn = lastOn(own), lastOn(theirs)
	out := []any{e}
	if came(c.handled.Weighing) {
		g.handled = c.handled
	}
	if c.open.ID != "" && came(c.open.Weighing) { // it stood by a line of the guest: it goes with it
		g.open, c.open = c.open, Concern{}
	}
	out = append(out, c.concern(own, s.NewID(1))...)
	return journal.Accept(append(out, g.concern(theirs, s.NewID(2))...)...)
}

// lastOn is the day of the last of them.
func lastOn(all []Weighing) string {
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].On
}

// forget erases a guest's name when its time is over. It is asked for after each weighing;
// only the last one's asking finds nothing later.
func (v weighed) forget(s journal.Said[ForgetGuest]) journal.Answer {
	if v.card.LinkedTo != "" || v.card.Village == "" || v.card.LastOn > dayBefore(v.today, v.set.guestDays()) {
		return journal.Accept()
	}
	out := []any{GuestForgotten{Guest: s.Body.Guest}}
	if v.open.ID != "" {
		out = append(out, ConcernSettled{Concern: v.open.ID, State: ConcernEnded})
	}
	return journal.Accept(append(out, v.erases()...)...)
}

// forgetAt is when the machine is to look whether a guest's time is over.
func (v weighed) forgetAt(now instant.Instant) (at instant.Instant) {
	if v.guest {
		at = now.Add(oneDay * time.Duration(v.set.guestDays()))
	}
	return at
}

func loadForget(q journal.Query) (weighed, error) { return loadGuest(q, q.Subject) }
