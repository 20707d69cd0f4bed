package plan

import (
	"reflect"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Make is a plan that the machine made on a snapshot: verb plan.make. Routes are those that
// are others than in the version it stood on; one without stops ends.
type Make struct {
	Group string `json:"group" max:"12"`
	Day   string `json:"day" max:"10"`
	// Version and Asked are those of the day's row in the snapshot: the plan holds only
	// when they are still the same.
	Version int64       `json:"version"`
	Asked   int64       `json:"asked"`
	Source  string      `json:"source" max:"60"`
	Routes  []MadeRoute `json:"routes"`
	Left    []Left      `json:"left"`
	Workers []There     `json:"workers"`
	Summary Summary     `json:"summary"`
	// Quick: one job was put in where it is best; the day is still to be looked at again.
	Quick bool `json:"quick,omitempty"`
}

// Subject is the day.
func (b Make) Subject() ident.ID { return DayID(b.Group, b.Day) }

// Check wants a day, and stops in the order of their hours.
func (b Make) Check() *fault.Error {
	if err := checkDay(b.Group, b.Day); err != nil {
		return err
	}
	for _, r := range b.Routes {
		if r.Worker == "" {
			return fault.BadField("body.required", "routes.worker")
		}
		for i, s := range r.Stops {
			switch {
			case s.Job == "":
				return fault.BadField("body.required", "routes.stops.job")
			case s.What != "pick" && s.What != "drop" && s.What != "only":
				return fault.BadField("body.bad_choice", "routes.stops.what")
			case i > 0 && s.At.Before(r.Stops[i-1].At):
				return fault.BadField("plan.bad_order", "routes.stops.at")
			}
		}
	}
	return nil
}

// day is the state of a verb about a day.
type day struct {
	Day
	found bool
	over  bool
}

// make takes the plan when nothing has happened since the snapshot it was made of; a day
// that nobody has planned or asked about yet is version 0.
func (d day) make(s journal.Said[Make]) journal.Answer {
	b := s.Body
	if d.over || d.Version != b.Version || d.Asked != b.Asked {
		return journal.Refuse("plan.stale")
	}
	if len(b.Routes) == 0 && !b.Quick && same(b.Left, d.Left) && same(b.Workers, d.Workers) && d.summary() == b.Summary {
		return journal.Accept(Settled{b.Group, b.Day, b.Asked})
	}
	return journal.Accept(Made{b.Group, b.Day, b.Version + 1, b.Asked, b.Source, filled(b.Routes), b.Left, b.Workers, b.Summary, b.Quick})
}

// same compares lists; none and an empty one are the same.
func same[T any](a, b []T) bool { return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b) }

// filled gives every route its lists, so that the log has no null in them.
func filled(routes []MadeRoute) []MadeRoute {
	out := make([]MadeRoute, len(routes))
	for i, r := range routes {
		if r.Members == nil {
			r.Members = []ident.ID{}
		}
		if r.Stops == nil {
			r.Stops = []Stop{}
		}
		out[i] = r
	}
	return out
}

func (d Day) summary() Summary { return Summary{d.Jobs, d.Broken, d.Working, d.Metres} }
