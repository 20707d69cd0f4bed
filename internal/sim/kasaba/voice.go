package kasaba

import (
	"context"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/sim/staff"
)

// Clock can be put to a time of the past while that is written; zero lets it run.
type Clock = staff.Clock

// House is what the massages are played in.
type House = staff.House

// voice lets the people of the play speak.
type voice struct{ *staff.Past }

func speak(ctx context.Context, h House, clock Clock) *voice {
	return &voice{staff.Tell(ctx, h, clock, Facility(), "kasaba")}
}

// as is somebody of the staff by their key.
func as(key string) access.Actor { return worker(ident.Named("contoh worker " + key)) }

func worker(id ident.ID) access.Actor { return staff.Actor(Facility(), string(id), id) }

// desk is the coordinator.
func desk() access.Actor { return as("petugas-coblong") }

// outside is whoever holds the receipt of a booking in hand.
func outside(booking ident.ID) access.Actor {
	return access.Actor{Facility: Facility(), ID: "public", Subject: booking, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(booking)}, Authority: -1, Door: "page"}
}

// home is a parent on the page that was sent to them.
func home(parent ident.ID) access.Actor {
	return access.Actor{Facility: Facility(), ID: named("page of " + string(parent)), Person: parent, Subject: parent, Roles: []access.Role{access.Mother},
		Keys: []string{"o:" + string(parent)}, Authority: -1, Door: "page"}
}
