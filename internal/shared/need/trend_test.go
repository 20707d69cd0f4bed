package need_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

func trendOf(w *world.World, from, to string) (t need.ComplaintTrend, err error) {
	w.Query(func(q journal.Query) error {
		t, err = need.TrendOf(q, from, to)
		return nil
	})
	return t, err
}

// A month of complaints: how many came, how soon they were answered, and by what they
// came, without a count from which anybody could be known.
func TestTheTrendSaysHowSoonComplaintsAreAnswered(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		complain := func(n int, kind, door string) ident.ID {
			id := ident.Named(fmt.Sprint("trend ", n))
			w.As("dispatcher").Send(fmt.Sprint("trend ", n), "need.complain", need.Complain{Case: id, Kind: kind, Door: door, What: "a"})
			return id
		}
		for n := range 6 {
			complain(n, "complaint_late", "phone")
		}
		for n := 6; n < 12; n++ {
			complain(n, "complaint_conduct", "letter_box")
		}
		lone := complain(12, "complaint_place", "regent")
		w.At("+2 08:00").As("head").Send("two days", "need.answer", need.AnswerComplaint{Case: lone, Words: "a", Told: "spoken"})
		w.At("+6 08:00").As("head").Send("six days", "need.answer", need.AnswerComplaint{Case: ident.Named("trend 0"), Words: "a", Told: "spoken"})
		w.At("+9 08:00").As("head").Send("nine days", "need.answer", need.AnswerComplaint{Case: ident.Named("trend 1"), Words: "a", Told: "letter"})
		trend, err := trendOf(w, "2026-02", "2026-03")
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.DeepEquals(trend.Months, []need.ComplaintMonth{{Month: "2026-02"}, {Month: "2026-03", Opened: 13, Judged: 13, InTime: 2, Answered: 3, MedianHours: 6 * 24}}))
		qt.Check(t, qt.DeepEquals(trend.Kinds.Columns, []string{"complaint_conduct", "complaint_late", "complaint_place"}))
		qt.Check(t, qt.DeepEquals(trend.Kinds.Totals, []int64{-1, 6, -1}), qt.Commentf("one alone would be the total less the others"))
		for _, s := range []need.ComplaintSplit{trend.Kinds, trend.Doors, trend.KindDoors} {
			for _, line := range append(s.Counts, s.Totals) {
				for _, n := range line {
					qt.Check(t, qt.IsTrue(n == -1 || n >= 5), qt.Commentf("%v", s))
				}
			}
		}
		_, err = trendOf(w, "2026-04", "2026-05")
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("a month that has not begun"))
		_, err = trendOf(w, "2022-01", "2026-03")
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("four years"))
	})
}
