package plan

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Why a day is unsettled. Whatever is not of these is an ordinary change of the day; the
// named ones also lift the rule that nobody moves what departs within half an hour.
const (
	// Road: a road is closed or open again.
	Road = "road"
	// Dropped: a worker or a vehicle dropped out, or is back.
	Dropped = "dropped"
	// Urgent: an emergency waits for somebody.
	Urgent = "emergency"
	// ByHand: a person wished it so; it is planned at once.
	ByHand = "by_hand"
	// Changed: a job came, went or is another.
	Changed = "changed"
)

// Unsettled is the event of a day that has to be looked at again: any programme says it
// with what it changed, in the same transaction. Its fields are ids and words only.
type Unsettled struct {
	Group string `json:"group"`
	Day   string `json:"day"`
	// Why is Road, Dropped, Urgent, ByHand or Changed.
	Why string `json:"why"`
	// Job is the only job that changed; empty: anything may have.
	Job ident.ID `json:"job,omitempty"`
	// Out is a worker (of the sheet) who has dropped out for the rest of the day, Back one
	// who is there again.
	Out  ident.ID `json:"out,omitempty"`
	Back ident.ID `json:"back,omitempty"`
}

// Made is the event of a plan: only the routes that are others than before. A route without
// stops: the worker has nothing to do any more. Programmes follow it to move their own
// rows.
type Made struct {
	Group string `json:"group"`
	Day   string `json:"day"`
	// Version counts the plans of the day from 1; Asked is the number of the last event
	// that unsettled the day when it was made.
	Version int64       `json:"version"`
	Asked   int64       `json:"asked"`
	Source  string      `json:"source"`
	Routes  []MadeRoute `json:"routes"`
	Left    []Left      `json:"left"`
	Workers []There     `json:"workers"`
	Summary
	// Quick: one job was put in where it is best; a better plan may follow.
	Quick bool `json:"quick,omitempty"`
}

// There is a worker of the day, with or without a route: from when to when, and the pauses.
type There struct {
	Worker ident.ID        `json:"worker"`
	From   instant.Instant `json:"from"`
	To     instant.Instant `json:"to"`
	Pauses []Pause         `json:"pauses"`
}

// Pause is a break of a worker: it begins between Earliest and Latest and lasts so many
// seconds. Word is its name (friday, dzuhur, meal).
type Pause struct {
	Word     string          `json:"word" max:"16"`
	Earliest instant.Instant `json:"earliest"`
	Latest   instant.Instant `json:"latest"`
	Seconds  int64           `json:"seconds"`
}

// MadeRoute is a worker's route as it is from now on. Metres are by road.
type MadeRoute struct {
	Worker  ident.ID        `json:"worker"`
	Members []ident.ID      `json:"members"`
	Depart  instant.Instant `json:"depart"`
	Return  instant.Instant `json:"return"`
	Metres  int64           `json:"metres"`
	Stops   []Stop          `json:"stops"`
}

// Stop is one stop of a route: What is pick, drop or only. At is the expected beginning of
// the service, Slow the hour that 80 of 100 days keep, Leave its expected end, Due what was
// promised (zero: nothing), By how many seconds Slow is after it (0: it is kept).
type Stop struct {
	Job   ident.ID        `json:"job"`
	What  string          `json:"what" max:"4"`
	At    instant.Instant `json:"at"`
	Slow  instant.Instant `json:"slow"`
	Leave instant.Instant `json:"leave"`
	Due   instant.Instant `json:"due,omitzero"`
	By    int64           `json:"by_s,omitempty"`
}

// Left is a job without a place, and why each worker cannot have it.
type Left struct {
	Job ident.ID  `json:"job"`
	Why []Because `json:"why"`
}

// Because is why a worker does not have a job: skill, road, capacity, window, ride, shift,
// break, full, forbidden, way or worse; hours, figures, nobody or too_many when the job
// can be nobody's.
type Because struct {
	Worker ident.ID `json:"worker"`
	Why    string   `json:"why" max:"16"`
}

// Summary are a day's figures: jobs with a place, promises broken at the 80% arrival time,
// seconds from first departures to last returns, metres by road.
type Summary struct {
	Jobs    int64 `json:"jobs"`
	Broken  int64 `json:"broken"`
	Working int64 `json:"working_s"`
	Metres  int64 `json:"metres"`
}

// Settled is the event of a day that was looked at again and whose routes stay as they are.
type Settled struct {
	Group string `json:"group"`
	Day   string `json:"day"`
	Asked int64  `json:"asked"`
}

// Wished is the event of what a person wishes of a job, as it is from now on: that Worker
// does it (empty: anybody), at the hour At give or take a quarter (zero: any), and none of
// Forbidden.
type Wished struct {
	Group     string          `json:"group"`
	Day       string          `json:"day"`
	Job       ident.ID        `json:"job"`
	Worker    ident.ID        `json:"worker,omitempty"`
	At        instant.Instant `json:"at,omitzero"`
	Forbidden []ident.ID      `json:"forbidden"`
	By        ident.ID        `json:"by,omitempty"`
}

// Over is the event of a day that is over: its routes and wishes leave the desk and the
// phones; the log keeps them.
type Over struct {
	Group string `json:"group"`
	Day   string `json:"day"`
}
