package fleet

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// VehicleView is a vehicle as the faces know it.
type VehicleView struct {
	ID         ident.ID        `json:"id"`
	Name       string          `json:"name"`
	CallSign   string          `json:"call_sign"`
	Seats      int64           `json:"seats"`
	Stretcher  bool            `json:"stretcher"`
	Wheelchair bool            `json:"wheelchair"`
	Roads      []string        `json:"roads"`
	State      string          `json:"state"`
	Since      instant.Instant `json:"since"`
}

// BaseView is a base.
type BaseView struct {
	ID      ident.ID `json:"id"`
	Village string   `json:"village"`
	Label   string   `json:"label"`
	Lat     float64  `json:"lat"`
	Lon     float64  `json:"lon"`
	State   string   `json:"state"`
}

// Member is somebody of a team; Role is doctor, midwife, nurse, driver or empty.
type Member struct {
	ID   ident.ID    `json:"id"`
	Name string      `json:"name"`
	Role access.Role `json:"role"`
}

// TeamView is a team.
type TeamView struct {
	ID           ident.ID        `json:"id"`
	Name         string          `json:"name"`
	CallSign     string          `json:"call_sign"`
	Members      []Member        `json:"members"`
	Vehicle      ident.ID        `json:"vehicle,omitempty"`
	VehicleName  string          `json:"vehicle_name"`
	VehicleState string          `json:"vehicle_state"`
	Base         ident.ID        `json:"base,omitempty"`
	BaseName     string          `json:"base_name"`
	From         instant.Instant `json:"from"`
	To           instant.Instant `json:"to"`
	State        string          `json:"state"`
	HealthWorker bool            `json:"health_worker"`
}

// ClosureView is a closed road.
type ClosureView struct {
	ID      ident.ID        `json:"id"`
	Label   string          `json:"label"`
	Village string          `json:"village"`
	Lat     float64         `json:"lat"`
	Lon     float64         `json:"lon"`
	From    instant.Instant `json:"from"`
	Until   instant.Instant `json:"until"`
	Reason  string          `json:"reason"`
	State   string          `json:"state"`
}

// OnCallView is who has the telephone.
type OnCallView struct {
	ID         ident.ID        `json:"id"`
	Worker     ident.ID        `json:"worker"`
	WorkerName string          `json:"worker_name"`
	From       instant.Instant `json:"from"`
	To         instant.Instant `json:"to"`
	State      string          `json:"state"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"vehicle": showVehicle, "base": showBase, "team": showTeam, "road_closure": showClosure, "on_call": showOnCall}
}

func showVehicle(q journal.Query, id ident.ID) (any, bool, error) {
	v, found, err := Vehicles.Get(q.Tx, q.Facility, id)
	return VehicleView{v.ID, v.Name, v.CallSign, v.Seats, v.Stretcher, v.Wheelchair, v.Roads, v.State, v.Since}, found, err
}

func showBase(q journal.Query, id ident.ID) (any, bool, error) {
	b, found, err := Bases.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	var p Place
	_, err = q.Open(b.Place, &p)
	return BaseView{b.ID, b.Village, p.Label, p.Lat, p.Lon, b.State}, true, err
}

func showTeam(q journal.Query, id ident.ID) (any, bool, error) {
	t, found, err := Teams.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := TeamView{ID: t.ID, Name: t.Name, CallSign: t.CallSign, Members: []Member{}, Vehicle: t.Vehicle, Base: t.Base, From: t.From, To: t.To, State: t.State}
	for _, m := range t.Members {
		role, works, err := roleOf(q, m, max(t.From, min(q.Now, t.To)))
		if err != nil {
			return nil, false, err
		}
		name, err := workforce.Name(q, m)
		if err != nil {
			return nil, false, err
		}
		v.Members = append(v.Members, Member{m, name, role})
		v.HealthWorker = v.HealthWorker || works && role != "" && role != access.Driver
	}
	vehicle, _, err := Vehicles.Get(q.Tx, q.Facility, t.Vehicle)
	if err != nil {
		return nil, false, err
	}
	v.VehicleName, v.VehicleState = vehicle.Name, vehicle.State
	at, err := PlaceOf(q, t.Base)
	v.BaseName = at.Label
	return v, true, err
}

// PlaceOf gives where a base is; empty where there is none.
func PlaceOf(q journal.Query, base ident.ID) (p Place, err error) {
	b, found, err := Bases.Get(q.Tx, q.Facility, base)
	if err == nil && found {
		_, err = q.Open(b.Place, &p)
	}
	return p, err
}

func showClosure(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Closures.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	var p Place
	_, err = q.Open(c.Place, &p)
	return ClosureView{c.ID, p.Label, c.Village, p.Lat, p.Lon, c.From, c.Until, c.Reason, c.State}, true, err
}

func showOnCall(q journal.Query, id ident.ID) (any, bool, error) {
	o, found, err := OnCalls.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	name, err := workforce.Name(q, o.Worker)
	return OnCallView{o.ID, o.Worker, name, o.From, o.To, o.State}, true, err
}
