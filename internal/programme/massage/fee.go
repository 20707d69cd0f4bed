package massage

import (
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
}

// FeePolicy is the section of the facility's policy about what families pay.
var FeePolicy = policy.Define("massage_fee", FeeSettings{VisitFund: "blud"})

// mostFee bounds the price of a visit in rupiah: a zero too many is a slip of the hand. Ours.
const mostFee = 500_000

// Check wants a price that is one, in whole hundreds as coins are, and a fund.
func (s FeeSettings) Check() *fault.Error {
	switch {
	case s.VisitRupiah < 0 || s.VisitRupiah > mostFee || s.VisitRupiah%100 != 0:
		return fault.BadField("policy.bad_document", "visit_rupiah")
	case !ledger.ValidFund(s.VisitFund):
		return fault.BadField("policy.bad_document", "visit_fund")
	}
	return nil
}

// FeeEntry is the kind of entry by which the books take the price of a visit.
const FeeEntry = "massage_fee"

// feeID names the entry of a booking: it is posted once, whoever says how often that the
// visit was done.
func feeID(booking ident.ID) ident.ID { return ident.Derive(booking, 60_000) }

// loadFinish reads beside the visit which fund has its price, where it has one.
func loadFinish(q journal.Query) (visiting, error) {
	v, err := loadVisiting(q)
	if err != nil || v.Fee <= 0 {
		return v, err
	}
	price, _, err := FeePolicy.Get(q)
	v.fund = price.VisitFund
	return v, err
}

// paid is what a visit that was done brings into the books: income of the fund, which the cadre
// holds in her hand until she brings it in. The price is that of the booking, whatever the
// policy says by now; a visit without one brings nothing.
func (v visiting) paid(cadre ident.ID) []any {
	if v.Fee <= 0 {
		return nil
	}
	income, hand := ledger.Account(money.Rupiah, ledger.Income, v.fund), ledger.Account(money.Rupiah, ledger.Held, string(cadre))
	return []any{ledger.Posted{ID: feeID(v.ID), Kind: FeeEntry, Subject: v.ID, Lines: ledger.Move(income, hand, v.Fee)}}
}
