package need

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// AddEvidence says that somebody told of a request that is there already, by
// another door: verb need.add_evidence. When it turns out that the news had come
// in earlier, that report becomes a request of its own with the earlier start and
// stands for both: no clock is moved, and the earlier deadline holds.
type AddEvidence struct {
	Case      ident.ID        `json:"case"`
	Door      string          `json:"door" max:"20"`
	What      string          `json:"what,omitempty" max:"1000"`
	CallSign  string          `json:"call_sign,omitempty" max:"40"`
	HeardAt   instant.Instant `json:"heard_at,omitzero"`
	WrittenAt instant.Instant `json:"written_at,omitzero"`
	Reporter  *Reporter       `json:"reporter,omitempty"`
}

// Subject is the case.
func (b AddEvidence) Subject() ident.ID { return b.Case }

// Check wants a case and a known door.
func (b AddEvidence) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	if !slices.Contains(requestDoors, b.Door) {
		return fault.BadField("body.unknown_word", "door")
	}
	return nil
}

func (f file) addEvidence(s journal.Said[AddEvidence]) journal.Answer {
	b := s.Body
	from := start(s.Now, s.At, s.Clock, b.HeardAt, b.WrittenAt)
	what := Seal(s, s.NewID(1), b.What)
	if from.Before(f.Started) && f.Merged == "" && f.State == Going {
		return f.earlier(s, from, what)
	}
	e := EvidenceAdded{Case: f.ID, Door: b.Door, At: from, By: s.By.Worker, What: what}
	if b.CallSign != "" {
		e.CallSign = s.Seal("need_call_sign", s.NewID(1), 1, text{b.CallSign})
	}
	if b.Reporter != nil && *b.Reporter != (Reporter{}) {
		e.Reporter = s.Seal("need_reporter", s.NewID(1), 1, *b.Reporter)
	}
	return journal.Accept(e)
}

// earlier opens the request that the earlier report was, and merges the later one
// into it. One person may do this: it brings the deadline forward, never back.
func (f file) earlier(s journal.Said[AddEvidence], from instant.Instant, what journal.Ref) journal.Answer {
	b, c := s.Body, f.Case
	e := Opened{Case: s.NewID(1), Kind: c.Kind, Subject: c.Subject, People: c.People, Village: c.Village, Owner: c.Owner, OpenedBy: s.By.Worker,
		Door: b.Door, What: what, Cause: s.ID, Started: from, Sign: c.Sign, Colour: c.Colour, ColourBy: c.ColourBy, Triage: c.Triage,
		Where: c.Where, Patient: c.Patient, WantAt: c.WantAt, Needs: c.Needs, Call: c.Called}
	if !c.SignDue.IsZero() {
		e.SignDue = from.Add(c.SignDue.Sub(c.Started))
	}
	if b.CallSign != "" {
		e.CallSign = s.Seal("need_call_sign", e.Case, 1, text{b.CallSign})
	}
	if b.Reporter != nil && *b.Reporter != (Reporter{}) {
		e.Reporter = s.Seal("need_reporter", e.Case, 1, *b.Reporter)
	}
	return journal.Accept(e, Merged{Case: c.ID, Into: e.Case, By: s.By.Worker})
}
