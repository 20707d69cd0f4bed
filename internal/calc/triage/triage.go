// Package triage holds the table of danger signs: which answer puts a request into
// which queue, and how soon somebody is to be there. It asks, it does not diagnose.
//
// The colour is the queue and the due time is a promise of its own: a red sign may
// have a whole day (an arm that is too thin), and a yellow one two hours. What to
// ask, what the health centre does and what the family does until help comes are
// texts of the catalogue, by the sign's code.
package triage

import (
	"slices"

	"sambang/internal/core/fault"
)

// Colour is the queue a request stands in.
type Colour string

// The three queues, the gravest first.
const (
	Red    Colour = "red"
	Yellow Colour = "yellow"
	Green  Colour = "green"
)

// gravity orders them; a word that is none weighs nothing.
var gravity = []Colour{Green, Yellow, Red}

// Graver reports whether a colour weighs more than another.
func (c Colour) Graver(than Colour) bool {
	return slices.Index(gravity, c) > slices.Index(gravity, than)
}

// Valid reports whether it is one of the three.
func (c Colour) Valid() bool { return slices.Contains(gravity, c) }

// Group is whom a sign is asked of.
type Group string

// The groups. Anybody is a rule of dispatch, not a clinical sign: who calls for
// help and cannot describe it.
const (
	Pregnant   Group = "pregnant"
	Postpartum Group = "postpartum"
	Newborn    Group = "newborn_0_2m"
	Child      Group = "child_2_59m"
	Adult      Group = "adult_elderly"
	Anybody    Group = "any"
)

var groups = []Group{Pregnant, Postpartum, Newborn, Child, Adult, Anybody}

// How well a row is founded: we have seen it in print, it is what midwives are
// taught, or it is our own proposal. Signing the table says: we have looked it up.
const (
	Found     = "found"
	Knowledge = "general_knowledge"
	Proposal  = "proposal"
)

// Sign is a row of the table.
type Sign struct {
	// Code is a letter for the group and two digits. The catalogue has
	// triage.<code>.ask, .act and .until.
	Code   string `json:"code"`
	Group  Group  `json:"group"`
	Colour Colour `json:"colour"`
	// DueSeconds is how soon somebody is to be there; 0 is at once.
	DueSeconds int64  `json:"due_seconds"`
	Authority  string `json:"authority"`
	Evidence   string `json:"evidence"`
}

// Clinical reports whether a head and a health worker must have signed the table
// before the sign decides anything.
func (s Sign) Clinical() bool { return s.Group != Anybody }

// Find gives the sign of a code.
func Find(signs []Sign, code string) (Sign, bool) {
	i := slices.IndexFunc(signs, func(s Sign) bool { return s.Code == code })
	if i < 0 {
		return Sign{}, false
	}
	return signs[i], true
}

// week is the longest that a danger sign may wait.
const week = 7 * 86_400

// Check wants codes that the catalogue knows, each once, with a colour, and a time
// within a week.
func Check(signs []Sign) *fault.Error {
	seen := map[string]bool{}
	known := Defaults()
	for _, s := range signs {
		row, ok := Find(known, s.Code)
		if !ok || seen[s.Code] || row.Group != s.Group || !s.Colour.Valid() || !slices.Contains(groups, s.Group) || s.DueSeconds < 0 || s.DueSeconds > week {
			return fault.BadField("policy.bad_document", "document")
		}
		seen[s.Code] = true
	}
	return nil
}
