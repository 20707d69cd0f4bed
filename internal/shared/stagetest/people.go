package stagetest

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Found founds the health centre, with the villages that the story goes to.
func (s *Stage) Found(slug, name string, villages ...registry.InVillage) {
	s.T.Helper()
	s.Must(access.TheMachine(s.Facility), "registry.found", registry.Found{Slug: slug, Name: name, Zone: "Asia/Jakarta",
		ServicePhone: "0333 123456", EmergencyNumber: "119", Villages: villages})
}

// Employ makes somebody a worker with a role; the name is "Orang" and the role.
func (s *Stage) Employ(worker ident.ID, role access.Role) {
	s.T.Helper()
	machine, kind := access.TheMachine(s.Facility), "desk"
	if role == access.Courier {
		kind = "courier"
	}
	s.Must(machine, "workforce.add_worker", workforce.AddWorker{Worker: worker, Name: "Orang " + string(role), Kinds: []string{kind}})
	s.Must(machine, "workforce.grant_role", workforce.GrantRole{Worker: worker, Role: role, From: "2026-01-01"})
}

// Desk is somebody who sees the whole health centre in a role.
func Desk(facility, worker ident.ID, role access.Role) access.Actor {
	return access.Actor{Facility: facility, ID: worker, Worker: worker, Roles: []access.Role{role}, Keys: []string{"f", "w:" + string(worker)}}
}

// Field is somebody who sees what is their own.
func Field(facility, worker ident.ID, role access.Role) access.Actor {
	return access.Actor{Facility: facility, ID: worker, Worker: worker, Roles: []access.Role{role}, Keys: []string{"w:" + string(worker)}}
}
