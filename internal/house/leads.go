package house

import (
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/supportgroup"
)

// wanting is the room of leads with what it hears of the support groups: whoever a seller
// told of and has joined one is counted as joined, whichever of the two was known first.
type wanting struct{ lead.Room }

// Follows adds them to what the room follows itself.
func (w wanting) Follows() []journal.Follow {
	return append(w.Room.Follows(),
		journal.When(func(q journal.Query, _ journal.Meta, e supportgroup.AnsweredEvent) ([]any, error) {
			if e.State != supportgroup.Joined {
				return nil, nil
			}
			m, found, err := supportgroup.Members.Get(q.Tx, q.Facility, e.Member)
			if err != nil || !found {
				return nil, err
			}
			return lead.Joins(q, m.Mother)
		}),
		journal.When(linkedToMember))
}

// linkedToMember hears that a lead is somebody of the register: she may have joined
// between the day she was told of and today.
func linkedToMember(q journal.Query, _ journal.Meta, e lead.LinkedEvent) ([]any, error) {
	l, found, err := lead.Leads.Get(q.Tx, q.Facility, e.Lead)
	if err != nil || !found || !l.JoinedAt.IsZero() {
		return nil, err
	}
	members, err := supportgroup.Members.Where(q.Tx, "facility_id = $1 AND mother = $2 AND state = $3 AND since_on >= $4 ORDER BY id",
		q.Facility, e.Person, supportgroup.Joined, l.ToldOn)
	if err != nil || len(members) == 0 {
		return nil, err
	}
	return []any{lead.JoinedEvent{Lead: l.ID}}, nil
}
