// Package geo holds points on the earth and distances between them.
package geo

import "math"

// Point is WGS 84, degrees. The zero Point means "not known": nobody lives there.
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// EarthRadius is the mean radius of the earth in metres (IUGG).
const EarthRadius = 6_371_008.8

// IsZero reports whether the point is not known.
func (p Point) IsZero() bool { return p == Point{} }

// Valid reports whether the point is on the earth and a number.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180 // false for NaN
}

// Metres is the great-circle distance.
func (p Point) Metres(q Point) float64 {
	const rad = math.Pi / 180
	dLat, dLon := (q.Lat-p.Lat)*rad, (q.Lon-p.Lon)*rad
	a := math.Sin(dLat/2)*math.Sin(dLat/2) + math.Cos(p.Lat*rad)*math.Cos(q.Lat*rad)*math.Sin(dLon/2)*math.Sin(dLon/2)
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(a)))
}

// RoadFactor turns a straight line into a likely road distance where no road
// network is at hand. 1.35 is our own proposal, not a published figure: a
// facility's policy may replace it once its own rides have been measured.
const RoadFactor = 1.35

// RoadMetres is the likely distance by road.
func (p Point) RoadMetres(q Point) float64 { return p.Metres(q) * RoadFactor }

// Between is the point a share f (0 to 1) of the way from p to q.
func (p Point) Between(q Point, f float64) Point {
	return Point{p.Lat + (q.Lat-p.Lat)*f, p.Lon + (q.Lon-p.Lon)*f}
}
