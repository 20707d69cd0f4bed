// Package milktime says until when expressed milk may be fed, from what it went
// through. Pure: no clock, no database.
//
// The rule is the strict one: of all the limits a bottle ran into, the earliest
// holds. Time in a warm place is not given back by later cooling; what has thawed
// is never frozen again. Two limits stand beside each other: what the strictest
// authority says (until then it is fit) and what no authority goes beyond (after
// it nobody may give it). What lies between is doubtful: a midwife or a doctor
// may say that it is fit, with a reason.
package milktime

import (
	"slices"
	"time"

	"sambang/internal/core/instant"
)

// Milk is the state of the milk itself.
type Milk string

// Fresh milk has stood in a room, cooled milk in a cooler or a refrigerator;
// thawed milk was frozen before.
const (
	Fresh  Milk = "fresh"
	Cooled Milk = "cooled"
	Frozen Milk = "frozen"
	Thawed Milk = "thawed"
)

// Valid reports whether it is one of ours.
func (m Milk) Valid() bool { return slices.Contains([]Milk{Fresh, Cooled, Frozen, Thawed}, m) }

// Place is where a bottle stands.
type Place string

// Places a bottle passes on its way. A freezer inside a one-door refrigerator is
// warmer than one with a door of its own.
const (
	Room           Place = "room"
	Cooler         Place = "cooler"
	Fridge         Place = "fridge"
	FreezerOneDoor Place = "freezer_one_door"
	Freezer        Place = "freezer"
	DeepFreezer    Place = "deep_freezer"
)

// places from the warmest to the coldest.
var places = []Place{Room, Cooler, Fridge, FreezerOneDoor, Freezer, DeepFreezer}

// Places lists them from the warmest to the coldest.
func Places() []Place { return slices.Clone(places) }

// Valid reports whether the place is one of ours.
func (p Place) Valid() bool { return slices.Contains(places, p) }

// Freezes reports whether milk freezes there.
func (p Place) Freezes() bool { return p == FreezerOneDoor || p == Freezer || p == DeepFreezer }

// Stay is a bottle coming to stand in a place.
type Stay struct {
	Place Place           `json:"place"`
	From  instant.Instant `json:"from"`
}

// Reading is what a thermometer showed where the bottle stood, in degrees Celsius;
// Melted says that the ice packs had melted, whatever it showed.
type Reading struct {
	At     instant.Instant `json:"at"`
	C      float64         `json:"c"`
	Melted bool            `json:"melted,omitempty"`
}

// History is what a bottle went through.
type History struct {
	// Expressed begins the clock, whatever the first stay says.
	Expressed instant.Instant
	// Thawed says that it was frozen before the first stay and nobody knows when it
	// thawed: its clock as thawed milk begins with Expressed, the strict side.
	Thawed   bool
	Stays    []Stay
	Readings []Reading
}

// Verdict is what a history makes of the milk.
type Verdict struct {
	// UseBy is the last instant at which it is fit by the strictest authority.
	UseBy instant.Instant
	// HardBy is the last instant at which anybody may give it; never before UseBy.
	HardBy instant.Instant
	State  Milk
	// Because is what UseBy comes from: a place, "thawed_" and a place, "warm" (a
	// reading), "hot" (a reading that no authority allows) or "refrozen".
	Because string
}

// Fitness is what may be done with milk at an instant.
type Fitness string

// Fit milk may be given; of doubtful milk a midwife or a doctor decides; what is
// past is never given.
const (
	Fit      Fitness = "fit"
	Doubtful Fitness = "doubtful"
	Past     Fitness = "past"
)

// At says what the milk is at an instant; its last instant still counts.
func (v Verdict) At(at instant.Instant) Fitness {
	switch {
	case at.After(v.HardBy):
		return Past
	case at.After(v.UseBy):
		return Doubtful
	}
	return Fit
}

// Judge applies the limits to a history. Without any stay it counts as the warm
// room. A reading above what a place may have makes the milk count as standing in
// the next warmer place that may: from that reading on for the hard limit, for all
// of the stay where doubt is decided for the baby.
func Judge(l Limits, h History) Verdict {
	strict := walk{limits: l, side: func(r Rule) Limit { return r.Shown }, thawed: h.Thawed, doubt: true}
	last := walk{limits: l, side: func(r Rule) Limit { return r.Hard }, thawed: h.Thawed}
	stays := h.Stays
	if len(stays) == 0 {
		stays = []Stay{{Room, h.Expressed}}
	}
	for i, s := range stays {
		if i == 0 || s.From.Before(h.Expressed) {
			s.From = h.Expressed
		}
		readings := h.during(stays, i, s.From)
		strict.stay(s, readings)
		last.stay(s, readings)
	}
	return Verdict{strict.end, max(last.end, strict.end), last.state, strict.because}
}

// during are the readings made while a bottle stood at its i-th place.
func (h History) during(stays []Stay, i int, from instant.Instant) []Reading {
	var out []Reading
	for _, r := range h.Readings {
		if !r.At.Before(from) && (i == len(stays)-1 || r.At.Before(stays[i+1].From)) {
			out = append(out, r)
		}
	}
	return out
}

// walk goes through a history on one side of the limits.
type walk struct {
	limits  Limits
	side    func(Rule) Limit
	thawed  bool
	frozen  bool
	doubt   bool // a bad reading spoils the whole stay
	end     instant.Instant
	state   Milk
	because string
}

// stay is one stay with what was read during it.
func (w *walk) stay(s Stay, readings []Reading) {
	w.stand(s.Place, s.From, "")
	for _, r := range readings {
		at := r.At
		if w.doubt {
			at = s.From
		}
		warmer, hot := w.warmed(s.Place, r)
		switch {
		case hot:
			w.until(at, "hot")
		case warmer != s.Place:
			w.stand(warmer, at, "warm")
		}
	}
}

// stand is milk coming into a place: its limit runs from there.
func (w *walk) stand(p Place, from instant.Instant, because string) {
	switch {
	case p.Freezes() && w.thawed:
		w.until(from, "refrozen")
		return
	case p.Freezes():
		w.frozen, w.state = true, Frozen
	case w.frozen || w.thawed:
		w.thawed, w.state = true, Thawed
	case p == Room:
		w.state = Fresh
	default:
		w.state = Cooled
	}
	if because == "" {
		because = string(p)
		if w.thawed {
			because = "thawed_" + because
		}
	}
	w.until(from.Add(time.Duration(w.limit(p).Seconds)*time.Second), because)
}

// until keeps the earliest end.
func (w *walk) until(end instant.Instant, because string) {
	if w.end.IsZero() || end.Before(w.end) {
		w.end, w.because = end, because
	}
}

func (w *walk) limit(p Place) Limit {
	for _, r := range w.limits.rules() {
		if r.Place == p && r.Thawed == w.thawed {
			return w.side(r)
		}
	}
	return Limit{} // a place nobody has a figure for: not a second
}

// warmed is the place that a reading makes of the one it was made in; hot: it is
// warmer than any place may be.
func (w *walk) warmed(p Place, r Reading) (warmer Place, hot bool) {
	for i := slices.Index(places, p); i >= 0; i-- {
		melted := r.Melted && places[i] == Cooler
		if !melted && r.C <= w.limit(places[i]).MaxC {
			return places[i], false
		}
	}
	return Room, true
}
