package need

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// readPlace finds out what the registry knows of who and where. What it does not
// know stays as it was said.
func (o *intake) readPlace(q journal.Query) error {
	b := &o.said
	o.person = b.Person
	var at Where
	if b.Where != nil {
		at = *b.Where
	}
	if at.HouseCode != "" && at.House == "" {
		if code, ok := registry.NormalHouseCode(at.HouseCode); ok {
			h, found, err := registry.Houses.First(q.Tx, "facility_id = $1 AND code = $2", q.Facility, code)
			if err != nil {
				return err
			}
			if found {
				at.House = h.ID
			}
		}
	}
	if err := o.readHouse(q, &at); err != nil {
		return err
	}
	if b.Where != nil {
		b.Where = &at
	}
	return o.readVillage(q, at.Village)
}

// readHouse takes the village of a house that is known, and looks whether the
// sender stands far from it: a sticker can be copied, so it proves nothing, and
// whoever calls for help from afar is still helped. Where the sender stands is used for
// this once and let go: the team goes to the house. Of a house without a point it stays,
// for it is all that tells the way.
func (o *intake) readHouse(q journal.Query, at *Where) error {
	if at.House == "" {
		return nil
	}
	h, detail, found, err := registry.OpenHouse(q, at.House)
	if err != nil || !found {
		return err
	}
	o.village = h.Village
	from := geo.Point{Lat: at.Lat, Lon: at.Lon}
	if detail.Home.IsZero() {
		return nil
	}
	o.differs = !from.IsZero() && from.Metres(detail.Home) > float64(o.table.FarMetres)
	at.Lat, at.Lon = 0, 0
	return nil
}

// readVillage decides on the village: the patient's, else the house's, else the
// one that was said, when it is one of ours.
func (o *intake) readVillage(q journal.Query, said string) error {
	if o.person != "" {
		p, found, err := registry.Canonical(q.Tx, q.Facility, o.person)
		if err != nil {
			return err
		}
		if found && p.Village != "" {
			o.village = p.Village
		}
	}
	if o.village != "" || said == "" {
		return nil
	}
	v, found, err := registry.Villages.First(q.Tx, "facility_id = $1 AND id = $2", q.Facility, said)
	if err != nil || !found {
		return err
	}
	o.village = string(v.ID)
	return nil
}

// OpenWhere gives where a request is; nothing where nothing was said. A house that
// the registry knows is named; its own page tells the rest.
func OpenWhere(q journal.Query, c Case) (w Where, err error) {
	if c.Where.IsZero() {
		return w, nil
	}
	_, err = q.Open(c.Where, &w)
	return w, err
}

// PatientOf gives the name and the number of who is ill: as the registry knows
// them, else as they were told.
func PatientOf(q journal.Query, c Case) (name, phone string, err error) {
	if len(c.People) > 0 {
		_, d, _, err := registry.OpenCanonical(q, c.People[0])
		if err != nil {
			return "", "", err
		}
		name, phone = d.Name, d.Phone
	}
	if c.Patient.IsZero() || name != "" && phone != "" {
		return name, phone, nil
	}
	var p Patient
	if _, err := q.Open(c.Patient, &p); err != nil {
		return "", "", err
	}
	if name == "" {
		name = p.Name
	}
	if phone == "" {
		phone = p.Phone
	}
	return name, phone, nil
}

// Home is where to go: the house that was named, else the patient's, else the point
// that was told; zero when nobody knows.
func Home(q journal.Query, c Case) (geo.Point, error) {
	w, err := OpenWhere(q, c)
	if err != nil {
		return geo.Point{}, err
	}
	house := w.House
	if house == "" && len(c.People) > 0 {
		if house, err = houseOf(q, c.People[0]); err != nil {
			return geo.Point{}, err
		}
	}
	if house != "" {
		_, d, found, err := registry.OpenHouse(q, house)
		if err != nil {
			return geo.Point{}, err
		}
		if found && !d.Home.IsZero() {
			return d.Home, nil
		}
	}
	return geo.Point{Lat: w.Lat, Lon: w.Lon}, nil
}

func houseOf(q journal.Query, person ident.ID) (ident.ID, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil || !found || p.Household == "" {
		return "", err
	}
	h, _, err := registry.Households.Get(q.Tx, q.Facility, p.Household)
	return h.House, err
}
