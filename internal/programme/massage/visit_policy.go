package massage

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// VisitSettings are what is taught on a visit, and when what parents say is talked about.
// All are our own proposals.
type VisitSettings struct {
	// Teaches is the checklist of a visit: words of Steps, in the order in which they are
	// taught.
	Teaches []string `json:"teaches"`
	// BadStars is up to how many stars a rating is a bad one, BadRatings how many of them,
	// since the last time, ask the coordinator for a talk with the cadre. 2 and 3.
	BadStars   int64 `json:"bad_stars"`
	BadRatings int64 `json:"bad_ratings"`
	// AdultPresent says whether another adult has to be in the house beside the parent: none
	// (nobody asks), asked (it is noted), required (nobody begins without). None, as programmes
	// of this kind leave it to the cadre.
	AdultPresent string `json:"adult_present,omitempty"`
}

// VisitPolicy is the section of the facility's policy about visits.
var VisitPolicy = policy.Define("massage_visit", VisitSettings{Teaches: Steps, BadStars: 2, BadRatings: 3, AdultPresent: AdultNone})

// Whether another adult has to be there. Nothing said is none.
const (
	AdultNone     = "none"
	AdultAsked    = "asked"
	AdultRequired = "required"
)

// mostBad is the longest that nobody talks: more is as good as never.
const mostBad = 50

// Check wants a checklist of known words, and ratings that can be bad without all being so.
func (s VisitSettings) Check() *fault.Error {
	switch {
	case !distinct(s.Teaches, Steps):
		return fault.BadField("policy.bad_document", "teaches")
	case !slices.Contains([]string{"", AdultNone, AdultAsked, AdultRequired}, s.AdultPresent):
		return fault.BadField("policy.bad_document", "adult_present")
	case s.BadStars < 1 || s.BadStars > 4:
		return fault.BadField("policy.bad_document", "bad_stars")
	case s.BadRatings < 1 || s.BadRatings > mostBad:
		return fault.BadField("policy.bad_document", "bad_ratings")
	}
	return nil
}
