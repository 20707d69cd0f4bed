package milk

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Decide ends a review.
type Decide struct {
	Review   ident.ID `json:"review"`
	Decision string   `json:"decision" max:"20"`
	Note     string   `json:"note,omitempty" max:"500"`
}

// Subject names the review.
func (b Decide) Subject() ident.ID { return b.Review }

// Check wants a known decision: proven (it was right, pay), pay (not his fault,
// pay), no_fee; the last with a reason, for the courier reads it.
func (b Decide) Check() *fault.Error {
	if b.Decision == "no_fee" && b.Note == "" {
		return fault.BadField("body.required", "note")
	}
	return oneOf(b.Decision, "decision", "proven", "pay", "no_fee")
}

func (room Room) loadReview(q journal.Query) (Run, error) {
	rev, found, err := Reviews.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return Run{}, err
	}
	if !found {
		return Run{}, fault.Absent()
	}
	d, _, err := Deliveries.Get(q.Tx, q.Facility, rev.Delivery)
	return Run{Delivery: d, Reviewed: rev}, err
}

// Decide closes the review and releases or drops the held fee. The courier does
// not decide about himself.
func (r Run) Decide(s journal.Said[Decide]) journal.Answer {
	switch {
	case r.Reviewed.State != "open":
		return journal.Refuse("milk.review_closed")
	case s.By.Worker != "" && (s.By.Worker == r.Reviewed.Courier || s.By.Worker == r.Courier):
		return journal.Refuse("milk.own_review")
	}
	e := ReviewClosed{Review: r.Reviewed.ID, Delivery: r.ID, Decision: s.Body.Decision}
	if s.Body.Note != "" {
		e.Note = s.Seal("milk_note", s.NewID(0), 1, s.Body.Note)
	}
	return journal.Accept(e).With(r.settleFee(s.Body.Decision)...)
}
