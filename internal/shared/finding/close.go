package finding

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// The reasons for which a finding is closed.
const (
	Mended    = "mended"     // built, repaired, cleaned: evidence is wanted
	Helped    = "helped"     // the people have what they lacked: evidence is wanted
	MovedAway = "moved_away" // nobody lives there any more
	Declined  = "declined"   // the family does not want it, and was asked twice
	Unfounded = "unfounded"  // it was not so
	Duplicate = "duplicate"  // another finding is about the same
)

// Reasons are all of them.
var Reasons = []string{Mended, Helped, MovedAway, Declined, Unfounded, Duplicate}

// End closes a finding: verb finding.close.
type End struct {
	Finding ident.ID `json:"finding"`
	Reason  string   `json:"reason" max:"20"`
	Words   string   `json:"words" max:"1000"`
	// Evidence is who saw it and when; Photo the hash of a picture of it. Where something
	// is said to be mended one of them is wanted.
	Evidence string `json:"evidence,omitempty" max:"1000"`
	Photo    string `json:"photo,omitempty" max:"64"`
}

// Reopen takes up a closed finding: verb finding.reopen.
type Reopen struct {
	Finding ident.ID `json:"finding"`
	Reason  string   `json:"reason" max:"1000"`
}

// Subject is the finding.
func (b End) Subject() ident.ID { return b.Finding }

// Subject is the finding.
func (b Reopen) Subject() ident.ID { return b.Finding }

// Check wants a reason, words, and evidence for what is said to be mended.
func (b End) Check() *fault.Error {
	switch {
	case b.Finding == "":
		return fault.BadField("body.required", "finding")
	case !slices.Contains(Reasons, b.Reason):
		return fault.BadField("body.unknown_word", "reason")
	case b.Words == "":
		return fault.BadField("body.required", "words")
	case (b.Reason == Mended || b.Reason == Helped) && b.Evidence == "" && b.Photo == "":
		return fault.BadField("finding.evidence_wanted", "evidence")
	}
	return checkPhoto(b.Photo)
}

// Check wants a finding and a reason.
func (b Reopen) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	return wanted("reason", b.Reason != "")
}

// ending is the sealed text of how a finding ended.
type ending struct {
	Text     string `json:"text"`
	Evidence string `json:"evidence,omitempty"`
}

// close ends it. Who found it does not close it, so that no finding is told of and put
// away by the same hand.
func (f file) close(s journal.Said[End]) journal.Answer {
	b := s.Body
	switch {
	case !f.Going():
		return journal.Refuse("finding.closed_already")
	case !mayClose(s.By):
		return journal.Refuse("finding.not_for_cadre")
	case f.FoundBy != "" && f.FoundBy == s.By.Worker:
		return journal.Refuse("finding.finder_closes")
	}
	words := s.Seal("finding_end", s.NewID(0), 1, ending{b.Words, b.Evidence})
	return journal.Accept(ClosedEvent{f.ID, b.Reason, words, named(s, b.Photo), s.By.Worker})
}

func loadReopening(q journal.Query) (f file, err error) {
	if f, err = load(q); err != nil {
		return f, err
	}
	f.next, err = begin(q, f.Finding, f.settings.FollowDays)
	return f, err
}

func (f file) reopen(s journal.Said[Reopen]) journal.Answer {
	if f.Going() {
		return journal.Refuse("finding.open_already")
	}
	return journal.Accept(ReopenedEvent{f.ID, seal(s, s.Body.Reason), s.By.Worker, f.next})
}
