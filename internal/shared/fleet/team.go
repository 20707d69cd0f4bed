package fleet

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// longestDuty is how long a team may be on duty in one piece: a slip of the hand in
// the date is longer.
const longestDuty = 36 * time.Hour

// most is how many people a team has at most.
const most = 8

// FormTeam puts people and a vehicle together for a shift: verb fleet.form_team.
type FormTeam struct {
	Team     ident.ID        `json:"team"`
	Name     string          `json:"name" max:"30"`
	CallSign string          `json:"call_sign,omitempty" max:"16"`
	Members  []ident.ID      `json:"members"`
	Vehicle  ident.ID        `json:"vehicle,omitempty"`
	Base     ident.ID        `json:"base,omitempty"`
	From     instant.Instant `json:"from"`
	To       instant.Instant `json:"to"`
}

// ChangeTeam says how a team is from now on: verb fleet.change_team.
type ChangeTeam FormTeam

// EndTeam ends a team's duty before its hour: verb fleet.end_team.
type EndTeam struct {
	Team ident.ID `json:"team"`
}

// Subject is the team.
func (b FormTeam) Subject() ident.ID { return b.Team }

// Subject is the team.
func (b ChangeTeam) Subject() ident.ID { return b.Team }

// Subject is the team.
func (b EndTeam) Subject() ident.ID { return b.Team }

// Check wants a name, one to eight people, each once, and an hour before another.
func (b FormTeam) Check() *fault.Error {
	switch {
	case b.Team == "":
		return fault.BadField("body.required", "team")
	case !nameForm.MatchString(b.Name):
		return fault.BadField("fleet.bad_name", "name")
	case !signForm.MatchString(b.CallSign):
		return fault.BadField("fleet.bad_name", "call_sign")
	case len(b.Members) == 0 || len(b.Members) > most || slices.Contains(b.Members, ""):
		return fault.BadField("fleet.bad_members", "members")
	case len(slices.Compact(slices.Sorted(slices.Values(b.Members)))) != len(b.Members):
		return fault.BadField("fleet.bad_members", "members")
	case b.From.IsZero() || !b.From.Before(b.To) || b.To.Sub(b.From) > longestDuty:
		return fault.BadField("fleet.bad_hours", "to")
	}
	return nil
}

// Check wants the same as for a new one.
func (b ChangeTeam) Check() *fault.Error { return FormTeam(b).Check() }

// TeamFormed is the event of a team as it is from now on, new or changed.
type TeamFormed struct {
	Team     ident.ID        `json:"team"`
	Name     string          `json:"name"`
	CallSign string          `json:"call_sign,omitempty"`
	Members  []ident.ID      `json:"members"`
	Vehicle  ident.ID        `json:"vehicle,omitempty"`
	Base     ident.ID        `json:"base,omitempty"`
	From     instant.Instant `json:"from"`
	To       instant.Instant `json:"to"`
}

// TeamEnded is the event of a team's end before its hour; what it was to do needs
// somebody else. Why is desk, or suspended when nobody is left who may be sent.
type TeamEnded struct {
	Team ident.ID `json:"team"`
	Why  string   `json:"why"`
}

// MemberLeft is the event of somebody who may not work any more and leaves a team.
type MemberLeft struct {
	Team   ident.ID `json:"team"`
	Worker ident.ID `json:"worker"`
}

// forming is the state of a verb about one team.
type forming struct {
	Team
	found bool
	// others are on duty at some time of the wanted hours.
	others []Team
	// unknown: somebody named does not work here, or is suspended; fit: somebody
	// drives or may judge an illness.
	unknown, fit bool
	vehicle      Vehicle
	known        bool // the vehicle
	base         bool
	// busy: it has somebody with it or is on its way.
	busy bool
}

func (r Room) loadForming(q journal.Query) (f forming, err error) {
	if f.Team, f.found, err = Teams.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return f, err
	}
	switch b := q.Body.(type) {
	case FormTeam:
		return f, f.look(q, b)
	case ChangeTeam:
		if !f.found {
			return f, fault.Absent()
		}
		if r.Busy != nil {
			if f.busy, err = r.Busy(q, f.ID); err != nil {
				return f, err
			}
		}
		return f, f.look(q, FormTeam(b))
	}
	return f, nil
}

