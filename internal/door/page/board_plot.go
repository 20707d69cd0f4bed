package page

import (
	"strconv"
	"time"

	"sambang/internal/core/text"
	"sambang/internal/report/notice"
)

// The pictures of the board: 344 units wide, as a phone shows them.
const (
	plotWide            = 344.0
	plotLeft, plotRight = 8.0, 336.0
	plotBase, plotTall  = 148.0, 134.0
	dotStep             = 8.0 // from dot to dot; a tall column is packed closer
	dotColumns          = 45
	barsBase, barsTall  = 108.0, 66.0
	mostRings           = 8 // above one bar; the label says how many there were
)

type point struct{ X, Y string }

type dot struct {
	point
	R    string
	Late bool
}

type tick struct{ X, Word string }

type dotPlot struct {
	Label, Limit, After, LimitWord string
	Dots                           []dot
	Hours                          []tick
}

// dotsOf draws one dot for each request by how long it waited.
func dotsOf(n notice.Words) *dotPlot {
	limit := n.Board.Vow.FetchSeconds / 60
	s := notice.Stack(n.Board.Waits, limit, dotColumns)
	x := func(minute int64) float64 {
		return plotLeft + (plotRight-plotLeft)*float64(minute)/float64(s.Whole)
	}
	month := n.Board.Month.Fetch
	p := &dotPlot{Limit: unit(x(limit)), After: unit(plotWide - x(limit)), LimitWord: n.T("limit", "d", text.Duration(n.Lang, time.Duration(limit)*time.Minute)),
		Label: n.T("waits_label", "n", strconv.Itoa(len(n.Board.Waits)), "late", strconv.FormatInt(month.Of-month.Kept, 10))}
	step := min(dotStep, plotTall/float64(max(s.Most, 1)))
	for _, d := range s.Dots {
		at := plotLeft + (plotRight-plotLeft)*(float64(d.Column)+0.5)/dotColumns
		p.Dots = append(p.Dots, dot{point{unit(at), unit(plotBase - step*(float64(d.Place)+0.6))}, unit(min(3.4, step*0.45)), d.Late})
	}
	for h := int64(0); h*60 <= s.Whole; h++ {
		p.Hours = append(p.Hours, tick{unit(x(h * 60)), strconv.FormatInt(h, 10)})
	}
	if last := len(p.Hours) - 1; last > 0 {
		p.Hours[last] = tick{unit(min(x(int64(last)*60), plotRight-12)), n.T("axis", "n", strconv.Itoa(last))}
	}
	return p
}

// unit writes a length of a picture.
func unit(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

type bar struct {
	X, Y, H string
	Late    []point
}

type barPlot struct {
	Label string
	Bars  []bar
	Words []tick
}

// barsOf draws the weeks; each late one is a ring above its bar.
func barsOf(n notice.Words) *barPlot {
	most, late := int64(1), int64(0)
	for _, w := range n.Board.Weeks {
		most, late = max(most, w.Requests), max(late, w.Late)
	}
	p := &barPlot{Label: n.T("weeks_label", "most", strconv.FormatInt(most, 10), "late", strconv.FormatInt(late, 10))}
	for i, w := range n.Board.Weeks {
		left := 6 + 28*float64(i)
		tall := barsTall * float64(w.Requests) / float64(most)
		b := bar{X: unit(left), Y: unit(barsBase - tall), H: unit(tall)}
		rings := min(w.Late, mostRings)
		for r := range rings {
			b.Late = append(b.Late, point{unit(left + 10), unit(barsBase - tall - 8 - min(9, 24/float64(rings))*float64(r))})
		}
		p.Bars = append(p.Bars, b)
		if i%2 == 0 {
			p.Words = append(p.Words, tick{unit(max(left+10, 20)), n.Short(w.From)})
		}
	}
	return p
}
