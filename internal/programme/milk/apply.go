package milk

import (
	"slices"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyEnrolled(tx *store.Tx, m journal.Meta, e Enrolled) error {
	return Places.Put(tx, Place{Facility: m.Facility, ID: e.Place, Mother: e.Mother, Baby: e.Baby, Village: e.Village, State: Going,
		Pickup: e.Pickup, Finish: e.Finish, Recipients: e.Recipients, Hidden: e.Hidden, NoPhone: e.NoPhone, EnrolledAt: m.RecordedAt,
		Application: e.Application, TermOn: e.TermOn})
}

func changePlace(tx *store.Tx, m journal.Meta, id ident.ID, by func(*Place)) error {
	p, _, err := Places.Get(tx, m.Facility, id)
	if err != nil {
		return err
	}
	by(&p)
	if err := Places.Put(tx, p); err != nil {
		return err
	}
	// A delivery under way shows who may receive it: it is sent out anew, or the
	// courier would go on seeing somebody who has been taken off the list.
	running, err := Deliveries.Where(tx, "facility_id = $1 AND place = $2 AND ended_at = 0 ORDER BY id", m.Facility, id)
	if err != nil {
		return err
	}
	for _, d := range running {
		if err := Deliveries.Put(tx, d); err != nil {
			return err
		}
	}
	return nil
}

func applyRecipientNamed(tx *store.Tx, m journal.Meta, e RecipientNamed) error {
	return changePlace(tx, m, e.Place, func(p *Place) {
		for i := range p.Recipients {
			if p.Recipients[i].Person == e.Recipient.Person { // back on the list
				p.Recipients[i].Active = true
				return
			}
		}
		p.Recipients = append(p.Recipients, e.Recipient)
	})
}

func applyRecipientDropped(tx *store.Tx, m journal.Meta, e RecipientDropped) error {
	return changePlace(tx, m, e.Place, func(p *Place) {
		for i := range p.Recipients {
			if p.Recipients[i].Person == e.Recipient {
				p.Recipients[i].Active = false
			}
		}
	})
}

func applyDeclared(tx *store.Tx, m journal.Meta, e DeclaredEvent) error {
	for _, b := range e.Bottles {
		if err := bottleIDs.Put(tx, bottleID{m.Facility, b.ID, e.Delivery, b.Label}); err != nil {
			return err
		}
	}
	d := Delivery{Facility: m.Facility, ID: e.Delivery, Number: e.Number, Place: e.Place, Mother: e.Mother, Keeper: e.Keeper, Baby: e.Baby, Village: e.Village,
		State: Declared, Job: e.Job, Former: []ident.ID{}, Bottles: e.Bottles, Pickup: e.Pickup, Finish: e.Finish, Limits: e.Limits,
		WantAt: e.WantAt, DeclaredAt: m.RecordedAt, FeeState: "none", HandedBy: e.Handing, PolicyVersion: e.Policy}
	return d.stepped(tx, m, "declared", m.OccurredAt, map[string]string{"bottles": strconv.Itoa(len(e.Bottles)), "by": e.By})
}

// stepped writes the delivery with a new line of its timeline.
func (d Delivery) stepped(tx *store.Tx, m journal.Meta, kind string, at instant.Instant, params map[string]string) error {
	if params == nil {
		params = map[string]string{}
	}
	step := Step{m.Facility, m.ID(), d.ID, d.Village, kind, at, m.RecordedAt, m.Actor, d.Courier, m.RecordedAt.Sub(at) > fiveMinutes, params, false, false}
	d.LastStep = step.ID
	if m.RecordedAt.Sub(m.OccurredAt) <= fiveMinutes {
		d.HeardAt = m.RecordedAt
	}
	if err := Steps.Put(tx, step); err != nil {
		return err
	}
	return Deliveries.Put(tx, d)
}

const fiveMinutes = 5 * 60 * 1e9

func get(tx *store.Tx, m journal.Meta, id ident.ID) (Delivery, error) {
	d, _, err := Deliveries.Get(tx, m.Facility, id)
	d.Bottles, d.Former = slices.Clone(d.Bottles), slices.Clone(d.Former)
	return d, err
}

func applyCancelled(tx *store.Tx, m journal.Meta, e CancelledEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.State, d.EndedAt = Cancelled, m.RecordedAt
	for i := range d.Bottles {
		d.Bottles[i].end(Returned, "cancelled")
		d.Bottles[i].Holder, d.Bottles[i].HeldBy = "mother", d.Mother
	}
	return d.stepped(tx, m, "cancelled", m.RecordedAt, map[string]string{"reason": e.Reason})
}

func applyCourierSet(tx *store.Tx, m journal.Meta, e CourierSet) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.OfferedTo = ""
	switch e.Kind {
	case "offered":
		d.OfferedTo = e.Courier
	case "given_back":
		if d.Courier != "" && !slices.Contains(d.Former, d.Courier) {
			d.Former = append(d.Former, d.Courier)
		}
		d.Courier = ""
	default:
		d.Courier = e.Courier
	}
	params := map[string]string{}
	if e.Kind == "offered" {
		params[toWorker] = string(e.Courier)
	}
	return d.stepped(tx, m, e.Kind, m.RecordedAt, params)
}

