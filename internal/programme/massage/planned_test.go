package massage_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/plan"
)

// route is a cadre's planned day in words: "08:00 Rini, 10:00 Sari".
func (k kasaba) route(cadre, day string, names ...string) string {
	k.T.Helper()
	k.Clock.Set(k.Clock.Now().Add(60e9))
	k.Settle()
	var out []string
	k.Query(func(q journal.Query) error {
		r, _, err := plan.Routes.Get(q.Tx, q.Facility, plan.RouteID(plan.DayID(plan.Cadres, day), id(cadre)))
		for _, s := range r.Stops {
			for _, n := range names {
				if s.Job == ident.Named(n) {
					out = append(out, s.At.Time().Add(7*3600*1e9).Format("15:04")+" "+n)
				}
			}
		}
		return err
	})
	return strings.Join(out, ", ")
}

func TestTheDayOfACadreIsPlannedWithEachSlot(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		const tuesday, thursday = "2026-03-03", "2026-03-05"
		for _, b := range []massage.Book{k.ask("Sari", tuesday, "10:30"), k.ask("Rini", tuesday, "08:30")} {
			k.As("officer").Send("book "+string(b.Booking), "massage.book", b)
		}
		qt.Check(t, qt.Equals(k.route("Teh Lilis", tuesday, "Sari", "Rini"), "08:30 Rini, 10:30 Sari"), qt.Commentf("a slot is the family's: the plan keeps its hour"))
		k.Query(func(q journal.Query) error {
			sheet, err := massage.Cadres{}.Read(q, tuesday)
			for _, j := range sheet.Jobs {
				qt.Check(t, qt.IsFalse(j.Drop.At.IsZero()), qt.Commentf("the planner knows where the homes are"))
			}
			return err
		})
		k.As("officer").Send("move Rini", "massage.move", massage.Move{Booking: id("Rini"), Cadre: id("Teh Lilis"), At: k.on(thursday, "09:00"), Why: massage.Wished, Agreed: true})
		qt.Check(t, qt.Equals(k.route("Teh Lilis", tuesday, "Sari", "Rini"), "10:30 Sari"), qt.Commentf("the day that it left is planned anew"))
		qt.Check(t, qt.Equals(k.route("Teh Lilis", thursday, "Sari", "Rini"), "09:00 Rini"))
		k.As("officer").Send("cancel Sari", "massage.cancel", massage.Cancel{Booking: id("Sari"), Why: "parent"})
		qt.Check(t, qt.Equals(k.route("Teh Lilis", tuesday, "Sari", "Rini"), ""))
	})
}
