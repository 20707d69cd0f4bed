package growthchart

import (
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"sambang/internal/calc/growth"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/health"
)

// tall is how many millimetres the chart is high; the rest of the page is the table.
const tall = 104.0

// mostRows is how many months the table beside the chart shows: the last ones.
const mostRows = 9

func (f Facts) t(key string, params ...string) string {
	return paper.Words(f.Lang, "growth."+key, params...)
}

// Paper draws the chart on one A4 page.
func (f Facts) Paper() ([]byte, error) {
	p := paper.New(f.Lang, f.t("title"), paper.Letterhead{Name: f.Facility.Name, Phone: f.Facility.ServicePhone, Demo: f.Facility.Demo})
	p.Foot(f.t("foot", "day", text.CivilDate(f.Lang, f.Today), "by", f.By))
	p.Heading(f.t("heading", "name", f.Card.Name))
	p.Facts([2]string{f.t("born"), text.CivilDate(f.Lang, f.Card.Born)}, [2]string{f.t("sex"), f.sex()}, [2]string{f.t("posyandu"), f.Posyandu})
	if say := f.Sentence(); say != "" {
		p.Strong(say)
	}
	f.plot(p, PlotOf(f.Card))
	f.table(p)
	p.Gap(1.5)
	p.Small(f.t("source", "kbm", growth.KBMSource))
	return p.Bytes()
}

func (f Facts) sex() string {
	if f.Card.Sex == "" {
		return f.t("unknown")
	}
	return f.t("sex_" + f.Card.Sex)
}

// Sentence is what the last weighing says, in words for the family. It names no class.
func (f Facts) Sentence() string {
	l, found := Last(f.Card)
	if !found {
		return ""
	}
	gain := ""
	if g := l.Reckoned.GainG; g != nil {
		gain = strconv.FormatInt(*g, 10)
	}
	switch {
	case l.Doubtful():
		return f.t("say_doubtful", "name", f.Card.Name)
	case l.Oedema == "yes" || l.Reckoned.BelowRedLine || l.Reckoned.T >= 2:
		return f.t("say_midwife", "name", f.Card.Name)
	case l.Reckoned.Status == string(growth.Risen):
		return f.t("say_n", "name", f.Card.Name, "gain", gain)
	case l.Reckoned.Status == string(growth.NotRisen):
		return f.t("say_t", "name", f.Card.Name, "least", strconv.FormatInt(l.Reckoned.LeastG, 10))
	case l.Reckoned.Status == string(growth.NotLast):
		return f.t("say_o", "name", f.Card.Name, "kg", f.Kilos(l.WeightG))
	}
	return f.t("say_b", "name", f.Card.Name, "kg", f.Kilos(l.WeightG))
}

// Kilos is a weight as it is said: 7,4 or 7,45.
func (f Facts) Kilos(grams int64) string {
	return text.Decimal(f.Lang, float64(grams)/1000, 2)
}

// frame is where the chart stands on the page, in millimetres.
type frame struct {
	left, top, wide, tall float64
	plot                  Plot
}

func (r frame) x(months float64) float64 { return r.left + r.wide*months/float64(r.plot.Months) }
func (r frame) y(grams float64) float64 {
	return r.top + r.tall - r.tall*grams/float64(r.plot.Grams)
}

// plot draws the bands, the lines and the child.
func (f Facts) plot(p *paper.Sheet, plot Plot) {
	p.Room(tall + 14)
	p.Gap(2)
	d := p.Raw()
	r := frame{p.Left() + 9, d.GetY(), p.Width() - 18, tall, plot}
	f.bands(p, r)
	f.grid(p, r)
	f.child(p, r)
	d.SetXY(p.Left(), r.top+r.tall+8)
}

// shades are the card's bands from one line of the standard to another, light enough that
// a black and white printer keeps the lines: yellow beside the green one.
var shades = []struct{ from, to, red, green, blue int }{{0, 1, 255, 243, 205}, {1, 4, 214, 240, 218}, {4, 5, 255, 243, 205}, {5, 6, 255, 243, 205}}

func (f Facts) bands(p *paper.Sheet, r frame) {
	d := p.Raw()
	for _, s := range shades {
		d.SetFillColor(s.red, s.green, s.blue)
		for i := 0; i+1 < len(r.plot.Bands) && i < r.plot.Months; i++ {
			d.Polygon(r.corners(i, s.from, s.to), "F")
		}
	}
	for line := range 7 {
		f.line(p, r, line)
	}
}

// line draws one of the seven, and its word at the right edge: the red one below, the
// middle one, and the upper edge of the green band.
func (f Facts) line(p *paper.Sheet, r frame, line int) {
	d := p.Raw()
	d.SetLineWidth(0.2)
	d.SetDrawColor(150, 160, 150)
	if line == 0 {
		d.SetLineWidth(0.6)
		d.SetDrawColor(196, 40, 40)
	}
	for i := 0; i+1 < len(r.plot.Bands) && i < r.plot.Months; i++ {
		d.Line(r.x(float64(i)), r.at(i, line), r.x(float64(i+1)), r.at(i+1, line))
	}
	d.SetDrawColor(0, 0, 0)
	word := map[int]string{0: "-3", 1: "-2", 3: "0", 4: "+1", 6: "+3"}[line]
	if word != "" && r.plot.Months < len(r.plot.Bands) {
		p.Font(7, false)
		d.Text(r.left+r.wide+1, r.at(r.plot.Months, line)+1, word)
	}
}

