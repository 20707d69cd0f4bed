package massage

import (
	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
)

// Referral is the kind of case that an illness, a fall or a safety question makes of a
// booking: a midwife looks at the child.
const Referral = "massage_referral"

// NeedKinds are the kinds of case of this programme.
func NeedKinds() []need.Kind {
	return []need.Kind{{Name: Referral, Keeps: "child_seen", Urgency: need.Usual, Owners: []access.Role{access.Midwife, access.Officer},
		Steps: []need.Todo{{Code: "family_called", Authority: "house"}, {Code: "child_seen", Who: access.Midwife, Authority: "house"}}}}
}

// refer makes a booking that is none: the family keeps its number, a midwife has a case, and
// a danger sign is answered by what to do at once.
func (b booking) refer(s journal.Said[Book], v screening.Verdict) journal.Answer {
	events := b.register(s)
	e := b.event(s, v)
	e.State, e.Cadre, e.Limits, e.Nth = Referred, "", []string{}, 1
	events = append(events, e, referral(s.NewID(3), e.Booking, e.Children[0], e.Village, s.By.Worker, s.ID))
	return journal.Accept(events...).Giving(Made{Booking: e.Booking, Number: e.Number, State: Referred, Verdict: v})
}

// referral opens the midwife's case.
func referral(id, booking, child ident.ID, village string, by, cause ident.ID) need.Opened {
	return need.Open(need.Opening{Case: id, Kind: Referral, Subject: booking, Person: child, Village: village, OpenedBy: by, Cause: cause})
}
