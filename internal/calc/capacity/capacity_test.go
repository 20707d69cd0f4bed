package capacity_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/capacity"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
)

var (
	factory = near(4, 0)
	home    = near(4, 0.3)
	across  = near(5, 3)
)

// everyTen is what the desk lets an hour move by: an hour both ways, in tens of minutes.
var everyTen = capacity.Range{Step: 10 * time.Minute, Earlier: time.Hour, Later: time.Hour}

func week(t *testing.T, sheets ...dayplan.Sheet) *capacity.Week {
	t.Helper()
	var days []capacity.Day
	for _, s := range sheets {
		days = append(days, capacity.Day{Sheet: s, Legs: plain{}})
	}
	w, err := capacity.Stand(t.Context(), days, capacity.Usual)
	qt.Assert(t, qt.IsNil(err))
	return w
}

func ask(t *testing.T, w *capacity.Week, r capacity.Range, jobs ...dayplan.Job) capacity.Answer {
	t.Helper()
	a, err := w.Answer(t.Context(), asking(jobs...), r)
	qt.Assert(t, qt.IsNil(err))
	return a
}

func sheet(workers []dayplan.Worker, jobs ...dayplan.Job) dayplan.Sheet {
	return dayplan.Sheet{Group: "couriers", Day: monday, From: midnight, Workers: workers, Jobs: jobs}
}

func TestAFreeCourierTakesOneMore(t *testing.T) {
	a := ask(t, week(t, sheet([]dayplan.Worker{courier("Joko", 5)}, mother("Sri", 10, factory, home))), everyTen, mother("Wati", 10, factory, home))
	qt.Assert(t, qt.Equals(a.Verdict, capacity.Fits))
	qt.Assert(t, qt.Equals(a.Days[0].Worker, ident.Named("Joko")))
	qt.Assert(t, qt.Equals(a.Shift, 0))
	qt.Assert(t, qt.Equals(a.Bottleneck, ""))
}

// One courier cannot be at both ends of the plain at ten o'clock: at the nearest hour at
// which he can, she is told so.
func TestAnHourMovesToTheNearestThatFits(t *testing.T) {
	w := week(t, sheet([]dayplan.Worker{courier("Joko", 5)}, mother("Sri", 10, factory, factory)))
	one := mother("Wati", 10, across, across)
	a := ask(t, w, everyTen, one)
	qt.Assert(t, qt.Equals(a.Verdict, capacity.Moved))
	qt.Assert(t, qt.Equals(a.Bottleneck, monday))
	qt.Assert(t, qt.IsFalse(a.Days[0].Fits))
	for d := 10 * time.Minute; d < a.Shift.Abs(); d += 10 * time.Minute {
		for _, by := range []time.Duration{d, -d} {
			moved := mother("Wati", 10+by.Hours(), across, across)
			qt.Assert(t, qt.Equals(ask(t, w, capacity.Range{}, moved).Verdict, capacity.Not), qt.Commentf("%s is nearer than %s", by, a.Shift))
		}
	}
	there := mother("Wati", 10+a.Shift.Hours(), across, across)
	qt.Assert(t, qt.Equals(ask(t, w, capacity.Range{}, there).Verdict, capacity.Fits))
	qt.Assert(t, qt.Equals(ask(t, w, capacity.Range{Step: 10 * time.Minute, Later: 10 * time.Minute}, one).Verdict, capacity.Not))
}

// Whoever is served keeps the promise made to her: one more is not taken at her cost.
func TestNobodyLosesAPromiseToOneMore(t *testing.T) {
	there := mother("Sri", 10, factory, factory)
	s := sheet([]dayplan.Worker{courier("Joko", 5)}, there)
	one := mother("Wati", 10, across, across)
	one.Class, one.Pick.Due = routing.Emergency, at(11) // she counts for more, and can wait
	s.Jobs[0].Pick.Earliest, s.Jobs[0].Pick.Latest = at(9.9), at(10.4)
	one.Pick.Earliest, one.Pick.Latest, one.Pick.Due = at(10), at(10.1), at(10.2)
	a := ask(t, week(t, s), capacity.Range{}, one)
	qt.Assert(t, qt.Equals(a.Verdict, capacity.Not))
}

