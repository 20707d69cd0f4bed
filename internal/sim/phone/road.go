package phone

import (
	"math"
	"math/rand/v2"

	"sambang/internal/core/geo"
)

// Road is a way between two places that looks like village roads: along one
// direction, a turn, along the other, with the small bends of lanes.
type Road struct {
	points []geo.Point
	ends   []float64 // metres from the start to each point
}

// bend is how far apart the small bends of a road lie, and how far a bend leaves
// the straight line, in metres.
const (
	bend  = 120.0
	aside = 6.0
)

// NewRoad lays a road from one place to another; the same dice lay the same one.
func NewRoad(from, to geo.Point, dice *rand.Rand) *Road {
	turn := 0.25 + dice.Float64()/2
	corners := []geo.Point{from}
	if dice.IntN(2) == 0 {
		lon := from.Lon + (to.Lon-from.Lon)*turn
		corners = append(corners, geo.Point{Lat: from.Lat, Lon: lon}, geo.Point{Lat: to.Lat, Lon: lon}, to)
	} else {
		lat := from.Lat + (to.Lat-from.Lat)*turn
		corners = append(corners, geo.Point{Lat: lat, Lon: from.Lon}, geo.Point{Lat: lat, Lon: to.Lon}, to)
	}
	r := &Road{points: []geo.Point{from}, ends: []float64{0}}
	for i := 1; i < len(corners); i++ {
		steps := int(corners[i-1].Metres(corners[i]) / bend)
		for s := 1; s <= steps; s++ {
			p := corners[i-1].Between(corners[i], float64(s)/float64(steps+1))
			r.add(Offset(p, (dice.Float64()*2-1)*aside, (dice.Float64()*2-1)*aside))
		}
		r.add(corners[i])
	}
	return r
}

func (r *Road) add(p geo.Point) {
	last := len(r.points) - 1
	r.points = append(r.points, p)
	r.ends = append(r.ends, r.ends[last]+r.points[last].Metres(p))
}

// Metres is how long the road is.
func (r *Road) Metres() float64 { return r.ends[len(r.ends)-1] }

// At is where one is after so many metres, and in which direction one looks, in
// degrees from north. Beyond the end one stands at the end.
func (r *Road) At(metres float64) (geo.Point, float64) {
	for i := 1; i < len(r.points); i++ {
		if metres > r.ends[i] && i < len(r.points)-1 {
			continue
		}
		a, b, long := r.points[i-1], r.points[i], r.ends[i]-r.ends[i-1]
		share := 1.0
		if long > 0 {
			share = min(1, max(0, (metres-r.ends[i-1])/long))
		}
		return a.Between(b, share), bearing(a, b)
	}
	return r.points[0], 0
}

func bearing(a, b geo.Point) float64 {
	east := (b.Lon - a.Lon) * math.Cos(a.Lat*math.Pi/180)
	return math.Mod(math.Atan2(east, b.Lat-a.Lat)*180/math.Pi+360, 360)
}

// Offset is the point so many metres east and north of another.
func Offset(p geo.Point, east, north float64) geo.Point {
	const degree = geo.EarthRadius * math.Pi / 180 // metres
	return geo.Point{Lat: p.Lat + north/degree, Lon: p.Lon + east/degree/math.Cos(p.Lat*math.Pi/180)}
}
