package registry

import (
	"regexp"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Found begins a health centre: verb registry.found, given by the machine. The
// row of the directory is written before it, by Enlist.
type Found struct {
	Slug            string      `json:"slug" max:"40"`
	Name            string      `json:"name" max:"120"`
	Zone            string      `json:"zone" max:"40"`
	Demo            bool        `json:"demo,omitempty"`
	ServicePhone    string      `json:"service_phone" max:"40"`
	EmergencyNumber string      `json:"emergency_number" max:"20"`
	Villages        []InVillage `json:"villages"`
}

// InVillage is a village as it is told: code of the Ministry of Home Affairs, name, middle.
type InVillage struct {
	Code string  `json:"code" max:"20"`
	Name string  `json:"name" max:"80"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
}

var (
	slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	codeForm = regexp.MustCompile(`^\d\d\.\d\d\.\d\d\.\d{4}$`)
	dialForm = regexp.MustCompile(`^[0-9+]{3,16}$`)
)

// Check wants a name, a slug, a known time zone, numbers to call and real villages.
func (b Found) Check() *fault.Error {
	switch {
	case blank(b.Name):
		return fault.BadField("body.required", "name")
	case !slugForm.MatchString(b.Slug):
		return fault.BadField("registry.bad_slug", "slug")
	case !dialForm.MatchString(b.EmergencyNumber):
		return fault.BadField("registry.bad_phone", "emergency_number")
	}
	if _, err := time.LoadLocation(b.Zone); err != nil || b.Zone == "" || b.Zone == "Local" {
		return fault.BadField("registry.bad_zone", "zone")
	}
	if p, err := NormalPhone(b.ServicePhone); err != nil || p == "" {
		return fault.BadField("registry.bad_phone", "service_phone")
	}
	for _, v := range b.Villages {
		if !codeForm.MatchString(v.Code) || blank(v.Name) || !(geo.Point{Lat: v.Lat, Lon: v.Lon}).Valid() {
			return fault.BadField("registry.bad_village", "villages")
		}
	}
	return nil
}

// FacilityFounded is the event of a health centre's beginning.
type FacilityFounded struct {
	Slug            string      `json:"slug"`
	Name            string      `json:"name"`
	Zone            string      `json:"zone"`
	Demo            bool        `json:"demo,omitempty"`
	ServicePhone    string      `json:"service_phone"`
	EmergencyNumber string      `json:"emergency_number"`
	Villages        []InVillage `json:"villages"`
}

// beginning knows whether there is a health centre already.
type beginning struct{ founded bool }

func (Room) loadBeginning(q journal.Query) (beginning, error) {
	_, found, err := Facilities.Get(q.Tx, q.Facility, q.Facility)
	return beginning{found}, err
}

func (b beginning) found(s journal.Said[Found]) journal.Answer {
	if b.founded {
		return journal.Refuse("registry.already_founded")
	}
	e := FacilityFounded(s.Body)
	e.ServicePhone, _ = NormalPhone(e.ServicePhone) // Check has read it
	return journal.Accept(e)
}

func applyFounded(tx *store.Tx, m journal.Meta, e FacilityFounded) error {
	f := Facility{m.Facility, m.Facility, e.Slug, e.Name, e.Zone, e.Demo, e.ServicePhone, e.EmergencyNumber}
	if err := Facilities.Put(tx, f); err != nil {
		return err
	}
	for _, v := range e.Villages {
		if err := Villages.Put(tx, Village{m.Facility, ident.ID(v.Code), v.Name, v.Lat, v.Lon}); err != nil {
			return err
		}
	}
	return nil
}

// Enlist writes a facility into the directory, in a transaction of its own and
// before registry.found; to do it twice changes nothing. A slug that another
// facility has is refused as registry.slug_taken.
func Enlist(tx *store.Tx, f Facility, now instant.Instant) error {
	var have ident.ID
	found, err := tx.One("SELECT id FROM facility WHERE slug = $1", store.Args(f.Slug), &have)
	if err != nil || found && have == f.ID {
		return err
	}
	if found {
		return fault.New(fault.Conflict, "registry.slug_taken")
	}
	_, err = tx.Exec("INSERT INTO facility (id, slug, name, zone, demo, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
		f.ID, f.Slug, f.Name, f.Zone, f.Demo, now)
	return err
}
