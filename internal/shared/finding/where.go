package finding

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// where is what a report is about, as the registry knows it.
type where struct {
	village                  string
	house, household, person ident.ID
}

// locate finds the house of what is named, and the village it lies in: the registry
// knows better than a phone.
func locate(q journal.Query, b Tell) (w where, nobody bool, err error) {
	w = where{b.Village, b.House, b.Household, b.Person}
	if b.Person != "" {
		p, found, err := registry.Canonical(q.Tx, q.Facility, b.Person)
		if err != nil || !found {
			return w, true, err
		}
		w.person = p.ID
		if w.household == "" {
			w.household = p.Household
		}
		if p.Village != "" {
			w.village = p.Village
		}
	}
	if w.household != "" {
		h, found, err := registry.Households.Get(q.Tx, q.Facility, w.household)
		if err != nil || !found {
			return w, true, err
		}
		if w.house == "" {
			w.house = h.House
		}
	}
	if unknown, err := w.stands(q, b.Code); unknown || err != nil {
		return w, true, err
	}
	return w.lies(q, b.Place)
}

// stands finds the house by its id or the code on its sticker, and its village.
func (w *where) stands(q journal.Query, code string) (unknown bool, err error) {
	var h registry.House
	found := false
	switch code, _ := registry.NormalHouseCode(code); {
	case w.house != "":
		h, found, err = registry.Houses.Get(q.Tx, q.Facility, w.house)
	case code != "":
		h, found, err = registry.Houses.First(q.Tx, "facility_id = $1 AND code = $2", q.Facility, code)
	default:
		return false, nil
	}
	w.house, w.village = h.ID, h.Village
	return !found, err
}

// lies finds the village: the one that is named, or the nearest of a point.
func (w where) lies(q journal.Query, at *Place) (where, bool, error) {
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return w, true, err
	}
	for _, v := range all {
		if w.village == string(v.ID) {
			return w, false, nil
		}
	}
	if w.village != "" || at == nil {
		return w, true, nil
	}
	near, found := registry.VillageAt(all, geo.Point{Lat: at.Lat, Lon: at.Lon})
	w.village = string(near.ID)
	return w, !found, nil
}
