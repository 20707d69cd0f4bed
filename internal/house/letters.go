package house

import (
	"context"
	"encoding/json"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// post brings letters from one health centre of this installation to another.
// Every step is a command whose id follows from the letter: whoever is killed
// between two of them begins again, and each has happened once.
type post struct{ h *House }

// carry does an errand of the kind registry.LetterErrand.
func (p post) carry(ctx context.Context, e errand.Errand) error {
	var o registry.Outing
	if err := json.Unmarshal(e.Body, &o); err != nil {
		return fault.Wrap(err, "house: letter")
	}
	l, body, waits, err := p.open(ctx, e.Facility, o)
	if err != nil || !waits {
		return err
	}
	if o.Recall {
		return p.recall(ctx, l, e.ID, o.Person)
	}
	if l.State == registry.CalledBack {
		if err := p.recall(ctx, l, registry.StopID(o), registry.TravellerID(l.ID, l.People[0])); err != nil {
			return err
		}
	}
	taken, code, err := p.deliver(ctx, l, body)
	if err != nil {
		return err
	}
	return p.report(ctx, l, taken, code)
}

// open reads the letter where it was written.
func (p post) open(ctx context.Context, sender ident.ID, o registry.Outing) (l registry.Letter, body registry.LetterBody, waits bool, err error) {
	err = p.h.DB.Read(ctx, func(tx *store.Tx) (err error) {
		q := journal.Query{Tx: tx, Facility: sender, By: access.TheMachine(sender), Now: p.h.Clock.Now(), Keys: p.h.Ring}
		l, body, waits, err = registry.Carried(q, o)
		return err
	})
	return l, body, waits, err
}

// deliver gives the letter to the receiver and says whether it was taken. An error
// means: try again later.
func (p post) deliver(ctx context.Context, l registry.Letter, body registry.LetterBody) (taken bool, code string, err error) {
	switch {
	case l.Other == "":
		code = "registry.no_such_facility"
	case len(body.Travellers) == 0:
		code = "registry.letter_unreadable"
	}
	if code != "" {
		return false, code, nil
	}
	out, err := p.say(ctx, l.Other, outingID(l), "registry.receive_letter", registry.ReceiveLetter{Letter: l.ID, Generation: l.Generation, From: l.Facility,
		Village: l.Village, On: body.On, Travellers: body.Travellers})
	switch kind := fault.Of(err).Kind; {
	case err == nil:
		return out.Status == journal.Accepted, out.Code, nil
	case kind == fault.NotFound:
		return false, "registry.no_such_facility", nil // it stands in the directory and was never founded
	case kind == fault.Invalid:
		return false, fault.Of(err).Code, nil // to say it again would not make it better
	}
	return false, "", err
}

func outingID(l registry.Letter) ident.ID {
	return registry.ReceiveID(registry.Outing{Letter: l.ID, Generation: l.Generation})
}

// report tells the sender.
func (p post) report(ctx context.Context, l registry.Letter, taken bool, code string) error {
	id := registry.AnswerID(registry.Outing{Letter: l.ID, Generation: l.Generation})
	_, err := p.say(ctx, l.Facility, id, "registry.answer_letter", registry.AnswerLetter{Letter: l.ID, Generation: l.Generation, Taken: taken, Code: code})
	return err
}

// recall tells the receiver that somebody has come back.
func (p post) recall(ctx context.Context, l registry.Letter, id, person ident.ID) error {
	if l.Other == "" {
		return nil
	}
	_, err := p.say(ctx, l.Other, id, "registry.recall_letter", registry.RecallLetter{Letter: l.ID, Generation: l.Generation, From: l.Facility, Person: person})
	if err != nil && fault.Of(err).Kind == fault.NotFound {
		return nil // nobody there has ever heard of them
	}
	return err
}

func (p post) say(ctx context.Context, facility, id ident.ID, verb string, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return journal.Outcome{}, fault.Wrap(err, "house: %s", verb)
	}
	return p.h.Journal.Do(ctx, access.TheMachine(facility), journal.Envelope{ID: id, Verb: verb, V: 1, Body: raw})
}