func TestADaySaysWhyItHasNoRoom(t *testing.T) {
	full := sheet([]dayplan.Worker{courier("Joko", 1)}, mother("Sri", 10, factory, home))
	unlearned := courier("Darma", 5)
	unlearned.Skills = nil
	small := courier("Joko", 5)
	small.Capacity[0] = 2
	early := courier("Joko", 5)
	early.To = at(8)
	for name, c := range map[string]struct {
		s   dayplan.Sheet
		why string
	}{
		"nobody is there":              {sheet(nil), capacity.Nobody},
		"nobody has the certificate":   {sheet([]dayplan.Worker{unlearned}), capacity.Nobody},
		"he has as many as he may":     {full, capacity.Full},
		"the box is too small":         {sheet([]dayplan.Worker{small}), capacity.Load},
		"he goes home before her hour": {sheet([]dayplan.Worker{early}), capacity.Shift},
	} {
		t.Run(name, func(t *testing.T) {
			a := ask(t, week(t, c.s), everyTen, mother("Wati", 10, factory, home))
			qt.Assert(t, qt.Equals(a.Verdict, capacity.Not))
			qt.Assert(t, qt.Equals(a.Why, c.why))
			qt.Assert(t, qt.Equals(a.Bottleneck, monday))
		})
	}
}

// Who needs nobody on a day is not stopped by it.
func TestOnlyTheDaysSheAsksForCount(t *testing.T) {
	tuesday := sheet(nil)
	tuesday.Day = "2026-11-24"
	w := week(t, sheet([]dayplan.Worker{courier("Joko", 5)}), tuesday)
	qt.Assert(t, qt.Equals(ask(t, w, everyTen, mother("Wati", 10, factory, home)).Verdict, capacity.Fits))
	both := asking(mother("Wati", 10, factory, home))
	both.Jobs["2026-11-24"] = []dayplan.Job{mother("Wati on Tuesday", 10, factory, home)}
	a, err := w.Answer(t.Context(), both, everyTen)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(a.Verdict, capacity.Not))
	qt.Assert(t, qt.Equals(a.Bottleneck, "2026-11-24"))
	qt.Assert(t, qt.IsTrue(a.Days[0].Fits))
}

// A group of visits and a course of massages ask as a mother does: single stops of which
// all must fit.
func TestAGroupOfVisitsIsTakenWholeOrNot(t *testing.T) {
	visit := func(name string, hour float64) dayplan.Job {
		return dayplan.Job{ID: ident.Named(name), Class: routing.HomeVisit, Drop: dayplan.Spot{At: home, Service: 45 * time.Minute, Earliest: at(hour), Latest: at(hour + 1)}, Skills: []string{"milk"}}
	}
	w := week(t, sheet([]dayplan.Worker{courier("the team", 0)}))
	qt.Assert(t, qt.Equals(ask(t, w, capacity.Range{}, visit("a", 9), visit("b", 10)).Verdict, capacity.Fits))
	qt.Assert(t, qt.Equals(ask(t, w, capacity.Range{}, visit("a", 9), visit("b", 9), visit("c", 9)).Verdict, capacity.Not))
}

func TestHowManySuchMothersFit(t *testing.T) {
	var such []capacity.Asking
	s := sheet([]dayplan.Worker{courier("Joko", 5), courier("Darma", 5), courier("Wahyu", 5)})
	for i := range 6 {
		j := mother(fmt.Sprint("mother ", i), 9+float64(i)/2, factory, near(3, float64(i)))
		s.Jobs = append(s.Jobs, j)
		such = append(such, asking(j))
	}
	m, err := week(t, s).Most(t.Context(), such, 0)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(m.There, 6))
	qt.Assert(t, qt.Equals(m.More, 9), qt.Commentf("five a courier are allowed, and the roads leave room for them"))
	qt.Assert(t, qt.DeepEquals(m.Days, []capacity.Room{{Day: monday, Now: 6, Most: 15}}))
	qt.Assert(t, qt.Equals(m.Bottleneck, monday))
	qt.Assert(t, qt.Equals(m.Why, capacity.Full))
	few, err := week(t, s).Most(t.Context(), such, 2)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(few.More, 2))
	qt.Assert(t, qt.IsTrue(few.Open))
}

// An answer that was not looked for to the end is none.
func TestWhoHangsUpIsNotAnswered(t *testing.T) {
	ctx, hangUp := context.WithCancel(t.Context())
	w := week(t, sheet([]dayplan.Worker{courier("Joko", 5)}))
	hangUp()
	_, err := w.Answer(ctx, asking(mother("Wati", 10, factory, home)), everyTen)
	qt.Assert(t, qt.ErrorIs(err, context.Canceled))
}
