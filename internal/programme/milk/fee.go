package milk

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/workforce"
)

// How couriers are paid.
const (
	PerDelivery = "per_delivery" // one mother's bottles handed over at one home
	PerRide     = "per_ride"     // one way out, however many homes it reaches
	FlatMonth   = "flat_month"   // a whole month with at least one shift
)

// Check wants a way to pay that can be carried out.
func (s Settings) Check() *fault.Error {
	switch {
	case s.FeeMode != PerDelivery && s.FeeMode != PerRide && s.FeeMode != FlatMonth:
		return fault.BadField("body.unknown_word", "fee_mode")
	case s.FeeRupiah <= 0 || s.FeeRupiah > mostFee:
		return fault.BadField("milk.bad_fee", "fee_rupiah")
	case s.FlatRupiah <= 0 || s.FlatRupiah > mostFee:
		return fault.BadField("milk.bad_fee", "flat_rupiah")
	case s.FailedRupiah < 0 || s.FailedRupiah > mostFee:
		return fault.BadField("milk.bad_fee", "failed_rupiah")
	case !ledger.ValidFund(s.FeeFund):
		return fault.BadField("ledger.bad_shares", "fee_fund")
	}
	if len(s.FeeShares) == 0 {
		return nil
	}
	return ledger.CheckShares(s.FeeShares, "fee_shares")
}

// mostFee bounds one fee in rupiah: two zeros too many are a slip of the hand.
const mostFee = 10_000_000

// parts are what each fund bears of an amount.
func (s Settings) parts(amount int64) []ledger.Part {
	if len(s.FeeShares) == 0 {
		return []ledger.Part{{Fund: s.FeeFund, Amount: amount}}
	}
	return ledger.Split(amount, s.FeeShares)
}

// FeeSet is what a delivery earns when it is not simply the fee of a delivery:
// nothing, because the ride or the month is paid; or less, because it failed.
type FeeSet struct {
	Delivery ident.ID `json:"delivery"`
	Amount   int64    `json:"amount"` // rupiah
	Fund     string   `json:"fund"`
	State    string   `json:"state"` // none, earned or held
}

func applyFeeSet(tx *store.Tx, m journal.Meta, e FeeSet) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Fee, d.FeeFund, d.FeeState = e.Amount, e.Fund, e.State
	return Deliveries.Put(tx, d)
}

func feeID(delivery ident.ID) ident.ID { return ident.Derive(delivery, 25_000) }

// fee is one credit for one delivery, whoever says it how often: its id derives
// from the delivery. Doubt holds it, never cancels it.
func (r Run) fee(doubt bool, reasons []string) []any {
	amount, kind, unpaid := r.Settings.FeeRupiah, ledger.ForDelivery, r.paidOtherwise(doubt)
	if unpaid {
		return []any{FeeSet{Delivery: r.ID, State: "none"}}
	}
	if r.Settings.FeeMode == PerRide {
		kind = ledger.ForRide
	}
	parts := r.Settings.parts(amount)
	if doubt {
		return []any{ledger.Hold(feeID(r.ID), r.Courier, r.ID, r.Settings.FeeFund, amount, reasons[0]).Of(kind, parts)}
	}
	return append(r.insteadOfHeld(), ledger.Earn(feeID(r.ID), r.Courier, r.ID, r.Settings.FeeFund, amount).Of(kind, parts))
}

// paidOtherwise reports whether the month, or another delivery of the ride, is
// what the courier is paid for. A held fee of the ride stands for a doubtful
// delivery too; a clean one takes its place.
func (r Run) paidOtherwise(doubt bool) bool {
	switch r.Settings.FeeMode {
	case FlatMonth:
		return true
	case PerRide:
		return r.RideFee.ID != "" && (doubt || r.RideFee.State != ledger.StateHeld)
	}
	return false
}

