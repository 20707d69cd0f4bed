package page

import (
	"math"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/text"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// mosaic is the map: the villages as shapes with names, the stops, the courier.
// It is drawn in Web Mercator, so that map pictures of ours fit under it.
type mosaic struct {
	Cells         []cell
	Tiles         []tile
	From, To      *pin
	Courier       *pin
	Way, Left     string // paths: done, still to go
	Stale         bool
	Age           string
	Label         string
	AgeAt         string // RFC 3339, for the clock of the page
	X0, Y0, Scale float64
}

type cell struct {
	Path, Name string
	X, Y       float64
	Named      bool
}

type pin struct {
	X, Y  float64
	Label string
}

type tile struct {
	Src        string
	X, Y, Size float64
}

// The picture's size in its own units, and what is kept free around what matters.
const (
	mapWide, mapHigh = 360.0, 274.0
	mapEdge          = 48.0  // at the sides and on top
	mapFoot          = 118.0 // at the bottom, where the promise floats
	tileSide         = 256.0
	leastSpan        = 2500.0 // metres: a street is no map
)

// mapOf draws the map of a delivery. Who is not its owner sees neither the
// pick-up nor, where the address is hidden, the end.
func (p *Page) mapOf(r *reading) (*mosaic, error) {
	villages, err := registry.Villages.Where(r.q.Tx, "facility_id = $1 ORDER BY id", r.q.Facility)
	if err != nil || r.d.Ended() || !r.onMap {
		return nil, err
	}
	var from, to dispatch.Place
	if _, err := r.q.Open(r.d.Finish, &to); err != nil {
		return nil, err
	}
	if r.v.own() {
		if _, err := r.q.Open(r.d.Pickup, &from); err != nil {
			return nil, err
		}
	} else if r.place.Hidden {
		to = dispatch.Place{}
	}
	points := known(from.Point(), to.Point())
	if r.seen.Point != nil {
		points = append(points, *r.seen.Point)
	}
	if len(points) == 0 {
		for _, v := range villages {
			points = append(points, geo.Point{Lat: v.Lat, Lon: v.Lon})
		}
	}
	if len(points) == 0 {
		return nil, nil
	}
	m := frame(points)
	m.Cells = m.cells(villages)
	m.tiles(p.Tiles)
	m.From, m.To = m.pin(from), m.pin(to)
	m.Label = text.T(r.v.lang, "page.map.label", nil)
	m.courier(r)
	m.unname()
	return m, nil
}

func known(all ...geo.Point) []geo.Point {
	var out []geo.Point
	for _, p := range all {
		if !p.IsZero() {
			out = append(out, p)
		}
	}
	return out
}

// unname leaves out the names of villages that would lie under something else.
func (m *mosaic) unname() {
	for i, c := range m.Cells {
		if c.X > mapWide-190 && c.Y < 36 { // there the age of the position stands
			m.Cells[i].Named = false
		}
		for _, at := range []*pin{m.From, m.To, m.Courier} {
			if at != nil && math.Abs(at.X-c.X) < 62 && c.Y > at.Y-26 && c.Y < at.Y+44 {
				m.Cells[i].Named = false
			}
		}
	}
}

// frame fits points into the picture.
func frame(points []geo.Point) *mosaic {
	west, north := world(points[0])
	east, south := west, north
	for _, p := range points {
		x, y := world(p)
		west, east, north, south = min(west, x), max(east, x), min(north, y), max(south, y)
	}
	least := leastSpan / (2 * math.Pi * geo.EarthRadius * math.Cos(points[0].Lat*math.Pi/180))
	wide, high := max(east-west, least), max(south-north, least)
	m := &mosaic{Scale: min((mapWide-2*mapEdge)/wide, (mapHigh-mapEdge-mapFoot)/high)}
	m.X0 = (west+east)/2 - mapWide/2/m.Scale
	m.Y0 = (north+south)/2 - (mapHigh-mapFoot+mapEdge)/2/m.Scale
	return m
}

// world is a point in Web Mercator, the whole world being 1 wide.
func world(p geo.Point) (x, y float64) {
	sin := math.Sin(p.Lat * math.Pi / 180)
	return p.Lon/360 + .5, .5 - math.Log((1+sin)/(1-sin))/(4*math.Pi)
}

func (m *mosaic) place(p geo.Point) (x, y float64) {
	x, y = world(p)
	return (x - m.X0) * m.Scale, (y - m.Y0) * m.Scale
}

func (m *mosaic) pin(p dispatch.Place) *pin {
	if p.Point().IsZero() {
		return nil
	}
	x, y := m.place(p.Point())
	return &pin{tenth(x), tenth(y), p.Label}
}

func tenth(f float64) float64 { return math.Round(f*10) / 10 }

// courier puts him on the map, and the way he has gone and has to go.
func (m *mosaic) courier(r *reading) {
	if m.From != nil && m.To != nil {
		m.Left = between(*m.From, *m.To)
	}
	if r.seen.Point == nil || r.seen.At == nil {
		return
	}
	x, y := m.place(*r.seen.Point)
	m.Courier = &pin{tenth(x), tenth(y), ""}
	age := r.v.now.Sub(*r.seen.At)
	m.Stale, m.Age, m.AgeAt = age > staleAfter, ago(r.v.lang, age), r.seen.At.String()
	if m.From != nil {
		m.Way = between(*m.From, *m.Courier)
	}
	if m.To != nil {
		m.Left = between(*m.Courier, *m.To)
	}
}

func ago(lang string, d time.Duration) string {
	if d < time.Minute {
		return text.T(lang, "page.map.seconds", map[string]string{"n": strconv.Itoa(max(0, int(d.Seconds())))})
	}
	return text.T(lang, "page.map.ago", map[string]string{"d": text.Duration(lang, d)})
}

func between(a, b pin) string {
	return "M" + num(a.X) + " " + num(a.Y) + "L" + num(b.X) + " " + num(b.Y)
}

func num(f float64) string { return strconv.FormatFloat(tenth(f), 'f', -1, 64) }

// tiles lays our own map pictures under the villages.
func (m *mosaic) tiles(source string) {
	if source == "" {
		return
	}
	zoom := min(17, max(1, int(math.Round(math.Log2(m.Scale/tileSide)))))
	n := math.Exp2(float64(zoom))
	size := m.Scale / n
	for ty := math.Floor(m.Y0 * n); ty < (m.Y0+mapHigh/m.Scale)*n; ty++ {
		for tx := math.Floor(m.X0 * n); tx < (m.X0+mapWide/m.Scale)*n; tx++ {
			src := strings.NewReplacer("{z}", strconv.Itoa(zoom), "{x}", num(tx), "{y}", num(ty)).Replace(source)
			m.Tiles = append(m.Tiles, tile{src, tenth((tx/n - m.X0) * m.Scale), tenth((ty/n - m.Y0) * m.Scale), tenth(size)})
		}
	}
}

// cells are the villages' shapes: everything nearer to a village's middle than
// to any other, as far as a village reaches. They are no borders.
func (m *mosaic) cells(villages []registry.Village) []cell {
	type spot struct{ x, y float64 }
	spots := make([]spot, len(villages))
	for i, v := range villages {
		spots[i].x, spots[i].y = m.place(geo.Point{Lat: v.Lat, Lon: v.Lon})
	}
	reach := 0.0
	for i, a := range spots {
		near := math.Inf(1)
		for j, b := range spots {
			if i != j {
				near = min(near, math.Hypot(a.x-b.x, a.y-b.y))
			}
		}
		if !math.IsInf(near, 1) {
			reach = max(reach, near)
		}
	}
	reach *= 1.8 // the outer villages fill the picture; where they end, nobody drew
	if reach == 0 {
		reach = mapWide
	}
	var out []cell
	for i, a := range spots {
		shape := round(a.x, a.y, reach)
		for j, b := range spots {
			if i != j {
				shape = nearer(shape, a.x, a.y, b.x, b.y)
			}
		}
		if c, seen := drawn(shape); seen {
			c.Name, c.X, c.Y = villages[i].Name, tenth(a.x), tenth(a.y)
			c.Named = a.x > 30 && a.x < mapWide-30 && a.y > 14 && a.y < mapHigh-8
			out = append(out, c)
		}
	}
	return out
}

type corner struct{ x, y float64 }

// round is a circle of 20 corners.
func round(x, y, radius float64) []corner {
	var out []corner
	for i := range 20 {
		a := float64(i) * math.Pi / 10
		out = append(out, corner{x + radius*math.Cos(a), y + radius*math.Sin(a)})
	}
	return out
}

// nearer cuts off what is closer to b than to a.
func nearer(shape []corner, ax, ay, bx, by float64) []corner {
	mx, my, nx, ny := (ax+bx)/2, (ay+by)/2, bx-ax, by-ay
	side := func(c corner) float64 { return (c.x-mx)*nx + (c.y-my)*ny }
	var out []corner
	for i, c := range shape {
		next := shape[(i+1)%len(shape)]
		s, t := side(c), side(next)
		if s <= 0 {
			out = append(out, c)
		}
		if s*t < 0 {
			f := s / (s - t)
			out = append(out, corner{c.x + f*(next.x-c.x), c.y + f*(next.y-c.y)})
		}
	}
	return out
}

// drawn writes a shape as a path; false when none of it is in the picture.
func drawn(shape []corner) (cell, bool) {
	var b strings.Builder
	seen := false
	for i, c := range shape {
		b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
		b.WriteString(strconv.Itoa(int(math.Round(c.x))) + " " + strconv.Itoa(int(math.Round(c.y))))
		seen = seen || c.x > -40 && c.x < mapWide+40 && c.y > -40 && c.y < mapHigh+40
	}
	b.WriteString("Z")
	return cell{Path: b.String()}, seen && len(shape) > 2
}
