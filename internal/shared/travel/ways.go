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

// OnRoads fetches all ways of a sheet from a routing service and gives legs that use
// them, where it answered: for the rest they are as before. Ways nil: no service.
func OnRoads(ctx context.Context, legs dayplan.Legs, ways Ways, sheet dayplan.Sheet) dayplan.Legs {
	s, ours := legs.(*snapshot)
	if !ours || ways == nil {
		return legs
	}
	points := pointsOf(sheet)
	for _, profile := range profilesOf(sheet) {
		_ = ways.Fetch(ctx, profile, points) // the service says by itself what is wrong with it; we go on without
	}
	return s.on(ways)
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
