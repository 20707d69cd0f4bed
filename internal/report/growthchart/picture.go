package growthchart

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"sambang/internal/calc/growth"
)

// The picture's size in its own units; a page shows it as wide as it is.
const (
	pictureWide = 330
	pictureTall = 250
)

// Picture draws the chart as SVG for a page: the classes g-edge, g-mid, g-green, g-red,
// g-grid, g-line, g-dot, g-doubt, g-word and g-end are the page's. Words are escaped; who cannot
// see it reads the table beside it, and its title.
func (f Facts) Picture() template.HTML {
	plot := PlotOf(f.Card)
	r := frame{28, 20, pictureWide - 28 - 10, pictureTall - 20 - 40, plot}
	d := drawing{}
	d.open("svg", "viewBox", "0 0 "+strconv.Itoa(pictureWide)+" "+strconv.Itoa(pictureTall), "class", "growth", "role", "img", "aria-label", f.t("picture", "name", f.Card.Name))
	for _, s := range shades {
		class := "g-edge"
		if s.from == 1 {
			class = "g-green"
		}
		d.band(r, s.from, s.to, class)
	}
	d.grid(f, r)
	d.path(r.lines(3), "g-mid")
	d.path(r.lines(0), "g-red")
	if len(plot.Bands) > plot.Months {
		d.word(r.left+r.wide-4, r.at(plot.Months, 3)+16, "g-end g-fair", f.t("picture_good"))
		d.word(r.left+r.wide-4, r.at(plot.Months, 0)+18, "g-end g-low", f.t("picture_red"))
	}
	d.child(r)
	d.raw("</svg>")
	return template.HTML(d.String()) //nolint:gosec // figures, our own classes and escaped words
}

// lines are the points of one of the seven lines.
func (r frame) lines(line int) (out [][2]float64) {
	for m := 0; m <= r.plot.Months && m < len(r.plot.Bands); m++ {
		out = append(out, [2]float64{r.x(float64(m)), r.at(m, line)})
	}
	return out
}

// drawing is an SVG being written.
type drawing struct{ strings.Builder }

func (d *drawing) raw(s string) { d.WriteString(s) }

func (d *drawing) open(name string, attributes ...string) {
	d.raw("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		d.raw(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
	}
	d.raw(">")
}

func (d *drawing) shape(name string, attributes ...string) {
	d.open(name, attributes...)
	d.raw("</" + name + ">")
}

func figure(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func points(of [][2]float64) string {
	var b strings.Builder
	for i, p := range of {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(figure(p[0]) + "," + figure(p[1]))
	}
	return b.String()
}

func (d *drawing) path(of [][2]float64, class string) {
	if len(of) > 1 {
		d.shape("polyline", "points", points(of), "class", class)
	}
}

func (d *drawing) band(r frame, from, to int, class string) {
	up, down := r.lines(to), r.lines(from)
	if len(up) < 2 {
		return
	}
	for i := len(down) - 1; i >= 0; i-- {
		up = append(up, down[i])
	}
	d.shape("polygon", "points", points(up), "class", class)
}

func (d *drawing) word(x, y float64, class, words string) {
	d.open("text", "x", figure(x), "y", figure(y), "class", class)
	d.raw(html.EscapeString(words) + "</text>")
}

// grid writes kilograms at the left, months below, and under each month whether the
// weight rose.
func (d *drawing) grid(f Facts, r frame) {
	step := 1
	if r.plot.Months > 12 {
		step = r.plot.Months / 12
	}
	for m := 0; m <= r.plot.Months; m += step {
		d.word(r.x(float64(m)), r.top+r.tall+14, "g-tick", strconv.Itoa(m))
	}
	up := int64(2000)
	for g := up; g <= r.plot.Grams; g += up {
		d.shape("line", "x1", figure(r.left), "x2", figure(r.left+r.wide), "y1", figure(r.y(float64(g))), "y2", figure(r.y(float64(g))), "class", "g-grid")
		d.word(r.left-14, r.y(float64(g))+4, "g-tick", strconv.FormatInt(g/1000, 10))
	}
	d.word(0, 11, "g-word", f.t("axis_kg"))
	d.word(r.left, r.top+r.tall+36, "g-word", f.t("axis_months"))
	for _, at := range r.plot.Points {
		if sign := map[string]string{string(growth.Risen): "▲", string(growth.NotRisen): "–"}[at.Status]; sign != "" {
			d.word(r.x(at.Months), r.top+r.tall+25, "g-tick g-"+strings.ToLower(at.Status), sign)
		}
	}
}

// child draws the weighings: a diamond, hollow, where a figure is doubted.
func (d *drawing) child(r frame) {
	for i, at := range r.plot.Points {
		if !at.Broken && i > 0 {
			b := r.plot.Points[i-1]
			d.path([][2]float64{{r.x(b.Months), r.y(float64(b.Grams))}, {r.x(at.Months), r.y(float64(at.Grams))}}, "g-line")
		}
	}
	for i, at := range r.plot.Points {
		x, y := r.x(at.Months), r.y(float64(at.Grams))
		size := 3.5
		if i == len(r.plot.Points)-1 {
			size = 5.5
		}
		if at.Doubtful {
			d.shape("polygon", "points", points([][2]float64{{x, y - 6}, {x + 6, y}, {x, y + 6}, {x - 6, y}}), "class", "g-doubt")
			continue
		}
		d.shape("circle", "cx", figure(x), "cy", figure(y), "r", figure(size), "class", "g-dot")
	}
}
