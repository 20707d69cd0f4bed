package campaign

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/shared/ledger"
)

// Correct writes a contact anew: verb campaign.correct. The one on record stays and says
// what stands for it; a count of nothing takes it back. The desk corrects any, a seller what
// one of the page's own taps told within Settings.UndoHours.
type Correct struct {
	Contact ident.ID `json:"contact"`
	Count   int64    `json:"count"`
	Village string   `json:"village,omitempty" max:"13"`
	On      string   `json:"on,omitempty" max:"10"`
}

// Subject is the contact.
func (b Correct) Subject() ident.ID { return b.Contact }

// Check wants a contact and a count.
func (b Correct) Check() *fault.Error {
	switch {
	case b.Contact == "":
		return fault.BadField("body.required", "contact")
	case b.Count < 0 || b.Count > mostTold:
		return fault.BadField("campaign.bad_count", "count")
	case !civil(b.On):
		return fault.BadField("body.bad_date", "on")
	}
	return nil
}

// correcting is a contact with its seller as it is now.
type correcting struct {
	telling
	old Contact
	fee ledger.Earning
}

func loadCorrecting(q journal.Query) (c correcting, err error) {
	b := q.Body.(Correct)
	found := false
	if c.old, found, err = Contacts.Get(q.Tx, q.Facility, b.Contact); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return c, err
	}
	on := b.On
	if on == "" {
		on = c.old.On
	}
	if c.telling, err = loadTelling(q, c.old.Seller, on); err != nil {
		return c, err
	}
	c.fee, _, err = ledger.Earnings.Get(q.Tx, q.Facility, feeOf(c.old.ID))
	return c, err
}

func (c correcting) correct(s journal.Said[Correct]) journal.Answer {
	b, village := s.Body, s.Body.Village
	if village == "" {
		village = c.old.Village
	}
	back := after(c.batches, given(c.old.Takes))
	switch {
	case c.old.ReplacedBy != "":
		return journal.Refuse("campaign.corrected_already")
	case s.By.Worker == "" && !c.set.Undoable(c.old, s.Now):
		return journal.Refuse("campaign.correct_at_desk")
	case c.old.Source == FromWeeklyCount || slices.ContainsFunc(back, func(b Batch) bool { return b.HandedOut < 0 }):
		return journal.Refuse("campaign.count_again")
	}
	if no, bad := c.misplaced([]Tally{{c.old.Kind, b.Count, village}}); bad {
		return no
	}
	e := ContactedEvent{Contact: s.NewID(10), Seller: c.ID, Kind: c.old.Kind, Village: village, Count: b.Count, On: c.on, Source: c.old.Source,
		By: s.By.Worker, Trained: c.trained, Replaces: c.old.ID}
	if c.old.Source == FromMassage {
		e.Trained = c.massages
	}
	if slices.Contains(Papers, e.Kind) {
		e.Takes = take(back, e.Kind, b.Count)
	}
	return journal.Accept(unbooked(c.old)...).With(c.unpaid()...).With(c.contact(e)...)
}

// Undoable reports whether the seller may still take a contact back: a tap of the seller's
// own, not replaced, not older than the policy's hours. What the desk wrote down, what was
// counted at the stall and a massage are the desk's to correct.
func (s Settings) Undoable(c Contact, now instant.Instant) bool {
	return c.Source == FromTap && c.By == "" && c.ReplacedBy == "" && c.Count > 0 && now.Sub(c.At) <= time.Duration(s.UndoHours)*time.Hour
}

// UndoableOf lists the contacts of a seller that the seller may still take back, the latest
// first, with at most limit of them.
func UndoableOf(q journal.Query, seller ident.ID, limit int) ([]Contact, error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	since := q.Now.Add(-time.Duration(set.UndoHours) * time.Hour)
	all, err := Contacts.Where(q.Tx, `facility_id = $1 AND seller = $2 AND source = $3 AND by_worker = '' AND replaced_by = '' AND count > 0 AND at >= $4
		ORDER BY at DESC, id DESC LIMIT $5`, q.Facility, seller, FromTap, since, limit)
	return slices.DeleteFunc(all, func(c Contact) bool { return !set.Undoable(c, q.Now) }), err
}

// given turns what was taken around.
func given(takes []Take) []Take {
	out := make([]Take, len(takes))
	for i, t := range takes {
		out[i] = Take{t.Batch, -t.Count}
	}
	return out
}

// unpaid takes back the fee of the contact that is corrected, when it stands in the books.
func (c correcting) unpaid() []any {
	if c.fee.ID == "" || c.fee.State != ledger.StateEarned {
		return nil
	}
	var lines []ledger.Line
	for _, p := range c.fee.Borne() {
		lines = append(lines, ledger.Move(ledger.Account(money.Rupiah, ledger.Expense, p.Fund), ledger.Account(money.Rupiah, ledger.Payable, string(c.fee.Worker)), p.Amount)...)
	}
	return []any{ledger.Reversed{ID: ident.Derive(c.fee.Entry, 2), Entry: c.fee.Entry, Lines: lines}}
}