func (r Room) loadTeam(q journal.Query) (forming, error) {
	f, err := r.loadForming(q)
	if err == nil && !f.found {
		return f, fault.Absent()
	}
	if err == nil && r.Busy != nil {
		f.busy, err = r.Busy(q, f.ID)
	}
	return f, err
}

// look reads what speaks for and against a team as it is wanted.
func (f *forming) look(q journal.Query, b FormTeam) (err error) {
	if f.others, err = Teams.Where(q.Tx, "facility_id = $1 AND state = $2 AND ends_at > $3 AND starts_at < $4 AND id <> $5 ORDER BY id",
		q.Facility, On, b.From, b.To, b.Team); err != nil {
		return err
	}
	if f.vehicle, f.known, err = Vehicles.Get(q.Tx, q.Facility, b.Vehicle); err != nil {
		return err
	}
	base, found, err := Bases.Get(q.Tx, q.Facility, b.Base)
	if err != nil {
		return err
	}
	f.base = b.Base == "" || found && base.State == On
	at := max(b.From, q.Now)
	for _, id := range b.Members {
		role, works, err := roleOf(q, id, at)
		if err != nil {
			return err
		}
		f.unknown, f.fit = f.unknown || !works, f.fit || role != ""
	}
	return nil
}

func (f forming) form(s journal.Said[FormTeam]) journal.Answer {
	if f.found {
		return journal.Refuse("fleet.exists").On("team")
	}
	return f.set(s.Body, s.Now)
}

// change keeps vehicle and people together while somebody waits for them or is with
// them: the one who is with the patient must not be another in the log.
func (f forming) change(s journal.Said[ChangeTeam]) journal.Answer {
	switch {
	case f.State == Ended:
		return journal.Refuse("fleet.ended")
	case f.busy && s.Body.Vehicle != f.Vehicle:
		return journal.Refuse("fleet.on_the_way").On("vehicle")
	case f.busy && slices.ContainsFunc(f.Members, func(w ident.ID) bool { return !slices.Contains(s.Body.Members, w) }):
		return journal.Refuse("fleet.on_the_way").On("members")
	}
	return f.set(FormTeam(s.Body), s.Now)
}

func (f forming) set(b FormTeam, now instant.Instant) journal.Answer {
	switch {
	case !b.To.After(now):
		return journal.Refuse("fleet.bad_hours").On("to")
	case f.unknown:
		return journal.Refuse("fleet.unknown_member").On("members")
	case !f.fit:
		return journal.Refuse("fleet.nobody_fit").On("members")
	case b.Vehicle != "" && !f.known:
		return journal.Refuse("fleet.unknown_vehicle").On("vehicle")
	case b.Vehicle != "" && f.vehicle.State == Broken && b.Vehicle != f.Vehicle:
		return journal.Refuse("fleet.vehicle_broken").On("vehicle")
	case !f.base:
		return journal.Refuse("fleet.unknown_base").On("base")
	}
	for _, o := range f.others {
		switch {
		case b.Vehicle != "" && o.Vehicle == b.Vehicle:
			return journal.Refuse("fleet.vehicle_taken").On("vehicle")
		case slices.ContainsFunc(b.Members, func(w ident.ID) bool { return slices.Contains(o.Members, w) }):
			return journal.Refuse("fleet.member_taken").On("members")
		case o.Name == b.Name:
			return journal.Refuse("fleet.name_taken").On("name")
		}
	}
	return journal.Accept(TeamFormed(b))
}

// end is refused while somebody is on the way or with a patient: what the team has
// is handed to another one first.
func (f forming) end(journal.Said[EndTeam]) journal.Answer {
	switch {
	case f.State == Ended:
		return journal.Refuse("fleet.ended")
	case f.busy:
		return journal.Refuse("fleet.on_the_way")
	}
	return journal.Accept(TeamEnded{f.ID, "desk"})
}
