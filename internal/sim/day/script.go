package day

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// script writes what people did into the journal, in groups of one speaker. The
// first thing that goes wrong stops it.
type script struct {
	ctx     context.Context
	journal *journal.Journal
	by      access.Actor
	lines   []journal.Envelope
	// device is what the commands come from; empty: the demo.
	device string
	// refusal says that the next answer is meant to be a refusal.
	refusal bool
	err     error
}

// groupMost is how many commands go out together; the writer makes its own
// groups of them.
const groupMost = 100

// as lets somebody else speak.
func (s *script) as(by access.Actor) *script {
	if by.ID != s.by.ID {
		s.flush()
		s.by = by
	}
	return s
}

// say adds a command whose id follows from a name. It is carried out with its group.
func (s *script) say(name, verb string, body any) {
	raw, err := json.Marshal(body)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.lines = append(s.lines, journal.Envelope{ID: named("command " + name), Verb: verb, V: 1, Device: cmp.Or(s.device, "demo"), Body: raw})
	if len(s.lines) >= groupMost {
		s.flush()
	}
}

// tell carries one command out at once, after what was said before it. At is when
// it happened.
func (s *script) tell(name, verb string, at instant.Instant, body any) {
	s.flush()
	s.say(name, verb, body)
	s.lines[len(s.lines)-1].OccurredAt = at
	s.flush()
}

func (s *script) flush() {
	lines := s.lines
	s.lines = nil
	if s.err != nil || len(lines) == 0 {
		return
	}
	for i, r := range s.journal.DoAll(s.ctx, s.by, lines) {
		switch {
		case r.Err != nil:
			s.err = fmt.Errorf("day: %s: %w", lines[i].Verb, r.Err)
		case (r.Status == journal.Refused) != s.refusal || r.Status == journal.Held:
			s.err = fmt.Errorf("day: %s was %s: %s %s", lines[i].Verb, r.Status, r.Code, r.Field)
		default:
			continue
		}
		return
	}
}

// machine is the server itself, which founds what nobody is there to found.
func machine() access.Actor { return access.TheMachine(Facility()) }

// worker is somebody of staff who speaks.
func worker(account, worker ident.ID, roles []access.Role) access.Actor {
	a := access.Actor{Facility: Facility(), ID: account, Worker: worker, Roles: roles, Keys: []string{"w:" + string(worker)}, Door: "demo"}
	for _, r := range roles {
		if r != access.Courier && r != access.Midwife && r != access.Cadre {
			a.Keys = append(a.Keys, "f")
		}
	}
	return a
}

// family is a mother who speaks through her own page.
func family(m mother) access.Actor {
	return access.Actor{Facility: Facility(), ID: m.person(), Person: m.person(), Subject: m.place(),
		Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(m.person())}, Door: "page"}
}
