package massage

import (
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
}

// VisitPolicy is the section of the facility's policy about visits.
var VisitPolicy = policy.Define("massage_visit", VisitSettings{Teaches: Steps, BadStars: 2, BadRatings: 3})

// mostBad is the longest that nobody talks: more is as good as never.
const mostBad = 50

// Check wants a checklist of known words, and ratings that can be bad without all being so.
func (s VisitSettings) Check() *fault.Error {
	switch {
	case !distinct(s.Teaches, Steps):
		return fault.BadField("policy.bad_document", "teaches")
	case s.BadStars < 1 || s.BadStars > 4:
		return fault.BadField("policy.bad_document", "bad_stars")
	case s.BadRatings < 1 || s.BadRatings > mostBad:
		return fault.BadField("policy.bad_document", "bad_ratings")
	}
	return nil
}
