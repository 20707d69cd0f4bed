package fleet

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// Room is the table of contents.
type Room struct {
	// Busy reports whether a team is on its way or has a patient with it; nil: never.
	// The programme that sends teams knows.
	Busy func(q journal.Query, team ident.ID) (bool, error)
}

// Verbs are what can be asked and told of those who are sent.
func (r Room) Verbs() []journal.Verb {
	create, update := access.Create("fleet"), access.Update("fleet")
	return []journal.Verb{
		journal.Request("fleet.add_vehicle", 1, loadAnyVehicle, garage.add, create),
		journal.Request("fleet.edit_vehicle", 1, loadVehicle, garage.edit, create),
		journal.Report("fleet.vehicle_broken", 1, loadVehicle, garage.breaks, update, journal.Urgent),
		journal.Report("fleet.vehicle_mended", 1, loadVehicle, garage.mends, update),
		journal.Request("fleet.set_base", 1, loadBase, roads.setBase, create),
		journal.Request("fleet.form_team", 1, r.loadForming, forming.form, create),
		journal.Request("fleet.change_team", 1, r.loadForming, forming.change, create),
		journal.Request("fleet.end_team", 1, r.loadTeam, forming.end, create),
		journal.Report("fleet.close_road", 1, loadClosure, roads.shut, update),
		journal.Report("fleet.open_road", 1, loadClosure, roads.open, update),
		journal.Request("fleet.set_on_call", 1, loadOnCall, calling.set, create),
	}
}

// Events are what can have happened to them.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("fleet.vehicle_set/1", applyVehicleSet),
		journal.On("fleet.vehicle_broken/1", func(tx *store.Tx, m journal.Meta, e VehicleBroken) error { return stand(tx, m, e.Vehicle, Broken) }),
		journal.On("fleet.vehicle_mended/1", func(tx *store.Tx, m journal.Meta, e VehicleMended) error { return stand(tx, m, e.Vehicle, OK) }),
		journal.On("fleet.base_set/1", applyBaseSet),
		journal.On("fleet.team_formed/1", applyTeamFormed),
		journal.On("fleet.member_left/1", applyMemberLeft),
		journal.On("fleet.team_ended/1", applyTeamEnded),
		journal.On("fleet.road_closed/1", applyRoadClosed),
		journal.On("fleet.road_opened/1", applyRoadOpened),
		journal.On("fleet.on_call_set/1", applyOnCallSet),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Vehicles.Definition(), Bases.Definition(), Teams.Definition(), Closures.Definition(), OnCalls.Definition()}
}

// Follows take out of the teams whoever is suspended.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
		return left(q, e.Worker)
	})}
}
