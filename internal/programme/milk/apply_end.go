package milk

import (
	"slices"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyGiven(tx *store.Tx, m journal.Meta, e GivenEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.GiveTo = e.To
	return d.stepped(tx, m, "given", e.At, nil)
}

func applyTaken(tx *store.Tx, m journal.Meta, e TakenEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Former = append(d.Former, e.From)
	d.Courier, d.GiveTo = e.To, ""
	d.Supervision, d.Supervisor = "", "" // who took it over was looked at then
	for i, b := range d.Bottles {
		if b.State == "carried" || b.State == Quarantined {
			d.Bottles[i].HeldBy = e.To
		}
	}
	return d.stepped(tx, m, "taken", e.At, nil)
}

func applyReturned(tx *store.Tx, m journal.Meta, e ReturnedEvent) error {
	return endSome(tx, m, e.Delivery, e.Bottles, Returned, e.To, e.At)
}

func applyDiscarded(tx *store.Tx, m journal.Meta, e DiscardedEvent) error {
	return endSome(tx, m, e.Delivery, e.Bottles, Discarded, e.Reason, e.At)
}

func endSome(tx *store.Tx, m journal.Meta, delivery ident.ID, bottles []ident.ID, state, reason string, at instant.Instant) error {
	d, err := get(tx, m, delivery)
	if err != nil {
		return err
	}
	volume := int64(0)
	for i, b := range d.Bottles {
		if slices.Contains(bottles, b.ID) {
			d.Bottles[i].end(state, reason)
			volume += b.VolumeML
		}
	}
	if len(d.onBoard()) == 0 {
		d.State, d.EndedAt, d.FeeState = state, at, "held"
	}
	return d.stepped(tx, m, state, at, map[string]string{"reason": reason, "bottles": strconv.Itoa(len(bottles)), "ml": strconv.FormatInt(volume, 10)})
}

func applyUndone(tx *store.Tx, m journal.Meta, e UndoneEvent) error {
	step, _, err := Steps.Get(tx, m.Facility, e.Step)
	if err != nil {
		return err
	}
	step.Undone = true
	if err := Steps.Put(tx, step); err != nil {
		return err
	}
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	switch e.Kind {
	case "packed":
		d.State, d.PackedAt = d.Before, 0 // the use-by time it set stays: the strict side
	case "departed":
		d.State, d.DepartedAt = d.Before, 0
	case "arrived":
		d.State, d.ArrivedAt = d.Before, 0
	case "given":
		d.GiveTo = ""
	}
	return d.stepped(tx, m, "undone", m.OccurredAt, map[string]string{"kind": e.Kind})
}

func applyReviewOpened(tx *store.Tx, m journal.Meta, e ReviewOpened) error {
	rev, found, err := Reviews.Get(tx, m.Facility, e.Review)
	if err != nil {
		return err
	}
	if !found {
		rev = Review{Facility: m.Facility, ID: e.Review, Delivery: e.Delivery, Courier: e.Courier, OpenedAt: m.RecordedAt, Due: m.RecordedAt.Add(decideWithin)}
	}
	if rev.State == "closed" { // doubted again: the time to decide begins anew
		rev.Due, rev.Overdue = m.RecordedAt.Add(decideWithin), false
	}
	rev.State = "open"
	for _, reason := range e.Reasons {
		if !slices.Contains(rev.Reasons, reason) {
			rev.Reasons = append(rev.Reasons, reason)
		}
	}
	if err := Reviews.Put(tx, rev); err != nil {
		return err
	}
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Review = e.Review
	return d.stepped(tx, m, "review_opened", m.RecordedAt, map[string]string{"reason": e.Reasons[0]})
}

func applyReviewClosed(tx *store.Tx, m journal.Meta, e ReviewClosed) error {
	rev, _, err := Reviews.Get(tx, m.Facility, e.Review)
	if err != nil {
		return err
	}
	rev.State, rev.ClosedAt, rev.ClosedBy, rev.Decision, rev.Note = "closed", m.RecordedAt, m.Actor, e.Decision, e.Note
	if err := Reviews.Put(tx, rev); err != nil {
		return err
	}
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Proven = d.Proven || e.Decision == "proven"
	switch {
	case d.FeeState == "held" && e.Decision == "no_fee":
		d.FeeState = "none"
	case d.FeeState == "held":
		d.FeeState = "earned"
	}
	return d.stepped(tx, m, "review_closed", m.RecordedAt, map[string]string{"decision": e.Decision})
}

func applyClosed(tx *store.Tx, m journal.Meta, e ClosedEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE milk_step SET closed = TRUE WHERE facility_id = $1 AND delivery = $2", m.Facility, d.ID); err != nil {
		return err
	}
	steps, err := Steps.Where(tx, "facility_id = $1 AND delivery = $2", m.Facility, d.ID)
	if err != nil {
		return err
	}
	for _, s := range steps {
		Steps.Note(tx, s)
	}
	d.Closed = true
	return Deliveries.Put(tx, d)
}
