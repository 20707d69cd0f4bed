package registry

import (
	"cmp"
	"slices"
	"sync"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// PointFlag says something of who lives at a point of the map; several together are
// their sum.
type PointFlag int

// The flags, and the names by which the door asks for them.
const (
	PointPregnant PointFlag = 1 << iota
	PointUnderFive
	PointAlone
	PointDisabled
	PointPoor
	// PointNoConsent: nobody there has agreed to anything that was asked.
	PointNoConsent
	// PointPerson: the point is somebody's own, who is in no household yet; its ID is the person's.
	PointPerson
)

// PointFlags are the names of the flags in the order of their values.
var PointFlags = []string{"pregnant", "under_five", "alone", "disabled", "poor", "no_consent", "person"}

// Point is a house on the map: where, and whom it is worth going to for. It tells
// nobody's name.
type Point struct {
	ID      ident.ID
	At      geo.Point
	Village string
	Flags   PointFlag
}

// Points holds the points of every health centre in memory. Where a house stands
// lies sealed, and to open the 8,000 houses of 30,000 people takes most of a second;
// nobody waits that long each time the map is moved. So each is opened once, and
// again when its row has a newer seq. It is a copy of what may be opened anyway, and
// dies with the process. The zero value is ready.
type Points struct {
	mu     sync.Mutex
	charts map[ident.ID]*chart
}

// chart is the copy of one health centre and how far in the log it has read.
type chart struct {
	mu    sync.Mutex
	seq   int64
	chain string
	today string
	// dirty says that all is older than what was read.
	dirty  bool
	houses map[ident.ID]standing
	homes  map[ident.ID]abode
	people map[ident.ID]dweller
	agreed map[ident.ID]bool
	all    []Point
}

// standing is a house, abode a household, dweller somebody, as far as the map needs them.
type standing struct {
	at      geo.Point
	village string
	hidden  bool
}
type abode struct {
	house ident.ID
	poor  bool
}
type dweller struct {
	home      ident.ID
	at        geo.Point // of who is in no household
	village   string
	due, born string
	flags     PointFlag
	hidden    bool
}

// At gives every point of the facility as it stands in the snapshot, sorted by id.
// Houses without a point and hidden addresses are not among them. The answer is
// shared: it is read, never changed.
func (p *Points) At(q journal.Query, today string) ([]Point, error) {
	p.mu.Lock()
	c := p.charts[q.Facility]
	if c == nil {
		c = &chart{}
		if p.charts == nil {
			p.charts = map[ident.ID]*chart{}
		}
		p.charts[q.Facility] = c
	}
	p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.catchUp(q); err != nil {
		c.houses = nil // half a step was taken: the next one begins anew
		return nil, err
	}
	if c.dirty || c.today != today {
		c.assemble(today)
	}
	return c.all, nil
}

// catchUp reads what has changed since. When the log at our place is another one
// (a restored backup), everything is read again.
func (c *chart) catchUp(q journal.Query) error {
	var seq int64
	var chain, ours string
	if _, err := q.One("SELECT seq, chain FROM facility_head WHERE facility_id = $1", store.Args(q.Facility), &seq, &chain); err != nil {
		return err
	}
	if c.houses != nil && (seq < c.seq || seq == c.seq && chain == c.chain) {
		return nil // nothing new, or a snapshot from before somebody else's question
	}
	if c.seq > 0 {
		if _, err := q.One("SELECT chain FROM event WHERE facility_id = $1 AND seq = $2", store.Args(q.Facility, c.seq), &ours); err != nil {
			return err
		}
	}
	if c.houses == nil || ours != c.chain {
		c.seq, c.houses, c.homes, c.people = 0, map[ident.ID]standing{}, map[ident.ID]abode{}, map[ident.ID]dweller{}
	}
	for _, read := range []func(journal.Query) error{c.readHouses, c.readHomes, c.readPeople, c.readConsents} {
		if err := read(q); err != nil {
			return err
		}
	}
	c.seq, c.chain, c.dirty = seq, chain, true
	return nil
}

// assemble puts the points together. A house is hidden when one who lives there is.
func (c *chart) assemble(today string) {
	since := UnderFiveSince(today)
	at := map[ident.ID]Point{}
	hidden := map[ident.ID]bool{}
	for id, d := range c.people {
		flags := d.flags
		if d.due != "" {
			flags |= PointPregnant
		}
		if d.born >= since {
			flags |= PointUnderFive
		}
		home, house := c.homes[d.home], c.houses[c.homes[d.home].house]
		key, point := home.house, Point{At: house.at, Village: house.village}
		if d.home == "" {
			key, point, flags = id, Point{At: d.at, Village: d.village}, flags|PointPerson
		}
		if home.poor {
			flags |= PointPoor
		}
		hidden[key] = hidden[key] || d.hidden || house.hidden
		known, there := at[key]
		if !there {
			known, known.Flags = point, PointNoConsent
		}
		if c.agreed[id] {
			known.Flags &^= PointNoConsent
		}
		known.ID, known.Flags = key, known.Flags|flags
		at[key] = known
	}
	c.all = nil
	for key, p := range at {
		if key != "" && !hidden[key] && !p.At.IsZero() {
			c.all = append(c.all, p)
		}
	}
	slices.SortFunc(c.all, func(a, b Point) int { return cmp.Compare(a.ID, b.ID) })
	c.today, c.dirty = today, false
}
