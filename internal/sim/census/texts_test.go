package census_test

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
)

func TestEveryHealthCentreOfTheDemoHasTextsToAgreeTo(t *testing.T) {
	t.Parallel()
	h, to, d, _ := openDemo(t)
	all := census.Demo(d.Slug, day.Facility(), nil)
	for range 2 {
		qt.Assert(t, qt.IsNil(census.Texts(context.Background(), to, all)))
	}
	for _, c := range all {
		qt.Check(t, qt.Equals(count(t, h, c.Facility, "SELECT count(*) FROM consent_text WHERE facility_id = $1"), 6), qt.Commentf("%s", c.Slug))
	}
}
