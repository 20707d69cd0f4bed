package visitslip

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Facts are what a slip says, read at one moment.
type Facts struct {
	Facility registry.Facility
	// Booking is the one that was asked for, Visits all of its course that are still to come,
	// the earliest first; of one visit alone that one.
	Booking massage.Booking
	Visits  []Visit
	// FeedMinutes is how long before a massage a child drinks last, RestHours how long it rests
	// after an immunisation: the policy's.
	FeedMinutes, RestHours int
	// Page is the path of the family's own page, without the host; empty: none is printed.
	Page string
}

// Visit is one of them.
type Visit struct {
	massage.Booking
	Cadre string
}

// mostVisits are printed on one slip: no course is longer.
const mostVisits = 26

// Read reads the slip of a booking whose slot is agreed; another has none, and is absent. Who
// may have it is for the door to ask. Paged: the family's page is on it.
func Read(q journal.Query, id ident.ID, paged bool) (f Facts, err error) {
	b, found, err := massage.Bookings.Get(q.Tx, q.Facility, id)
	if err != nil {
		return f, err
	}
	if !found || !agreed(b) {
		return f, fault.Absent()
	}
	f.Booking = b
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, err
	}
	set, _, err := massage.Policy.Get(q)
	if err != nil {
		return f, err
	}
	f.FeedMinutes, f.RestHours = set.Screening.FeedWaitMinutes, set.Screening.ImmunisedHours
	if f.Visits, err = visits(q, b); err != nil || !paged {
		return f, err
	}
	f.Page, err = pageOf(q, f.Facility.Slug, b.Parent)
	return f, err
}

// agreed reports whether somebody comes at an hour to which the family said yes.
func agreed(b massage.Booking) bool {
	return b.Cadre != "" && (b.State == massage.Booked || b.State == massage.OnWay)
}

func visits(q journal.Query, b massage.Booking) (out []Visit, err error) {
	all := []massage.Booking{b}
	if b.Course != "" {
		if all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND course = $2 ORDER BY starts_at, id LIMIT $3", q.Facility, b.Course, mostVisits); err != nil {
			return nil, err
		}
	}
	for _, one := range slices.DeleteFunc(all, func(x massage.Booking) bool { return !agreed(x) }) {
		name, err := workforce.Name(q, one.Cadre)
		if err != nil {
			return nil, err
		}
		out = append(out, Visit{one, name})
	}
	return out, nil
}

func pageOf(q journal.Query, slug string, parent ident.ID) (string, error) {
	page, err := massage.PageOf(q, parent)
	if err != nil || page == "" {
		return "", err
	}
	l, found, err := link.Links.Get(q.Tx, q.Facility, page)
	if err != nil || !found {
		return "", err
	}
	return "/t/" + link.Token(q.Keys, slug, l), nil
}
