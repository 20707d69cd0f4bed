package house_test

import (
	"time"

	"sambang/internal/shared/travel"
)

// travelPhrases are bodies for the verbs of travel.
var travelPhrases = map[string]func(w *town, x things) any{
	"travel.set_weather": func(w *town, x things) any {
		return travel.SetWeather{Village: x.village, Day: w.clock.Now().Add(24 * time.Hour).Day(time.UTC), Kind: travel.Rain}
	},
	"travel.set_pauses": func(_ *town, x things) any { return travel.SetPauses{Worker: x.worker, Keeps: []string{"dzuhur"}} },
	"travel.set_night":  func(_ *town, x things) any { return travel.SetNight{Worker: x.worker, Agrees: true, Told: true} },
	"travel.learn": func(*town, things) any {
		return travel.Learn{Until: "2026-03-02", Trips: 40, Classes: []travel.Class{{Profile: travel.Motorcycle, Road: "paved", Band: -1, Part: -1, Trips: 40, Pace: 200, Slow: 260}}}
	},
}
