package rice

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/workforce"
)

// Reverse takes a debt back: verb rice.reverse, two persons. It stays visible.
type Reverse struct {
	Debt   ident.ID `json:"debt"`
	Reason string   `json:"reason" max:"300"`
}

// TakeBack says that a hand-over that settled a debt never was: verb rice.take_back, two
// persons. The debt is owed again.
type TakeBack struct {
	Debt   ident.ID `json:"debt"`
	Reason string   `json:"reason" max:"300"`
}

// LookAt says what a report in review was: verb rice.review. Finding is same (the same
// hand-over, told twice) or again (rice was given once more).
type LookAt struct {
	Handover ident.ID `json:"handover"`
	Finding  string   `json:"finding" max:"10"`
}

// Carry says who brings the rice: verb rice.carry. Nobody named: nobody but those of
// the village.
type Carry struct {
	Debt    ident.ID   `json:"debt"`
	Workers []ident.ID `json:"workers"`
}

// Offer says that the head has offered the rice to the family of who has died: verb rice.offer.
type Offer struct {
	Debt ident.ID `json:"debt"`
}

// Subject is the debt.
func (b Reverse) Subject() ident.ID { return b.Debt }

// Subject is the debt.
func (b TakeBack) Subject() ident.ID { return b.Debt }

// Subject is the report.
func (b LookAt) Subject() ident.ID { return b.Handover }

// Subject is the debt.
func (b Carry) Subject() ident.ID { return b.Debt }

// Subject is the debt.
func (b Offer) Subject() ident.ID { return b.Debt }

// Check wants a debt and a reason.
func (b Reverse) Check() *fault.Error { return checkReasoned(b.Debt, b.Reason) }

// Check wants a debt and a reason.
func (b TakeBack) Check() *fault.Error { return checkReasoned(b.Debt, b.Reason) }

func checkReasoned(debt ident.ID, why string) *fault.Error {
	if debt == "" {
		return fault.BadField("body.required", "debt")
	}
	if why == "" {
		return fault.BadField("body.required", "reason")
	}
	return nil
}

// Check wants a finding.
func (b LookAt) Check() *fault.Error {
	if b.Handover == "" {
		return fault.BadField("body.required", "handover")
	}
	if b.Finding != Same && b.Finding != Again {
		return fault.BadField("body.unknown_word", "finding")
	}
	return nil
}

// Check wants a debt, and no more people than fit in a vehicle.
func (b Carry) Check() *fault.Error {
	if b.Debt == "" {
		return fault.BadField("body.required", "debt")
	}
	if len(b.Workers) > 10 {
		return fault.BadField("body.too_many", "workers")
	}
	return nil
}

// Check wants a debt.
func (b Offer) Check() *fault.Error {
	if b.Debt == "" {
		return fault.BadField("body.required", "debt")
	}
	return nil
}

// kept is a debt with the report that settled it.
type kept struct {
	Debt
	by Handover
	// works: everybody who is named works here.
	works bool
}

func loadKept(q journal.Query) (kept, error) {
	d, ok, err := Debts.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !ok {
		err = fault.Absent()
	}
	if err != nil {
		return kept{}, err
	}
	k := kept{Debt: d, works: true}
	if k.by, _, err = Handovers.Get(q.Tx, q.Facility, d.Handover); err != nil {
		return k, err
	}
	if b, carries := q.Body.(Carry); carries {
		for _, id := range b.Workers {
			w, found, err := workforce.Workers.Get(q.Tx, q.Facility, id)
			if err != nil {
				return k, err
			}
			k.works = k.works && found && w.State == workforce.Active
		}
	}
	return k, nil
}

func (k kept) reverse(s journal.Said[Reverse]) journal.Answer {
	if !k.Standing() {
		return journal.Refuse("rice.not_standing").On("debt")
	}
	n := k.Posts + 1
	return journal.Accept(ReversedEvent{k.ID, s.Seal("rice_reason", k.ID, n, reason{s.Body.Reason}), n}, k.lifts(n, "reversed"))
}

func (k kept) takeBack(s journal.Said[TakeBack]) journal.Answer {
	if k.State != Given {
		return journal.Refuse("rice.not_given").On("debt")
	}
	n := k.Posts + 1
	return journal.Accept(TakenBackEvent{k.by.ID, k.ID, k.Fund, back(k.by.Takes), s.Seal("rice_reason", k.ID, n, reason{s.Body.Reason}), n}, k.unpays(n))
}

func (k kept) carry(s journal.Said[Carry]) journal.Answer {
	switch {
	case !k.Standing():
		return journal.Refuse("rice.not_standing").On("debt")
	case !k.works:
		return journal.Refuse("rice.nobody_here").On("workers")
	}
	return journal.Accept(CarriedEvent{k.ID, s.Body.Workers})
}

// offer lets the rice of somebody who has died be handed over: the head has spoken with
// the family. What was withheld is written into the books now.
func (k kept) offer(_ journal.Said[Offer]) journal.Answer {
	switch {
	case !k.Silent || k.Offered || k.State != Owed && k.State != Withheld:
		return journal.Refuse("rice.nothing_to_offer").On("debt")
	case k.State == Owed:
		return journal.Accept(OfferedEvent{k.ID})
	}
	n := k.Posts + 1
	return journal.Accept(RestoredEvent{k.ID, k.Promise, k.Rule, k.Due, n}, k.writes(n), OfferedEvent{k.ID})
}

// reported is a report in review with the lots of its fund.
type reported struct {
	Handover
	fund string
	lots []Batch
}

func loadReported(q journal.Query) (reported, error) {
	h, ok, err := Handovers.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !ok {
		err = fault.Absent()
	}
	if err != nil {
		return reported{}, err
	}
	d, _, err := Debts.Get(q.Tx, q.Facility, h.Debt)
	if err != nil {
		return reported{}, err
	}
	all, err := lots(q, d.Fund)
	return reported{h, d.Fund, all}, err
}

// look settles what two reports of a hand-over were. Rice that was given once more has
// left the store: the fund bears it, no debt does.
func (r reported) look(s journal.Said[LookAt]) journal.Answer {
	if r.State != InReview {
		return journal.Refuse("rice.not_in_review").On("handover")
	}
	e := ReviewedEvent{Handover: r.ID, Finding: s.Body.Finding, Fund: r.fund}
	if s.Body.Finding == Same {
		return journal.Accept(e)
	}
	e.Takes = take(r.lots, r.Grams, looseLot(s.Facility, r.fund))
	return journal.Accept(e, line(r.ID, 1, Again, ledger.Move(ledger.Account(gram, ledger.Stock, r.fund), ledger.Account(gram, ledger.Expense, r.fund), r.Grams)))
}
