package schedule

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// PeriodView is a period as the desk sees it.
type PeriodView struct {
	ID       ident.ID        `json:"id"`
	From     string          `json:"from"`
	To       string          `json:"to,omitempty"`
	Kind     calendar.Kind   `json:"kind"`
	Weekdays []int           `json:"weekdays"`
	At       string          `json:"at"`
	Start    *dispatch.Place `json:"start,omitempty"`
	Finish   *dispatch.Place `json:"finish,omitempty"`
}

// View is a place's schedule as the desk sees it.
type View struct {
	// ID is the place's.
	ID          ident.ID        `json:"id"`
	Courier     ident.ID        `json:"courier,omitempty"`
	CourierName string          `json:"courier_name,omitempty"`
	Periods     []PeriodView    `json:"periods"`
	Ward        *dispatch.Place `json:"ward,omitempty"`
	WardFrom    string          `json:"ward_from,omitempty"`
	WardTo      string          `json:"ward_to,omitempty"`
}

// PickupView is a planned pick-up as courier and desk see it. Where it goes is not
// there: that is for the delivery to say, on the day.
type PickupView struct {
	ID          ident.ID        `json:"id"`
	Place       ident.ID        `json:"place"`
	MotherName  string          `json:"mother_name"`
	BabyName    string          `json:"baby_name"`
	Village     string          `json:"village"`
	Day         string          `json:"day"`
	At          instant.Instant `json:"at"`
	Kind        calendar.Kind   `json:"kind"`
	Courier     ident.ID        `json:"courier,omitempty"`
	CourierName string          `json:"courier_name,omitempty"`
	WhyNone     string          `json:"why_none,omitempty"`
	Ride        ident.ID        `json:"ride,omitempty"`
	State       string          `json:"state"`
	Reason      string          `json:"reason,omitempty"`
	Delivery    ident.ID        `json:"delivery,omitempty"`
	Pickup      dispatch.Place  `json:"pickup"`
	// Ward: the bottles do not go home.
	Ward bool `json:"ward,omitempty"`
}

// AbsenceView is a courier who is not there on a day.
type AbsenceView struct {
	ID         ident.ID `json:"id"`
	Worker     ident.ID `json:"worker"`
	WorkerName string   `json:"worker_name"`
	Day        string   `json:"day"`
	Reason     string   `json:"reason"`
}

// CountView is what came back from a ride.
type CountView struct {
	ID              ident.ID        `json:"id"`
	Ride            ident.ID        `json:"ride"`
	Place           ident.ID        `json:"place"`
	MotherName      string          `json:"mother_name"`
	CourierName     string          `json:"courier_name"`
	Empties         int64           `json:"empties"`
	ExpectedEmpties int64           `json:"expected_empties"`
	IcePacks        int64           `json:"ice_packs"`
	ExpectedPacks   int64           `json:"expected_ice_packs"`
	At              instant.Instant `json:"at"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"milk_schedule": show, "milk_pickup": showPickupRow, "milk_absence": showAbsence, "milk_count": showCount}
}

func show(q journal.Query, id ident.ID) (any, bool, error) {
	s, found, err := Schedules.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := View{ID: s.ID, Courier: s.Courier, Periods: []PeriodView{}, WardFrom: s.WardFrom, WardTo: s.WardTo}
	if s.Courier != "" {
		if v.CourierName, err = workforce.Name(q, s.Courier); err != nil {
			return nil, true, err
		}
	}
	if v.Ward, err = point(q, s.Ward); err != nil {
		return nil, true, err
	}
	for _, p := range s.Periods {
		x := PeriodView{ID: p.ID, From: p.From, To: p.To, Kind: p.Kind, Weekdays: p.Weekdays, At: p.At}
		if x.Start, err = point(q, p.Start); err != nil {
			return nil, true, err
		}
		if x.Finish, err = point(q, p.Finish); err != nil {
			return nil, true, err
		}
		v.Periods = append(v.Periods, x)
	}
	return v, true, nil
}

// point opens a sealed point; nil when there is none, or it was erased.
func point(q journal.Query, ref journal.Ref) (*dispatch.Place, error) {
	if ref.IsZero() {
		return nil, nil
	}
	var p dispatch.Place
	gone, err := q.Open(ref, &p)
	if gone || err != nil {
		return nil, err
	}
	return &p, nil
}

func showPickupRow(q journal.Query, id ident.ID) (any, bool, error) {
	p, found, err := Pickups.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v, err := ShowPickup(q, p)
	return v, true, err
}

// ShowPickup gives the view of a planned pick-up.
func ShowPickup(q journal.Query, p Pickup) (PickupView, error) {
	v := PickupView{ID: p.ID, Place: p.Place, Day: p.Day, At: p.At, Kind: p.Kind, Courier: p.Courier, WhyNone: p.Why, Ride: p.Ride, State: p.State, Reason: p.Reason, Delivery: p.Delivery}
	place, _, err := milk.Places.Get(q.Tx, q.Facility, p.Place)
	if err != nil {
		return v, err
	}
	v.Village, v.Ward = place.Village, p.Finish != place.Finish
	if _, mother, _, err := registry.OpenCanonical(q, place.Mother); err == nil {
		v.MotherName = milk.Called(mother.Name)
	} else {
		return v, err
	}
	if _, baby, _, err := registry.OpenCanonical(q, place.Baby); err == nil {
		v.BabyName = baby.Name
	} else {
		return v, err
	}
	if p.Courier != "" {
		if v.CourierName, err = workforce.Name(q, p.Courier); err != nil {
			return v, err
		}
	}
	_, err = q.Open(p.Start, &v.Pickup)
	return v, err
}

func showAbsence(q journal.Query, id ident.ID) (any, bool, error) {
	a, found, err := Absences.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	name, err := workforce.Name(q, a.Worker)
	return AbsenceView{a.ID, a.Worker, name, a.Day, a.Reason}, true, err
}

func showCount(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Counts.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := CountView{ID: c.ID, Ride: c.Ride, Place: c.Place, Empties: c.Empties, ExpectedEmpties: c.ExpectedEmpties, IcePacks: c.IcePacks, ExpectedPacks: c.ExpectedPacks, At: c.At}
	if v.CourierName, err = workforce.Name(q, c.Courier); err != nil {
		return nil, true, err
	}
	place, _, err := milk.ShowPlace(q, c.Place)
	v.MotherName = place.MotherName
	return v, true, err
}
