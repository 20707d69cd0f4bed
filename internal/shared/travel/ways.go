package travel

import (
	"context"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
)

// Ways is a routing service as this room knows it.
type Ways interface {
	// Fetch asks the service for all ways between some points and keeps the answers in
	// memory. It is slow and never called in a decision. A profile that the service does
	// not know is no error.
	Fetch(ctx context.Context, profile string, points []geo.Point) error
	// Way gives what is kept: how long a way takes and how long it is, in metres.
	Way(profile string, from, to geo.Point) (needs time.Duration, metres float64, kept bool)
}

// With gives legs that use what is kept of a routing service: for the rest they are as
// before. It asks nobody and may be used in a snapshot. Ways nil: no service.
func With(legs dayplan.Legs, ways Ways) dayplan.Legs {
	s, ours := legs.(*snapshot)
	if !ours || ways == nil {
		return legs
	}
	return s.on(ways)
}

// Fetch asks a routing service for all ways of a sheet, that With finds them. What it does
// not answer is measured without it, so its failures are its own to tell. Ways nil: no service.
func Fetch(ctx context.Context, ways Ways, sheet dayplan.Sheet) {
	if ways == nil {
		return
	}
	points := pointsOf(sheet)
	for _, profile := range profilesOf(sheet) {
		_ = ways.Fetch(ctx, profile, points)
	}
}

func profilesOf(sheet dayplan.Sheet) (out []string) {
	for _, p := range Profiles {
		for _, w := range sheet.Workers {
			if w.Profile == p {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// pointsOf are the known points of a sheet, each once, in its order.
func pointsOf(sheet dayplan.Sheet) (out []geo.Point) {
	seen := map[geo.Point]bool{{}: true}
	add := func(p geo.Point) {
		if !seen[p] {
			seen[p], out = true, append(out, p)
		}
	}
	for _, w := range sheet.Workers {
		add(w.Start)
		add(w.End)
	}
	for _, j := range sheet.Jobs {
		if j.Pick != nil {
			add(j.Pick.At)
		}
		add(j.Drop.At)
	}
	return out
}
