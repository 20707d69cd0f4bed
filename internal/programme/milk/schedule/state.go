package schedule

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// The states of a pick-up.
const (
	Waiting   = "planned"
	Declared  = "declared"
	Skipped   = "skipped"
	Cancelled = "cancelled"
)

// Settings are the facility's rules for planning; each figure is our own proposal
// unless it says otherwise.
type Settings struct {
	// PlanAt is the hour at which the machine plans the coming days, HH:MM.
	PlanAt string `json:"plan_at"`
	// Days is how many days ahead are planned, today not counted.
	Days int64 `json:"days"`
	// ADay is how many mothers a courier fetches from in a day (programme: 15 mothers,
	// three couriers).
	ADay int64 `json:"a_courier_a_day"`
	// RideSeconds is how long after the first pick-up of a ride another may join it:
	// the bags wait together, and the milk of the first must be home within two hours.
	RideSeconds int64 `json:"ride_seconds"`
	// RideBags is how many mothers' bags fit on one ride.
	RideBags int64 `json:"ride_bags"`
	// IcePacks is how many ice packs a cooler box goes out with.
	IcePacks int64 `json:"ice_packs"`
	// EarlySeconds is how long before her hour a courier may come: earlier she has no
	// pause. LateSeconds is how long after it he should have come at the latest, and
	// LatestSeconds when nobody waits at a gate any more.
	EarlySeconds  int64 `json:"early_seconds"`
	LateSeconds   int64 `json:"late_seconds"`
	LatestSeconds int64 `json:"latest_seconds"`
	// Bottles is how many a mother is likely to give while nobody has declared any, and
	// BoxBottles how many a courier can carry while no box of his is known.
	Bottles    int64 `json:"bottles"`
	BoxBottles int64 `json:"box_bottles"`
}

// Policy is the section of the facility's policy that planning reads.
var Policy = policy.Define("schedule", Settings{PlanAt: "19:00", Days: 7, ADay: 5, RideSeconds: 1800, RideBags: 4, IcePacks: 4,
	EarlySeconds: 600, LateSeconds: 1200, LatestSeconds: 5400, Bottles: 3, BoxBottles: 24})

// Period says what holds for a place from one day to another.
type Period struct {
	ID ident.ID `json:"id"`
	// From and To are civil days, both included; To empty: until something else holds.
	From string        `json:"from"`
	To   string        `json:"to"`
	Kind calendar.Kind `json:"kind"`
	// Weekdays are 1 Monday to 7 Sunday; none: nobody comes.
	Weekdays []int `json:"weekdays"`
	// At is the hour on the facility's wall, HH:MM.
	At string `json:"at"`
	// Start and Finish are sealed points, where they are not the place's own.
	Start  journal.Ref `json:"start,omitzero"`
	Finish journal.Ref `json:"finish,omitzero"`
}

// Schedule is the row of a place's schedule; its id is the place's.
type Schedule struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Courier fetches from her as a rule; none: whoever has least to do.
	Courier ident.ID `db:"courier"`
	Periods []Period `db:"periods,json"`
	// Ward is where the bottles go while the baby lies in hospital, from one civil
	// day to another; an empty end is open.
	Ward     journal.Ref     `db:"ward,json"`
	WardFrom string          `db:"ward_from"`
	WardTo   string          `db:"ward_to"`
	SetAt    instant.Instant `db:"set_at"`
}

// Audiences shows a schedule to the desk.
func (Schedule) Audiences() []string { return []string{"f"} }

// calendar is the schedule as the calendar reads it.
func (s Schedule) calendar() calendar.Schedule {
	out := calendar.Schedule{Subject: string(s.ID)}
	for i, p := range s.Periods {
		out.Periods = append(out.Periods, calendar.Period{ID: string(p.ID), From: p.From, To: p.To, Kind: p.Kind, Weekdays: p.Weekdays, At: p.At, N: i})
	}
	return out
}

// wardOn reports whether the baby lies in the named ward on a day.
func (s Schedule) wardOn(day string) bool {
	return !s.Ward.IsZero() && s.WardFrom <= day && (s.WardTo == "" || day <= s.WardTo)
}

// period finds one of the schedule's.
func (s Schedule) period(id string) Period {
	for _, p := range s.Periods {
		if string(p.ID) == id {
			return p
		}
	}
	return Period{}
}

// Pickup is the row of a planned pick-up.
type Pickup struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Place    ident.ID        `db:"place"`
	Day      string          `db:"day"`
	At       instant.Instant `db:"at"`
	Kind     calendar.Kind   `db:"kind"`
	// Courier is who is to come; empty: nobody yet, and Why says why.
	Courier ident.ID `db:"courier"`
	Why     string   `db:"why"`
	// Ride names the pick-ups that one courier is to make on one way out.
	Ride     ident.ID    `db:"ride"`
	State    string      `db:"state"`
	Reason   string      `db:"reason"`
	Delivery ident.ID    `db:"delivery"`
	Start    journal.Ref `db:"start,json"`
	Finish   journal.Ref `db:"finish,json"`
	// Closed takes it off the courier's phone: a lost one tells no history.
	Closed bool `db:"closed"`
	// ByPlan: courier and ride are as the day plan said; dealing leaves them.
	ByPlan bool `db:"by_plan"`
}

// Audiences shows a pick-up to the desk, and to its courier until the day is over.
func (p Pickup) Audiences() []string {
	if p.Courier == "" || p.Closed || p.State == Cancelled {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(p.Courier)}
}

// Absence is a courier who is not there on a day.
type Absence struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Worker   ident.ID        `db:"worker"`
	Day      string          `db:"day"`
	Reason   string          `db:"reason"`
	SaidAt   instant.Instant `db:"said_at"`
}

// Audiences shows an absence to the desk and to whom it is about.
func (a Absence) Audiences() []string { return []string{"f", "w:" + string(a.Worker)} }

// Count is empty bottles and ice packs counted back.
type Count struct {
	Facility        ident.ID        `db:"facility_id"`
	ID              ident.ID        `db:"id"`
	Ride            ident.ID        `db:"ride"`
	Place           ident.ID        `db:"place"`
	Courier         ident.ID        `db:"courier"`
	Empties         int64           `db:"empties"`
	ExpectedEmpties int64           `db:"expected_empties"`
	IcePacks        int64           `db:"ice_packs"`
	ExpectedPacks   int64           `db:"expected_packs"`
	At              instant.Instant `db:"at"`
}

// Audiences shows a count to the desk.
func (Count) Audiences() []string { return []string{"f"} }

// nextEvening is the facility's one row of when it is planned next; its id is the facility's.
type nextEvening struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Day      string          `db:"day"`
	At       instant.Instant `db:"at"`
}

// The tables of this room.
var (
	Schedules = store.NewTable[Schedule]("milk_schedule", store.Derived)
	Pickups   = store.NewTable[Pickup]("milk_pickup", store.Derived)
	Absences  = store.NewTable[Absence]("milk_absence", store.Derived)
	Counts    = store.NewTable[Count]("milk_count", store.Derived)
	evenings  = store.NewTable[nextEvening]("milk_plan", store.Derived)
)

// pickupID is the one pick-up of a place on a day.
func pickupID(facility, place ident.ID, day string) ident.ID {
	return ident.Named("pickup " + string(facility) + string(place) + day)
}

// absenceID is the one absence of a worker on a day.
func absenceID(facility, worker ident.ID, day string) ident.ID {
	return ident.Named("absence " + string(facility) + string(worker) + day)
}
