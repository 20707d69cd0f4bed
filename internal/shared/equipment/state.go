package equipment

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// The states of a box.
const (
	OK     = "ok"
	Broken = "broken"
	Out    = "out" // worn out, lost, given away: for good, but it may come back
)

// Cooler is the row of a box.
type Cooler struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Code stands on the box (K-1).
	Code string `db:"code"`
	// Capacity is in bottles, IcePacks how many belong into it.
	Capacity int64  `db:"capacity"`
	IcePacks int64  `db:"ice_packs"`
	State    string `db:"state"`
	// Worker has it; empty: it is at the health centre. Since is when that began.
	Worker ident.ID        `db:"worker"`
	Since  instant.Instant `db:"since"`
	// Recalled: whoever has it may not ride, and the box is to be fetched.
	Recalled bool `db:"recalled"`
	// LastCheck is the newest check of it.
	LastCheck ident.ID `db:"last_check"`
	// Note is the sealed reason of the last change of state.
	Note journal.Ref `db:"note,json"`
}

// Audiences shows a box to the desk and to who has it.
func (c Cooler) Audiences() []string {
	if c.Worker == "" {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(c.Worker)}
}

// Usable reports whether it carries milk: whole, and with somebody who may ride.
func (c Cooler) Usable() bool { return c.State == OK && !c.Recalled }

// Check is the row of one look at a box.
type Check struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Cooler   ident.ID `db:"cooler"`
	Worker   ident.ID `db:"worker"`
	// Day is the civil day at the health centre on which it was made, At the instant.
	Day       string          `db:"day"`
	At        instant.Instant `db:"at"`
	SealOK    bool            `db:"seal_ok"`
	Clean     bool            `db:"clean"`
	IceFrozen int64           `db:"ice_frozen"`
	// Temperature inside in degrees Celsius, when Measured.
	Temperature float64 `db:"temperature"`
	Measured    bool    `db:"measured"`
	// Photo is the hash of a picture, or empty.
	Photo string `db:"photo"`
	// Faults are what was wrong: seal, ice, warm, dirty. None: fit for the day.
	Faults []string `db:"faults,json"`
	// Late: told when there was signal again.
	Late bool `db:"late"`
}

// Audiences shows a check to the desk and to who made it.
func (c Check) Audiences() []string { return []string{"f", "w:" + string(c.Worker)} }

// The tables of the room.
var (
	Coolers = store.NewTable[Cooler]("cooler", store.Derived)
	Checks  = store.NewTable[Check]("cooler_check", store.Derived)
)

// Settings are the facility's rules for a box before the day.
type Settings struct {
	// WarmestC is how warm it may be inside, in degrees Celsius, when it is measured.
	// 15: expressed milk keeps 24 hours in an insulated box with ice packs at up to
	// 15 degrees (ABM protocol 8, 2017).
	WarmestC float64 `json:"warmest_c"`
	// SparePacks is how many ice packs may be missing: our own proposal, none.
	SparePacks int64 `json:"spare_packs"`
}

// Check wants a thermometer's reading above freezing.
func (s Settings) Check() *fault.Error {
	if s.WarmestC <= 0 || s.WarmestC > 30 {
		return fault.BadField("policy.bad_document", "warmest_c")
	}
	if s.SparePacks < 0 {
		return fault.BadField("policy.bad_document", "spare_packs")
	}
	return nil
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("equipment", Settings{WarmestC: 15})

// ReadyFor is what a worker rides with on a civil day (YYYY-MM-DD): how many bottles
// fit into the boxes they have, and whether all of those were looked at that day and
// found well. Capacity 0: no box is known, so nothing can be said about room in it.
func ReadyFor(q journal.Query, worker ident.ID, day string) (capacity int64, checked bool, err error) {
	all, err := Coolers.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY id", q.Facility, worker)
	if err != nil {
		return 0, false, err
	}
	checked = true
	for _, c := range all {
		if !c.Usable() {
			continue
		}
		capacity += c.Capacity
		last, found, err := Checks.Get(q.Tx, q.Facility, c.LastCheck)
		if err != nil {
			return 0, false, err
		}
		checked = checked && found && last.Day == day && last.Worker == worker && len(last.Faults) == 0
	}
	return capacity, checked && capacity > 0, nil
}

// Capacity is how many bottles fit into the boxes that somebody rides with; 0: no box
// is known.
func Capacity(q journal.Query, worker ident.ID) (bottles int64, err error) {
	_, err = q.One("SELECT COALESCE(SUM(capacity), 0) FROM cooler WHERE facility_id = $1 AND worker = $2 AND state = $3 AND NOT recalled",
		store.Args(q.Facility, worker, OK), &bottles)
	return bottles, err
}
