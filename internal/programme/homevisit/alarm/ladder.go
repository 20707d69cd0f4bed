package alarm

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// LinkPurpose is that of a responder's page.
const LinkPurpose = "alarm"

// ladder is an alarm with its calls and those who can be called, in their turn.
type ladder struct {
	Alarm
	found bool
	calls []Call
	who   []Responder
	set   Settings
	// may are audiences beside the alarm's own: who answers by a link, who had it once.
	may []string
}

// Audiences are the alarm's, also after its end: what is told late is kept.
func (l ladder) Audiences() []string {
	return append(reach(l.Village, l.Workers, false), l.may...)
}

// FormerAudiences are the village's: who served it when it was heard.
func (l ladder) FormerAudiences() []string { return []string{"f", "v:" + l.Village} }

// ringing is the call that runs, or none.
func (l ladder) ringing() (Call, bool) {
	for _, c := range l.calls {
		if c.State == Ringing {
			return c, true
		}
	}
	return Call{}, false
}

// due is who is called now: in each round everybody in their turn, leaving out who
// said that they cannot come. False: nobody is left.
func (l ladder) due() (Responder, int64, bool) {
	for round := int64(1); round <= 1+l.set.Again; round++ {
		for _, r := range l.who {
			if r.Called() && !l.tried(r.ID, round) && !l.declined(r.ID) {
				return r, round, true
			}
		}
	}
	return Responder{}, 0, false
}

// tried: a call that was stopped because somebody else was going does not count.
func (l ladder) tried(responder ident.ID, round int64) bool {
	return slices.ContainsFunc(l.calls, func(c Call) bool {
		return c.Responder == responder && c.Round == round && c.State != Stopped
	})
}

func (l ladder) declined(responder ident.ID) bool {
	return slices.ContainsFunc(l.calls, func(c Call) bool { return c.Responder == responder && c.State == Cannot })
}

// on gives the events of the next call, or of the desk that rings; none while somebody
// is being called or is going, and none once it is over.
func (l ladder) on(now instant.Instant) []any {
	if _, rings := l.ringing(); rings || l.State != Calling {
		return nil
	}
	r, round, left := l.due()
	if !left {
		return []any{Exhausted{l.ID}}
	}
	n := int64(len(l.calls)) + 1
	call := CallID(l.ID, n)
	until := now.Add(time.Duration(l.set.AnswerSeconds) * time.Second)
	return []any{
		Called{Case: l.ID, Call: call, Responder: r.ID, Person: r.Person, N: n, Round: round, Order: r.Order, AnswerBy: until},
		link.Issue(LinkID(call), LinkPurpose, call, r.Person, now.Add(time.Duration(l.set.PageSeconds)*time.Second)),
		messaging.Queue(messaging.Message{ID: ident.Derive(call, 2), To: r.Person, Kind: "alarm_call", Link: LinkID(call)}),
	}
}

// with gives the ladder after a call has got a state, as the event's apply will leave it.
func (l ladder) with(call ident.ID, state string) ladder {
	l.calls = slices.Clone(l.calls)
	for i := range l.calls {
		if l.calls[i].ID == call {
			l.calls[i].State = state
		}
	}
	if l.Going == call && state != Going && l.State == Answered {
		l.State = Calling
		for _, c := range l.calls {
			if c.State == Going {
				l.State = Answered
			}
		}
	}
	return l
}
