package routing

// The share of a round for swinging; how many mean legs the toll is at first; and by how
// much it changes a step: it doubles in 230. Tried on the files of Li and Lim with 100
// stops and 1 second, where without swinging one search in ten ends 10% to 50% too long.
const (
	swingShare = 0.25
	firstToll  = 10.0
	tollChange = 1.003
)

// swing anneals with a vehicle more than the fewest, at a toll. Where there are only just
// enough vehicles the good plans lie apart from each other: between them is none in which
// everybody has a place. With a vehicle more there is a way. The toll rises while the
// vehicle drives and falls while it does not, so that the search is on both sides about
// half of the time (the strategic oscillation of Glover 1989).
func (s *search) swing(until, heat, leg float64) {
	few := s.limit
	if int(few) >= len(s.routes) || s.record.missing > 0 {
		return
	}
	toll := firstToll * leg
	s.limit = few + 1
	for !s.ended && s.gone < until {
		s.toll, s.weight[Vehicles-Broken] = toll, toll
		s.step(heat)
		if s.sum[Vehicles-Broken] > float64(few) {
			toll *= tollChange
		} else {
			toll /= tollChange
		}
		s.spent()
	}
	s.limit, s.toll, s.weight[Vehicles-Broken] = few, 0, 0
	if s.sum[Vehicles-Broken] > float64(few) {
		s.squeeze(heat)
	}
}

// squeezeShare is the share of what is left of the effort in which a vehicle too many must
// find others for its requests.
const squeezeShare = 0.1

// squeeze takes away the vehicle too many; where the others cannot take over in time the
// search is back at its record.
func (s *search) squeeze(heat float64) {
	w := s.leastMissed()
	if w == None {
		s.again(1, false)
		return
	}
	s.chasing = true
	s.dissolve(w)
	s.chase(s.gone+(1-s.gone)*squeezeShare, heat)
	s.chasing = false
	if s.missing > 0 {
		s.again(1, false)
	}
}
