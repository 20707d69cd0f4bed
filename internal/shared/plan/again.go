package plan

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Again has the rest of a day planned anew: verb plan.again. Out is a worker who drops out
// (his vehicle has failed, he is ill), Back one who is there again; neither: look again.
type Again struct {
	Group string   `json:"group" max:"12"`
	Day   string   `json:"day" max:"10"`
	Out   ident.ID `json:"out,omitempty"`
	Back  ident.ID `json:"back,omitempty"`
}

// Subject is the day.
func (b Again) Subject() ident.ID { return DayID(b.Group, b.Day) }

// Check wants a day, and not both of out and back.
func (b Again) Check() *fault.Error {
	if b.Out != "" && b.Back != "" {
		return fault.BadField("body.unknown_field", "back")
	}
	return checkDay(b.Group, b.Day)
}

// again lifts what does not move otherwise only when somebody drops out or is back.
func (d day) again(s journal.Said[Again]) journal.Answer {
	b := s.Body
	switch {
	case d.over:
		return journal.Refuse("plan.over")
	case b.Out != "" && (slices.Contains(d.Out, b.Out) || !d.there(b.Out)):
		return journal.Refuse("plan.not_there").On("out")
	case b.Back != "" && !slices.Contains(d.Out, b.Back):
		return journal.Refuse("plan.not_out").On("back")
	}
	why := ByHand
	if b.Out != "" || b.Back != "" {
		why = Dropped
	}
	return journal.Accept(Unsettled{Group: b.Group, Day: b.Day, Why: why, Out: b.Out, Back: b.Back})
}

// loadAgain finds the day; there is nothing to look at again where nothing was planned.
func loadAgain(q journal.Query) (day, error) {
	d, err := loadDay(q)
	if err == nil && !d.found {
		err = fault.Absent()
	}
	return d, err
}
