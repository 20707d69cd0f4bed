package tracking

import (
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// LastSeen tells where a worker of a facility was last believed to be while a
// job of his runs; false when nothing is known. For dispatch, never for viewers.
func (h *Hub) LastSeen(facility, worker ident.ID) (geo.Point, instant.Instant, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := h.riders[worker]
	if !ok || r.last.Facility != facility {
		return geo.Point{}, 0, false
	}
	return r.last.Point, r.last.At, true
}

// Memory is how long an ended job is remembered.
func (w *Windows) Memory() time.Duration { return w.settings.MaxAge }
