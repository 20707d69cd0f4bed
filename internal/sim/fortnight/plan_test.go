package fortnight_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"sambang/internal/core/instant"
)

// The fortnight begins on a Monday at midnight in Jakarta.
var (
	first = instant.Of(time.Date(2026, 3, 1, 17, 0, 0, 0, time.UTC))
	last  = first.Add(14 * 24 * time.Hour)
)

// step is something that somebody does at a moment of the true time.
type step struct {
	at   instant.Instant
	kind string
	// request and other are numbers; centre is where.
	request, other, centre int
	who                    string
	// heard and written are how long before the step; came is how long after the
	// request's true beginning.
	heard, written, came time.Duration
	// hidden is how long the sender's phone has no signal after the step; witness is
	// how long after it the server sees the command without taking it. Zero: at once, never.
	hidden, witness time.Duration
	// exact puts the step at the deadline itself, or this much after it.
	exact bool
	past  time.Duration
	// alone: the second person never says yes.
	alone bool
	red   bool
	// clock is how wrong the sender's clock is.
	clock time.Duration
}

// plan is everything that happens in a fortnight, decided before it begins.
type plan struct {
	steps []step
	dice  *rand.Rand
	n     int
}

// downs are the times at which the server does not run; one of them is a whole day.
type span struct{ from, to instant.Instant }

// jump sets the server's wall clock off by an hour for some time.
type jump struct {
	span
	by time.Duration
}

// weather is what befalls the server.
type weather struct {
	downs []span
	jumps []jump
}

func (w weather) down(t instant.Instant) (until instant.Instant, down bool) {
	for _, d := range w.downs {
		if !t.Before(d.from) && t.Before(d.to) {
			return d.to, true
		}
	}
	return t, false
}

func (w weather) wall(t instant.Instant) instant.Instant {
	for _, j := range w.jumps {
		if !t.Before(j.from) && t.Before(j.to) {
			return t.Add(j.by)
		}
	}
	return t
}

// minutes draws a time between two numbers of minutes.
func (p *plan) minutes(from, to int) time.Duration {
	return time.Duration(from)*time.Minute + p.upTo(time.Duration(to-from)*time.Minute)
}

// upTo draws a time below another, in milliseconds: no clock of ours is finer.
func (p *plan) upTo(d time.Duration) time.Duration {
	return time.Duration(p.dice.Int64N(d.Milliseconds())) * time.Millisecond
}

func (p *plan) chance(percent int) bool { return p.dice.IntN(100) < percent }

// weather draws twelve restarts, a day of downtime and six jumps of the clock.
func (p *plan) weather() weather {
	var w weather
	w.downs = append(w.downs, span{first.Add(5*24*time.Hour + 3*time.Hour), first.Add(6*24*time.Hour + 3*time.Hour)})
	for range 12 {
		from := first.Add(p.upTo(13 * 24 * time.Hour))
		w.downs = append(w.downs, span{from, from.Add(p.minutes(1, 90))})
	}
	for i := range 6 {
		from := first.Add(time.Duration(2*i)*24*time.Hour + p.minutes(60, 1200))
		by := time.Hour
		if i%2 == 1 {
			by = -time.Hour
		}
		w.jumps = append(w.jumps, jump{span{from, from.Add(p.minutes(20, 300))}, by})
	}
	return w
}

// clocks are how wrong phones are.
var clocks = []time.Duration{0, 0, 0, 0, 90 * time.Second, -4 * time.Minute, 26 * time.Hour, -2 * 365 * 24 * time.Hour, 2 * 365 * 24 * time.Hour}

