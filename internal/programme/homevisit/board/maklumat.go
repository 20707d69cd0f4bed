package board

import (
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Maklumat is the public pledge of service that hangs beside the figures. Its words
// are the head's: which law or rule of the district they stand on is for the health
// centre to know, so nothing is filled in for it.
type Maklumat struct {
	Text string `json:"text" max:"2000"`
}

// Policy is the section "maklumat": empty until the head has typed it.
var Policy = policy.Define("maklumat", Maklumat{})

// longest is how many letters fit beside the figures on one printed page.
const longest = 2000

// Check refuses what does not fit on the board.
func (m Maklumat) Check() *fault.Error {
	if len([]rune(m.Text)) > longest || strings.ContainsRune(m.Text, 0) {
		return fault.BadField("policy.bad_document", "document")
	}
	return nil
}
