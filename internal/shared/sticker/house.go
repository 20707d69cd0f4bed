package sticker

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Which says of which house something is told: by its id, or by the code that stands on
// the sticker, as a phone without signal has read or typed it.
type Which struct {
	House ident.ID `json:"house,omitempty"`
	Code  string   `json:"code,omitempty" max:"20"`
}

// check wants a house or a code whose check digit fits: a misread one is found on the
// phone, not after the walk home.
func (w Which) check() *fault.Error {
	if w.House != "" {
		return nil
	}
	if w.Code == "" {
		return fault.BadField("body.required", "house")
	}
	if _, ok := registry.NormalHouseCode(w.Code); !ok {
		return fault.BadField("registry.bad_house_code", "code")
	}
	return nil
}

// of is a body that says of which house it is.
type of interface{ which() Which }

func (w Which) which() Which { return w }

// wall is the state of every verb here: a house with its sticker.
type wall struct {
	Sticker
	// service is the health centre's number in force.
	service string
	zone    *time.Location
}

// Audiences are the desk and the village of the house: whoever stands before a hidden
// house may tell of it, and reads nothing back.
func (w wall) Audiences() []string { return []string{"f", "v:" + w.Village} }

// loadWall finds the house by id or code; a house that is not known is absent, so that a
// report of it is held for a person.
func loadWall(q journal.Query) (w wall, err error) {
	h, found, err := houseOf(q, q.Body.(of).which())
	if err != nil {
		return w, err
	}
	if !found {
		return w, fault.Absent()
	}
	if w.Sticker, _, err = Of(q, h.ID); err != nil {
		return w, err
	}
	veiled, err := hidden(q, h)
	if err != nil {
		return w, err
	}
	w.ID, w.Code, w.Village, w.Group, w.Hidden = h.ID, h.Code, h.Village, h.Group, veiled
	f, _, err := registry.Facilities.Get(q.Tx, q.Facility, q.Facility)
	w.service, w.zone = f.ServicePhone, f.Location()
	return w, err
}

func houseOf(q journal.Query, which Which) (registry.House, bool, error) {
	if which.House != "" {
		return registry.Houses.Get(q.Tx, q.Facility, which.House)
	}
	code, _ := registry.NormalHouseCode(which.Code) // its form was checked
	return registry.Houses.First(q.Tx, "facility_id = $1 AND code = $2", q.Facility, code)
}

// hidden reports whether a house stands on no list: its own mark, or that of somebody
// who lives there.
func hidden(q journal.Query, h registry.House) (bool, error) {
	if h.HiddenAddress {
		return true, nil
	}
	var n int64
	_, err := q.One(`SELECT COUNT(*) FROM person p JOIN household f ON f.facility_id = p.facility_id AND f.id = p.household
WHERE p.facility_id = $1 AND f.facility_id = $1 AND f.house = $2 AND f.state = $3 AND p.state = $4 AND p.hidden_address`,
		store.Args(q.Facility, h.ID, registry.Present, registry.Active), &n)
	return n > 0, err
}

// where is the part of an event that says which house.
type where struct {
	House   ident.ID `json:"house"`
	Code    string   `json:"code"`
	Village string   `json:"village"`
	Group   ident.ID `json:"ten_house_group,omitempty"`
	Hidden  bool     `json:"hidden,omitempty"`
}

func (w wall) where() where { return where{w.ID, w.Code, w.Village, w.Group, w.Hidden} }
