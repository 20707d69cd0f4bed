package graduation

import (
	"regexp"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
)

// Settings are the template of the certificate, and by when its mother is told.
type Settings struct {
	// Logo is the id of a picture of the house (32 hexadecimal digits; PNG or JPEG) that
	// stands at the head; empty: none.
	Logo string `json:"logo"`
	// Signatory is the worker whose name stands under it; empty: whoever is head that day.
	Signatory ident.ID `json:"signatory"`
	// Office is what stands above that name, Wording the sentence of it; empty: those of
	// the house in the language of the paper. The issue's own wording is kept where nobody
	// sets another: "telah memberi ASI eksklusif 6 bulan".
	Office  string `json:"office"`
	Wording string `json:"wording"`
	// TellDays is within how many days the midwife tells a mother whose certificate is not
	// valid any more. 7: our own proposal.
	TellDays int64 `json:"tell_days"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("graduation", Settings{TellDays: 7})

var logoForm = regexp.MustCompile(`^(|[0-9a-f]{32})$`)

// Check wants a picture's id, somebody's id and a span that a midwife can keep.
func (s Settings) Check() *fault.Error {
	switch {
	case !logoForm.MatchString(s.Logo):
		return fault.BadField("policy.bad_document", "logo")
	case s.Signatory != "" && !s.Signatory.Valid():
		return fault.BadField("policy.bad_document", "signatory")
	case len(s.Office) > 200 || len(s.Wording) > 900:
		return fault.BadField("policy.bad_document", "wording")
	case s.TellDays < 1 || s.TellDays > 60:
		return fault.BadField("policy.bad_document", "tell_days")
	}
	return nil
}

// NamesBlob says who sees a picture because it is the logo: the desk, which sets it.
func (Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	set, _, err := Policy.Get(q)
	if err != nil || set.Logo != id {
		return nil, "", err
	}
	return []string{"f"}, "graduation", nil
}
