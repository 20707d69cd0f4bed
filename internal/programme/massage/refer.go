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
		Steps: []need.Todo{step("family_called", ""), step("child_seen", access.Midwife)}}}
}

func step(code string, who access.Role) need.Todo {
	return need.Todo{Code: code, Who: who, Authority: "house"}
}

// refer makes a booking that is none: the family keeps its number, a midwife has a case, and
// a danger sign is answered by what to do at once.
func (b booking) refer(s journal.Said[Book], v screening.Verdict) journal.Answer {
	children, events := b.register(s, true)
	e := b.event(s, v, children)
	e.State, e.Cadre, e.Limits, e.Nth, e.Fee = Referred, "", []string{}, 1, 0
	made := Made{Booking: e.Booking, Number: e.Number, State: Referred, Verdict: v}
	events = append(events, e)
	if v.Result == screening.Danger {
		raised := need.Raise(b.raising, s, 4, need.VisitRequest, []string{feverOfTheYoungest, anyDanger}, "")
		made.Request, made.Colour, made.Emergency = raised.Request, raised.Colour, raised.Emergency
		return journal.Accept(append(events, raised.Events...)...).Giving(made)
	}
	events = append(events, referral(s.NewID(3), e.Booking, e.Children[0], e.Village, s.By.Worker, s.ID))
	return journal.Accept(events...).Giving(made)
}

// feverOfTheYoungest is the sign of the table: a fever under two months of age.
const feverOfTheYoungest = "N04"

// readDanger reads what a danger sign becomes: only a fever, or a child that is not well now,
// can be one at booking. The youngest child is whom it comes to first.
func (b *booking) readDanger(a screening.Answers) (err error) {
	if a.Fever != screening.Yes && a.Upset != screening.Yes {
		return nil
	}
	at := youngest(b.born)
	if kid := b.kids[at].ID; kid != "" {
		b.raising, err = need.ReadRaising(b.q, kid, "")
		return err
	}
	b.raising, err = need.NewRaising(b.q, ident.Derive(b.q.Command, 10+at), b.q.Body.(Book).Village)
	return err
}

// referral opens the midwife's case.
func referral(id, booking, child ident.ID, village string, by, cause ident.ID) need.Opened {
	return need.Open(need.Opening{Case: id, Kind: Referral, Subject: booking, Person: child, Village: village, OpenedBy: by, Cause: cause})
}
