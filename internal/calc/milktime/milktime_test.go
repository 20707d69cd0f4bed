package milktime

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/instant"
)

var noon = instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC))

func TestUseBy(t *testing.T) {
	l := Defaults()
	for _, c := range []struct {
		name  string
		milk  Milk
		stays []Stay
		want  time.Duration
	}{
		{"in the room since it was expressed", Fresh, []Stay{{Room, noon}}, 4 * time.Hour},
		{"nothing known counts as the room", Fresh, nil, 4 * time.Hour},
		{"in the cooler at once", Fresh, []Stay{{Cooler, noon}}, 24 * time.Hour},
		{"cooling later gives nothing back", Fresh, []Stay{{Room, noon}, {Cooler, noon.Add(3 * time.Hour)}}, 4 * time.Hour},
		{"out of the fridge into the cooler", Fresh, []Stay{{Fridge, noon}, {Cooler, noon.Add(time.Hour)}}, 25 * time.Hour},
		{"a day in the fridge, then the cooler: the fridge's end comes after", Fresh, []Stay{{Fridge, noon}, {Cooler, noon.Add(80 * time.Hour)}}, 96 * time.Hour},
		{"thawed, cooled", Thawed, []Stay{{Cooler, noon}}, 24 * time.Hour},
		{"thawed, in the room", Thawed, []Stay{{Room, noon}}, 2 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			qt.Assert(t, qt.Equals(UseBy(l, c.milk, noon, c.stays), noon.Add(c.want)))
		})
	}
}

func TestNoFurtherStayEverProlongs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var stays []Stay
		at := noon
		milk := rapid.SampledFrom([]Milk{Fresh, Thawed}).Draw(t, "milk")
		before := instant.Instant(0)
		for range rapid.IntRange(1, 6).Draw(t, "stays") {
			stays = append(stays, Stay{rapid.SampledFrom([]Place{Room, Cooler, Fridge}).Draw(t, "place"), at})
			at = at.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "seconds")) * time.Second)
			end := UseBy(Defaults(), milk, noon, stays)
			if before != 0 && end.After(before) {
				t.Fatalf("use-by moved later, from %v to %v, by %v", before, end, stays)
			}
			before = end
		}
	})
}
