package finding

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Note adds something written, photographed or both: verb finding.note.
type Note struct {
	Finding ident.ID `json:"finding"`
	Note    string   `json:"note,omitempty" max:"1000"`
	Photo   string   `json:"photo,omitempty" max:"64"`
}

// HidePhoto takes a photo out of sight: verb finding.hide_photo. Step is the line of
// the timeline it stands in.
type HidePhoto struct {
	Finding ident.ID `json:"finding"`
	Step    ident.ID `json:"step"`
	Reason  string   `json:"reason" max:"500"`
}

// SettlePhoto is the head's answer to that: verb finding.settle_photo. The photo is
// erased for ever, or shown again.
type SettlePhoto struct {
	Finding ident.ID `json:"finding"`
	Step    ident.ID `json:"step"`
	Erase   bool     `json:"erase"`
}

// Subject is the finding.
func (b Note) Subject() ident.ID { return b.Finding }

// Subject is the finding.
func (b HidePhoto) Subject() ident.ID { return b.Finding }

// Subject is the finding.
func (b SettlePhoto) Subject() ident.ID { return b.Finding }

// Check wants a finding and something to keep.
func (b Note) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	if err := wanted("note", b.Note != "" || b.Photo != ""); err != nil {
		return err
	}
	return checkPhoto(b.Photo)
}

// Check wants a line and a reason.
func (b HidePhoto) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	if err := wanted("step", b.Step != ""); err != nil {
		return err
	}
	return wanted("reason", b.Reason != "")
}

// Check wants a line.
func (b SettlePhoto) Check() *fault.Error {
	if err := wanted("finding", b.Finding != ""); err != nil {
		return err
	}
	return wanted("step", b.Step != "")
}

// note is kept also on a closed finding: what comes late belongs to it.
func (f file) note(s journal.Said[Note]) journal.Answer {
	return journal.Accept(NotedEvent{Finding: f.ID, Note: seal(s, s.Body.Note), Photo: named(s, s.Body.Photo), By: s.By.Worker, At: s.At})
}

// picture is a finding with one line of its timeline.
type picture struct {
	Finding
	line Step
}

func loadPhoto(q journal.Query) (p picture, err error) {
	found := false
	if p.Finding, found, err = Findings.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return p, err
	}
	if !found {
		return p, fault.Absent()
	}
	var step ident.ID
	switch b := q.Body.(type) {
	case HidePhoto:
		step = b.Step
	case SettlePhoto:
		step = b.Step
	}
	if p.line, found, err = Steps.Get(q.Tx, q.Facility, step); err == nil && (!found || p.line.Finding != p.ID) {
		err = fault.Absent()
	}
	return p, err
}

func (p picture) hide(s journal.Said[HidePhoto]) journal.Answer {
	if p.line.Photo == "" || p.line.PhotoState != "" {
		return journal.Refuse("finding.no_photo")
	}
	return journal.Accept(PhotoHiddenEvent{p.ID, p.line.ID, seal(s, s.Body.Reason), s.By.Worker})
}

func (p picture) settle(s journal.Said[SettlePhoto]) journal.Answer {
	if p.line.PhotoState != Hidden {
		return journal.Refuse("finding.photo_not_hidden")
	}
	return journal.Accept(PhotoSettledEvent{p.ID, p.line.ID, s.Body.Erase, s.By.Worker})
}
