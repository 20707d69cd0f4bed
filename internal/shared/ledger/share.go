package ledger

import (
	"cmp"
	"regexp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/money"
)

// Whole is what the shares of one payment add up to: per mille.
const Whole = 1000

// Share is how much of a payment a fund bears, in thousandths.
type Share struct {
	Fund     string `json:"fund" max:"30"`
	PerMille int64  `json:"per_mille"`
}

// Part is what a fund bears of a payment, in the payment's unit.
type Part struct {
	Fund   string `json:"fund"`
	Amount int64  `json:"amount"`
}

var fundForm = regexp.MustCompile(`^[a-z][a-z0-9_]{1,29}$`)

// ValidFund reports whether a text can be the code of a fund: small letters,
// digits and strokes, two to thirty of them.
func ValidFund(code string) bool { return fundForm.MatchString(code) }

// CheckShares wants one fund or several, each once, that bear the whole together.
func CheckShares(shares []Share, field string) *fault.Error {
	sum, seen := int64(0), map[string]bool{}
	for _, s := range shares {
		if !ValidFund(s.Fund) || seen[s.Fund] || s.PerMille <= 0 || s.PerMille > Whole {
			return fault.BadField("ledger.bad_shares", field)
		}
		seen[s.Fund] = true
		sum += s.PerMille
	}
	if sum != Whole {
		return fault.BadField("ledger.bad_shares", field)
	}
	return nil
}

// Split divides an amount over the funds by largest remainder: every fund gets
// its share rounded down, what is left goes rupiah by rupiah to those who lost
// most by it, the first named first. The parts sum to the amount exactly; a fund
// that would bear nothing is left out. Shares are as CheckShares wants them, the
// amount is positive.
func Split(amount int64, shares []Share) []Part {
	type rest struct {
		at   int
		lost int64
	}
	parts, rests, left := make([]Part, len(shares)), make([]rest, len(shares)), amount
	for i, s := range shares {
		// By thousands apart, so that no product overflows up to 10^15 rupiah.
		whole, over := amount/Whole, amount%Whole
		parts[i] = Part{s.Fund, whole*s.PerMille + over*s.PerMille/Whole}
		rests[i] = rest{i, over * s.PerMille % Whole}
		left -= parts[i].Amount
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.lost, a.lost) })
	for i := range left {
		parts[rests[i].at].Amount++
	}
	return slices.DeleteFunc(parts, func(p Part) bool { return p.Amount == 0 })
}

// spread is an entry that credits a worker with what several funds bear.
func spread(unit money.Unit, worker string, parts []Part) []Line {
	sum, lines := int64(0), []Line{}
	for _, p := range parts {
		lines = append(lines, Line{Account: Account(unit, Expense, p.Fund), Unit: unit, Amount: p.Amount})
		sum += p.Amount
	}
	return append(lines, Line{Account: Account(unit, Payable, worker), Unit: unit, Amount: -sum})
}
