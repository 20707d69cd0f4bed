package whatif

import (
	"cmp"
	"math"
	"slices"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// The streams of luck: each thing that is drawn has one of its own.
const (
	ofRain = iota
	ofMother
	ofApplicant
	ofNewcomer
	ofCall
	ofSkip
	ofWay
	ofService
	ofCare
)

// mother is somebody who takes part, or would like to.
type mother struct {
	id         ident.ID
	home, work geo.Point
	// at is the minute of the day at which her bottles are ready.
	at int
	// applied and until are days played, from 0: when she asked (0 also for who waited
	// before), and the first day on which her baby is too old.
	applied, until int
	// begun is the first day she is fetched from, none before she is admitted.
	begun int
	tried int // the state of the list when she last did not fit
	luck  chance
}

const none = -1

// call is a request that comes in.
type call struct {
	id    ident.ID
	kind  int // index of Rates.Calls
	day   int
	asked instant.Instant
	at    geo.Point
	luck  chance
}

// drawn is what happens whatever the health centre does.
type drawn struct {
	first   instant.Instant // midnight of the first day
	days    int
	rain    []bool
	mothers []mother
	calls   [][]call // a day each, in their order
}

// draw makes the days of a seed: the same for every scenario that changes no demand, and
// for one that does, the same requests and more.
func draw(r Rates, first instant.Instant, days int, seed uint64) drawn {
	root := chance(mix(seed + 1))
	d := drawn{first: first, days: days}
	for n := range days {
		d.rain = append(d.rain, root.of(ofRain).of(n).unit() < r.Travel.RainShare)
		d.calls = append(d.calls, drawCalls(r, d.midnight(n), n, root.of(ofCall).of(n)))
	}
	if r.Standing != nil {
		d.mothers = drawMothers(r, root, days)
	}
	return d
}

func (d drawn) midnight(day int) instant.Instant {
	return d.first.Add(time.Duration(day) * 24 * time.Hour)
}

// weekday of a day played, 1 Monday to 7 Sunday: the first one is a Monday.
func weekday(day int) int { return day%7 + 1 }

func drawCalls(r Rates, midnight instant.Instant, day int, luck chance) []call {
	var out []call
	for k, c := range r.Calls {
		week := 0.0
		for _, w := range c.Weekdays {
			week += w
		}
		of := luck.of(k)
		for i := range of.of(0).count(c.ADay * 7 * c.Weekdays[weekday(day)-1] / week) {
			one := of.of(i + 1)
			minute := float64(one.of(0).pick(c.Hours))*60 + 60*one.of(1).unit()
			out = append(out, call{id: name("call", one), kind: k, day: day,
				asked: midnight.Add(time.Duration(minute * float64(time.Minute)).Truncate(time.Second)), at: somewhere(r, one.of(2)), luck: one})
		}
	}
	slices.SortStableFunc(out, func(a, b call) int { return cmp.Or(cmp.Compare(a.asked, b.asked), cmp.Compare(a.id, b.id)) })
	return out
}

func drawMothers(r Rates, root chance, days int) []mother {
	m := r.Standing
	var out []mother
	add := func(stream, n, applied, begun int, share float64) {
		luck := root.of(stream).of(n)
		home := somewhere(r, luck.of(0))
		weeks := m.Weeks
		if share < 1 {
			weeks *= share
		}
		out = append(out, mother{id: name("mother", luck), home: home, work: strewn(home, m.WorkMetres, luck.of(1)),
			at: luck.of(2).pick(m.Hours)*60 + 5*int(luck.of(3).unit()*12), applied: applied, begun: begun, tried: none,
			until: applied + int(math.Ceil(weeks*7)), luck: luck})
	}
	for n := range m.Mothers {
		add(ofMother, n, 0, 0, root.of(ofMother).of(n).of(4).unit())
	}
	for n := range m.Waiting {
		add(ofApplicant, n, 0, none, root.of(ofApplicant).of(n).of(4).unit())
	}
	for day := range days {
		luck := root.of(ofNewcomer).of(day)
		for n := range luck.count(m.ApplyAWeek / 7) {
			add(ofNewcomer, day*mostADay+n+days, day, none, 1)
		}
	}
	return out
}

// somewhere is the door of somebody of one of the villages.
func somewhere(r Rates, luck chance) geo.Point {
	shares := make([]float64, len(r.Villages))
	for i, v := range r.Villages {
		shares[i] = v.Share
	}
	v := r.Villages[luck.of(0).pick(shares)]
	return strewn(v.At, v.Metres, luck.of(1))
}

// strewn is a point around a middle: two of three within metres, none beyond twice.
func strewn(p geo.Point, metres float64, luck chance) geo.Point {
	const degree = 111_195 // metres of a degree of latitude on geo.EarthRadius
	off := func(n int) float64 { return min(2, max(-2, luck.of(n).normal())) * metres / math.Sqrt2 / degree }
	return geo.Point{Lat: p.Lat + off(0), Lon: p.Lon + off(1)/math.Cos(p.Lat*math.Pi/180)}
}

// name is the id of something drawn.
func name(kind string, luck chance) ident.ID {
	return ident.Derive(ident.Named("whatif:"+kind), int(luck>>1))
}
