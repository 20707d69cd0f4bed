package house

import "sambang/internal/programme/massage"

// cadres tell the day plan of the massages.
func (h *House) cadres() massage.Cadres {
	return massage.Cadres{Where: h.lastSeen, Bikes: sharedBikes}
}
