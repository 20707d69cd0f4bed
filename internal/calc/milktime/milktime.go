// Package milktime computes until when expressed milk may be fed, from what it
// went through. Pure: no clock, no database.
//
// The rule is the strict one: time in a warm place is not given back by later
// cooling, so of all the limits a bottle ran into, the earliest holds.
package milktime

import (
	"time"

	"sambang/internal/core/instant"
)

// Milk says whether the milk was ever frozen.
type Milk string

// Fresh milk was never frozen; thawed milk was.
const (
	Fresh  Milk = "fresh"
	Thawed Milk = "thawed"
)

// Place is where a bottle stood.
type Place string

// Places a bottle passes on its way.
const (
	Room   Place = "room"
	Cooler Place = "cooler"
	Fridge Place = "fridge"
)

// Valid reports whether the place is one of ours.
func (p Place) Valid() bool { return p == Room || p == Cooler || p == Fridge }

// Limits are durations in seconds with the authority they come from. They are
// policy: the head may change them, and a delivery keeps the ones in force.
type Limits struct {
	Authority    string `json:"authority"`
	Room         int64  `json:"room_seconds"`
	Cooler       int64  `json:"cooler_seconds"`
	Fridge       int64  `json:"fridge_seconds"`
	ThawedRoom   int64  `json:"thawed_room_seconds"`
	ThawedCooled int64  `json:"thawed_cooled_seconds"`
}

const hour = int64(3600)

// Defaults are the strictest figures of the authorities compared: 4 h in a room
// of 27 to 32 degrees (Buku KIA/IDAI, CDC 2018), 24 h in a cooler with ice packs
// under 15 degrees (ABM protocol 8, 2017), 96 h in a refrigerator (CDC 2018),
// thawed milk 2 h in a room and 24 h cooled (CDC 2018).
func Defaults() Limits {
	return Limits{Authority: "Buku KIA/IDAI, CDC 2018, ABM 8 (2017)", Room: 4 * hour, Cooler: 24 * hour, Fridge: 96 * hour, ThawedRoom: 2 * hour, ThawedCooled: 24 * hour}
}

// Stay is a bottle coming to stand in a place.
type Stay struct {
	Place Place           `json:"place"`
	From  instant.Instant `json:"from"`
}

// UseBy is the last instant the milk may be fed. The clock of the first stay
// starts at expression (for thawed milk: at thawing), whatever it says; a later
// stay adds its own limit from its beginning.
func UseBy(l Limits, milk Milk, start instant.Instant, stays []Stay) instant.Instant {
	var earliest instant.Instant
	for i, s := range stays {
		from := s.From
		if i == 0 || from.Before(start) {
			from = start
		}
		end := from.Add(time.Duration(l.of(milk, s.Place)) * time.Second)
		if earliest.IsZero() || end.Before(earliest) {
			earliest = end
		}
	}
	if earliest.IsZero() {
		return start.Add(time.Duration(l.of(milk, Room)) * time.Second) // nothing known: the warm room
	}
	return earliest
}

func (l Limits) of(milk Milk, p Place) int64 {
	switch {
	case milk == Thawed && p == Room:
		return l.ThawedRoom
	case milk == Thawed:
		return l.ThawedCooled
	case p == Fridge:
		return l.Fridge
	case p == Cooler:
		return l.Cooler
	}
	return l.Room
}
