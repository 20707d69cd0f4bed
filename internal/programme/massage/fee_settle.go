package massage

import (
	"cmp"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// What a cadre says of the price at the end of a visit, and what stands of it: FeeUnable (the
// family could not pay) is only said, FeeWaived only stands.
const (
	FeePaid   = "paid"
	FeeOwed   = "owed"
	FeeUnable = "unable"
	FeeWaived = "waived"
)

// Fee is the price of one visit that was done. A visit without a price has none.
type Fee struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`     // of the booking
	Number   int64    `db:"number"` // of the booking
	Day      string   `db:"day"`    // of the visit
	Cadre    ident.ID `db:"cadre"`
	Fund     string   `db:"fund"`
	Amount   int64    `db:"amount"` // rupiah
	// State is paid (the cadre had it in her hand), owed or waived.
	State string `db:"state"`
	// Nth counts how often it was settled; the latest entry bears it.
	Nth       int64           `db:"nth"`
	At        instant.Instant `db:"at"`
	SettledAt instant.Instant `db:"settled_at"`
	// Reason is sealed (words): why it was let go.
	Reason journal.Ref `db:"reason,json"`
}

// Audiences are the desk and the cadre.
func (f Fee) Audiences() []string { return []string{"f", "w:" + string(f.Cadre)} }

// Fees is the table of them.
var Fees = store.NewTable[Fee]("massage_fee", store.Derived)

// FeeIsPaid tells that a family which owed the price gave it to the cadre: verb massage.fee_paid.
// What reaches the treasurer another way goes over her account too, and is handed in.
type FeeIsPaid struct {
	Booking ident.ID `json:"booking"`
}

// WaiveFee lets a claim go: verb massage.waive_fee. The reason is sealed.
type WaiveFee struct {
	Booking ident.ID `json:"booking"`
	Reason  string   `json:"reason" max:"300"`
}

// Subject is the booking.
func (b FeeIsPaid) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b WaiveFee) Subject() ident.ID { return b.Booking }

// Check wants a booking.
func (b FeeIsPaid) Check() *fault.Error { return wanted(b.Booking) }

// Check wants a booking and a reason.
func (b WaiveFee) Check() *fault.Error {
	if strings.TrimSpace(b.Reason) == "" {
		return fault.BadField("body.required", "reason")
	}
	return wanted(b.Booking)
}

// FeeDueEvent is the event of a price that is due: amount in rupiah.
type FeeDueEvent struct {
	Booking ident.ID `json:"booking"`
	Cadre   ident.ID `json:"cadre"`
	Fund    string   `json:"fund"`
	Amount  int64    `json:"amount"`
	Number  int64    `json:"number"`
	Day     string   `json:"day"`
}

// FeeSettledEvent is the event of a claim that is paid or waived, for the n-th time.
type FeeSettledEvent struct {
	Booking ident.ID    `json:"booking"`
	State   string      `json:"state"`
	Nth     int64       `json:"nth"`
	Reason  journal.Ref `json:"reason,omitzero"`
}

// FeeReopenedEvent is the event of a claim whose settling two people took back.
type FeeReopenedEvent struct {
	Booking ident.ID `json:"booking"`
}

// feeVerbs are what can be told of a claim.
func feeVerbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("massage.fee_paid", 1, loadFee, Fee.paid, access.Update("massage_fee")),
		journal.Request("massage.waive_fee", 1, loadFee, Fee.waive, access.Create("massage_waiver")),
	}
}

// feeEvents are what can have happened to it.
func feeEvents() []journal.Event {
	return []journal.Event{
		journal.On("massage.fee_due/1", applyFeeDue),
		journal.On("massage.fee_settled/1", applyFeeSettled),
		journal.On("massage.fee_reopened/1", applyFeeReopened),
	}
}

func loadFee(q journal.Query) (Fee, error) {
	f, found, err := Fees.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return f, err
}

// over is why a claim cannot be settled any more; empty: it can.
func (f Fee) over() string {
	switch f.State {
	case FeePaid:
		return "massage.fee_is_paid"
	case FeeWaived:
		return "massage.fee_is_waived"
	}
	return ""
}

func (f Fee) paid(journal.Said[FeeIsPaid]) journal.Answer {
	if code := f.over(); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(f.settled(FeePaid, journal.Ref{})...)
}

// waive is never said by who was at the visit: nobody lets go what they might have been given.
func (f Fee) waive(s journal.Said[WaiveFee]) journal.Answer {
	if code := f.over(); code != "" {
		return journal.Refuse(code)
	}
	if cmp.Or(s.By.Worker, s.By.Person) == f.Cadre {
		return journal.Refuse("massage.own_waiver")
	}
	why := s.Seal("massage_waiver", f.ID, f.Nth+1, words{strings.TrimSpace(s.Body.Reason)})
	return journal.Accept(f.settled(FeeWaived, why)...)
}

func applyFeeDue(tx *store.Tx, m journal.Meta, e FeeDueEvent) error {
	return Fees.Put(tx, Fee{Facility: m.Facility, ID: e.Booking, Number: e.Number, Day: e.Day, Cadre: e.Cadre, Fund: e.Fund, Amount: e.Amount, State: FeeOwed, At: m.RecordedAt})
}

func applyFeeSettled(tx *store.Tx, m journal.Meta, e FeeSettledEvent) error {
	return changeFee(tx, m, e.Booking, func(f *Fee) {
		f.State, f.Nth, f.Reason, f.SettledAt = e.State, e.Nth, e.Reason, m.RecordedAt
	})
}

func applyFeeReopened(tx *store.Tx, m journal.Meta, e FeeReopenedEvent) error {
	return changeFee(tx, m, e.Booking, func(f *Fee) { f.State, f.Reason, f.SettledAt = FeeOwed, journal.Ref{}, 0 })
}

func changeFee(tx *store.Tx, m journal.Meta, booking ident.ID, how func(*Fee)) error {
	f, found, err := Fees.Get(tx, m.Facility, booking)
	if err != nil || !found {
		return err
	}
	how(&f)
	return Fees.Put(tx, f)
}

// feeFollows has a claim be owed again once the books took back what settled it.
func feeFollows() []journal.Follow {
	return []journal.Follow{journal.When(func(q journal.Query, _ journal.Meta, e ledger.Reversed) ([]any, error) {
		entry, found, err := ledger.Entries.Get(q.Tx, q.Facility, e.Entry)
		if err != nil || !found || entry.Kind != FeeEntry && entry.Kind != WaiverEntry {
			return nil, err
		}
		f, found, err := Fees.Get(q.Tx, q.Facility, entry.Subject)
		if err != nil || !found || f.State == FeeOwed || feeEntry(f.ID, f.Nth) != entry.ID {
			return nil, err
		}
		return []any{FeeReopenedEvent{f.ID}}, nil
	})}
}

// FeeView is the price of a visit as desk and cadre see it: amount in rupiah. Entry is what
// settled it, for who takes that back.
type FeeView struct {
	ID        ident.ID        `json:"id"`
	Number    int64           `json:"number"`
	Day       string          `json:"day"`
	Cadre     ident.ID        `json:"cadre"`
	CadreName string          `json:"cadre_name"`
	Fund      string          `json:"fund"`
	Amount    int64           `json:"amount"`
	State     string          `json:"state"`
	At        instant.Instant `json:"at"`
	SettledAt instant.Instant `json:"settled_at,omitzero"`
	Reason    string          `json:"reason,omitempty"`
	Entry     ident.ID        `json:"entry,omitempty"`
}

func showFee(q journal.Query, id ident.ID) (any, bool, error) {
	f, found, err := Fees.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := FeeView{ID: f.ID, Number: f.Number, Day: f.Day, Cadre: f.Cadre, Fund: f.Fund, Amount: f.Amount, State: f.State, At: f.At, SettledAt: f.SettledAt}
	if f.State != FeeOwed {
		v.Entry = feeEntry(f.ID, f.Nth)
	}
	if v.CadreName, err = nameOf(q, f.Cadre); err != nil {
		return nil, false, err
	}
	v.Reason, err = opened(q, f.Reason)
	return v, err == nil, err
}
