package census_test

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/shared/registry"
	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
)

func TestTwoFamiliesMoveByLetterAndOneLetterComesBack(t *testing.T) {
	t.Parallel()
	h, to, d, _ := openDemo(t)
	all := census.Demo(d.Slug, day.Facility(), nil)
	from := all[2] // Coblong
	qt.Assert(t, qt.IsNil(census.Everybody(context.Background(), to, all[2:3])))
	for range 2 {
		qt.Assert(t, qt.IsNil(census.Letters(context.Background(), to, from, all[0])))
		for {
			n, err := h.Errands.Once(context.Background())
			qt.Assert(t, qt.IsNil(err))
			if n == 0 {
				break
			}
		}
	}
	const state = "SELECT count(*) FROM letter WHERE facility_id = $1 AND state = "
	qt.Check(t, qt.Equals(count(t, h, from.Facility, state+"'"+registry.Taken+"'"), 1))
	qt.Check(t, qt.Equals(count(t, h, from.Facility, state+"'"+registry.NotTaken+"'"), 1))
	qt.Check(t, qt.Equals(count(t, h, all[0].Facility, "SELECT count(*) FROM task WHERE facility_id = $1 AND kind = '"+registry.LetterArrived+"' AND state = 'open'"), 1))
	qt.Check(t, qt.Equals(count(t, h, from.Facility, "SELECT count(*) FROM task WHERE facility_id = $1 AND kind = '"+registry.LetterUnanswered+"' AND owner <> '' AND state = 'open'"), 1))
}
