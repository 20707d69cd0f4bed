package milk

import (
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// DoubtTrack is the machine's command when positions cannot be believed while milk
// is under way: verb milk.doubt_track. The fee of what is delivered then is held
// until somebody has looked, as with every doubt.
type DoubtTrack struct {
	Delivery ident.ID `json:"delivery"`
	Reasons  []string `json:"reasons"`
}

// Subject names the delivery.
func (b DoubtTrack) Subject() ident.ID { return b.Delivery }

// Check wants known reasons.
func (b DoubtTrack) Check() *fault.Error {
	if len(b.Reasons) == 0 {
		return fault.BadField("body.required", "reasons")
	}
	for _, r := range b.Reasons {
		if bad := oneOf(r, "reasons", "impossible_speed", "mock_position"); bad != nil {
			return bad
		}
	}
	return nil
}

// DoubtTrack opens a review. Only the machine sees positions, so only it doubts them.
func (r Run) DoubtTrack(s journal.Said[DoubtTrack]) journal.Answer {
	switch {
	case !s.By.Is(access.Machine):
		return journal.Refuse("milk.not_your_run")
	case r.Ended():
		return journal.Refuse("milk.already_ended")
	case !r.InHand():
		return journal.Refuse("milk.not_handed_over")
	}
	return r.flag(s.NewID(0), journal.Accept(), distinct(s.Body.Reasons))
}
