package milk

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
)

// Cancel ends a delivery before anything was handed over.
type Cancel struct {
	Delivery ident.ID `json:"delivery"`
	Reason   string   `json:"reason" max:"20"`
}

// Subject names the delivery.
func (b Cancel) Subject() ident.ID { return b.Delivery }

var cancelReasons = map[string]bool{"not_needed": true, "mother_home": true, "milk_used": true, "no_courier": true, "mistake": true, "other": true}

// Check wants a known reason.
func (b Cancel) Check() *fault.Error {
	if !cancelReasons[b.Reason] {
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

// Cancel ends it before the hand-over; what is in hand is returned or discarded.
// It is the mother's, the desk's or the machine's to end: a courier who cannot
// come declines, and somebody else is asked.
func (r Run) Cancel(s journal.Said[Cancel]) journal.Answer {
	if !slices.ContainsFunc([]access.Role{access.Mother, access.Dispatcher, access.Officer, access.Machine}, s.By.Is) {
		return journal.Refuse("milk.decline_instead")
	}
	if r.State != Declared {
		return journal.Refuse("milk.in_hand")
	}
	return journal.Accept(CancelledEvent{r.ID, s.Body.Reason, r.Settings.HideSeconds}, dispatch.JobCancelled{Job: r.Job}, link.End(r.ID, s.Now.Add(r.linkLife())))
}
