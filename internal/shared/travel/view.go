package travel

import "sambang/internal/core/journal"

// Measured is how a facility measures ways and pauses now: what its pages show of it.
type Measured struct {
	// Detour, Slow, Rain and Flood are factors, Speeds in km/h along the road (Settings).
	Detour float64 `json:"detour"`
	Slow   float64 `json:"slow"`
	Rain   float64 `json:"rain"`
	Flood  float64 `json:"flood"`
	Speeds []Speed `json:"speeds"`
	// Trips are the rides that the table stands on, up to the civil day Until; Classes are
	// those that are believed, paces in seconds a kilometre of straight line.
	Trips   int64   `json:"trips"`
	Until   string  `json:"until,omitempty"`
	Classes []Class `json:"classes"`
	// Windows are the pauses that can be kept, Usual the words that somebody keeps who has
	// said nothing.
	Windows   []Window `json:"windows"`
	Usual     []string `json:"usual"`
	Fasts     []Fast   `json:"fasts"`
	NightFrom string   `json:"night_from"`
	NightTo   string   `json:"night_to"`
}

// Measures reads it.
func Measures(q journal.Query) (m Measured, err error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return m, err
	}
	pauses, _, err := PausePolicy.Get(q)
	if err != nil {
		return m, err
	}
	t, _, err := Tables.Get(q.Tx, q.Facility, tableID(q.Facility))
	if err != nil {
		return m, err
	}
	m = Measured{Detour: set.Detour, Slow: set.Slow, Rain: set.Rain, Flood: set.Flood, Speeds: set.Speeds, Trips: t.Trips, Until: t.Until, Classes: []Class{},
		Windows: pauses.Windows, Usual: usual(), Fasts: pauses.Fasts, NightFrom: pauses.NightFrom, NightTo: pauses.NightTo}
	for _, c := range t.Classes {
		if c.Trips >= set.LearnTrips {
			m.Classes = append(m.Classes, c)
		}
	}
	return m, nil
}

// usual are the pauses of somebody who has said nothing: the meal, and in the fasting
// month the breaking of the fast.
func usual() []string { return []string{Meal, Breaking} }
