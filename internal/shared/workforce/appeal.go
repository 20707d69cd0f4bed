package workforce

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Appeal is the command by which the holder of certificates that were taken back, or the
// desk for them, says that it was wrong: verb workforce.appeal.
type Appeal struct {
	Worker ident.ID `json:"worker"`
	Course string   `json:"course"`
	Words  string   `json:"words" max:"500"`
}

// SettleAppeal is the command that decides of it, by another person than who took them
// back: verb workforce.settle_appeal.
type SettleAppeal struct {
	Worker ident.ID `json:"worker"`
	Course string   `json:"course"`
	// Outcome is upheld or restored.
	Outcome string `json:"outcome"`
	Words   string `json:"words" max:"500"`
}

// Subject is the worker.
func (b Appeal) Subject() ident.ID { return b.Worker }

// Subject is the worker.
func (b SettleAppeal) Subject() ident.ID { return b.Worker }

// Check wants a course and words.
func (b Appeal) Check() *fault.Error {
	switch {
	case !wordForm.MatchString(b.Course):
		return fault.BadField("workforce.bad_course", "course")
	case strings.TrimSpace(b.Words) == "":
		return fault.BadField("body.required", "words")
	}
	return nil
}

// Check wants a course, an outcome and why.
func (b SettleAppeal) Check() *fault.Error {
	if !slices.Contains([]string{Upheld, Restored}, b.Outcome) {
		return fault.BadField("body.unknown_word", "outcome")
	}
	return Appeal{b.Worker, b.Course, b.Words}.Check()
}

// AppealMade is the event of an appeal against the withdrawal of certificates.
type AppealMade struct {
	Worker       ident.ID    `json:"worker"`
	Course       string      `json:"course"`
	Certificates []ident.ID  `json:"certificates"`
	Words        journal.Ref `json:"words"`
	By           ident.ID    `json:"by,omitempty"`
}

// AppealSettled is the event of its end.
type AppealSettled struct {
	Worker       ident.ID    `json:"worker"`
	Course       string      `json:"course"`
	Certificates []ident.ID  `json:"certificates"`
	Outcome      string      `json:"outcome"`
	Words        journal.Ref `json:"words"`
	By           ident.ID    `json:"by,omitempty"`
}

// appealing is a worker with the certificates of a course that were taken back last: they
// were taken together, and come back together.
type appealing struct {
	staff
	last []Certificate
}

// Audiences are the desk and the worker.
func (a appealing) Audiences() []string { return a.Worker.Audiences() }

func loadAppealing(q journal.Query) (a appealing, err error) {
	if a.staff, err = loadStaff(q); err != nil {
		return a, err
	}
	course := ""
	switch b := q.Body.(type) {
	case Appeal:
		course = b.Course
	case SettleAppeal:
		course = b.Course
	}
	newest := instant.Instant(0)
	for _, c := range Of(a.certificates, course) {
		newest = max(newest, c.WithdrawnAt)
	}
	for _, c := range Of(a.certificates, course) {
		if newest != 0 && c.WithdrawnAt == newest {
			a.last = append(a.last, c)
		}
	}
	return a, nil
}

func (a appealing) ids() (out []ident.ID) {
	for _, c := range a.last {
		out = append(out, c.ID)
	}
	return out
}

// words is the sealed form of what is said for and against.
type words struct {
	Text string `json:"text"`
}

func (a appealing) appeal(s journal.Said[Appeal]) journal.Answer {
	switch {
	case len(a.last) == 0:
		return journal.Refuse("workforce.not_withdrawn")
	case a.last[0].Appeal == Appealed:
		return journal.Refuse("workforce.appeal_open")
	case a.last[0].Appeal == Upheld:
		return journal.Refuse("workforce.appeal_decided")
	}
	return journal.Accept(AppealMade{a.ID, s.Body.Course, a.ids(), s.Seal("certificate_appeal", s.ID, 1, words{strings.TrimSpace(s.Body.Words)}), s.By.Worker})
}

func (a appealing) settle(s journal.Said[SettleAppeal]) journal.Answer {
	switch {
	case len(a.last) == 0 || a.last[0].Appeal != Appealed:
		return journal.Refuse("workforce.no_appeal")
	case s.By.Worker == a.ID:
		return journal.Refuse("workforce.own_certificate")
	case s.By.Worker == a.last[0].WithdrawnBy:
		return journal.Refuse("workforce.own_withdrawal")
	}
	return journal.Accept(AppealSettled{a.ID, s.Body.Course, a.ids(), s.Body.Outcome, s.Seal("certificate_appeal", s.ID, 1, words{strings.TrimSpace(s.Body.Words)}), s.By.Worker})
}

func applyAppealed(tx *store.Tx, m journal.Meta, e AppealMade) error {
	return eachCertificate(tx, m, e.Worker, e.Certificates, func(c *Certificate) {
		c.Appeal, c.AppealedAt, c.AppealedBy, c.AppealWords = Appealed, m.RecordedAt, e.By, e.Words
	})
}

// applySettled gives back what is given back: who withdrew it and why stays on record.
func applySettled(tx *store.Tx, m journal.Meta, e AppealSettled) error {
	return eachCertificate(tx, m, e.Worker, e.Certificates, func(c *Certificate) {
		c.Appeal, c.SettledAt, c.SettledBy, c.SettledWords = e.Outcome, m.RecordedAt, e.By, e.Words
		if e.Outcome == Restored {
			c.WithdrawnAt = 0
		}
	})
}

func eachCertificate(tx *store.Tx, m journal.Meta, worker ident.ID, ids []ident.ID, change func(*Certificate)) error {
	for _, id := range ids {
		c, found, err := Certificates.Get(tx, m.Facility, id)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		change(&c)
		if err := Certificates.Put(tx, c); err != nil {
			return err
		}
	}
	return touch(tx, m.Facility, worker)
}
