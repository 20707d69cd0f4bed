package fleet

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// The states: of a vehicle OK or Broken, of a base and an entry of the on-call list
// On or Ended, of a team On or Ended, of a closed road Closed or Opened.
const (
	OK     = "ok"
	Broken = "broken"
	On     = "on"
	Ended  = "ended"
	Closed = "closed"
	Opened = "opened"
)

// Roads are the kinds of road there are, the easiest first. A vehicle lists those it
// manages; a village says which one leads to it.
var Roads = []string{"paved", "dirt", "forest"}

// Vehicle is what a team rides with.
type Vehicle struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Name is what it is called at the desk (Ambulans 1), CallSign on the radio.
	Name     string `db:"name"`
	CallSign string `db:"call_sign"`
	// Seats are those for patients and companions, beside the team's own. A patient
	// on the stretcher takes none.
	Seats int64 `db:"seats"`
	// Stretcher and Wheelchair say what it can carry, one of each.
	Stretcher  bool `db:"stretcher"`
	Wheelchair bool `db:"wheelchair"`
	// Roads are the kinds of road it manages, of Roads.
	Roads []string `db:"roads,json"`
	State string   `db:"state"`
	// Since is when that state began.
	Since instant.Instant `db:"since"`
	// Crew are the members of all teams that have it and have not ended: they see it
	// and may say that it broke down.
	Crew []ident.ID `db:"crew,json"`
}

// Audiences shows a vehicle to the desk and to those who ride with it.
func (v Vehicle) Audiences() []string { return workers(v.Crew) }

// Base is where a team waits.
type Base struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Village  string   `db:"village"`
	// Place is sealed: what it is called and where.
	Place journal.Ref `db:"place,json"`
	State string      `db:"state"`
}

// Audiences shows bases to the desk.
func (Base) Audiences() []string { return []string{"f"} }

// Team is people who are sent together, from From until before To.
type Team struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	// Name and CallSign are what desk and radio call it.
	Name     string     `db:"name" json:"name"`
	CallSign string     `db:"call_sign" json:"call_sign"`
	Members  []ident.ID `db:"members,json" json:"members"`
	// Former were members: their late reports are held for a person.
	Former []ident.ID `db:"former,json" json:"-"`
	// Vehicle and Base may be empty: a midwife on foot.
	Vehicle ident.ID        `db:"vehicle" json:"vehicle,omitempty"`
	Base    ident.ID        `db:"base" json:"base,omitempty"`
	From    instant.Instant `db:"starts_at" json:"from"`
	To      instant.Instant `db:"ends_at" json:"to"`
	State   string          `db:"state" json:"state"`
	EndedAt instant.Instant `db:"ended_at" json:"-"`
}

// Audiences shows a team to the desk and to its members.
func (t Team) Audiences() []string { return workers(t.Members) }

// FormerAudiences are those who were in it.
func (t Team) FormerAudiences() []string { return workers(t.Former)[1:] }

// OnAt reports whether the team is on duty at an instant.
func (t Team) OnAt(at instant.Instant) bool {
	return t.State == On && !at.Before(t.From) && at.Before(t.To)
}

// Closure is a road or a bridge that nobody passes until an hour.
type Closure struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Village is cut off altogether when the place has no point.
	Village string `db:"village"`
	// Place is sealed: what it is called and where.
	Place  journal.Ref     `db:"place,json"`
	Reason string          `db:"reason"`
	From   instant.Instant `db:"starts_at"`
	Until  instant.Instant `db:"until"`
	State  string          `db:"state"`
	// ClosedBy is the worker who said so.
	ClosedBy ident.ID        `db:"closed_by"`
	OpenedAt instant.Instant `db:"opened_at"`
	SeenBy   []string        `db:"audiences,json"`
}

// Audiences shows a closed road to the desk and to all who are out in a team.
func (c Closure) Audiences() []string { return c.SeenBy }

