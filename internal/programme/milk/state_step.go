package milk

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Step is a line of a delivery's timeline.
type Step struct {
	Facility   ident.ID          `db:"facility_id"`
	ID         ident.ID          `db:"id"`
	Delivery   ident.ID          `db:"delivery"`
	Village    string            `db:"village"`
	Kind       string            `db:"kind"`
	At         instant.Instant   `db:"at"`
	RecordedAt instant.Instant   `db:"recorded_at"`
	Actor      string            `db:"actor"`
	Courier    ident.ID          `db:"courier"`
	Late       bool              `db:"late"`
	Params     map[string]string `db:"params,json"`
	Undone     bool              `db:"undone"`
	// Closed takes it off the courier's phone: a stolen one tells no history.
	Closed bool `db:"closed"`
}

// Audiences shows a step to the desk, the village's midwife and the courier of that moment.
func (s Step) Audiences() []string {
	out := []string{"f", "v:" + s.Village}
	if s.Courier != "" && !s.Closed {
		out = append(out, "w:"+string(s.Courier))
	}
	return out
}

// Review is a delivery that a person has to look at.
type Review struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Delivery ident.ID        `db:"delivery"`
	Courier  ident.ID        `db:"courier"`
	Reasons  []string        `db:"reasons,json"`
	State    string          `db:"state"`
	OpenedAt instant.Instant `db:"opened_at"`
	ClosedAt instant.Instant `db:"closed_at"`
	ClosedBy string          `db:"closed_by"`
	Decision string          `db:"decision"`
	Note     journal.Ref     `db:"note,json"`
	// Due is when it should be decided; Overdue: it was not.
	Due     instant.Instant `db:"due"`
	Overdue bool            `db:"overdue"`
	// Answers are what the courier said to it, the oldest first.
	Answers []HoldAnswer `db:"answers,json"`
}

// Audiences shows a review to the desk and to the courier it is about.
func (r Review) Audiences() []string {
	if r.Courier == "" {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(r.Courier)}
}

// The tables of the programme.
var (
	Places     = store.NewTable[Place]("milk_place", store.Derived)
	Deliveries = store.NewTable[Delivery]("milk_delivery", store.Derived)
	Steps      = store.NewTable[Step]("milk_step", store.Derived)
	Reviews    = store.NewTable[Review]("milk_review", store.Derived)
	bottleIDs  = store.NewTable[bottleID]("milk_bottle", store.Derived)
)

// bottleID is where a bottle is, for finding it by its id and by its label.
type bottleID struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Delivery ident.ID `db:"delivery"`
	Label    string   `db:"label"`
}
