package travel

import (
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
)

// Meal and Breaking (of the fast) are the pauses that everybody keeps who has not said
// otherwise.
const (
	Meal     = "meal"
	Breaking = "buka"
)

// When a pause is kept: always, only in the fasting month, or only outside it.
const (
	OnlyFasting  = "fasting"
	NeverFasting = "not_fasting"
)

// Window is a pause as the health centre sets it. Hours are of the facility's clock.
type Window struct {
	// Word names it in the catalogue (app.travel.pause.<word>) and in what a worker keeps.
	Word string `json:"word"`
	// Weekday is 1 for Monday to 7; 0: every day.
	Weekday int64 `json:"weekday"`
	// From and Until bound its beginning; Minutes is how long it takes.
	From    string `json:"from"`
	Until   string `json:"until"`
	Minutes int64  `json:"minutes"`
	// When is empty, OnlyFasting or NeverFasting. Instead are the words it stands for on
	// its day: who keeps Friday prayer does not stop for dzuhur as well.
	When    string   `json:"when"`
	Instead []string `json:"instead"`
}

// Fast is a fasting month as somebody wrote it down: from a civil day to another, both
// in it. Opens and Closes bound the hours of work in it; empty: as always.
type Fast struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Opens  string `json:"opens"`
	Closes string `json:"closes"`
}

// PauseSettings are the pauses of a health centre.
type PauseSettings struct {
	Windows []Window `json:"windows"`
	// Fasts are written down by the health centre, as they are announced; none is computed.
	Fasts []Fast `json:"fasts"`
	// NightFrom and NightTo bound the night, in which only those work who agreed to it.
	NightFrom string `json:"night_from"`
	NightTo   string `json:"night_to"`
}

// Check wants hours that are on the clock, and days on the calendar.
func (s PauseSettings) Check() *fault.Error {
	bad := func(field string) *fault.Error { return fault.BadField("policy.bad_document", field) }
	for _, w := range s.Windows {
		switch {
		case w.Word == "" || len(w.Word) > 20 || w.Weekday < 0 || w.Weekday > 7 || w.Minutes < 1 || w.Minutes > 240:
			return bad("windows")
		case minutes(w.From) < 0 || minutes(w.Until) < minutes(w.From) || !slices.Contains([]string{"", OnlyFasting, NeverFasting}, w.When):
			return bad("windows")
		}
	}
	for _, f := range s.Fasts {
		if !civil(f.From) || !civil(f.To) || f.To < f.From || (f.Opens == "") != (f.Closes == "") {
			return bad("fasts")
		}
		if f.Opens != "" && (minutes(f.Opens) < 0 || minutes(f.Closes) <= minutes(f.Opens)) {
			return bad("fasts")
		}
	}
	if minutes(s.NightFrom) < 0 || minutes(s.NightTo) < 0 {
		return bad("night_from")
	}
	return nil
}

// minutes reads "07:30" as minutes since midnight; -1 is not an hour of the clock.
func minutes(hour string) int {
	at, err := time.Parse("15:04", hour)
	if err != nil {
		return -1
	}
	return at.Hour()*60 + at.Minute()
}

func civil(day string) bool { _, err := time.Parse(time.DateOnly, day); return err == nil }

// Fasting gives the fasting month that a civil day is in.
func (s PauseSettings) Fasting(day string) (Fast, bool) {
	for _, f := range s.Fasts {
		if f.From <= day && day <= f.To {
			return f, true
		}
	}
	return Fast{}, false
}

// words are the pauses that somebody can keep, each once, in their order.
func (s PauseSettings) words() (out []string) {
	for _, w := range s.Windows {
		if !slices.Contains(out, w.Word) {
			out = append(out, w.Word)
		}
	}
	return out
}

// On are the pauses of a civil day of somebody who keeps these words, the earliest first.
func (s PauseSettings) On(day string, keeps []string, zone *time.Location) (out []dayplan.Pause) {
	begins, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return nil
	}
	weekday := (int64(begins.Weekday()) + 6) % 7
	_, fasting := s.Fasting(day)
	holds := func(w Window) bool {
		return slices.Contains(keeps, w.Word) && (w.Weekday == 0 || w.Weekday == weekday+1) &&
			(w.When == "" || (w.When == OnlyFasting) == fasting)
	}
	var instead []string
	for _, w := range s.Windows {
		if holds(w) {
			instead = append(instead, w.Instead...)
		}
	}
	at := func(hour string) instant.Instant {
		m := minutes(hour)
		return instant.Of(time.Date(begins.Year(), begins.Month(), begins.Day(), m/60, m%60, 0, 0, zone))
	}
	for _, w := range s.Windows {
		if holds(w) && !slices.Contains(instead, w.Word) {
			out = append(out, dayplan.Pause{Word: w.Word, Earliest: at(w.From), Latest: at(w.Until), Length: time.Duration(w.Minutes) * time.Minute})
		}
	}
	slices.SortStableFunc(out, func(a, b dayplan.Pause) int { return int(a.Earliest.Sub(b.Earliest) / time.Second) })
	return out
}

