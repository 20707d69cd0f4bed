package schedule

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/plan"
)

// Skip tells that there was nothing to fetch: verb schedule.skip.
type Skip struct {
	Pickup ident.ID `json:"pickup"`
	// Reason is no_milk, mother_absent, closed or other.
	Reason string `json:"reason" max:"20"`
}

// Subject names the pick-up.
func (b Skip) Subject() ident.ID { return b.Pickup }

// SkipReasons are the reasons there are.
func SkipReasons() []string { return []string{"no_milk", "mother_absent", "closed", "other"} }

// Check wants a known reason.
func (b Skip) Check() *fault.Error {
	if !slices.Contains(SkipReasons(), b.Reason) {
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

// WasSkipped is the event of a pick-up with nothing to fetch.
type WasSkipped struct {
	Pickup ident.ID `json:"pickup"`
	Reason string   `json:"reason"`
}

func loadPickup(q journal.Query) (Pickup, error) {
	p, found, err := Pickups.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return p, err
}

// Skipping is a pick-up with whose page its place has: she says herself that there
// is nothing to fetch.
type Skipping struct {
	Pickup
	reader ident.ID
}

// Audiences adds her to the pick-up's.
func (s Skipping) Audiences() []string {
	return append(s.Pickup.Audiences(), "o:"+string(s.reader))
}

func loadSkipping(q journal.Query) (Skipping, error) {
	p, err := loadPickup(q)
	if err != nil {
		return Skipping{}, err
	}
	place, _, err := milk.Places.Get(q.Tx, q.Facility, p.Place)
	return Skipping{p, place.Reader()}, err
}

// FormerAudiences are the courier's also after the day was taken off his phone.
func (p Pickup) FormerAudiences() []string {
	if p.Courier == "" {
		return nil
	}
	return []string{"w:" + string(p.Courier)}
}

// Skip keeps that he came for nothing. Where bottles were declared there is
// something, and the delivery says what becomes of it.
func (p Pickup) Skip(s journal.Said[Skip]) journal.Answer {
	switch {
	case p.State == Declared:
		return journal.Refuse("schedule.is_declared")
	case p.State != Waiting && !(p.State == Skipped && p.Reason == "not_declared"):
		return journal.Refuse("schedule.is_over")
	}
	return journal.Accept(WasSkipped{p.ID, s.Body.Reason}).With(plan.Change(plan.Couriers, p.Day, p.ID))
}

func applySkipped(tx *store.Tx, m journal.Meta, e WasSkipped) error {
	return changePickup(tx, m.Facility, e.Pickup, func(p *Pickup) { p.State, p.Reason = Skipped, e.Reason })
}
