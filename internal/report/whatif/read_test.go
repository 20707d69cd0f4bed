package whatif_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/report/whatif"
	"sambang/internal/world"
)

const monday = "2026-03-02 08:00"

func usual(w *world.World, group string) (u whatif.Usual) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) { u, err = whatif.RatesOf(q, group); return err })
	return u
}

func TestTheWeekOfAHealthCentreIsCountedFromItsOwnRecords(t *testing.T) {
	world.Both(t, monday, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem").Courier("Joko").Courier("Bambang")
		u := usual(w, calc.Couriers)
		r := u.Rates
		qt.Check(t, qt.Equals(r.Source, "history"))
		qt.Check(t, qt.Equals(r.To, "2026-03-02"))
		qt.Check(t, qt.Equals(r.Standing.Mothers, 2))
		qt.Check(t, qt.Equals(r.Standing.Waiting, 0))
		qt.Check(t, qt.Equals(r.Crew.Workers, 2))
		qt.Check(t, qt.Equals(r.Standing.PerCourier, 5), qt.Commentf("the head's ceiling is the policy's"))
		qt.Check(t, qt.Equals(r.Standing.Promise, 120), qt.Commentf("so is the promise of two hours"))
		shares := 0.0
		for _, v := range r.Villages {
			shares += v.Share
		}
		qt.Check(t, qt.Equals(shares, 2.0), qt.Commentf("people live where the mothers do"))
		for _, own := range []string{"hours", "weeks", "rain", "work"} {
			qt.Check(t, qt.SliceContains(r.Own, own), qt.Commentf("two mothers of today tell nothing of %s, and the rates say so", own))
		}
		first := u.First.In(time.FixedZone("WIB", 7*3600))
		qt.Check(t, qt.Equals(first.Weekday().String()+first.Format(" 15:04"), "Monday 00:00"))

		w.Query(func(q journal.Query) error {
			set, _, err := admission.Policy.Get(q)
			qt.Check(t, qt.Equals(int(set.MothersPerCourier), r.Standing.PerCourier))
			return err
		})
	})
}

func TestWhatWasCountedCanBePlayed(t *testing.T) {
	world.Both(t, monday, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem").Courier("Joko")
		for _, group := range []string{calc.Couriers, calc.Teams} {
			u := usual(w, group)
			out, err := calc.Run(t.Context(), calc.Question{Rates: u.Rates, Scenarios: []calc.Scenario{{}, {Workers: 2}}, First: u.First, Days: 7, Seed: 1,
				Effort: calc.Effort{Morning: 20, Again: 5}, Legs: u.Legs}, nil)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.IsTrue(out.Outcomes[0].Of(calc.Served).Mean > 0), qt.Commentf("%s", group))
			qt.Check(t, qt.Not(qt.Equals(out.Travel, "")), qt.Commentf("it says what its ways stand on"))
		}
	})
}

func TestNobodyElsesWeekIsCounted(t *testing.T) {
	w := world.New(t, "", monday).Mother("Sri", "Mbah Parti").Courier("Joko")
	w.Query(func(q journal.Query) error {
		_, err := whatif.RatesOf(q, "boats")
		qt.Check(t, qt.Equals(fault.Of(err).Field, "group"))
		return nil
	})
}
