package phone_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"sambang/internal/core/geo"
	"sambang/internal/sim/phone"
)

func TestARoadLeadsFromDoorToDoorWithoutJumps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := geo.Point{Lat: rapid.Float64Range(-7.6, -7.4).Draw(t, "lat"), Lon: rapid.Float64Range(110.8, 111).Draw(t, "lon")}
		end := phone.Offset(start, rapid.Float64Range(-6000, 6000).Draw(t, "east"), rapid.Float64Range(-6000, 6000).Draw(t, "north"))
		road := phone.NewRoad(start, end, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)))

		first, _ := road.At(0)
		last, _ := road.At(road.Metres() + 1)
		want(t, first.Metres(start) < 0.5, "it begins at the door")
		want(t, last.Metres(end) < 0.5, "it ends at the door")
		// Along two sides of a rectangle at most, and the small bends.
		straight := start.Metres(end)
		want(t, road.Metres() >= straight-1 && road.Metres() <= straight*1.5+50, "it is as long as a road")

		before := first
		for d := 0.0; d < road.Metres(); d += 25 {
			p, bearing := road.At(d)
			want(t, before.Metres(p) < 26, "nobody jumps")
			want(t, bearing >= 0 && bearing < 360, "a bearing is an angle")
			before = p
		}
	})
}

func want(t *rapid.T, holds bool, what string) {
	t.Helper()
	if !holds {
		t.Fatal("not so: " + what)
	}
}