// corners are those of one month of a band between two lines.
func (r frame) corners(month, from, to int) []fpdf.PointType {
	left, right := r.x(float64(month)), r.x(float64(month+1))
	return []fpdf.PointType{{X: left, Y: r.at(month, from)}, {X: right, Y: r.at(month+1, from)}, {X: right, Y: r.at(month+1, to)}, {X: left, Y: r.at(month, to)}}
}

func (r frame) at(month, line int) float64 {
	return r.y(float64(r.plot.Bands[month].Lines[line]) / (growth.Unit / 1000))
}

// grid draws the axes: kilograms at the left, months of age below.
func (f Facts) grid(p *paper.Sheet, r frame) {
	d := p.Raw()
	p.Font(7.5, false)
	d.SetLineWidth(0.15)
	d.SetDrawColor(200, 200, 200)
	step := 1
	if r.plot.Months > 24 {
		step = 6
	}
	for m := 0; m <= r.plot.Months; m += step {
		d.Line(r.x(float64(m)), r.top, r.x(float64(m)), r.top+r.tall)
		d.Text(r.x(float64(m))-1.2, r.top+r.tall+3.6, strconv.Itoa(m))
	}
	up := int64(1000)
	if r.plot.Grams > 14_000 {
		up = 2000
	}
	for g := int64(0); g <= r.plot.Grams; g += up {
		d.Line(r.left, r.y(float64(g)), r.left+r.wide, r.y(float64(g)))
		d.Text(r.left-6, r.y(float64(g))+1, strconv.FormatInt(g/1000, 10))
	}
	d.SetDrawColor(0, 0, 0)
	d.Text(r.left-8, r.top-1.5, f.t("axis_kg"))
	d.Text(r.left+r.wide-24, r.top+r.tall+7, f.t("axis_months"))
}

// child draws the weighings: a line where month follows month, a hollow point where nobody
// has said that a figure is so.
func (f Facts) child(p *paper.Sheet, r frame) {
	d := p.Raw()
	d.SetLineWidth(0.7)
	d.SetDrawColor(20, 40, 90)
	d.SetFillColor(20, 40, 90)
	for i, at := range r.plot.Points {
		x, y := r.x(at.Months), r.y(float64(at.Grams))
		if !at.Broken {
			b := r.plot.Points[i-1]
			d.Line(r.x(b.Months), r.y(float64(b.Grams)), x, y)
		}
	}
	for _, at := range r.plot.Points {
		style := "F"
		if at.Doubtful {
			style = "D"
		}
		d.Circle(r.x(at.Months), r.y(float64(at.Grams)), 1.1, style)
	}
	d.SetDrawColor(0, 0, 0)
}

// table lists the last weighings with their figures, for the midwife.
func (f Facts) table(p *paper.Sheet) {
	t := p.Table(paper.Column{Title: f.t("column_on"), Wide: 30}, paper.Column{Title: f.t("column_months"), Wide: 14, Right: true},
		paper.Column{Title: f.t("column_kg"), Wide: 18, Right: true}, paper.Column{Title: f.t("column_gain"), Wide: 18, Right: true},
		paper.Column{Title: f.t("column_status"), Wide: 34}, paper.Column{Title: f.t("column_length"), Wide: 20, Right: true},
		paper.Column{Title: f.t("column_z"), Wide: 46})
	t.Tall = 4.8
	lines := f.Card.Lines
	for _, l := range lines[max(0, len(lines)-mostRows):] {
		gain := ""
		if g := l.Reckoned.GainG; g != nil {
			gain = strconv.FormatInt(*g, 10)
		}
		months := ""
		if l.Reckoned.Months >= 0 {
			months = strconv.FormatInt(l.Reckoned.Months, 10)
		}
		t.Row(text.CivilDate(f.Lang, l.On), months, f.measured(l.WeightG, 1000, 2), gain, f.Status(l), f.measured(l.LengthTenthsMM, 100, 1), f.zs(l))
	}
}

// measured is a figure in the unit that people say, and nothing where nothing was measured.
func (f Facts) measured(value, over int64, digits int) string {
	if value == 0 {
		return ""
	}
	return text.Fixed(f.Lang, float64(value)/float64(over), digits)
}

// Status is N, T, O or B in words, with 2T and BGM; empty where there is none.
func (f Facts) Status(l health.GrowthLine) string {
	if l.Reckoned.Status == "" {
		return ""
	}
	words := l.Reckoned.Status + " " + f.t("status_"+strings.ToLower(l.Reckoned.Status))
	if l.Reckoned.T >= 2 {
		words = "2T"
	}
	if l.Reckoned.BelowRedLine {
		words += ", BGM"
	}
	return words
}

// zs are the z of a weighing by index, two digits: an index that is blank is left out.
func (f Facts) zs(l health.GrowthLine) string {
	var out []string
	for _, z := range []struct {
		word   string
		figure *health.Figure
	}{{"weight_for_age", l.Reckoned.WeightForAge}, {"length_for_age", l.Reckoned.LengthForAge}, {"weight_for_length", l.Reckoned.WeightForLength}} {
		if z.figure != nil {
			out = append(out, f.t("short_"+z.word)+" "+text.Fixed(f.Lang, float64(z.figure.Z)/100, 2))
		}
	}
	return strings.Join(out, "; ")
}
