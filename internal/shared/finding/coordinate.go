package finding

import (
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Coordinate asks an agency for help: verb finding.coordinate. Said again, another
// agency is asked in place of the first.
type Coordinate struct {
	Finding ident.ID `json:"finding"`
	Agency  string   `json:"agency" max:"120"`
	// Contact is who is spoken to there, and how.
	Contact string `json:"contact,omitempty" max:"200"`
	// Ask is what the letter asks for; empty: the usual words of the kind.
	Ask string `json:"ask,omitempty" max:"600"`
	// DueOn is the day (YYYY-MM-DD) until which an answer is asked; empty: the policy's.
	DueOn string `json:"due_on,omitempty" max:"10"`
}

// Remind reminds the agency that has it, by one more letter: verb finding.remind.
type Remind struct {
	Finding ident.ID `json:"finding"`
	DueOn   string   `json:"due_on,omitempty" max:"10"`
}

// Asked is what an agency was asked: sealed.
type Asked struct {
	Agency  string `json:"agency"`
	Contact string `json:"contact,omitempty"`
	Ask     string `json:"ask,omitempty"`
}

// Subject is the finding.
func (b Coordinate) Subject() ident.ID { return b.Finding }

// Subject is the finding.
func (b Remind) Subject() ident.ID { return b.Finding }

// Check wants an agency, and a day if one is named.
func (b Coordinate) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	if err := wanted("agency", strings.TrimSpace(b.Agency) != ""); err != nil {
		return err
	}
	return checkDay(b.DueOn, "due_on")
}

// Check wants a finding, and a day if one is named.
func (b Remind) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	return checkDay(b.DueOn, "due_on")
}

func checkDay(day, field string) *fault.Error {
	if day == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.BadField("finding.bad_day", field)
	}
	return nil
}

// file is a finding with what a decision about it needs.
type file struct {
	Finding
	works    bool // the next owner may have it
	next     FollowUp
	settings Settings
	zone     *time.Location
}

func load(q journal.Query) (f file, err error) {
	found := false
	if f.Finding, found, err = Findings.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return f, err
	}
	if !found {
		return f, fault.Absent()
	}
	if f.settings, _, err = Policy.Get(q); err != nil {
		return f, err
	}
	f.zone, err = zoneOf(q)
	return f, err
}

// farthest is how far away the day of a follow-up may lie.
const farthest = 366 * daily

// until makes the next follow-up: the owner stays, the day is the one that is named or
// the policy's.
func (f file) until(day string, now instant.Instant) (FollowUp, bool) {
	if day == "" {
		day = now.Add(time.Duration(f.settings.LetterDays) * daily).Day(f.zone)
	}
	if day <= now.Day(f.zone) || day > now.Add(farthest).Day(f.zone) {
		return FollowUp{}, false
	}
	return FollowUp{f.Owner, day, endOf(day, f.zone), f.Follow + 1}, true
}

func (f file) coordinate(s journal.Said[Coordinate]) journal.Answer {
	b := s.Body
	next, fits := f.until(b.DueOn, s.Now)
	switch {
	case !f.Going():
		return journal.Refuse("finding.closed_already")
	case !mayClose(s.By):
		return journal.Refuse("finding.not_for_cadre")
	case !fits:
		return journal.Refuse("finding.bad_day").On("due_on")
	}
	asked := s.Seal("finding_asked", s.NewID(0), 1, Asked{strings.TrimSpace(b.Agency), b.Contact, b.Ask})
	return journal.Accept(CoordinatedEvent{f.ID, asked, f.Letters + 1, s.By.Worker, next})
}

func (f file) remind(s journal.Said[Remind]) journal.Answer {
	next, fits := f.until(s.Body.DueOn, s.Now)
	switch {
	case f.State == Closed:
		return journal.Refuse("finding.closed_already")
	case f.State != Coordinated:
		return journal.Refuse("finding.no_agency")
	case !mayClose(s.By):
		return journal.Refuse("finding.not_for_cadre")
	case !fits:
		return journal.Refuse("finding.bad_day").On("due_on")
	}
	return journal.Accept(RemindedEvent{f.ID, f.Letters + 1, s.By.Worker, next})
}

// mayClose reports whether somebody may ask an agency and end a finding. A cadre finds
// and tells how it goes on; she does not write to agencies.
func mayClose(a access.Actor) bool {
	for _, r := range []access.Role{access.Head, access.Officer, access.Sanitarian, access.Nutritionist, access.Midwife} {
		if a.Is(r) {
			return true
		}
	}
	return false
}
