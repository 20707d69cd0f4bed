package travel

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// farthest is how far ahead weather may be told, and how long after: our own proposal.
const farthest = 7

// SetWeather tells of rain or a flood in a village on a day, or that it is dry after all:
// verb travel.set_weather. Without a village it is all of which nothing of its own is said.
type SetWeather struct {
	Village string `json:"village,omitempty" max:"20"`
	Day     string `json:"day" max:"10"`
	Kind    string `json:"kind" max:"10"`
}

// Check wants a day and a kind of weather.
func (b SetWeather) Check() *fault.Error {
	if _, err := time.Parse(time.DateOnly, b.Day); err != nil {
		return fault.BadField("body.bad_date", "day")
	}
	if !slices.Contains(Kinds, b.Kind) {
		return fault.BadField("body.unknown_word", "kind")
	}
	return nil
}

// WeatherSet is the event of the weather that holds in a village on a day from now on.
// Who plans that day looks at it again.
type WeatherSet struct {
	Village string   `json:"village,omitempty"`
	Day     string   `json:"day"`
	Kind    string   `json:"kind"`
	By      ident.ID `json:"by,omitempty"`
}

// sky is the state of a verb about the weather.
type sky struct {
	Weather
	nowhere bool // a village is named that the facility does not serve
	zone    *time.Location
}

// Audiences is the desk's.
func (sky) Audiences() []string { return []string{"f"} }

func loadSky(q journal.Query) (s sky, err error) {
	b := q.Body.(SetWeather)
	if s.Weather, _, err = Weathers.Get(q.Tx, q.Facility, weatherID(q.Facility, b.Village, b.Day)); err != nil {
		return s, err
	}
	if s.zone, err = zoneOf(q); err != nil || b.Village == "" {
		return s, err
	}
	_, served, err := registry.Villages.First(q.Tx, "facility_id = $1 AND id = $2", q.Facility, b.Village)
	s.nowhere = !served
	return s, err
}

func (s sky) set(said journal.Said[SetWeather]) journal.Answer {
	b := said.Body
	day, _ := time.Parse(time.DateOnly, b.Day)                  // checked with the body
	today, _ := time.Parse(time.DateOnly, said.Now.Day(s.zone)) // written so above
	ahead := int(day.Sub(today).Hours() / 24)
	switch {
	case s.nowhere:
		return journal.Refuse("travel.unknown_village").On("village")
	case ahead < 0 || ahead > farthest:
		return journal.Refuse("travel.too_far").On("day")
	case s.Kind == b.Kind, s.Kind == "" && b.Kind == Dry && b.Village == "":
		return journal.Refuse("travel.so_already").On("kind")
	}
	return journal.Accept(WeatherSet{b.Village, b.Day, b.Kind, said.By.Worker})
}

// applyWeatherSet shows it to the desk and to those who work on that day.
func applyWeatherSet(tx *store.Tx, m journal.Meta, e WeatherSet) error {
	w := Weather{Facility: m.Facility, ID: weatherID(m.Facility, e.Village, e.Day), Village: e.Village, Day: e.Day, Kind: e.Kind, By: e.By, At: m.RecordedAt, SeenBy: []string{"f"}}
	on, err := workforce.Shifts.Where(tx, "facility_id = $1 AND day = $2 ORDER BY worker, id", m.Facility, e.Day)
	if err != nil {
		return err
	}
	for _, s := range on {
		w.show(s.Worker)
	}
	teams, err := fleet.Teams.Where(tx, "facility_id = $1 AND state = $2 AND ends_at > $3 ORDER BY id", m.Facility, fleet.On, m.RecordedAt)
	if err != nil {
		return err
	}
	for _, t := range teams {
		for _, member := range t.Members {
			w.show(member)
		}
	}
	return Weathers.Put(tx, w)
}

func (w *Weather) show(to ident.ID) {
	if k := "w:" + string(to); !slices.Contains(w.SeenBy, k) {
		w.SeenBy = append(w.SeenBy, k)
	}
}

// WeatherView is the weather of a village and day as the faces know it. ByName is who
// said so, At when.
type WeatherView struct {
	ID      ident.ID        `json:"id"`
	Village string          `json:"village"`
	Day     string          `json:"day"`
	Kind    string          `json:"kind"`
	ByName  string          `json:"by_name"`
	At      instant.Instant `json:"at"`
	// Factor is how much longer a way takes, in hundredths.
	Factor int64 `json:"factor"`
}

func showWeather(q journal.Query, id ident.ID) (any, bool, error) {
	w, found, err := Weathers.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, false, err
	}
	name, err := workforce.Name(q, w.By)
	return WeatherView{w.ID, w.Village, w.Day, w.Kind, name, w.At, int64(set.factor(w.Kind)*100 + 0.5)}, true, err
}

func zoneOf(q journal.Query) (*time.Location, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	return f.Location(), nil
}