// toWorker is the param of a step that names a worker; it is shown as a name.
const toWorker = "to_worker"

func applyHandedOver(tx *store.Tx, m journal.Meta, e HandedOverEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.State, d.Courier, d.Bag, d.HandedOverAt, d.Promise = HandedOver, e.Courier, e.Bag, e.At, e.Promise
	if d.Ride = e.Ride; d.Ride == "" {
		d.Ride = ident.Derive(d.ID, rideOrdinal)
	}
	d.measure(e.Reading)
	if e.Handing.ID != "" || e.By == "mother" { // whoever was to hand over, this is who did
		d.HandedBy = e.Handing
	}
	for i, b := range d.Bottles {
		if slices.Contains(e.Bottles, b.ID) {
			d.Bottles[i].State, d.Bottles[i].Holder, d.Bottles[i].HeldBy = "carried", "courier", e.Courier
		} else {
			// What was declared and not handed over stays with the mother: its end.
			d.Bottles[i].end(Returned, "not_handed_over")
			d.Bottles[i].Holder, d.Bottles[i].HeldBy = "mother", d.Mother
		}
	}
	return d.stepped(tx, m, "handed_over", e.At, map[string]string{"bottles": strconv.Itoa(len(e.Bottles)), "by": e.By})
}

func (d *Delivery) measure(r Reading) {
	if r.Read {
		d.Temperature, d.Measured = r.C, true
	}
}

// read puts a reading of the cooler to the bottles in it.
func (d *Delivery) read(r Reading, at instant.Instant) {
	for i, b := range d.Bottles {
		if b.State == "carried" {
			d.Bottles[i] = b.withReading(d.Limits, r, at)
		}
	}
}

// why is what spoke against a bottle that was handed over all the same.
func (e DeliveredEvent) why(bottle ident.ID) string {
	for _, u := range e.Unfit {
		if u.Bottle == bottle {
			return u.Why
		}
	}
	return ""
}

func (b *Bottle) end(state, reason string) {
	b.State, b.Reason, b.Holder, b.HeldBy = state, reason, "none", ""
}

func applyPacked(tx *store.Tx, m journal.Meta, e PackedEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	came := e.Reading
	if !came.Read && !came.Melted && d.Measured { // read at the hand-over
		came = Reading{C: d.Temperature, Read: true}
	}
	for i, b := range d.Bottles {
		if b.State == "carried" {
			d.Bottles[i] = d.packed(b, e.At, came)
		}
	}
	d.Before, d.State, d.PackedAt = d.State, Packed, e.At
	d.measure(e.Reading)
	return d.stepped(tx, m, "packed", e.At, nil)
}

func applyDeparted(tx *store.Tx, m journal.Meta, e DepartedEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Before, d.State, d.DepartedAt = d.State, OnTheWay, e.At
	return d.stepped(tx, m, "departed", e.At, nil)
}

func applyArrived(tx *store.Tx, m journal.Meta, e ArrivedEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Before, d.State, d.ArrivedAt = d.State, Arrived, e.At
	d.measure(e.Reading)
	d.read(e.Reading, e.At)
	return d.stepped(tx, m, "arrived", e.At, nil)
}

func applyCodeMissed(tx *store.Tx, m journal.Meta, e CodeMissed) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.CodeMisses++
	return d.stepped(tx, m, "wrong_code", m.OccurredAt, map[string]string{"count": strconv.FormatInt(d.CodeMisses, 10)})
}

func applyCodeRenewed(tx *store.Tx, m journal.Meta, e CodeRenewed) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.CodeGeneration, d.CodeMisses = e.Generation, 0
	return d.stepped(tx, m, "new_code", m.OccurredAt, nil)
}

func applyDelivered(tx *store.Tx, m journal.Meta, e DeliveredEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.State, d.EndedAt, d.Proven, d.ReceivedBy, d.Fee, d.FeeFund = Delivered, e.At, e.Proven, e.Recipient, e.Fee, e.FeeFund
	d.FeeState = "earned"
	if e.Held {
		d.FeeState = "held"
	} // a ride or a month that is paid otherwise says so after it: FeeSet
	d.measure(e.Reading)
	d.read(e.Reading, e.At)
	for i, b := range d.Bottles {
		if b.Ended() {
			continue
		}
		if slices.Contains(e.Bottles, b.ID) {
			d.Bottles[i].end(Delivered, e.why(b.ID))
			d.Bottles[i].Holder, d.Bottles[i].HeldBy = "recipient", e.Recipient
		} else {
			why := "not_accounted_for" // under review: see wrong_bottle
			if b.State == Quarantined {
				why = "mixup" // it goes back with the courier, as the case says
			}
			d.Bottles[i].end(Returned, why)
		}
	}
	proven := "no"
	if e.Proven {
		proven = "yes"
	}
	return d.stepped(tx, m, "delivered", e.At, map[string]string{"proven": proven})
}

func applyAbsent(tx *store.Tx, m journal.Meta, e AbsentEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.AbsentTries++
	return d.stepped(tx, m, "absent", e.At, map[string]string{"action": e.Action})
}
