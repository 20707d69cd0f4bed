package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// callOut is the room of those who can be sent, with what it hears of requests: a red
// one rings whoever has the telephone.
type callOut struct{ fleet.Room }

// Follows adds that to what the room follows itself.
func (c callOut) Follows() []journal.Follow {
	return append(c.Room.Follows(),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Opened) ([]any, error) {
			return ringOnCall(q, e.Case, e.Colour)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Triaged) ([]any, error) {
			return ringOnCall(q, e.Case, e.Colour)
		}))
}

// ringCall is the ordinal of the one message about a red request, derived from it.
const ringCall = 961

// ringOnCall tells of a red request who has the telephone now. Outside the hours on
// the sticker the case becomes theirs too; where nobody is on the list then, it is told
// to whoever sends teams: a red sign is never told to nobody. Once for each request.
func ringOnCall(q journal.Query, request ident.ID, colour string) ([]any, error) {
	if colour != need.Red {
		return nil, nil
	}
	c, found, err := need.Cases.Get(q.Tx, q.Facility, request)
	if err != nil || !found || !c.Request {
		return nil, err
	}
	id := ident.Derive(request, ringCall)
	if _, told, err := messaging.Messages.Get(q.Tx, q.Facility, id); err != nil || told {
		return nil, err
	}
	who, err := fleet.CallNow(q, q.Now)
	if err != nil {
		return nil, err
	}
	open, err := openAt(q, q.Now)
	if err != nil || open && who == "" {
		return nil, err // the desk is there
	}
	if who == "" {
		if who, err = dispatch.Coordinator(q, ""); err != nil || who == "" {
			return nil, err
		}
	}
	out := []any{messaging.Queue(messaging.Message{ID: id, To: who, Kind: "on_call_red", Params: map[string]string{"number": c.Short()}})}
	if !open && c.Owner != who && c.Owner != "" {
		out = append(out, need.Handed{Case: c.ID, Owner: who, Why: "handed"})
	}
	return out, nil
}

// openAt reports whether the health centre is open by the hours on its sticker.
func openAt(q journal.Query, at instant.Instant) (bool, error) {
	set, _, err := promise.Policy.Get(q)
	if err != nil {
		return false, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return false, err
	}
	local := at.In(f.Location())
	day := (int64(local.Weekday())+6)%7 + 1 // Monday is 1
	hour := local.Format("15:04")           // compares as text, 24:00 included
	for _, span := range set.Hours {
		if span.Weekday == day && span.From <= hour && hour < span.To {
			return true, nil
		}
	}
	return false, nil
}
