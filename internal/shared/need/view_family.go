package need

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// family fills what a case and its parts know of each other: numbers and sides,
// never a name, until the families have agreed to be named.
func family(q journal.Query, c Case, v *View) error {
	if c.Parent != "" {
		whole, _, err := Cases.Get(q.Tx, q.Facility, c.Parent)
		if err != nil {
			return err
		}
		v.WholeNumber = whole.Short()
	}
	of := c.ID
	if c.Disclosed && c.Parent != "" {
		of = c.Parent
	}
	all, err := partsOf(q, of)
	if err != nil {
		return err
	}
	for _, p := range all {
		if c.Parent == "" {
			v.Parts = append(v.Parts, PartView{p.ID, p.Short(), p.Side, p.State})
			continue
		}
		if p.ID == c.ID {
			continue
		}
		other, _, err := people(q, p)
		if err != nil {
			return err
		}
		for _, o := range other {
			v.OtherNames = append(v.OtherNames, o.Name)
		}
	}
	return nil
}

// Answered is a complaint as whoever made it sees it on their page.
type Answered struct {
	Number   string          `json:"number"`
	Kind     string          `json:"kind"`
	OpenedAt instant.Instant `json:"opened_at"`
	Due      instant.Instant `json:"due"`
	State    string          `json:"state"`
	// Answer is what the head wrote, once it is answered.
	Answer string `json:"answer,omitempty"`
}

// ComplaintsOf lists what somebody has complained of, the newest first, for the
// page of that person.
func ComplaintsOf(q journal.Query, person ident.ID) ([]Answered, error) {
	all, err := Cases.Where(q.Tx, "facility_id = $1 AND head_only = TRUE AND people = $2 ORDER BY number DESC", q.Facility, `["`+string(person)+`"]`)
	if err != nil {
		return nil, err
	}
	out := []Answered{}
	for _, c := range all {
		a := Answered{Number: c.Short(), Kind: c.Kind, OpenedAt: c.OpenedAt, Due: c.Due, State: c.State}
		if a.Answer, err = AnswerOf(q, c); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// AnswerOf gives the words of a complaint's answer; empty before there are any.
func AnswerOf(q journal.Query, c Case) (string, error) {
	if !c.Answer.IsZero() {
		return opened(q, c.Answer)
	}
	// What was answered before answers had words of their own is a note of the step.
	s, found, err := Steps.First(q.Tx, "facility_id = $1 AND case_id = $2 AND kind = 'step' AND code = $3 ORDER BY seq DESC", q.Facility, c.ID, handled)
	if err != nil || !found {
		return "", err
	}
	return opened(q, s.Note)
}
