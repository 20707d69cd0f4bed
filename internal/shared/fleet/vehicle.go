package fleet

import (
	"regexp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// nameForm is what is painted on a vehicle or stands beside a team on the board, and
// signForm what it answers to on the radio: letters and figures, for both stand in
// the log.
var (
	nameForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}$`)
	signForm = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9 /-]{0,15})?$`)
)

// AddVehicle takes a vehicle into the list: verb fleet.add_vehicle.
type AddVehicle struct {
	Vehicle    ident.ID `json:"vehicle"`
	Name       string   `json:"name" max:"30"`
	CallSign   string   `json:"call_sign,omitempty" max:"16"`
	Seats      int64    `json:"seats"`
	Stretcher  bool     `json:"stretcher"`
	Wheelchair bool     `json:"wheelchair"`
	Roads      []string `json:"roads"`
}

// EditVehicle corrects what is known of one: verb fleet.edit_vehicle.
type EditVehicle AddVehicle

// VehicleBreaks tells that a vehicle goes no further: verb fleet.vehicle_broken.
type VehicleBreaks struct {
	Vehicle ident.ID `json:"vehicle"`
}

// VehicleMends tells that it runs again: verb fleet.vehicle_mended.
type VehicleMends struct {
	Vehicle ident.ID `json:"vehicle"`
}

// Subject is the vehicle.
func (b AddVehicle) Subject() ident.ID { return b.Vehicle }

// Subject is the vehicle.
func (b EditVehicle) Subject() ident.ID { return b.Vehicle }

// Subject is the vehicle.
func (b VehicleBreaks) Subject() ident.ID { return b.Vehicle }

// Subject is the vehicle.
func (b VehicleMends) Subject() ident.ID { return b.Vehicle }

// Check wants a name, up to twenty seats and roads that we know.
func (b AddVehicle) Check() *fault.Error {
	switch {
	case b.Vehicle == "":
		return fault.BadField("body.required", "vehicle")
	case !nameForm.MatchString(b.Name):
		return fault.BadField("fleet.bad_name", "name")
	case !signForm.MatchString(b.CallSign):
		return fault.BadField("fleet.bad_name", "call_sign")
	case b.Seats < 0 || b.Seats > 20:
		return fault.BadField("fleet.bad_seats", "seats")
	case len(b.Roads) == 0:
		return fault.BadField("body.required", "roads")
	}
	for _, r := range b.Roads {
		if !slices.Contains(Roads, r) {
			return fault.BadField("body.unknown_word", "roads")
		}
	}
	return nil
}

// Check wants the same as for a new one.
func (b EditVehicle) Check() *fault.Error { return AddVehicle(b).Check() }

// VehicleSet is the event of a vehicle, new or corrected.
type VehicleSet struct {
	Vehicle    ident.ID `json:"vehicle"`
	Name       string   `json:"name"`
	CallSign   string   `json:"call_sign,omitempty"`
	Seats      int64    `json:"seats"`
	Stretcher  bool     `json:"stretcher,omitempty"`
	Wheelchair bool     `json:"wheelchair,omitempty"`
	Roads      []string `json:"roads"`
}

// VehicleBroken is the event of a vehicle that goes no further. Team is the one that
// has it now, or none: what that team was to do needs somebody else.
type VehicleBroken struct {
	Vehicle ident.ID `json:"vehicle"`
	Team    ident.ID `json:"team,omitempty"`
	By      ident.ID `json:"by,omitempty"`
}

// VehicleMended is the event of a vehicle that runs again.
type VehicleMended struct {
	Vehicle ident.ID `json:"vehicle"`
}

// garage is the state of a verb about one vehicle.
type garage struct {
	Vehicle
	found, taken bool
	team         ident.ID
}

func loadAnyVehicle(q journal.Query) (g garage, err error) {
	if g.Vehicle, g.found, err = Vehicles.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return g, err
	}
	name := ""
	switch b := q.Body.(type) {
	case AddVehicle:
		name = b.Name
	case EditVehicle:
		name = b.Name
	}
	other, found, err := Vehicles.First(q.Tx, "facility_id = $1 AND name = $2", q.Facility, name)
	g.taken = found && other.ID != q.Subject
	return g, err
}

func loadVehicle(q journal.Query) (garage, error) {
	g, err := loadAnyVehicle(q)
	if err != nil {
		return g, err
	}
	if !g.found {
		return g, fault.Absent()
	}
	t, _, err := TeamWith(q, g.ID)
	g.team = t.ID
	return g, err
}

func (g garage) add(s journal.Said[AddVehicle]) journal.Answer {
	if g.found {
		return journal.Refuse("fleet.exists").On("vehicle")
	}
	return g.set(s.Body)
}

func (g garage) edit(s journal.Said[EditVehicle]) journal.Answer { return g.set(AddVehicle(s.Body)) }

func (g garage) set(b AddVehicle) journal.Answer {
	if g.taken {
		return journal.Refuse("fleet.name_taken").On("name")
	}
	return journal.Accept(VehicleSet(b))
}

// breaks is kept whoever of its team or of the desk says so: a vehicle that stands
// is worse when nobody knows.
func (g garage) breaks(s journal.Said[VehicleBreaks]) journal.Answer {
	if g.State == Broken {
		return journal.Refuse("fleet.so_already")
	}
	return journal.Accept(VehicleBroken{g.ID, g.team, s.By.Worker})
}

func (g garage) mends(journal.Said[VehicleMends]) journal.Answer {
	if g.State == OK {
		return journal.Refuse("fleet.so_already")
	}
	return journal.Accept(VehicleMended{g.ID})
}

func applyVehicleSet(tx *store.Tx, m journal.Meta, e VehicleSet) error {
	v, found, err := Vehicles.Get(tx, m.Facility, e.Vehicle)
	if err != nil {
		return err
	}
	if !found {
		v = Vehicle{Facility: m.Facility, ID: e.Vehicle, State: OK, Since: m.RecordedAt, Crew: []ident.ID{}}
	}
	v.Name, v.CallSign, v.Seats, v.Stretcher, v.Wheelchair, v.Roads = e.Name, e.CallSign, e.Seats, e.Stretcher, e.Wheelchair, e.Roads
	if err := Vehicles.Put(tx, v); err != nil {
		return err
	}
	return touchTeams(tx, m, v.ID)
}

// stand applies that a vehicle broke down or runs again.
func stand(tx *store.Tx, m journal.Meta, id ident.ID, state string) error {
	v, found, err := Vehicles.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	v.State, v.Since = state, m.RecordedAt
	if err := Vehicles.Put(tx, v); err != nil {
		return err
	}
	return touchTeams(tx, m, id)
}

// touchTeams sends out anew the rows of the teams that have a vehicle.
func touchTeams(tx *store.Tx, m journal.Meta, vehicle ident.ID) error {
	teams, err := Teams.Where(tx, "facility_id = $1 AND vehicle = $2 AND state = $3 ORDER BY id", m.Facility, vehicle, On)
	for _, t := range teams {
		Teams.Note(tx, t)
	}
	return err
}
