package holiday

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The kinds of a day off: the state's, the joint leave beside it (cuti bersama), the
// health centre's own.
const (
	National   = "national"
	JointLeave = "joint_leave"
	Own        = "own"
)

// Kinds are the kinds there are.
func Kinds() []string { return []string{National, JointLeave, Own} }

// Holiday is the row of a day on which nobody comes.
type Holiday struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Day      string   `db:"day"` // civil day
	// Kind is of Kinds; Name is sealed, for it is free text.
	Kind string      `db:"kind"`
	Name journal.Ref `db:"name,json"`
}

// Audiences shows a holiday to the desk.
func (Holiday) Audiences() []string { return []string{"f"} }

// Holidays is the table of the room.
var Holidays = store.NewTable[Holiday]("milk_holiday", store.Derived)
