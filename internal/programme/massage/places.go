package massage

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// Places say where in the calendar a booking could go, so that whoever moves it sees it
// before it is put down.
type Places struct {
	// Earliest is the first beginning of each day (HH:MM), StepMinutes lie between two.
	Earliest    string     `json:"earliest"`
	StepMinutes int64      `json:"step_minutes"`
	Days        []PlaceDay `json:"days"`
}

// PlaceDay is one day of one cadre. Whys has a code for each beginning from the earliest on:
// why it is not free; empty: it is.
type PlaceDay struct {
	Cadre ident.ID `json:"cadre"`
	Day   string   `json:"day"`
	Whys  []string `json:"whys"`
}

// PlacesOf reads them for the days from first to last, both included. They are judged by what
// a move is judged by, and promise nothing: the move is decided again when it is told.
func (r Room) PlacesOf(q journal.Query, k Booking, first, last string) (out Places, err error) {
	b, err := readBoard(q, "", first, last, r.Bikes)
	if err != nil {
		return out, err
	}
	var place dispatch.Place
	if _, err = q.Open(k.Place, &place); err != nil {
		return out, err
	}
	b.notice = 0 // as for a move by the staff: they know how soon they can come
	out = Places{Earliest: b.set.Earliest, StepMinutes: b.set.StepMinutes, Days: []PlaceDay{}}
	w := wish{village: ident.ID(k.Village), at: place.Point(), born: k.Born, but: k.ID}
	for _, c := range b.cadres {
		for day := first; day <= last; day = calendar.Move(day, 1) {
			whys, err := b.whys(c.ID, day, w)
			if err != nil {
				return out, err
			}
			out.Days = append(out.Days, PlaceDay{c.ID, day, whys})
		}
	}
	return out, nil
}

// whys are the codes of one day of a cadre, one a beginning.
func (b *board) whys(cadre ident.ID, day string, w wish) (out []string, err error) {
	end := b.at(day, b.set.Latest)
	for at := b.at(day, b.set.Earliest); at.Before(end); at = at.Add(minutes(b.set.StepMinutes)) {
		_, why, err := b.fits(cadre, at, w)
		if err != nil {
			return nil, err
		}
		code := ""
		if why != "" {
			code = notFree(why)
		}
		out = append(out, code)
	}
	return orNone(out), nil
}
