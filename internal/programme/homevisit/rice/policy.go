package rice

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/policy"
)

// Settings are what a facility owes for a missed promise, and from which fund.
type Settings struct {
	// Grams is what one missed promise owes: 5,000, the five kilograms that Puskesmas
	// Sempu promises ("santunan beras 5 kilo").
	Grams int64 `json:"grams"`
	// OwesRespond: a missed answer owes it too. The source's sentence about it is broken
	// off, so it is a switch; never two debts for one request.
	OwesRespond bool `json:"owes_respond"`
	// Fund pays: the Friday alms (Jumat Berkah).
	Fund string `json:"fund" max:"30"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("rice", Settings{Grams: 5000, Fund: "jumat_berkah"})

// Check wants a weight that somebody can carry (up to 100 kg) and a fund with a code.
func (s Settings) Check() *fault.Error {
	if s.Grams < 1 || s.Grams > 100_000 {
		return fault.BadField("policy.bad_document", "grams")
	}
	if !ledger.ValidFund(s.Fund) || s.Fund == otherFund {
		return fault.BadField("policy.bad_document", "fund")
	}
	return nil
}

// settingsAt are the settings that were in force at an instant: a request is owed by
// the promise of the day it came in, whatever is changed while it waits.
func settingsAt(q journal.Query, at instant.Instant) (Settings, int64, error) {
	v, found, err := policy.Versions.First(q.Tx, "facility_id = $1 AND section = $2 AND at <= $3 ORDER BY version DESC", q.Facility, Policy.Name(), at)
	if err != nil {
		return Settings{}, 0, err
	}
	if !found {
		v.Version = 0
	}
	s, err := Policy.At(q, v.Version)
	return s, v.Version, err
}

// otherFund is where gifts for another purpose lie: never used here.
const otherFund = "other_purpose"

func payable(of ident.ID) string { return ledger.Account(gram, ledger.Payable, string(of)) }