// insteadOfHeld ends the held fee of the ride when a clean delivery of the same
// ride earns it: a ride is paid once.
func (r Run) insteadOfHeld() []any {
	if r.Settings.FeeMode != PerRide || r.RideFee.State != ledger.StateHeld {
		return nil
	}
	return []any{FeeSet{Delivery: r.RideFee.Subject, State: "none"}, ledger.Drop(r.RideFee.ID, "ride_paid")}
}

// failed holds what policy pays for a ride that reached nobody, until one person
// has said whether it was the courier's fault.
func (r Run) failed(why string) []any {
	amount := r.Settings.FailedRupiah
	if amount == 0 || r.paidOtherwise(true) {
		return []any{FeeSet{Delivery: r.ID, State: "none"}}
	}
	parts := r.Settings.parts(amount)
	return []any{
		FeeSet{r.ID, amount, parts[0].Fund, "held"},
		ledger.Hold(feeID(r.ID), r.Courier, r.ID, r.Settings.FeeFund, amount, why).Of(ledger.ForFailed, parts),
	}
}

// loadRideFee reads what the ride has earned already, when rides are what is paid.
func (r *Run) loadRideFee(q journal.Query) (err error) {
	if r.Settings.FeeMode != PerRide || r.Ride == "" {
		return nil
	}
	r.RideFee, _, err = ledger.Earnings.First(q.Tx, `facility_id = $1 AND worker = $2 AND state IN ('held', 'earned', 'released')
		AND subject IN (SELECT id FROM milk_delivery WHERE facility_id = $1 AND ride = $3) ORDER BY state, id`, q.Facility, r.Courier, r.Ride)
	return err
}

// wentForNothing holds the fee of a courier who had set out when the delivery was
// cancelled: he has driven, and one approval pays it.
func wentForNothing(q journal.Query, _ journal.Meta, e CancelledEvent) ([]any, error) {
	d, _, err := Deliveries.Get(q.Tx, q.Facility, e.Delivery)
	if err != nil || d.Courier == "" {
		return nil, err
	}
	var one int
	out, err := q.One(`SELECT 1 FROM milk_step WHERE facility_id = $1 AND delivery = $2 AND kind = 'set_out' AND courier = $3`,
		store.Args(q.Facility, d.ID, d.Courier), &one)
	if err != nil || !out {
		return nil, err
	}
	r := Run{Delivery: d}
	if r.Settings, err = Policy.At(q, d.PolicyVersion); err != nil {
		return nil, err
	}
	if r.Settings.FeeMode == FlatMonth || r.Settings.FailedRupiah == 0 {
		return nil, nil
	}
	return append(r.failed(Cancelled), ReviewOpened{ident.Derive(d.ID, 26_000), d.ID, d.Courier, []string{Cancelled}}), nil
}

// MonthPay is what a worker is due for a whole month: the flat sum of the policy
// in force, when the worker had at least one shift in it; whole, never by days.
// From and to are the first and the last civil day.
func MonthPay(q journal.Query, worker ident.ID, from, to string) (payment.Month, error) {
	set, version, err := Policy.Get(q)
	if err != nil || set.FeeMode != FlatMonth {
		return payment.Month{}, err
	}
	_, on, err := workforce.Shifts.First(q.Tx, "facility_id = $1 AND worker = $2 AND day >= $3 AND day <= $4", q.Facility, worker, from, to)
	if err != nil || !on {
		return payment.Month{}, err
	}
	return payment.Month{Amount: set.FlatRupiah, Parts: set.parts(set.FlatRupiah), Policy: version}, nil
}

// WorkOf gives the number, the end and the ride of a delivery; nothing for what is
// no delivery.
func WorkOf(q journal.Query, delivery ident.ID) (payment.Work, error) {
	d, found, err := Deliveries.Get(q.Tx, q.Facility, delivery)
	if err != nil || !found {
		return payment.Work{}, err
	}
	return payment.Work{Number: d.short(), At: d.EndedAt, Ride: d.Ride}, nil
}
