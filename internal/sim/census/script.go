package census

import (
	"context"
	"encoding/json"
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// House is what a census writes into. Clock must be the journal's clock.
type House struct {
	Journal *journal.Journal
	DB      *store.DB
	Keys    *keys.Ring
	Clock   instant.Clock
}

// script says what is to be written, in groups; the first mistake stops it.
type script struct {
	ctx   context.Context
	h     House
	by    access.Actor
	slug  string
	lines []journal.Envelope
	err   error
}

// speak begins a script in the name of the machine: an import has no person behind it.
func (h House) speak(ctx context.Context, facility ident.ID, slug string) *script {
	return &script{ctx: ctx, h: h, by: access.TheMachine(facility), slug: slug}
}

// groupMost is how many small commands go out together.
const groupMost = 50

// command is the id of the command of a name: the same in every run.
func command(slug, name string) ident.ID { return ident.Named("contoh census " + slug + " " + name) }

// say adds a command; it is carried out with its group.
func (s *script) say(name, verb string, body any) {
	raw, err := json.Marshal(body)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.lines = append(s.lines, journal.Envelope{ID: command(s.slug, name), Verb: verb, V: 1, Device: "census", Body: raw})
	if len(s.lines) >= groupMost {
		s.flush()
	}
}

// flush carries out what was said and gives the answers.
func (s *script) flush() []journal.Result {
	lines := s.lines
	s.lines = nil
	if s.err != nil || len(lines) == 0 {
		return nil
	}
	answers := s.h.Journal.DoAll(s.ctx, s.by, lines)
	for i, r := range answers {
		switch {
		case r.Err != nil:
			s.err = fmt.Errorf("census: %s: %w", lines[i].Verb, r.Err)
		case r.Status != journal.Accepted:
			s.err = fmt.Errorf("census: %s was %s: %s %s", lines[i].Verb, r.Status, r.Code, r.Field)
		default:
			continue
		}
		return nil
	}
	return answers
}
