package training

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a session.
const (
	Planned   = "planned"
	Held      = "held"
	Cancelled = "cancelled"
)

// The kinds of an attempt.
const (
	Knowledge = "knowledge" // alone, on the phone
	Oral      = "oral"      // asked aloud, an assessor ticking
	Practical = "practical" // looked at, by a checklist
)

// How somebody is known to have been at a session.
const (
	ByQR   = "qr"   // their own phone read the session's code
	ByList = "list" // who holds it put them on the list
)

// Session is a day of a course. From and To are HH:MM on the wall of the health centre.
type Session struct {
	Facility ident.ID    `db:"facility_id"`
	ID       ident.ID    `db:"id"`
	Course   string      `db:"course"`
	On       string      `db:"on_day"`
	From     string      `db:"from_hour"`
	To       string      `db:"to_hour"`
	Place    journal.Ref `db:"place,json"`
	// Trainer is the worker who holds it, Outside the sealed name of somebody from outside.
	Trainer ident.ID    `db:"trainer"`
	Outside journal.Ref `db:"outside,json"`
	State   string      `db:"state"`
	// Why it was called off.
	Why string   `db:"why"`
	By  ident.ID `db:"by_worker"`
	// SeenBy are the workers who have a place.
	SeenBy []ident.ID `db:"seen_by,json"`
}

// Audiences are the desk, who holds it and who has a place.
func (s Session) Audiences() []string {
	keys := []string{"f"}
	for _, w := range append([]ident.ID{s.Trainer}, s.SeenBy...) {
		if key := "w:" + string(w); w != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Place is a worker's at a session.
type Place struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Session  ident.ID `db:"session"`
	Worker   ident.ID `db:"worker"`
	Course   string   `db:"course"`
	On       string   `db:"on_day"`
	Trainer  ident.ID `db:"trainer"`
	Invited  bool     `db:"invited"`
	// AttendedAt is when they were there, as it was told; zero: they were not, or not yet.
	AttendedAt instant.Instant `db:"attended_at"`
	How        string          `db:"how"`
	By         ident.ID        `db:"by_worker"`
}

// Audiences are the desk, the worker and who holds the session.
func (p Place) Audiences() []string {
	keys := []string{"f", "w:" + string(p.Worker)}
	if p.Trainer != "" && p.Trainer != p.Worker {
		keys = append(keys, "w:"+string(p.Trainer))
	}
	return keys
}

// Attempt is a check of what somebody knows or can do.
type Attempt struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Worker   ident.ID `db:"worker"`
	Course   string   `db:"course"`
	Kind     string   `db:"kind"`
	// Score is 0 to 100; Passed: it was enough by the pack of Pack.
	Score  int64    `db:"score"`
	Passed bool     `db:"passed"`
	By     ident.ID `db:"by_worker"`
	// On is the civil day and At the moment at which it was, as it was told.
	On      string          `db:"on_day"`
	At      instant.Instant `db:"at"`
	Session ident.ID        `db:"session"`
	Pack    int64           `db:"pack_version"`
	// Language is the one it was asked in.
	Language string `db:"language"`
	// Wrong are the questions or items that were not right, by code.
	Wrong []string `db:"wrong,json"`
	// Certificate is the one that it brought; empty: none.
	Certificate ident.ID `db:"certificate"`
}

// Audiences are the desk, the worker and who assessed them.
func (a Attempt) Audiences() []string {
	keys := []string{"f", "w:" + string(a.Worker)}
	if a.By != "" && a.By != a.Worker {
		keys = append(keys, "w:"+string(a.By))
	}
	return keys
}

// Progress is a module that somebody has read.
type Progress struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Worker   ident.ID        `db:"worker"`
	Course   string          `db:"course"`
	Module   string          `db:"module"`
	At       instant.Instant `db:"at"`
}

// Audiences are the worker alone: what somebody reads at night is theirs.
func (p Progress) Audiences() []string { return []string{"w:" + string(p.Worker)} }

// The tables of the room.
var (
	Sessions   = store.NewTable[Session]("training_session", store.Derived)
	Places     = store.NewTable[Place]("training_place", store.Derived)
	Attempts   = store.NewTable[Attempt]("training_attempt", store.Derived)
	Progresses = store.NewTable[Progress]("training_progress", store.Derived)
)

// placeID names the place of a worker at a session: there is one.
func placeID(facility, session, worker ident.ID) ident.ID {
	return ident.Named("training place " + string(facility) + string(session) + string(worker))
}

func progressID(facility, worker ident.ID, course, module string) ident.ID {
	return ident.Named("training progress " + string(facility) + string(worker) + course + "/" + module)
}
