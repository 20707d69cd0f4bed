package need

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Disclose lets two families learn each other's names: verb need.disclose. A
// doctor asks for it, the head approves it, and both families have agreed before.
type Disclose struct {
	// Case is the one whose parts the families' cases are.
	Case ident.ID `json:"case"`
}

// Subject is the case.
func (b Disclose) Subject() ident.ID { return b.Case }

// Check wants a case.
func (b Disclose) Check() *fault.Error { return wanted("case", b.Case != "") }

// agreed is the step by which a family has agreed to be named to the other.
const agreed = "agreed_to_be_named"

// parts is a case with those of its families.
type parts struct {
	file
	of     []Case
	agreed []bool
}

func (r Room) loadParts(q journal.Query) (parts, error) {
	f, err := r.load(q)
	if err != nil {
		return parts{}, err
	}
	p := parts{file: f}
	if p.of, err = partsOf(q, f.ID); err != nil {
		return p, err
	}
	for _, c := range p.of {
		done, err := doneOf(q, c.ID)
		if err != nil {
			return p, err
		}
		p.agreed = append(p.agreed, slices.Contains(done, agreed))
	}
	return p, nil
}

func partsOf(q journal.Query, id ident.ID) ([]Case, error) {
	return Cases.Where(q.Tx, "facility_id = $1 AND parent = $2 ORDER BY number", q.Facility, id)
}

func (p parts) disclose(s journal.Said[Disclose]) journal.Answer {
	switch {
	case len(p.of) < 2:
		return journal.Refuse("need.no_two_families")
	case p.Disclosed:
		return journal.Refuse("need.disclosed_already")
	case !s.By.Is(access.Doctor):
		return journal.Refuse("need.doctor_discloses")
	case slices.Contains(p.agreed, false):
		return journal.Refuse("need.not_agreed")
	}
	e := Disclosed{Case: p.ID, Doctor: s.By.Worker, Head: s.Approver.Worker}
	for _, c := range p.of {
		e.Parts = append(e.Parts, c.ID)
	}
	return journal.Accept(e)
}