// draw plans requests; one in nine is told of twice.
func draw(seed uint64, requests int) (*plan, weather) {
	p := &plan{dice: rand.New(rand.NewPCG(seed, 1))}
	w := p.weather()
	for p.n < requests {
		at := first.Add(p.upTo(last.Sub(first) - 12*time.Hour))
		p.request(at)
	}
	slices.SortStableFunc(p.steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	return p, w
}

func (p *plan) add(s step) { p.steps = append(p.steps, s) }

// ask lets a need come in and says its number.
func (p *plan) ask(at instant.Instant, centre int) int {
	n := p.n
	p.n++
	s := step{at: at, kind: "ask", request: n, centre: centre, who: "desk", red: p.chance(15)}
	switch p.dice.IntN(6) {
	case 0: // by telephone: the form was opened a while before it was saved
		s.heard = p.minutes(1, 12)
	case 1: // from a paper of the night
		s.written = p.minutes(20, 600)
	case 2: // a driver found somebody, with or without signal
		s.who, s.clock = "driver", clocks[p.dice.IntN(len(clocks))]
		if s.clock <= 0 && p.chance(30) { // a clock that is ahead is cut to now, and what it heard before with it
			s.heard = p.minutes(1, 12)
		}
		if p.chance(50) {
			s.hidden = p.minutes(5, 400)
		}
	}
	p.add(s)
	return n
}

// request draws one story.
func (p *plan) request(at instant.Instant) {
	centre := p.dice.IntN(3)
	n := p.ask(at, centre)
	does := func(kind, who string, after time.Duration) *step {
		p.add(step{at: at.Add(after), kind: kind, request: n, centre: centre, who: who})
		return &p.steps[len(p.steps)-1]
	}
	does("send", "desk", p.minutes(13, 40))
	story := p.dice.IntN(14)
	if p.chance(14) {
		p.twice(at, n, centre)
		story = []int{0, 4, 5, 14}[p.dice.IntN(4)]
	}
	switch story {
	case 0, 1, 2, 3: // as it should be
		does("arrive", "doctor", p.minutes(45, 200))
		does("aboard", "driver", p.minutes(201, 330))
	case 4: // a driver alone at the door is no health worker; he takes the patient along later
		does("arrive", "driver", p.minutes(60, 180))
		does("aboard", "driver", p.minutes(150, 420))
	case 5: // too late
		does("aboard", "driver", p.minutes(241, 700))
	case 6: // nobody comes, and sooner or later the rice does
		does("give", "driver", p.minutes(600, 3000))
	case 7: // without signal: in time by the driver's own clock
		s := does("aboard", "driver", p.minutes(60, 230))
		s.hidden = p.minutes(10, 900)
		s.clock = clocks[p.dice.IntN(len(clocks))]
		if p.chance(50) {
			s.witness = p.minutes(1, 300)
		}
		p.proofs(does)
	case 8: // handed on
		does("hand_on", "doctor", p.minutes(30, 420))
	case 9: // they think better of it
		does("withdraw", "patient", p.minutes(20, 400))
	case 10: // somebody thinks that it was none
		does([]string{"dismiss", "cancel"}[p.dice.IntN(2)], "officer", p.minutes(20, 500)).alone = p.chance(40)
	case 11: // to the millisecond
		s := does("aboard", "driver", fourHours)
		s.exact, s.past = true, time.Duration(p.dice.IntN(2))*time.Millisecond
	case 12: // late, and the books are set right by two, or by one who cannot
		does("aboard", "driver", p.minutes(260, 600))
		does("reverse", "officer", p.minutes(700, 2000)).alone = p.chance(50)
	case 13: // nobody says anything, but the patient or a call-back does
		p.proofs(does)
	}
}

// proofs are what comes after: the patient's code, a call-back, within the days for
// it or after them.
func (p *plan) proofs(does func(string, string, time.Duration) *step) {
	switch p.dice.IntN(4) {
	case 0:
		does("confirm", "patient", p.minutes(250, 8000)).came = p.minutes(100, 300)
	case 1:
		s := does("call_back", "officer", p.minutes(250, 4000))
		s.came, s.alone = p.minutes(100, 300), p.chance(40)
	case 2:
		does("confirm", "patient", p.minutes(10_500, 12_000)).came = p.minutes(100, 230) // too late to prove anything
	}
}

// twice lets the same thing be told of by somebody else, and merges the two; it may
// have been a mistake.
func (p *plan) twice(at instant.Instant, n, centre int) {
	again := at.Add(p.minutes(3, 90))
	m := p.ask(again, centre)
	merge := again.Add(p.minutes(15, 200))
	p.add(step{at: merge, kind: "merge", request: n, other: m, centre: centre, who: "officer", alone: p.chance(20)})
	if p.chance(50) {
		p.add(step{at: merge.Add(p.minutes(10, 600)), kind: "unmerge", request: n, other: m, centre: centre, who: "officer", alone: p.chance(20)})
	}
}
