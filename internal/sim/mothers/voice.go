package mothers

import (
	"context"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/sim/staff"
)

// Clock can be put to a time of the past while that is written; zero lets it run.
type Clock = staff.Clock

// House is what the groups are played in.
type House = staff.House

// voice lets the people of the play speak.
type voice struct{ *staff.Past }

func speak(ctx context.Context, h House, clock Clock) *voice {
	return &voice{staff.Tell(ctx, h, clock, Facility(), "mothers")}
}

// as is somebody of the staff by their key.
func as(key string) access.Actor { return worker(ident.Named("contoh worker " + key)) }

func worker(id ident.ID) access.Actor { return staff.Actor(Facility(), string(id), id) }
