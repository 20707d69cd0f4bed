package travel

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// The kinds of weather. Dry takes back what was said.
const (
	Rain  = "rain"
	Flood = "flood"
	Dry   = "dry"
)

// Kinds are the kinds of weather, the worst last: catalogue key app.travel.weather.<word>.
var Kinds = []string{Dry, Rain, Flood}

// Weather is what was said of a village on a day.
type Weather struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Village is empty for all villages of which nothing of their own was said.
	Village string          `db:"village"`
	Day     string          `db:"day"`
	Kind    string          `db:"kind"`
	By      ident.ID        `db:"by_worker"`
	At      instant.Instant `db:"at"`
	SeenBy  []string        `db:"audiences,json"`
}

// Audiences shows it to the desk and to who works on that day.
func (w Weather) Audiences() []string { return w.SeenBy }

// Class is what some of our own rides have in common, and what they teach. Speeds are
// in seconds for a kilometre of straight line, so that the roads of the place are in them.
type Class struct {
	// Profile and Road are the vehicle's and the harder one of both ends; empty in a class
	// of two villages.
	Profile string `json:"profile,omitempty"`
	Road    string `json:"road,omitempty"`
	// From and To are two villages, in the order of their codes: a class of the ways
	// between them, by any vehicle with an engine.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Band is the index in Bands of the straight line, Part of the hour in Parts; -1: any.
	Band int64 `json:"band"`
	Part int64 `json:"part"`
	// Trips is how many rides there were.
	Trips int64 `json:"trips"`
	// Pace is their median, Slow what 80 of 100 kept.
	Pace int64 `json:"pace"`
	Slow int64 `json:"slow"`
}

// Bands are where bands of distance begin, in metres of straight line.
var Bands = []float64{0, 1_000, 3_000, 8_000}

// Parts are the hours at which parts of a day begin: night until five, morning, noon,
// afternoon, evening.
var Parts = []int{0, 5, 9, 15, 19}

// Table is all that a facility's own rides teach: one row a facility.
type Table struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Trips is how many rides it was made from; Until the last day of them.
	Trips   int64   `db:"trips"`
	Until   string  `db:"until_day"`
	Classes []Class `db:"classes,json"`
}

// Habit is which pauses somebody keeps, and whether they work by night. Its id is the
// worker's. Who has none keeps the meal and does not work by night.
type Habit struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Keeps are words of the section "pauses".
	Keeps []string `db:"keeps,json"`
	Night bool     `db:"night"`
	// NightSaid is how the consent to work by night was given: self, or told at the desk.
	NightSaid string          `db:"night_said"`
	NightAt   instant.Instant `db:"night_at"`
}

// Audiences are the desk and the worker.
func (h Habit) Audiences() []string { return []string{"f", "w:" + string(h.ID)} }

// The tables of the room.
var (
	Weathers = store.NewTable[Weather]("travel_weather", store.Derived)
	Tables   = store.NewTable[Table]("travel_table", store.Derived)
	Habits   = store.NewTable[Habit]("travel_habit", store.Derived)
)

// weatherID is the row of a village and day.
func weatherID(facility ident.ID, village, day string) ident.ID {
	return ident.Named("weather " + string(facility) + " " + village + " " + day)
}

// tableID is the one row of a facility's table.
func tableID(facility ident.ID) ident.ID { return ident.Named("travel " + string(facility)) }

// WeatherOf is the worst that holds between two villages on a day, by what was said of
// them or else of all. All are that day's rows.
func weatherOf(all []Weather, village string) string {
	kind := Dry
	for _, w := range all {
		if w.Village == village && village != "" {
			return w.Kind
		}
		if w.Village == "" {
			kind = w.Kind
		}
	}
	return kind
}

// worse is the worse of two kinds of weather.
func worse(a, b string) string {
	if slices.Index(Kinds, a) > slices.Index(Kinds, b) {
		return a
	}
	return b
}
