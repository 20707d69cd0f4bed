package world

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/shared/workforce"
)

// Cadre takes in a cadre who serves one village.
func (w *World) Cadre(name, village string) *World {
	w.T.Helper()
	a := access.Actor{Facility: w.Facility, ID: ident.Named("account " + name), Worker: ident.Named(name), Door: "test", Authority: -1}
	w.actors[name] = a
	return w.As("machine").
		Send("add "+name, "workforce.add_worker", workforce.AddWorker{Worker: a.Worker, Name: name, Kinds: []string{"cadre"}, Villages: []string{village}}).
		Send("role "+name, "workforce.grant_role", workforce.GrantRole{Account: a.ID, Worker: a.Worker, Role: access.Cadre, From: w.day})
}
