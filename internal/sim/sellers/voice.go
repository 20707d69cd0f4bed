package sellers

import (
	"context"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/sim/staff"
)

// Clock can be put to a time of the past while that is written; zero lets it run.
type Clock = staff.Clock

// House is what the campaign is played in.
type House = staff.House

// voice lets the people of the play speak.
type voice struct{ *staff.Past }

func speak(ctx context.Context, h House, clock Clock) *voice {
	return &voice{staff.Tell(ctx, h, clock, Facility(), "sellers")}
}

// as is somebody of the staff by their key.
func as(key string) access.Actor {
	id := ident.Named("contoh worker " + key)
	return staff.Actor(Facility(), string(id), id)
}

// The desk, and who stands for something with it.
func officer() access.Actor { return as("petugas-sempu") }
func head() access.Actor    { return as("kepala-sempu") }

// page is a seller who speaks by the page that was sent.
func (s seller) page() access.Actor {
	return access.Actor{Facility: Facility(), ID: named("page of " + s.Key), Person: s.id(), Subject: s.id(), Roles: []access.Role{access.Seller},
		Keys: []string{"o:" + string(s.id())}, Authority: -1, Door: "page"}
}

// anybody is a citizen before one rendering of a leaflet's page.
func anybody(rendering ident.ID) access.Actor {
	return access.Actor{Facility: Facility(), ID: "public", Subject: rendering, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(rendering)}, Authority: -1, Door: "page"}
}
