package massage

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/policy"
)

// FeeSettings are what a visit costs a family.
type FeeSettings struct {
	// VisitRupiah is the price of one visit to one home, however many children: 0, nothing, as
	// programmes of this kind are for those who could not pay.
	VisitRupiah int64 `json:"visit_rupiah"`
	// VisitFund is the fund that has it.
	VisitFund string `json:"visit_fund"`
	// Unable says what becomes of the price where a family could not pay: waive (the default,
	// for who is kurang mampu is not asked again) or owe (it stays a claim that the desk decides).
	Unable string `json:"unable,omitempty"`
}

// What becomes of a price that a family could not pay. Nothing said is waive.
const (
	UnableWaive = "waive"
	UnableOwe   = "owe"
)

// FeePolicy is the section of the facility's policy about what families pay.
var FeePolicy = policy.Define("massage_fee", FeeSettings{VisitFund: "blud", Unable: UnableWaive})

// mostFee bounds the price of a visit in rupiah: a zero too many is a slip of the hand. Ours.
const mostFee = 500_000

// Check wants a price that is one, in whole hundreds as coins are, and a fund.
func (s FeeSettings) Check() *fault.Error {
	switch {
	case s.VisitRupiah < 0 || s.VisitRupiah > mostFee || s.VisitRupiah%100 != 0:
		return fault.BadField("policy.bad_document", "visit_rupiah")
	case !ledger.ValidFund(s.VisitFund):
		return fault.BadField("policy.bad_document", "visit_fund")
	case !slices.Contains([]string{"", UnableWaive, UnableOwe}, s.Unable):
		return fault.BadField("policy.bad_document", "unable")
	}
	return nil
}

// The kinds of entry by which the books know the price of a visit: the claim on the family, what
// settles it with money, and what lets it go.
const (
	ClaimEntry  = "massage_claim"
	FeeEntry    = "massage_fee"
	WaiverEntry = "massage_waiver"
)

// Posts reports whether entries of a kind are taken back here and not by ledger.reverse: a claim
// goes with its visit. What settled it is reversed in the books, and then it is owed again.
func Posts(kind string) bool { return kind == ClaimEntry }

// feeEntry names the entries of a booking: 0 is the claim, n what settled it the n-th time. Each
// is posted once, whoever says how often that the visit was done.
func feeEntry(booking ident.ID, n int64) ident.ID { return ident.Derive(booking, 60_000+int(n)) }

// loadFinish reads beside the visit what the policy says of prices, where it has one.
func loadFinish(q journal.Query) (visiting, error) {
	v, err := loadVisiting(q)
	if err != nil || v.Fee <= 0 {
		return v, err
	}
	v.price, _, err = FeePolicy.Get(q)
	return v, err
}

// due is what a visit that was done brings into the books: a claim of the fund on the family,
// and what settles it at once, if something does. The price is that of the booking, whatever
// the policy says by now; a visit without one brings nothing.
func (v visiting) due(cadre ident.ID, said string) []any {
	if v.Fee <= 0 {
		return nil
	}
	f := Fee{ID: v.ID, Cadre: cadre, Fund: v.price.VisitFund, Amount: v.Fee}
	claim := ledger.Move(ledger.Account(money.Rupiah, ledger.Income, f.Fund), f.claimed(), f.Amount)
	events := []any{FeeDueEvent{f.ID, f.Cadre, f.Fund, f.Amount, v.Number, v.visit.Day}, ledger.Posted{ID: feeEntry(v.ID, 0), Kind: ClaimEntry, Subject: v.ID, Lines: claim}}
	switch {
	case said == FeeOwed || said == FeeUnable && v.price.Unable == UnableOwe:
		return events
	case said == FeeUnable:
		return append(events, f.settled(FeeWaived, journal.Ref{})...)
	}
	return append(events, f.settled(FeePaid, journal.Ref{})...)
}

// claimed is the account of what families owe the fund.
func (f Fee) claimed() string { return ledger.Account(money.Rupiah, ledger.Receivable, f.Fund) }

// settled is what settles a claim: the money in the cadre's hand, or that it is let go.
func (f Fee) settled(state string, why journal.Ref) []any {
	kind, to := FeeEntry, ledger.HeldBy(f.Cadre, f.Fund)
	if state == FeeWaived {
		kind, to = WaiverEntry, ledger.Account(money.Rupiah, ledger.Waived, f.Fund)
	}
	n := f.Nth + 1
	return []any{FeeSettledEvent{f.ID, state, n, why}, ledger.Posted{ID: feeEntry(f.ID, n), Kind: kind, Subject: f.ID, Lines: ledger.Move(f.claimed(), to, f.Amount)}}
}