// Reasons are why a road is closed: catalogue key app.fleet.reason.<word>.
var Reasons = []string{"flood", "landslide", "bridge", "works", "tree", "other"}

// OnCall is who has the telephone from an hour to an hour.
type OnCall struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Worker   ident.ID        `db:"worker"`
	From     instant.Instant `db:"starts_at"`
	To       instant.Instant `db:"ends_at"`
	State    string          `db:"state"`
}

// Audiences shows the list to the desk and to who is on it.
func (o OnCall) Audiences() []string { return workers([]ident.ID{o.Worker}) }

// The tables of the room.
var (
	Vehicles = store.NewTable[Vehicle]("vehicle", store.Derived)
	Bases    = store.NewTable[Base]("base", store.Derived)
	Teams    = store.NewTable[Team]("team", store.Derived)
	Closures = store.NewTable[Closure]("road_closure", store.Derived)
	OnCalls  = store.NewTable[OnCall]("on_call", store.Derived)
)

// workers are the audience keys of the desk and of these people.
func workers(all []ident.ID) []string {
	keys := []string{"f"}
	for _, w := range all {
		keys = append(keys, "w:"+string(w))
	}
	return keys
}

// Place is where a base or a closed road is. It is sealed: never in an event.
type Place struct {
	Label string  `json:"label"`
	Lat   float64 `json:"lat"`
	Lon   float64 `json:"lon"`
}

// Point is the place on the map; zero when it is not known.
func (p Place) Point() geo.Point { return geo.Point{Lat: p.Lat, Lon: p.Lon} }

// Settings are the facility's rules for its teams.
type Settings struct {
	// SpeedKmh is how fast a team gets on, by road; UnknownLegSeconds what a way
	// counts whose beginning or end nobody knows; DetourSeconds what going round a
	// closed road costs; ClosedMetres how near to it a place is cut off, and a
	// straight way touches it. All are our own proposals, to be replaced by what the
	// facility's own rides show.
	SpeedKmh          float64 `json:"speed_kmh"`
	UnknownLegSeconds int64   `json:"unknown_leg_seconds"`
	DetourSeconds     int64   `json:"detour_seconds"`
	ClosedMetres      float64 `json:"closed_metres"`
	// VisitSeconds is how long a health worker stays with a patient, LoadSeconds how
	// long somebody needs to get in or out: our own proposals.
	VisitSeconds int64 `json:"visit_seconds"`
	LoadSeconds  int64 `json:"load_seconds"`
	// Villages say which kind of road leads to a village; one that is not here is
	// reached on a paved road.
	Villages []VillageRoad `json:"villages"`
}

// VillageRoad is the kind of road that leads to a village.
type VillageRoad struct {
	Village string `json:"village"`
	Road    string `json:"road"`
}

// Check wants figures that a team can drive by.
func (s Settings) Check() *fault.Error {
	for _, n := range []int64{s.UnknownLegSeconds, s.DetourSeconds, s.VisitSeconds, s.LoadSeconds} {
		if n < 0 || n > 6*3600 {
			return fault.BadField("policy.bad_document", "document")
		}
	}
	if s.SpeedKmh < 2 || s.SpeedKmh > 120 || s.ClosedMetres < 0 || s.ClosedMetres > 20_000 {
		return fault.BadField("policy.bad_document", "document")
	}
	for _, v := range s.Villages {
		if !slices.Contains(Roads, v.Road) {
			return fault.BadField("policy.bad_document", "villages")
		}
	}
	return nil
}

// RoadTo is the kind of road that leads to a village.
func (s Settings) RoadTo(village string) string {
	for _, v := range s.Villages {
		if v.Village == village {
			return v.Road
		}
	}
	return Roads[0]
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("fleet", Settings{SpeedKmh: 25, UnknownLegSeconds: 1200, DetourSeconds: 1200, ClosedMetres: 400, VisitSeconds: 2400, LoadSeconds: 600,
	Villages: []VillageRoad{}})
