package coverage

import (
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are what the figures are measured by.
type Settings struct {
	// Baseline is where the health centre began and Target where it wants to be, both of
	// the graduates, in hundredths of a percent; 0: none is drawn. The programme of Bojong
	// Nangka began at 11.97% (2019) and wants 50%; the target holds unless the head says
	// otherwise, the baseline is each health centre's own.
	Baseline int64 `json:"baseline"`
	Target   int64 `json:"target"`
	// BaselineYear is the year the baseline was measured in; 0: not said.
	BaselineYear int64 `json:"baseline_year"`
}

// Policy is the section of the facility's policy that these figures read.
var Policy = policy.Define("coverage", Settings{Target: 5000})

// Check wants shares of a whole.
func (s Settings) Check() *fault.Error {
	switch {
	case s.Baseline < 0 || s.Baseline > 10_000:
		return fault.BadField("policy.bad_document", "baseline")
	case s.Target < 0 || s.Target > 10_000:
		return fault.BadField("policy.bad_document", "target")
	case s.BaselineYear != 0 && (s.BaselineYear < 1990 || s.BaselineYear > 2100):
		return fault.BadField("policy.bad_document", "baseline_year")
	}
	return nil
}
