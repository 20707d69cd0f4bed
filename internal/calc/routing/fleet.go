package routing

// fleet takes away one vehicle after the other and seeks places for its requests with the
// rest (Christiaens and Vanden Berghe 2020, section 5.4): a plan in which those without a
// place have been without one less often is gone on from, so that hard requests find a
// place first and easy ones wait.
func (s *search) fleet(until, heat float64) {
	s.chasing = true
	s.chase(until, heat) // for who has no place yet
	for s.gone < until && !s.ended && s.record.missing == 0 && s.record.sum[Vehicles-Broken] > 1 {
		s.load(s.record.routes)
		s.limit = int32(s.record.sum[Vehicles-Broken]) - 1
		w := s.leastMissed()
		if w == None {
			break
		}
		s.dissolve(w)
		if !s.chase(until, heat) {
			break
		}
	}
	s.chasing = false
}

// chase seeks places until all have one; false when it gives up: far too many are still
// without after a hundred steps a request, or that part of the effort is spent.
func (s *search) chase(until, heat float64) bool {
	fewest, hopeless := len(s.mobile), s.steps+100*len(s.mobile)
	for s.missing > 0 {
		s.step(heat)
		fewest = min(fewest, len(s.absent))
		if s.spent() || s.gone >= until || s.steps > hopeless && fewest > 5+len(s.mobile)/20 {
			return false
		}
	}
	return true
}

// leastMissed is the worker whose requests have been without a place least often.
func (g *engine) leastMissed() int32 {
	best, least := int32(None), 0.0
	for w := range g.routes {
		r := &g.routes[w]
		if r.n == 0 || r.head > 0 {
			continue
		}
		sum := 0.0
		for k := int32(1); k <= r.n; k++ {
			sum += 1 + g.absences[g.req[r.spots[k].stop]]
		}
		if best == None || sum < least {
			best, least = int32(w), sum
		}
	}
	return best
}

// dissolve takes all requests out of a route.
func (g *engine) dissolve(w int32) {
	g.open()
	r := &g.routes[w]
	for k := int32(1); k <= r.n; k++ {
		g.mark(g.req[r.spots[k].stop])
	}
	g.takeOut()
	g.missing, _ = g.tally()
	g.sum = g.total()
	g.open()
}

// missed adds up how often the absent have been without a place.
func (g *engine) missed(absent []int32) float64 {
	sum := 0.0
	for _, q := range absent {
		sum += 1 + g.absences[q]
	}
	return sum
}
