package staff

import (
	"context"
	"fmt"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Past is a voice that tells of a time that was: what one person says in a row goes out
// together, at the time that Dial was put to.
type Past struct {
	Voice
	// Dial is the journal's clock.
	Dial Clock
	// Err is what went wrong first; nothing is said after it.
	Err   error
	by    access.Actor
	lines []journal.Envelope
}

// Tell begins a play's past.
func Tell(ctx context.Context, h House, dial Clock, facility ident.ID, play string) *Past {
	return &Past{Voice: Voice{House: h, Ctx: ctx, Facility: facility, Play: play}, Dial: dial}
}

// together is how many commands go out at once at most.
const together = 50

// Say adds a command in somebody's name.
func (p *Past) Say(by access.Actor, name, verb string, body any) {
	if by.ID != p.by.ID || by.Subject != p.by.Subject || len(p.lines) >= together {
		p.Flush()
	}
	e, err := p.Envelope(0, name, verb, body)
	if err != nil && p.Err == nil {
		p.Err = err
	}
	p.by = by
	p.lines = append(p.lines, e)
}

// Flush carries out what was said. What no longer fits is missed and passed over: life in
// the demo must not stop at somebody who has thought better of it.
func (p *Past) Flush() {
	lines := p.lines
	p.lines = nil
	if p.Err != nil || len(lines) == 0 {
		return
	}
	for i, r := range p.Journal.DoAll(p.Ctx, p.by, lines) {
		switch {
		case r.Err != nil:
			p.Err = fmt.Errorf("%s: %s: %w", p.Play, lines[i].Verb, r.Err)
			return
		case r.Status == journal.Refused && p.Missed != nil:
			p.Missed(p.Refused(lines[i].Verb, r.Code, r.Field))
		}
	}
	p.Dial.Put(p.Dial.Now().Add(20 * time.Second)) // nobody says everything in one breath
}

// Both lets two persons stand for something.
func (p *Past) Both(first, second access.Actor, name, verb string, body any) {
	p.Say(first, name, verb, body)
	p.Say(second, name+" yes", "approval.approve", journal.Approve{Command: p.Command(name)})
}

// Until puts the clock to an instant and lets the machine do what is due.
func (p *Past) Until(at instant.Instant) {
	p.Flush()
	p.Dial.Put(at)
	if p.Err == nil {
		p.Err = p.Settle()
	}
}

// Ask asks the tables at the clock's time, of what was said until now.
func (p *Past) Ask(ask func(q journal.Query) error) {
	p.Flush()
	if p.Err == nil {
		p.Err = p.Read(ask)
	}
}
