package ledger_test

import (
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/ledger"
)

// A fee of Rp 25,000 from three funds: what does not divide goes to who lost most.
func TestAFeeIsDividedToTheLastRupiah(t *testing.T) {
	thirds := []ledger.Share{{Fund: "blud", PerMille: 333}, {Fund: "bok", PerMille: 333}, {Fund: "gift", PerMille: 334}}
	qt.Assert(t, qt.IsNil(ledger.CheckShares(thirds, "fee_shares")))
	qt.Assert(t, qt.DeepEquals(ledger.Split(25_000, thirds), []ledger.Part{{Fund: "blud", Amount: 8325}, {Fund: "bok", Amount: 8325}, {Fund: "gift", Amount: 8350}}))
	qt.Assert(t, qt.DeepEquals(ledger.Split(100, thirds), []ledger.Part{{Fund: "blud", Amount: 33}, {Fund: "bok", Amount: 33}, {Fund: "gift", Amount: 34}}))
	qt.Assert(t, qt.DeepEquals(ledger.Split(1, thirds), []ledger.Part{{Fund: "gift", Amount: 1}}))
}

func TestSharesBearTheWholeOrNothing(t *testing.T) {
	for name, shares := range map[string][]ledger.Share{
		"none":      nil,
		"too few":   {{Fund: "blud", PerMille: 999}},
		"too many":  {{Fund: "blud", PerMille: 600}, {Fund: "bok", PerMille: 600}},
		"twice":     {{Fund: "blud", PerMille: 500}, {Fund: "blud", PerMille: 500}},
		"below":     {{Fund: "blud", PerMille: 1100}, {Fund: "bok", PerMille: -100}},
		"no a fund": {{Fund: "Kas Umum", PerMille: 1000}},
	} {
		bad := ledger.CheckShares(shares, "fee_shares")
		qt.Assert(t, qt.IsNotNil(bad), qt.Commentf("%s", name))
		qt.Check(t, qt.Equals(bad.Code, "ledger.bad_shares"), qt.Commentf("%s", name))
	}
}

func TestPartsAlwaysSumToWhatIsPaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var shares []ledger.Share
		left := int64(ledger.Whole)
		for _, fund := range []string{"blud", "regent_aid", "bok"} {
			n := rapid.Int64Range(1, max(1, left-3)).Draw(t, fund)
			if n < left {
				shares, left = append(shares, ledger.Share{Fund: fund, PerMille: n}), left-n
			}
		}
		shares = append(shares, ledger.Share{Fund: "gift", PerMille: left})
		if bad := ledger.CheckShares(shares, "x"); bad != nil {
			t.Fatal(bad)
		}
		amount, sum := rapid.Int64Range(1, 1_000_000_000_000).Draw(t, "amount"), int64(0)
		for _, p := range ledger.Split(amount, shares) {
			sum += p.Amount
			for _, s := range shares {
				exact := amount/ledger.Whole*s.PerMille + amount%ledger.Whole*s.PerMille/ledger.Whole
				if p.Fund == s.Fund && (p.Amount < exact || p.Amount > exact+1) {
					t.Fatalf("%s bears %d, its share is %d", p.Fund, p.Amount, exact)
				}
			}
		}
		if sum != amount {
			t.Fatalf("parts of %d sum to %d", amount, sum)
		}
	})
}

// Two funds bear one fee: one credit to the courier, two expenses, and a reversal
// takes both back.
func TestAFeeOfTwoFundsIsOneCredit(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		b := open(t, db)
		b.do(t, "share", ride, joko, 25_001)
		b.do(t, "share", ride, joko, 25_001)
		qt.Assert(t, qt.Equals(b.balance(t, payable(joko)), -25_001))
		qt.Assert(t, qt.Equals(b.balance(t, "rupiah.expense.blud"), 12_501))
		qt.Assert(t, qt.Equals(b.balance(t, "rupiah.expense.bok"), 12_500))
		qt.Assert(t, qt.Equals(b.reverse(t, b.earning(t, ride).Entry), ""))
		qt.Assert(t, qt.Equals(b.balance(t, "rupiah.expense.blud"), 0))
		qt.Assert(t, qt.Equals(b.balance(t, "rupiah.expense.bok"), 0))
		b.balanced(t)
		b.verify(t)
	})
}
