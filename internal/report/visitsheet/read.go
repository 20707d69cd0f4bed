package visitsheet

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Facts are the visits of some days, read at one moment.
type Facts struct {
	Facility registry.Facility
	// Cadre is whose they are, by name; empty: everybody's.
	Cadre string
	// From and To are civil days, both included.
	From, To string
	At       instant.Instant
	// Visits are in the order of the days, and of a day in that of the hours.
	Visits []Visit
}

// Visit is one visit as desk and cadre see it, with the name of its village.
type Visit struct {
	massage.View
	VillageName string
}

// Read reads the visits of a cadre, or (empty) of all, from one day to another: those that
// have their hour to themselves. Who may have them is for the door to ask.
func Read(q journal.Query, cadre ident.ID, from, to string) (f Facts, err error) {
	f = Facts{From: from, To: to, At: q.Now}
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, err
	}
	if cadre != "" {
		if f.Cadre, err = cadreName(q, cadre); err != nil {
			return f, err
		}
	}
	begins, _ := calendar.At(from, "00:00", f.Facility.Location())
	ends, _ := calendar.At(calendar.Move(to, 1), "00:00", f.Facility.Location())
	all, err := massage.Bookings.Where(q.Tx, "facility_id = $1 AND ($2 = '' OR cadre = $2) AND starts_at >= $3 AND starts_at < $4 ORDER BY starts_at, number",
		q.Facility, cadre, instant.Of(begins), instant.Of(ends))
	if err != nil {
		return f, err
	}
	f.Visits, err = visits(q, slices.DeleteFunc(all, func(b massage.Booking) bool { return !b.Takes() }))
	return f, err
}

// cadreName is the name of a worker who has visits or hours; nobody else has a sheet.
func cadreName(q journal.Query, cadre ident.ID) (string, error) {
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, cadre)
	if err != nil {
		return "", err
	}
	if !found || !w.Is("cadre") {
		return "", fault.Absent()
	}
	return workforce.Name(q, cadre)
}

func visits(q journal.Query, all []massage.Booking) (out []Visit, err error) {
	names := map[string]string{}
	for _, b := range all {
		v := Visit{}
		if v.View, err = massage.ViewOf(q, b); err != nil {
			return nil, err
		}
		if _, known := names[b.Village]; !known {
			village, _, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village))
			if err != nil {
				return nil, err
			}
			names[b.Village] = village.Name
		}
		v.VillageName = names[b.Village]
		out = append(out, v)
	}
	return out, nil
}

// People are whose names and homes are shown: the parents.
func (f Facts) People() (ids []ident.ID) {
	for _, v := range f.Visits {
		if !slices.Contains(ids, v.Parent) {
			ids = append(ids, v.Parent)
		}
	}
	return ids
}
