package massage

import (
	"cmp"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/messaging"
)

// The words that are nobody's to send any more once the visit, its hour or what was asked is
// another. What only tells that something ended (cancelled, gone, stays) stays true.
const (
	codeKind     = "massage_code"
	bookedKind   = "massage_booked"
	movedKind    = "massage_moved"
	lateKind     = "massage_late"
	unplacedKind = "massage_unplaced"
	waitingKind  = "massage_waiting"
)

// aboutOf is the booking that a message tells of; empty: it names none.
func aboutOf(r messaging.Row) ident.ID {
	return ident.ID(cmp.Or(r.Params["booking"], r.Params["code_booking"]))
}

// watched reports whether words of a kind are taken back when they are not true any more.
func watched(kind string) bool {
	switch kind {
	case kindOf(Evening), kindOf(HourBefore), kindOf(OnTheWay), kindOf(AskStars), codeKind, bookedKind, movedKind, lateKind, unplacedKind, waitingKind:
		return true
	}
	return offersSlot(kind)
}

// offersSlot reports whether words of a kind ask a family whether another slot is right.
func offersSlot(kind string) bool {
	switch kind {
	case "massage_offered", "massage_free", "massage_disrupted", "massage_substitute":
		return true
	}
	return false
}

// ofVisit reports whether words of a kind are judged by what happened at the visit.
func ofVisit(r messaging.Row) bool { return r.Kind == kindOf(OnTheWay) || r.Kind == kindOf(AskStars) }

// stale takes back the words that are not true any more. What was sent is not among them.
func (t telling) stale() (out []any) {
	for _, r := range t.waiting {
		if !t.still(r) {
			out = append(out, messaging.Stop(r.ID, messaging.StoppedOver))
		}
	}
	return out
}

// still reports whether what a message says is true now.
func (t telling) still(r messaging.Row) bool {
	itsHour := t.State == Booked && r.Params["when_at"] == t.From.String()
	switch r.Kind {
	case kindOf(Evening), kindOf(HourBefore), bookedKind, movedKind:
		return itsHour && t.now.Before(t.To)
	case lateKind:
		return itsHour
	case kindOf(OnTheWay):
		return t.State == OnWay && r.Params["left_at"] == t.visit.SetOutAt.String()
	case kindOf(AskStars):
		return t.visit.Stars == 0 && t.now.Sub(r.CreatedAt) < keepsAsking
	case codeKind:
		return t.State == Asked && t.confirms(r)
	case unplacedKind:
		return t.State == ToMove
	case waitingKind:
		return t.State == Waiting
	}
	return t.offers(r)
}

// confirms reports whether the code of a message is the one that holds the slot now. The words
// are put together when they are read, so that an older message would say the newer code: one
// is enough. A message of before this rule names no generation.
func (t telling) confirms(r messaging.Row) bool {
	g := r.Params["generation"]
	return g == "" || g == strconv.FormatInt(t.Generation, 10)
}

// offers reports whether the slot that a message asks about is the one that is offered now.
func (t telling) offers(r messaging.Row) bool {
	at, until := cmp.Or(r.Params["new_at"], r.Params["when_at"]), r.Params["until_at"]
	return t.OfferCadre != "" && at == t.Offer.From.String() && (until == "" || until == t.Offer.Until.String())
}

// withdrawFollows take back what the reminders' own follows do not hear of: the code before
// another one, the offer before another one.
func withdrawFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e CodeRenewed) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e OfferedEvent) ([]any, error) { return hushed(q, e.Booking) }),
	}
}
