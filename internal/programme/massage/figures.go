package massage

import (
	"cmp"

	"sambang/internal/calc/screening"
	"sambang/internal/core/journal"
)

// Figures are what a cadre's phone needs to know of the policy on a day without signal: it
// asks and judges by them, and the health centre judges again.
type Figures struct {
	Screening screening.Settings `json:"screening"`
	// Teaches is the checklist of a visit: words of Steps.
	Teaches []string `json:"teaches"`
	// Adult is none, asked or required.
	Adult string `json:"adult"`
}

func figuresOf(q journal.Query, set Settings) (Figures, error) {
	visit, _, err := VisitPolicy.Get(q)
	return Figures{set.Screening, orNone(visit.Teaches), cmp.Or(visit.AdultPresent, AdultNone)}, err
}
