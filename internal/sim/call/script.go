package call

import (
	"context"
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/sim/staff"
)

// Clock can be put to a time of the past while that is written; zero lets it run.
type Clock = staff.Clock

// House is what the visits are played in.
type House = staff.House

// voice lets the staff of the health centre speak, one command after the other.
type voice struct{ staff.Voice }

func speak(ctx context.Context, h House) voice {
	return voice{staff.Voice{House: h, Ctx: ctx, Facility: Facility(), Play: "call"}}
}

// as is somebody of the staff.
func as(key string) access.Actor { return staff.Actor(Facility(), key, worker(key)) }

// say gives a command, as somebody, at the clock's time.
func (v voice) say(by access.Actor, name, verb string, body any) (journal.Outcome, error) {
	out, err := v.give(0, by, name, verb, body)
	if err == nil && out.Status == journal.Refused {
		err = v.Refused(verb, out.Code, out.Field)
	}
	return out, err
}

// give gives a command about something that happened at an instant (zero: now),
// whatever the answer is.
func (v voice) give(at instant.Instant, by access.Actor, name, verb string, body any) (journal.Outcome, error) {
	e, err := v.Envelope(at, name, verb, body)
	if err != nil {
		return journal.Outcome{}, err
	}
	out, err := v.Journal.Do(v.Ctx, by, e)
	if err != nil {
		return out, fmt.Errorf("call: %s: %w", verb, err)
	}
	return out, nil
}

// both lets two persons stand for something.
func (v voice) both(first, second access.Actor, name, verb string, body any) error {
	out, err := v.say(first, name, verb, body)
	if err != nil || out.Status != journal.Proposed {
		return err
	}
	_, err = v.say(second, name+" yes", "approval.approve", journal.Approve{Command: out.ID})
	return err
}
