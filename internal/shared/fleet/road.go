package fleet

import (
	"slices"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// longestClosed is how long a road may be closed in one saying: a year.
const longestClosed = 366 * 24 * time.Hour

// SetBase registers, corrects or gives up a base: verb fleet.set_base.
type SetBase struct {
	Base    ident.ID `json:"base"`
	Village string   `json:"village,omitempty" max:"20"`
	Label   string   `json:"label" max:"60"`
	Lat     float64  `json:"lat,omitempty"`
	Lon     float64  `json:"lon,omitempty"`
	Ended   bool     `json:"ended,omitempty"`
}

// CloseRoad tells that a road is closed until an hour: verb fleet.close_road. With a
// point it is the road there; without one the village is cut off.
type CloseRoad struct {
	Closure ident.ID        `json:"closure"`
	Label   string          `json:"label,omitempty" max:"80"`
	Village string          `json:"village,omitempty" max:"20"`
	Lat     float64         `json:"lat,omitempty"`
	Lon     float64         `json:"lon,omitempty"`
	Until   instant.Instant `json:"until"`
	Reason  string          `json:"reason"`
}

// OpenRoad tells that one passes again: verb fleet.open_road.
type OpenRoad struct {
	Closure ident.ID `json:"closure"`
}

// Subject is the base.
func (b SetBase) Subject() ident.ID { return b.Base }

// Subject is the closed road.
func (b CloseRoad) Subject() ident.ID { return b.Closure }

// Subject is the closed road.
func (b OpenRoad) Subject() ident.ID { return b.Closure }

// Check wants words for it, and a point that is on the earth.
func (b SetBase) Check() *fault.Error {
	switch {
	case b.Base == "":
		return fault.BadField("body.required", "base")
	case strings.TrimSpace(b.Label) == "":
		return fault.BadField("body.required", "label")
	case !(geo.Point{Lat: b.Lat, Lon: b.Lon}).Valid():
		return fault.BadField("body.bad_point", "lat")
	}
	return nil
}

// Check wants a reason, an end, and a point or a village.
func (b CloseRoad) Check() *fault.Error {
	at := geo.Point{Lat: b.Lat, Lon: b.Lon}
	switch {
	case b.Closure == "":
		return fault.BadField("body.required", "closure")
	case !slices.Contains(Reasons, b.Reason):
		return fault.BadField("body.unknown_word", "reason")
	case b.Until.IsZero():
		return fault.BadField("body.required", "until")
	case !at.Valid():
		return fault.BadField("body.bad_point", "lat")
	case at.IsZero() && b.Village == "":
		return fault.BadField("body.required", "village")
	}
	return nil
}

// BaseSet is the event of a base as it is from now on.
type BaseSet struct {
	Base    ident.ID    `json:"base"`
	Village string      `json:"village,omitempty"`
	Place   journal.Ref `json:"place"`
	Ended   bool        `json:"ended,omitempty"`
}

// RoadClosed is the event of a road that nobody passes until an hour.
type RoadClosed struct {
	Closure ident.ID        `json:"closure"`
	Village string          `json:"village,omitempty"`
	Place   journal.Ref     `json:"place"`
	Until   instant.Instant `json:"until"`
	Reason  string          `json:"reason"`
	By      ident.ID        `json:"by,omitempty"`
}

// RoadOpened is the event of one that is open before its hour.
type RoadOpened struct {
	Closure ident.ID `json:"closure"`
}

// roads is the state of a verb about a place: a base or a closed road.
type roads struct {
	Closure
	found   bool
	version int64
	nowhere bool // a village is named that the facility does not serve
	keys    []string
}

// Audiences are the desk and, for a road, whoever is out on it.
func (r roads) Audiences() []string { return r.keys }

func loadBase(q journal.Query) (r roads, err error) {
	b, found, err := Bases.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return r, err
	}
	r.version, r.keys = 1, []string{"f"}
	if found {
		r.version = b.Place.Version + 1
	}
	r.nowhere, err = nowhere(q, q.Body.(SetBase).Village)
	return r, err
}

