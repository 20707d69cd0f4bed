package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetNumbers changes the numbers that people call: verb registry.set_numbers. What is
// printed with the old one waits to be replaced.
type SetNumbers struct {
	ServicePhone    string `json:"service_phone" max:"40"`
	EmergencyNumber string `json:"emergency_number" max:"20"`
}

// Check wants numbers that can be called.
func (b SetNumbers) Check() *fault.Error {
	if !dialForm.MatchString(b.EmergencyNumber) {
		return fault.BadField("registry.bad_phone", "emergency_number")
	}
	if p, err := NormalPhone(b.ServicePhone); err != nil || p == "" {
		return fault.BadField("registry.bad_phone", "service_phone")
	}
	return nil
}

// NumbersSet is the event of the numbers in force from now on.
type NumbersSet struct {
	ServicePhone    string `json:"service_phone"`
	EmergencyNumber string `json:"emergency_number"`
}

// switchboard knows the numbers in force.
type switchboard struct{ Facility }

// Audiences are those of the whole health centre.
func (switchboard) Audiences() []string { return []string{"f"} }

func (Room) loadSwitchboard(q journal.Query) (switchboard, error) {
	f, found, err := Facilities.Get(q.Tx, q.Facility, q.Facility)
	if err == nil && !found {
		err = fault.Absent()
	}
	return switchboard{f}, err
}

// set takes the numbers over; said twice it changes nothing.
func (b switchboard) set(s journal.Said[SetNumbers]) journal.Answer {
	service, _ := NormalPhone(s.Body.ServicePhone) // Check has read it
	if service == b.ServicePhone && s.Body.EmergencyNumber == b.EmergencyNumber {
		return journal.Accept()
	}
	return journal.Accept(NumbersSet{service, s.Body.EmergencyNumber})
}

func applyNumbersSet(tx *store.Tx, m journal.Meta, e NumbersSet) error {
	f, found, err := Facilities.Get(tx, m.Facility, m.Facility)
	if err != nil || !found {
		return err
	}
	f.ServicePhone, f.EmergencyNumber = e.ServicePhone, e.EmergencyNumber
	return Facilities.Put(tx, f)
}
