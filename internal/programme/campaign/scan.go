package campaign

import (
	"regexp"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// ScanCode tells that a page was opened from a batch's code: verb campaign.scan, by
// nobody in particular. Scan is the id of the rendering, also the command's: one rendering
// counts once.
type ScanCode struct {
	Scan ident.ID `json:"scan"`
	Code string   `json:"code" max:"6"`
}

// codeForm is how a code is typed.
var codeForm = regexp.MustCompile(`^[A-Za-z0-9]{4,6}$`)

// Subject is the rendering.
func (b ScanCode) Subject() ident.ID { return b.Scan }

// Check wants a rendering and what could be a code.
func (b ScanCode) Check() *fault.Error {
	switch {
	case b.Scan == "":
		return fault.BadField("body.required", "scan")
	case !codeForm.MatchString(strings.TrimSpace(b.Code)):
		return fault.BadField("body.required", "code")
	}
	return nil
}

// scanning is a batch that somebody holds a leaflet of.
type scanning struct {
	Batch
	rendering ident.ID
	today     string
}

// Audiences are whoever opened the page, for this one thing.
func (s scanning) Audiences() []string { return []string{"f", "o:" + string(s.rendering)} }

func loadScanning(q journal.Query) (s scanning, err error) {
	b := q.Body.(ScanCode)
	found := false
	if s.Batch, found, err = ByCode(q, b.Code); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return s, err
	}
	s.rendering = b.Scan
	s.today, err = today(q)
	return s, err
}

func (s scanning) count(journal.Said[ScanCode]) journal.Answer {
	return journal.Accept(ScannedEvent{ScanID(s.ID, s.today), s.ID, s.Seller, s.Village, s.today})
}
