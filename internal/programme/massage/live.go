package massage

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// Ride is the cadre's way to a family, as the live view knows it. Her positions exist only within
// it, and only that family's page shows them.
type Ride struct {
	Job, Cadre, Parent ident.ID
	// From is when she set out, Until when she was there, or did not go there any more; zero: she
	// is on her way.
	From, Until instant.Instant
	Home        geo.Point
}

// RideID names the way to the visit of a booking that began at an instant: whoever sets out again
// is followed anew.
func RideID(booking ident.ID, setOut instant.Instant) ident.ID {
	return ident.Named("ride of massage " + string(booking) + setOut.String())
}

// RideOf reads the latest way of a booking; false: nobody has set out for it.
func RideOf(q journal.Query, booking ident.ID) (r Ride, found bool, err error) {
	b, found, err := Bookings.Get(q.Tx, q.Facility, booking)
	if err != nil || !found {
		return r, false, err
	}
	v, found, err := Visits.Get(q.Tx, q.Facility, booking)
	if err != nil || !found || v.SetOutAt.IsZero() {
		return r, false, err
	}
	r = Ride{Job: RideID(b.ID, v.SetOutAt), Cadre: v.Cadre, Parent: b.Parent, From: v.SetOutAt}
	if b.State != OnWay {
		r.Until = wayOver(b, v, q.Now)
		return r, true, nil
	}
	var place dispatch.Place
	_, err = q.Open(b.Place, &place)
	r.Home = place.Point()
	return r, true, err
}

// wayOver is when a way was over: she began, it ended, or it is over as we know now.
func wayOver(b Booking, v Visit, now instant.Instant) instant.Instant {
	for _, at := range []instant.Instant{v.StartedAt, v.EndedAt, b.EndedAt} {
		if !at.Before(v.SetOutAt) && !at.IsZero() {
			return at
		}
	}
	return now
}

// Coming is the visit to a family that a cadre is on her way to, or none.
func Coming(q journal.Query, parent ident.ID) (b Booking, v Visit, found bool, err error) {
	all, err := BookingsOf(q, parent)
	if err != nil {
		return b, v, false, err
	}
	for _, one := range all {
		if one.State == OnWay {
			b, found = one, true // the earliest: they come latest first
		}
	}
	if found {
		v, _, err = Visits.Get(q.Tx, q.Facility, b.ID)
	}
	return b, v, found, err
}

// Expected is from when to when a cadre is expected who is on her way and of whom nothing more is
// known: half of the way that is planned between two homes, to all of it, never before the hour
// that was booked. Our own proposal.
func (s Settings) Expected(b Booking, v Visit) (from, to instant.Instant) {
	way := minutes(s.TravelMinutes)
	return v.SetOutAt.Add(way / 2), max(v.SetOutAt.Add(way), b.From)
}
