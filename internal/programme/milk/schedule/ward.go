package schedule

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// SetFinish sends the bottles to a ward instead of home: verb schedule.set_finish.
// Without a finish they go home again.
type SetFinish struct {
	Place  ident.ID        `json:"place"`
	Finish *dispatch.Place `json:"finish,omitempty"`
	// From and To are civil days, both included; To empty: until said otherwise.
	From string `json:"from,omitempty" max:"10"`
	To   string `json:"to,omitempty" max:"10"`
}

// Subject names the place.
func (b SetFinish) Subject() ident.ID { return b.Place }

// Check wants a point on the map and days when there is a finish.
func (b SetFinish) Check() *fault.Error {
	switch {
	case b.Finish == nil:
		return nil
	case !b.Finish.Point().Valid():
		return fault.BadField("body.bad_point", "finish")
	case !calendar.IsDay(b.From):
		return fault.BadField("body.bad_date", "from")
	case b.To != "" && (!calendar.IsDay(b.To) || b.To < b.From):
		return fault.BadField("schedule.ends_before", "to")
	}
	return nil
}

// FinishSet is the event of another end of the way; Finish zero: home again.
type FinishSet struct {
	Place  ident.ID    `json:"place"`
	Finish journal.Ref `json:"finish,omitzero"`
	From   string      `json:"from,omitempty"`
	To     string      `json:"to,omitempty"`
}

// SetFinish names the ward. A place that rests because the baby lies there goes on
// with it, and rests again when the ward is taken back while the baby is still in.
func (p Settling) SetFinish(s journal.Said[SetFinish]) journal.Answer {
	b := s.Body
	if p.State == milk.Over {
		return journal.Refuse("milk.place_not_active")
	}
	if b.Finish == nil {
		if p.Schedule.Ward.IsZero() {
			return journal.Refuse("schedule.no_ward")
		}
		answer := journal.Accept(FinishSet{Place: b.Place})
		if p.Place.State == milk.Going && p.Baby.InHospital {
			answer = answer.With(milk.PlacePaused{Place: b.Place})
		}
		return answer
	}
	answer := journal.Accept(FinishSet{b.Place, s.Seal("milk_point", s.NewID(0), 1, *b.Finish), b.From, b.To})
	if p.Place.State == milk.Paused && p.Baby.InHospital {
		answer = answer.With(milk.PlaceResumed{Place: b.Place})
	}
	if !p.Begun {
		answer = answer.With(p.Next)
	}
	return answer
}

func applyFinishSet(tx *store.Tx, m journal.Meta, e FinishSet) error {
	s, _, err := Schedules.Get(tx, m.Facility, e.Place)
	if err != nil {
		return err
	}
	s.Facility, s.ID, s.Ward, s.WardFrom, s.WardTo = m.Facility, e.Place, e.Finish, e.From, e.To
	if s.Periods == nil {
		s.Periods = []Period{}
	}
	return Schedules.Put(tx, s)
}

// homeAgain takes the ward back when the baby has come home.
func homeAgain(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	baby, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found || baby.InHospital {
		return nil, err
	}
	places, err := milk.Places.Where(q.Tx, "facility_id = $1 AND baby = $2 ORDER BY id", q.Facility, baby.ID)
	var out []any
	for _, p := range places {
		s, found, err := Schedules.Get(q.Tx, q.Facility, p.ID)
		if err != nil {
			return nil, err
		}
		if found && !s.Ward.IsZero() {
			out = append(out, FinishSet{Place: p.ID})
		}
	}
	return out, err
}
