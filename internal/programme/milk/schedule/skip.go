package schedule

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
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
	return journal.Accept(WasSkipped{p.ID, s.Body.Reason})
}

func applySkipped(tx *store.Tx, m journal.Meta, e WasSkipped) error {
	return changePickup(tx, m.Facility, e.Pickup, func(p *Pickup) { p.State, p.Reason = Skipped, e.Reason })
}
