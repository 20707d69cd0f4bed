package campaign

import (
	"regexp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
)

// most is how many pieces one command moves at most, mostFee what one contact earns at
// most, in rupiah, mostUndoHours how long a tap may be taken back at most: far above what a
// health centre does, and what a slip of the finger is.
const (
	most          = 100_000
	mostFee       = 100_000
	mostUndoHours = 48
)

// courseForm is the form of a course's code.
var courseForm = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// Settings are what the health centre decides for its campaign.
type Settings struct {
	// SellerCourse is the course without which nobody is handed papers, MassageCourse the
	// one without which no massage is a contact: codes of training packs.
	SellerCourse  string `json:"seller_course"`
	MassageCourse string `json:"massage_course"`
	// Reorder are the levels below which the store is to be filled, in pieces: our own
	// proposals, some two weeks of six sellers.
	Reorder []Piece `json:"reorder"`
	// WriteOffAlone is how many pieces one person may write off at a time; more needs a
	// second. 20: our own proposal.
	WriteOffAlone int64 `json:"write_off_alone"`
	// UndoHours is how long a seller takes back a tap of the page alone; later the desk
	// corrects it. 4: our own proposal, a morning's round.
	UndoHours int64 `json:"undo_hours"`
	// FeeContact is what a counted paper that was handed out, or somebody sent on, earns
	// the seller, in rupiah; 0: nobody is paid, as in Sempu. FeeFund bears it.
	FeeContact int64  `json:"fee_contact"`
	FeeFund    string `json:"fee_fund"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("campaign", Settings{SellerCourse: workforce.BreastfeedingBasics, MassageCourse: workforce.BreastMassage,
	Reorder: []Piece{{Leaflet, 100}, {PocketBook, 20}, {Vest, 1}, {Flag, 1}}, WriteOffAlone: 20, UndoHours: 4, FeeFund: "bok"})

// Level is below how many pieces a material is to be ordered.
func (s Settings) Level(material string) int64 {
	for _, p := range s.Reorder {
		if p.Material == material {
			return p.Count
		}
	}
	return 0
}

// Check wants courses, levels of our materials and fees that a fund bears.
func (s Settings) Check() *fault.Error {
	seen := map[string]bool{}
	for _, p := range s.Reorder {
		if !slices.Contains(Materials, p.Material) || seen[p.Material] || p.Count < 0 || p.Count > most {
			return fault.BadField("policy.bad_document", "reorder")
		}
		seen[p.Material] = true
	}
	switch {
	case !courseForm.MatchString(s.SellerCourse):
		return fault.BadField("policy.bad_document", "seller_course")
	case !courseForm.MatchString(s.MassageCourse):
		return fault.BadField("policy.bad_document", "massage_course")
	case s.WriteOffAlone < 0 || s.WriteOffAlone > most:
		return fault.BadField("policy.bad_document", "write_off_alone")
	case s.UndoHours < 0 || s.UndoHours > mostUndoHours:
		return fault.BadField("policy.bad_document", "undo_hours")
	case s.FeeContact < 0 || s.FeeContact > mostFee:
		return fault.BadField("policy.bad_document", "fee_contact")
	case s.FeeContact > 0 && !ledger.ValidFund(s.FeeFund):
		return fault.BadField("policy.bad_document", "fee_fund")
	}
	return nil
}
