package milk

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// FetchedByRecipient tells that somebody on the mother's list fetched the bottles
// from the courier on the way, with the code from her page.
type FetchedByRecipient struct {
	Delivery     ident.ID   `json:"delivery"`
	Recipient    ident.ID   `json:"recipient"`
	Code         string     `json:"code" max:"12"`
	Bottles      []ident.ID `json:"bottles"`
	TemperatureC *float64   `json:"temperature_c,omitempty"`
}

// Subject names the delivery.
func (b FetchedByRecipient) Subject() ident.ID { return b.Delivery }

// Check wants bottles, somebody and a code.
func (b FetchedByRecipient) Check() *fault.Error {
	switch {
	case len(b.Bottles) == 0:
		return fault.BadField("body.required", "bottles")
	case b.Recipient == "":
		return fault.BadField("body.required", "recipient")
	case b.Code == "":
		return fault.BadField("body.required", "code")
	}
	return checkTemperature(b.TemperatureC)
}

// FetchedEvent is bottles fetched on the way, beside the delivery that it was.
type FetchedEvent struct {
	Delivery  ident.ID        `json:"delivery"`
	Recipient ident.ID        `json:"recipient"`
	At        instant.Instant `json:"at"`
}

func (r Room) loadFetched(q journal.Query) (Run, error) {
	run, err := r.load(q)
	if err != nil {
		return run, err
	}
	if err = run.loadDelivering(q); err == nil {
		err = run.loadRideFee(q)
	}
	if err == nil {
		err = run.loadDistance(q)
	}
	return run, err
}

// FetchedByRecipient is a delivery that happened elsewhere: the same rules, the
// same proof. Nobody who is not on the list is ever entered as holder, not even by
// a report: that one waits for a person.
func (r Run) FetchedByRecipient(s journal.Said[FetchedByRecipient]) journal.Answer {
	b := s.Body
	if r.InHand() && !r.Enrolment.Allows(b.Recipient) {
		if s.Late() {
			return journal.Hold("milk.not_on_list")
		}
		return journal.Refuse("milk.not_on_list").On("recipient")
	}
	answer := r.Deliver(journal.Said[Deliver]{Facility: s.Facility, ID: s.ID, By: s.By, Approver: s.Approver, At: s.At, Now: s.Now,
		Body: Deliver{Delivery: b.Delivery, Recipient: b.Recipient, Code: b.Code, Bottles: b.Bottles, TemperatureC: b.TemperatureC}})
	if answer.Status != journal.Accepted {
		return answer
	}
	return answer.With(FetchedEvent{r.ID, b.Recipient, s.At})
}

func applyFetched(tx *store.Tx, m journal.Meta, e FetchedEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	return d.stepped(tx, m, "fetched", e.At, nil)
}
