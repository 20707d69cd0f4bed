package massage_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
)

// more is what more motorbikes would have freed.
func (k kasaba) more() (m massage.More) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		m, err = massage.Room{Bikes: yards}.MoreBikes(q)
		return err
	})
	return m
}

// yards are the motorbikes of the health centre by day, as the house tells them.
func yards(q journal.Query, first, last string) (map[string]massage.Yard, error) {
	days, err := motorbike.Between(q, first, last)
	out := map[string]massage.Yard{}
	for day, d := range days {
		y := massage.Yard{Spare: len(d.Spare)}
		for _, h := range d.Had {
			y.Lent = append(y.Lent, h.Worker)
		}
		out[day] = y
	}
	return out, err
}

// Teh Lilis goes on foot. Near families have her mornings of a week; one that is six
// kilometres away had to wait for the next, and with a motorbike would not have had to.
func TestAMotorbikeWouldHaveFreedAVisit(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		qt.Check(t, qt.DeepEquals(k.more(), massage.More{From: "2026-02-03", To: "2026-03-02", Rows: []massage.MoreRow{}}), qt.Commentf("nobody asked"))
		b := massage.SetHours{Cadre: id("Teh Lilis")}
		for d := range int64(6) {
			b.Hours = append(b.Hours, massage.Hours{Weekday: d + 1, From: "08:00", To: "10:15"})
		}
		k.As("officer").Send("on foot", "massage.set_hours", b)
		k.As("officer").Send("off", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-02", To: "2026-03-02", Why: "leave"})
		for _, day := range []int{3, 4, 5, 6, 7, 9} {
			k.As("officer").Send(fmt.Sprint("near ", day), "massage.book", k.ask(fmt.Sprint("near ", day), fmt.Sprintf("2026-03-%02d", day), "08:00"))
		}
		far := k.ask("far", "2026-03-10", "08:00")
		far.Place.Lat += 0.054
		k.As("officer").Send("far", "massage.book", far)

		m := k.more()
		qt.Check(t, qt.Equals(m.Asked, int64(7)))
		qt.Check(t, qt.Equals(m.Waited, int64(2)), qt.Commentf("the far one and the near one of the Monday after"))
		qt.Check(t, qt.Equals(m.Served, int64(1)), qt.Commentf("to the near one she could have walked"))
		qt.Check(t, qt.DeepEquals(m.Rows, []massage.MoreRow{{1, 1, []int64{0, 0, 0, 1}}, {2, 1, []int64{0, 0, 0, 1}}, {3, 1, []int64{0, 0, 0, 1}}}))

		k.As("officer").Send("motorbike", "motorbike.add", motorbike.Add{Motorbike: id("red"), Name: "red", ServiceKm: 9000})
		m = k.more()
		qt.Check(t, qt.Equals(m.Served, int64(2)), qt.Commentf("one stood in the yard"))
		qt.Check(t, qt.Equals(m.Rows[2].Freed, int64(0)))
	})
}