// PausePolicy is the section of pauses. Hours and lengths are our own proposals, wide
// enough for the prayer times of Java the year round (dzuhur falls between about 11.25
// and 12.00 WIB there); a health centre elsewhere sets its own. Friday prayer stands for
// dzuhur on its day, and the meal comes after it; in the fasting month there is the
// breaking of the fast instead of the meal.
var PausePolicy = policy.Define("pauses", PauseSettings{NightFrom: "21:00", NightTo: "05:00", Fasts: []Fast{}, Windows: []Window{
	{"subuh", 0, "04:30", "05:15", 15, "", []string{}},
	{Meal, 0, "11:30", "13:30", 30, NeverFasting, []string{}},
	{"friday", 5, "11:30", "12:00", 60, "", []string{"dzuhur"}},
	{"dzuhur", 0, "11:45", "14:00", 15, "", []string{}},
	{"ashar", 0, "15:00", "17:00", 15, "", []string{}},
	{Breaking, 0, "17:40", "18:10", 20, OnlyFasting, []string{}},
	{"maghrib", 0, "17:45", "18:30", 15, "", []string{}},
	{"isya", 0, "19:00", "21:00", 15, "", []string{}},
}})

// habitOf is what somebody keeps; who has said nothing keeps meals and does not work by
// night.
func habitOf(q journal.Query, worker ident.ID) (Habit, error) {
	h, found, err := Habits.Get(q.Tx, q.Facility, worker)
	if !found {
		h = Habit{Facility: q.Facility, ID: worker, Keeps: usual()}
	}
	return h, err
}

// Pauses are those that somebody keeps on a civil day, the earliest first.
func Pauses(q journal.Query, worker ident.ID, day string) ([]dayplan.Pause, error) {
	set, _, err := PausePolicy.Get(q)
	if err != nil {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	h, err := habitOf(q, worker)
	if err != nil {
		return nil, err
	}
	return set.On(day, h.Keeps, zone), nil
}

// TeamPauses are those of people who go together: what any of them keeps, all wait for.
func TeamPauses(q journal.Query, workers []ident.ID, day string) ([]dayplan.Pause, error) {
	set, _, err := PausePolicy.Get(q)
	if err != nil {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	var keeps []string
	for _, w := range workers {
		h, err := habitOf(q, w)
		if err != nil {
			return nil, err
		}
		keeps = append(keeps, h.Keeps...)
	}
	return set.On(day, keeps, zone), nil
}

// AtNight reports whether somebody agreed to work by night.
func AtNight(q journal.Query, worker ident.ID) (bool, error) {
	h, err := habitOf(q, worker)
	return h.Night, err
}

// Hours gives the hours in which somebody works on a civil day of a shift from one
// instant to another: those of the fasting month where they are written down, and the
// night only for who agreed to it. What is left may be nothing: until is not after from.
func Hours(q journal.Query, worker ident.ID, day string, from, until instant.Instant) (instant.Instant, instant.Instant, error) {
	set, _, err := PausePolicy.Get(q)
	if err != nil {
		return from, until, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return from, until, err
	}
	night, err := AtNight(q, worker)
	if err != nil {
		return from, until, err
	}
	from, until = set.hours(day, from, until, night, zone)
	return from, until, nil
}

// hours is Hours of somebody who works by night or does not.
func (s PauseSettings) hours(day string, from, until instant.Instant, night bool, zone *time.Location) (instant.Instant, instant.Instant) {
	begins, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return from, until
	}
	at := func(hour string, after int) instant.Instant {
		m := minutes(hour)
		return instant.Of(time.Date(begins.Year(), begins.Month(), begins.Day()+after, m/60, m%60, 0, 0, zone))
	}
	if f, fasting := s.Fasting(day); fasting && f.Opens != "" && !night {
		from, until = max(from, at(f.Opens, 0)), min(until, at(f.Closes, 0))
	}
	if night {
		return from, until
	}
	// The night of a day begins in its evening, or, where it begins after midnight, with it.
	ends := at(s.NightFrom, 0)
	if minutes(s.NightFrom) < minutes(s.NightTo) {
		ends = at(s.NightFrom, 1)
	}
	return max(from, at(s.NightTo, 0)), min(until, ends)
}
