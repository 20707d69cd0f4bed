package whatif

import (
	"math"
	"slices"
	"strings"
	"time"

	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/instant"
)

// tally counts when something happened: by hour and by day of the week.
type tally struct {
	hours    [24]float64
	weekdays [7]float64
	n        float64
}

func (t *tally) add(hour, weekday int) {
	t.hours[hour]++
	t.weekdays[weekday]++
	t.n++
}

func (t *tally) at(i instant.Instant, zone *time.Location) {
	in := i.In(zone)
	t.add(in.Hour(), (int(in.Weekday())+6)%7)
}

// days are those of the week on which it happened, 1 Monday to 7 Sunday; a day with less
// than a tenth of the usual is an exception.
func (t tally) days() (out []int) {
	for d, n := range t.weekdays {
		if n > t.n/70 {
			out = append(out, d+1)
		}
	}
	return out
}

// usual is the middle of some times and how much longer the one is that 80 of 100 stay
// below; false when there are too few to believe.
func usual(minutes []float64) (calc.Minutes, bool) {
	if len(minutes) < enough {
		return calc.Minutes{}, false
	}
	slices.Sort(minutes)
	at := func(share float64) float64 {
		return minutes[min(len(minutes)-1, int(math.Ceil(share*float64(len(minutes))))-1)]
	}
	m := calc.Minutes{Usual: math.Min(12*60, math.Round(at(0.5))), Slow: 1}
	if m.Usual > 0 {
		m.Slow = math.Min(5, math.Round(at(0.8)/at(0.5)*100)/100)
	}
	return m, true
}

// took is the minutes between two hours when both are known and in order.
func took(list []float64, from, to instant.Instant) []float64 {
	if from.IsZero() || to.IsZero() || !to.After(from) {
		return list
	}
	return append(list, to.Sub(from).Minutes())
}

// lives adds to a village's share of the requests.
func (x *reading) lives(village string) {
	if i, known := x.villages[strings.TrimSpace(village)]; known {
		x.r.Villages[i].Share++
	}
}

// anywhere lets every village have its share when history told of none.
func (x *reading) anywhere() {
	for _, v := range x.r.Villages {
		if v.Share > 0 {
			return
		}
	}
	for i := range x.r.Villages {
		x.r.Villages[i].Share = 1
	}
}

// fewDays is on how many days somebody must have worked before a week is seen in them:
// those of two weeks of five. Our own proposal.
const fewDays = 10

// shifts are the usual hours and days of some spans of work, and how many work at once on
// such a day. Fewer days than fewDays say nothing of a week: they are left out.
func (x *reading) shifts(spans [][2]instant.Instant) {
	var t tally
	var from, to []float64
	at := map[string]int{}
	for _, s := range spans {
		at[s[0].Day(x.zone)]++
	}
	if len(at) < fewDays {
		x.own("shift")
		return
	}
	for _, s := range spans {
		begins, ends := s[0].In(x.zone), s[1].In(x.zone)
		t.at(s[0], x.zone)
		from = append(from, float64(begins.Hour()*60+begins.Minute()))
		end := float64(ends.Hour()*60 + ends.Minute())
		if ends.YearDay() != begins.YearDay() || end == 0 {
			end = 24 * 60 // what goes on after midnight is another day's
		}
		to = append(to, end)
	}
	x.r.Crew.Weekdays = t.days()
	x.r.Crew.Workers = min(calc.MostWorkers, max(1, int(math.Round(float64(len(spans))/float64(len(at))))))
	x.r.Crew.From, x.r.Crew.To = int(middle(from)), int(middle(to))
	if x.r.Crew.To <= x.r.Crew.From {
		x.r.Crew.To = 24 * 60
	}
}

func middle(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