func loadClosure(q journal.Query) (r roads, err error) {
	if r.Closure, r.found, err = Closures.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return r, err
	}
	b, closing := q.Body.(CloseRoad)
	if !closing && !r.found {
		return r, fault.Absent()
	}
	r.keys = workers([]ident.ID{q.By.Worker})
	if closing {
		r.nowhere, err = nowhere(q, b.Village)
	}
	return r, err
}

func nowhere(q journal.Query, village string) (bool, error) {
	if village == "" {
		return false, nil
	}
	_, found, err := registry.Villages.First(q.Tx, "facility_id = $1 AND id = $2", q.Facility, village)
	return !found, err
}

func (r roads) setBase(s journal.Said[SetBase]) journal.Answer {
	b := s.Body
	if r.nowhere {
		return journal.Refuse("fleet.unknown_village").On("village")
	}
	return journal.Accept(BaseSet{b.Base, b.Village, s.Seal("base_place", b.Base, r.version, Place{b.Label, b.Lat, b.Lon}), b.Ended})
}

// shut keeps what whoever is out there saw. One whose end has passed when it is
// heard of is kept all the same: it says why a team came late.
func (r roads) shut(s journal.Said[CloseRoad]) journal.Answer {
	b := s.Body
	switch {
	case r.found:
		return journal.Refuse("fleet.exists").On("closure")
	case r.nowhere:
		return journal.Refuse("fleet.unknown_village").On("village")
	case !b.Until.After(s.At) || b.Until.Sub(s.At) > longestClosed:
		return journal.Refuse("fleet.bad_hours").On("until")
	}
	return journal.Accept(RoadClosed{b.Closure, b.Village, s.Seal("closure_place", b.Closure, 1, Place{b.Label, b.Lat, b.Lon}), b.Until, b.Reason, s.By.Worker})
}

func (r roads) open(journal.Said[OpenRoad]) journal.Answer {
	if r.State != Closed {
		return journal.Refuse("fleet.so_already")
	}
	return journal.Accept(RoadOpened{r.ID})
}

func applyBaseSet(tx *store.Tx, m journal.Meta, e BaseSet) error {
	b := Base{Facility: m.Facility, ID: e.Base, Village: e.Village, Place: e.Place, State: On}
	if e.Ended {
		b.State = Ended
	}
	return Bases.Put(tx, b)
}

func applyRoadClosed(tx *store.Tx, m journal.Meta, e RoadClosed) error {
	c := Closure{Facility: m.Facility, ID: e.Closure, Village: e.Village, Place: e.Place, Reason: e.Reason, From: m.OccurredAt, Until: e.Until,
		State: Closed, ClosedBy: e.By, SeenBy: []string{"f"}}
	teams, err := Teams.Where(tx, "facility_id = $1 AND state = $2 AND ends_at > $3 ORDER BY id", m.Facility, On, m.RecordedAt)
	if err != nil {
		return err
	}
	for _, t := range teams {
		c.show(t.Members)
	}
	if e.By != "" {
		c.show([]ident.ID{e.By})
	}
	return Closures.Put(tx, c)
}

// show adds people to those who see it; it reports whether any was new.
func (c *Closure) show(to []ident.ID) (more bool) {
	for _, key := range workers(to) {
		if !slices.Contains(c.SeenBy, key) {
			c.SeenBy, more = append(c.SeenBy, key), true
		}
	}
	return more
}

func applyRoadOpened(tx *store.Tx, m journal.Meta, e RoadOpened) error {
	c, found, err := Closures.Get(tx, m.Facility, e.Closure)
	if err != nil || !found {
		return err
	}
	c.State, c.OpenedAt = Opened, m.RecordedAt
	return Closures.Put(tx, c)
}
