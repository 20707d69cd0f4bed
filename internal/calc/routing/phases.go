package routing

import "math"

// The weights between a level and the next: gentle lets the search walk, steep is nearly
// the comparison level by level.
const (
	gentle = 30
	steep  = 1e4
)

// The phases where only vehicles and the way count: the share of the effort for fewer
// vehicles, its heat and the heats of annealing, in mean legs. Tried on the files of Li and
// Lim with 100 stops and 2 seconds.
const (
	fleetShare = 0.25
	fleetHeat  = 0.3
	fleetHot   = 3.0
	shortHot   = 1.0
	coldLegs   = 0.01
	// fullSteps a request are enough for all the heat; probing is the share of the effort
	// that tells how many steps there will be.
	fullSteps = 700.0
	// againSteps a request are enough to begin a second time from the best plan, and both
	// times so much hotter: some plans let nothing near them, and are left only so.
	againSteps = 1500.0
	leanRounds = 2.0
	hotter     = 3.0
	probing    = 0.03
)

// run searches until the effort is spent.
func (s *search) run() {
	if len(s.mobile) == 0 || len(s.routes) == 0 || s.ended {
		return
	}
	if s.lean {
		s.runLean()
		return
	}
	_, cold := s.heats(false)
	s.anneal(probing, cold, cold)
	rounds, ease := s.rounds()
	for k := range rounds {
		if s.ended {
			return
		}
		if k > 0 || ease >= 1 {
			s.again(s.ratio(k), k > 0 && k%3 == 0)
		}
		hot, cold := s.heats(k%2 == 1)
		until := probing + (s.forSteps()-probing)*float64(k+1)/float64(rounds)
		s.anneal(until, cold*math.Pow(hot/cold, ease), cold)
		s.swapTails()
	}
}

// perRound is how many steps a request are enough to cool down once from all the heat.
const perRound = 35.0

// rounds is how often the search cools down, and from how much of the heat (0 to 1, in
// powers): small problems are searched again and again from elsewhere, large ones need the
// time for one or two, and who has few steps begins colder.
func (s *search) rounds() (int, float64) {
	most := 3.0
	switch n := len(s.mobile); {
	case n <= 12:
		most = 12
	case n <= 60:
		most = 6
	}
	able := s.left() / float64(len(s.mobile)) / perRound
	return int(max(1, min(able, most))), max(0.2, min(able, 1))
}

// left is how many steps there will yet be, reckoned by those that were.
func (s *search) left() float64 {
	return float64(s.steps) / max(s.gone, 1e-3) * (1 - s.gone)
}

// again starts from the record with other weights; anew: from nothing, where nothing must
// keep its place.
func (s *search) again(ratio float64, anew bool) {
	s.load(s.record.routes)
	if anew && !s.bound {
		s.open()
		for _, q := range s.mobile {
			if s.where[q] != None {
				s.mark(q)
			}
		}
		s.takeOut()
		s.recreate()
		s.missing, _ = s.tally()
		s.open()
	}
	s.setWeights(ratio)
	s.sum = s.total()
}

// heats are where annealing begins and ends: 3 times what a person would notice of the
// highest level that is merely time (or of all), and a little of the lowest.
func (s *search) heats(all bool) (hot, cold float64) {
	if s.small() {
		return s.fewHeats()
	}
	cold = Never
	for _, l := range s.p.Aim {
		if l < Broken || l <= Late && !all {
			continue
		}
		w := s.weight[l-Broken] * scale[l-Broken]
		hot, cold = max(hot, 3*w), min(cold, 0.1*w)
	}
	return hot, cold
}

// anneal steps until so much of the effort is spent, cooling from hot to cold
// (Kirkpatrick and others 1983; the exponential schedule of Christiaens and Vanden Berghe).
func (s *search) anneal(until, hot, cold float64) {
	from := s.gone
	if from >= until || s.ended {
		return
	}
	heat := hot
	for {
		s.step(heat)
		if s.spent() || s.gone >= until {
			return
		}
		heat = hot * math.Pow(cold/hot, (s.gone-from)/(until-from))
	}
}

// runLean searches where only vehicles and the way count.
func (s *search) runLean() {
	leg, hot := s.sum[Distance-Broken]/float64(len(s.p.Stops)+1), shortHot
	if s.fewer() {
		s.fleet(fleetShare, leg*fleetHeat)
		s.limit, hot = int32(s.record.sum[Vehicles-Broken]), fleetHot
	} else {
		s.anneal(probing, leg*fleetHeat, leg*fleetHeat)
	}
	rounds := max(1, min(leanRounds, math.Floor(s.left()/float64(len(s.mobile))/againSteps)))
	if rounds > 1 {
		hot *= hotter
	}
	from, ease := s.gone, s.ease()
	for k := range int(rounds) {
		s.again(1, false)
		until, heat := from+(1-from)*float64(k+1)/rounds, leg*max(hot*ease, 5*coldLegs)
		if s.fewer() {
			s.swing(s.gone+(until-s.gone)*swingShare, heat, leg)
		}
		s.anneal(until, heat, leg*coldLegs)
	}
}

// ease is how hot the search can afford to begin, 0 to 1: it has steps enough left to cool
// down from there, reckoned by those it has made.
func (s *search) ease() float64 {
	return min(1, s.left()/float64(len(s.mobile))/fullSteps)
}

// fewer is whether the aim asks for few vehicles before a short way.
func (s *search) fewer() bool {
	for _, l := range s.p.Aim {
		if l == Vehicles || l == Distance {
			return l == Vehicles
		}
	}
	return false
}
