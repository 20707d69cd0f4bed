package payment

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// Work is what an earning was for, as a programme knows it: the number people say,
// when it ended, and the way out it was part of.
type Work struct {
	Number string
	At     instant.Instant
	Ride   ident.ID
}

// Month is a flat sum for a whole month, in rupiah, with the funds that bear it and
// the version of the policy that says so. None: Amount is 0.
type Month struct {
	Amount int64
	Parts  []ledger.Part
	Policy int64
}

// monthEarning is the one earning of a worker for a whole month.
func monthEarning(facility, worker ident.ID, month string) ident.ID {
	return ident.Named("month " + string(facility) + string(worker) + month)
}

// reckoner reads what a statement is made of.
type reckoner struct {
	Room
	q     journal.Query
	zone  *time.Location
	first string
}

func (r Room) loadReckoning(q journal.Query) (out reckoning, err error) {
	b := q.Body.(Prepare)
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return out, err
	}
	first, last, over := span(b.Month, f.Location())
	out.over, out.last = !q.Now.Before(over), last
	if out.works, err = r.Knows(q, b.Worker); err != nil {
		return out, err
	}
	if _, out.standing, err = Statements.First(q.Tx, "facility_id = $1 AND worker = $2 AND month = $3 AND state <> $4", q.Facility, b.Worker, b.Month, Rejected); err != nil {
		return out, err
	}
	if _, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM statement WHERE facility_id = $1", store.Args(q.Facility), &out.number); err != nil {
		return out, err
	}
	k := reckoner{r, q, f.Location(), first}
	out.earning = monthEarning(q.Facility, b.Worker, b.Month)
	_, before, err := ledger.Earnings.Get(q.Tx, q.Facility, out.earning)
	if err == nil && !before && r.Month != nil {
		out.month, err = r.Month(q, b.Worker, first, last)
	}
	if err == nil {
		out.lines, err = k.due(b.Worker, over, out.earning)
	}
	if err == nil {
		out.held, err = k.held(b.Worker, over)
	}
	return out, err
}

// due lists what the books owe the worker from before an instant and no statement
// has yet; with it the flat sum of the month itself, which is booked after its end.
func (k reckoner) due(worker ident.ID, before instant.Instant, month ident.ID) ([]Line, error) {
	posted, err := ledger.Entries.Where(k.q.Tx, `facility_id = $1 AND (at < $2 OR id = $3) AND kind <> 'payout'
		AND id IN (SELECT entry_id FROM line WHERE facility_id = $1 AND account = $4)
		AND id NOT IN (SELECT id FROM statement_entry WHERE facility_id = $1) ORDER BY at, id`,
		k.q.Facility, before, ledger.EntryOf(month), ledger.Account(money.Rupiah, ledger.Payable, string(worker)))
	if err != nil {
		return nil, err
	}
	out := make([]Line, 0, len(posted))
	for _, e := range posted {
		l, err := k.line(e)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Line) int { return cmp.Compare(a.On, b.On) })
	return out, nil
}

// line makes a statement's line of an entry of the books.
func (k reckoner) line(e ledger.Entry) (Line, error) {
	l := Line{Entry: e.ID, Kind: e.Kind, On: e.At.Day(k.zone)}
	sides, err := ledger.Lines.Where(k.q.Tx, "facility_id = $1 AND entry_id = $2 ORDER BY id", k.q.Facility, e.ID)
	if err != nil {
		return l, err
	}
	for _, s := range sides {
		kind, owner := ledger.KindOf(s.Account)
		switch kind {
		case ledger.Payable:
			l.Amount -= s.Amount
		case ledger.Expense, ledger.Cash: // cash: of a payment that was reversed, and is due again
			l.Parts = append(l.Parts, ledger.Part{Fund: owner, Amount: s.Amount})
		}
	}
	if e.Kind == "reversal" {
		l.Kind = "correction"
	}
	if err := k.explain(&l, e); err != nil {
		return l, err
	}
	l.Earlier = l.On < k.first
	return l, nil
}

// explain adds what the work was.
func (k reckoner) explain(l *Line, e ledger.Entry) error {
	if e.Kind == "earning" {
		earned, _, err := ledger.Earnings.First(k.q.Tx, "facility_id = $1 AND entry_id = $2", k.q.Facility, e.ID)
		if err != nil {
			return err
		}
		l.Kind = cmp.Or(earned.Kind, "delivery")
	}
	w, err := k.workOf(e.Subject)
	if l.Number, l.Ride = w.Number, w.Ride; e.Kind == "earning" && !w.At.IsZero() {
		l.On = w.At.Day(k.zone)
	}
	return err
}

func (k reckoner) workOf(subject ident.ID) (Work, error) {
	if k.Work == nil {
		return Work{}, nil
	}
	return k.Work(k.q, subject)
}

// held lists what waits for a person, from before an instant.
func (k reckoner) held(worker ident.ID, before instant.Instant) ([]HeldLine, error) {
	waiting, err := ledger.Earnings.Where(k.q.Tx, "facility_id = $1 AND worker = $2 AND at < $3 AND state = $4 ORDER BY at, id",
		k.q.Facility, worker, before, ledger.StateHeld)
	out := []HeldLine{}
	for _, e := range waiting {
		w, err := k.workOf(e.Subject)
		if err != nil {
			return nil, err
		}
		on := e.At
		if !w.At.IsZero() {
			on = w.At
		}
		out = append(out, HeldLine{e.ID, w.Number, on.Day(k.zone), e.Amount, e.Reason})
	}
	return out, err
}
