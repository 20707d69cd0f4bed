package tracking

import (
	"sync"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Dot is a courier on the desk's map. Gone: take him off, he carries nothing now.
type Dot struct {
	Worker  ident.ID        `json:"worker"`
	Jobs    []ident.ID      `json:"jobs,omitempty"` // running ones
	Point   *geo.Point      `json:"point,omitempty"`
	At      instant.Instant `json:"at,omitempty"`
	Speed   float64         `json:"speed,omitempty"`   // metres a second; 0 also when unknown
	Bearing float64         `json:"bearing,omitempty"` // degrees; 0 also when unknown
	Battery float64         `json:"battery,omitempty"` // percent; 0 also when unknown
	Gone    bool            `json:"gone,omitempty"`
}

// Desk is one open map of a facility.
type Desk struct {
	hub      *Hub
	facility ident.ID
	ready    chan struct{}
	mu       sync.Mutex
	dots     map[ident.ID]Dot
}

// Survey opens the map of a facility; the couriers now under way are there at
// once.
func (h *Hub) Survey(facility ident.ID) *Desk {
	h.mu.Lock()
	defer h.mu.Unlock()
	d := &Desk{hub: h, facility: facility, ready: make(chan struct{}, 1), dots: map[ident.ID]Dot{}}
	if h.desks[facility] == nil {
		h.desks[facility] = map[*Desk]struct{}{}
	}
	h.desks[facility][d] = struct{}{}
	for worker, r := range h.riders {
		if r.last.Facility == facility {
			d.offer(dotOf(h.windows.Ride(worker), worker, r))
		}
	}
	return d
}

// dot tells the desks of the facility where a worker is.
func (h *Hub) dot(ride []Job, worker ident.ID, r rider) {
	desks := h.desks[r.last.Facility]
	if len(desks) == 0 {
		return
	}
	dot := dotOf(ride, worker, r)
	for d := range desks {
		d.offer(dot)
	}
}

func (h *Hub) goneFromDesks(worker, facility ident.ID) {
	for d := range h.desks[facility] {
		d.offer(Dot{Worker: worker, Gone: true})
	}
}

func dotOf(ride []Job, worker ident.ID, r rider) Dot {
	dot := Dot{Worker: worker, Point: at(r.last.Point), At: r.last.At,
		Speed: max(0, r.last.Speed), Bearing: max(0, r.last.Bearing), Battery: max(0, r.last.Battery)}
	for i := range ride {
		if ride[i].Running() {
			dot.Jobs = append(dot.Jobs, ride[i].ID)
		}
	}
	return dot
}

func (d *Desk) offer(dot Dot) {
	d.mu.Lock()
	d.dots[dot.Worker] = dot
	d.mu.Unlock()
	wake(d.ready)
}

// Ready gets a signal when there is something to Take.
func (d *Desk) Ready() <-chan struct{} { return d.ready }

// Take gives the latest dot of each courier that moved since the last Take.
func (d *Desk) Take() []Dot {
	d.mu.Lock()
	defer d.mu.Unlock()
	list := make([]Dot, 0, len(d.dots))
	for _, dot := range d.dots {
		list = append(list, dot)
	}
	clear(d.dots)
	return list
}

// Close leaves. It may be called twice.
func (d *Desk) Close() {
	d.hub.mu.Lock()
	defer d.hub.mu.Unlock()
	delete(d.hub.desks[d.facility], d)
	if len(d.hub.desks[d.facility]) == 0 {
		delete(d.hub.desks, d.facility)
	}
}
