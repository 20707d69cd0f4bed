package dayplan_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
)

// cadres is a day of six cadres of Coblong, two villages each, five with a certificate for
// massages on that day, four of them with one of the shared motorbikes; and 36 massages that
// were promised by the hour, six a village.
func cadres() dayplan.Sheet {
	s := dayplan.Sheet{Group: "cadres", Day: "2026-03-02", From: eight}
	for i := range 6 {
		w := worker(fmt.Sprint("kader ", i))
		w.Skills, w.Most, w.Equals = []string{"village " + fmt.Sprint(i), "village " + fmt.Sprint((i+1)%6)}, 8, "cadres"
		if i != 5 {
			w.Skills = append(w.Skills, "baby_massage")
		}
		if i > 3 {
			w.Profile = "foot"
		}
		w.Pauses = []dayplan.Pause{{Word: "dzuhur", Earliest: at(11.75), Latest: at(13), Length: 15 * time.Minute}}
		s.Workers = append(s.Workers, w)
	}
	for i := range 36 {
		village := i % 6
		j := visit(fmt.Sprint("bayi ", i), float64(village)+float64(i%5)/2, 0)
		j.Class, j.Skills, j.Paid = routing.Massage, []string{"baby_massage", "village " + fmt.Sprint(village)}, true
		j.Drop.Service = 35 * time.Minute
		j.Drop.Earliest = at(8 + float64(i%7))
		j.Drop.Latest, j.Drop.Due = j.Drop.Earliest.Add(2*time.Hour), j.Drop.Earliest.Add(2*time.Hour)
		s.Jobs = append(s.Jobs, j)
	}
	return s
}

func TestADayOfCadresIsASheetLikeAnyOther(t *testing.T) {
	s := cadres()
	d := dayplan.Make(context.Background(), s, road{}, dayplan.Day{}, routing.Effort{Seed: 1, Steps: 2000})
	qt.Check(t, qt.HasLen(d.Left, 0))
	done := map[ident.ID]bool{}
	for _, r := range d.Routes {
		qt.Check(t, qt.Not(qt.Equals(r.Worker, ident.Named("kader 5"))), qt.Commentf("no certificate today"))
		qt.Check(t, qt.IsTrue(len(r.Stops) <= 8))
		for _, stop := range r.Stops {
			done[stop.Job] = true
			qt.Check(t, qt.Equals(stop.By, 0), qt.Commentf("promised hours are kept on 80 of 100 days"))
		}
	}
	qt.Check(t, qt.HasLen(done, 36))
	_, x := dayplan.Compile(s, road{})
	qt.Check(t, qt.HasLen(routing.Judge(x.Problem, x.Plan(d)).Breaches, 0))
}
