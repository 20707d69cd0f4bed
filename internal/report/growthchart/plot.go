package growthchart

import (
	"sambang/internal/calc/growth"
	"sambang/internal/shared/health"
)

// Point is a weighing on the chart: its age in months, as the WHO counts them (30.4375
// days), and its weight in grams. Broken: the month before has none, so no line leads to it.
type Point struct {
	Months float64
	Grams  int64
	Broken bool
	// Doubtful points are drawn hollow.
	Doubtful bool
	Status   string
}

// Plot is a chart in its own units: so many months wide and so many grams tall.
type Plot struct {
	Bands  []growth.Band
	Points []Point
	Months int
	Grams  int64
}

// sexOf is the standard's word for the register's.
func sexOf(word string) growth.Sex {
	return map[string]growth.Sex{"male": growth.Boy, "female": growth.Girl}[word]
}

// spans are how wide a chart is, in months: the first year, two years, five.
var spans = []int{12, 24, 60}

// PlotOf lays a card out. Without a day of birth there is no age and no point, without a
// sex there are no lines.
func PlotOf(card health.GrowthCardView) Plot {
	p := Plot{Bands: growth.Bands(growth.WeightForAge, sexOf(card.Sex)), Months: spans[0]}
	for _, l := range card.Lines {
		if l.WeightG == 0 || l.Reckoned.AgeDays < 0 {
			continue
		}
		at := Point{Months: float64(l.Reckoned.AgeDays) / 30.4375, Grams: l.WeightG, Status: l.Reckoned.Status, Doubtful: l.Doubtful(), Broken: true}
		if n := len(p.Points); n > 0 {
			at.Broken = at.Months-p.Points[n-1].Months > 1.9
		}
		p.Points = append(p.Points, at)
	}
	if n := len(p.Points); n > 0 {
		for _, span := range spans {
			if p.Months = span; p.Points[n-1].Months < float64(span)-0.5 {
				break
			}
		}
	}
	p.Grams = p.tall()
	return p
}

// tall is the weight at the chart's upper edge: above the highest line and every point, to
// the next kilogram.
func (p Plot) tall() int64 {
	var most int64
	for _, b := range p.Bands {
		if int(b.X) <= p.Months {
			most = max(most, int64(b.Lines[6])/(growth.Unit/1000))
		}
	}
	for _, at := range p.Points {
		most = max(most, at.Grams)
	}
	return max((most+999)/1000*1000, 4000)
}

// Last is the last weighing with a weight; false where there is none.
func Last(card health.GrowthCardView) (health.GrowthLine, bool) {
	for i := len(card.Lines) - 1; i >= 0; i-- {
		if card.Lines[i].WeightG > 0 {
			return card.Lines[i], true
		}
	}
	return health.GrowthLine{}, false
}
