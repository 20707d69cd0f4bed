package kasaba

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/phone"
)

// Live says how the day goes on.
type Live struct {
	// Address is the server's origin, to which the cadres' phones speak; empty: none of them
	// reports where she is.
	Address string
	Log     *slog.Logger
}

// How often somebody looks round (at most one deed each), a phone reports, and a family asks.
const (
	turns = 12 * time.Second
	every = 4 * time.Second
	pause = 4 * time.Minute
	shy   = 30 * time.Minute // how long something is left alone that was refused
)

// Going is the health centre while its days go on: five cadres make their visits, families
// answer and book, the desk writes and finds other hours. The visits of the sixth are left to
// whoever plays her; of hers, only those that nobody came to for an hour are moved.
type Going struct {
	*play
	live Live
	// missed: something was refused in this turn; rest: until when a thing is left alone for it.
	missed bool
	rest   map[string]instant.Instant
	// seen is when an offer was first seen, nextAsk from when on a family may ask.
	seen    map[string]instant.Instant
	nextAsk instant.Instant
	phones  map[ident.ID]*phone.Tracker
	ways    []*way
}

// running is the journal's clock, which nobody puts to another time.
type running struct{ instant.Clock }

// Put does nothing.
func (running) Put(instant.Instant) {}

// Enter is the health centre as it is now; nil: there is none.
func Enter(ctx context.Context, h House, l Live) (*Going, error) {
	if l.Log == nil {
		l.Log = slog.New(slog.DiscardHandler)
	}
	g := &Going{live: l, rest: map[string]instant.Instant{}, seen: map[string]instant.Instant{}, phones: map[ident.ID]*phone.Tracker{}}
	tell := h.Missed
	h.Missed = func(err error) {
		g.missed = true
		if tell != nil {
			tell(err)
		}
	}
	v := speak(ctx, h, running{h.Clock})
	there := false
	v.Ask(func(q journal.Query) (err error) {
		_, there, err = registry.Facilities.Get(q.Tx, Facility(), Facility())
		return err
	})
	if v.Err != nil || !there {
		return nil, v.Err
	}
	p, err := v.open(h.Clock.Now())
	if err != nil {
		return nil, err
	}
	g.play = p
	g.asked = 1000 + int(g.now.Time().Unix()/60)%8000 // telephones that nobody has yet
	g.look()
	g.strangers()
	if l.Address != "" {
		g.enrol()
	}
	return g, p.Err
}

// strangers leaves those of the register who have never asked for a visit.
func (g *Going) strangers() {
	g.Ask(func(q journal.Query) error {
		all, err := massage.Bookings.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		asked := map[ident.ID]bool{}
		for _, b := range all {
			asked[b.Parent] = true
		}
		for v, list := range g.known {
			g.known[v] = slices.DeleteFunc(list, func(f family) bool { return asked[f.parent.Person] })
		}
		return err
	})
}

// Run lets the days go on until ctx ends. Where the health centre is not, nothing happens.
func Run(ctx context.Context, h House, l Live) error {
	g, err := Enter(ctx, h, l)
	if err != nil || g == nil {
		return err
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for n := 0; ; n++ {
		if n%int(turns/every) == 0 {
			if err := g.Turn(); err != nil && ctx.Err() == nil {
				g.live.Log.Warn("demo: the massages wait", "error", err)
			}
		}
		g.report(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// Turn is one look round: the first thing that is due is done, and nothing else.
func (g *Going) Turn() error {
	g.Err, g.now = nil, g.Dial.Now()
	g.last = g.midnight(g.now)
	for _, deed := range []func() bool{g.visits, g.left, g.answers, g.places, g.writes, g.rates, g.cases, g.asks} {
		if did := deed(); did || g.Err != nil {
			break
		}
	}
	g.Flush()
	return g.Err
}

// between reports whether it is that time of the day.
func (g *Going) between(from, to float64) bool {
	return !g.now.Before(hour(g.last, from)) && g.now.Before(hour(g.last, to))
}

// once is a name that no other command has.
func (g *Going) once(what string, id ident.ID) string {
	return fmt.Sprintf("live %s %s %d", what, id, g.now)
}

// tried says what was said about a thing, and leaves the thing alone for a while where it was
// refused: whoever tries the demo has done something else with it.
func (g *Going) tried(key string) bool {
	g.missed = false
	g.Flush()
	if g.missed {
		g.rest[key] = g.now.Add(shy)
	}
	return true
}

func (g *Going) rests(key string) bool { return g.rest[key].After(g.now) }

// asks lets a family book ahead, now and then, so that the next days stay full.
func (g *Going) asks() bool {
	if g.now.Before(g.nextAsk) || !g.between(6, 21) {
		return false
	}
	there := g.taken(g.date(g.last))
	for n := range ahead {
		day := g.last.AddDate(0, 0, n+1)
		for _, c := range g.cadres {
			key := string(c.id()) + g.date(day)
			want := (g.most(c, day)*share(n+1, true) + 50) / 100
			if there[key] >= want || g.rests(key) || !slices.Contains(c.days, int64((day.Weekday()+6)%7+1)) {
				continue
			}
			g.nextAsk = g.now.Add(pause)
			if !g.ask(g.once("ask", c.id()), c, day) {
				g.rest[key] = g.now.Add(6 * time.Hour) // nothing is free on that day
				continue
			}
			return true
		}
	}
	return false
}

// enrol gives the five their telephones.
func (g *Going) enrol() {
	for _, c := range g.cadres {
		if c.key != visited {
			g.Say(desk(), "phone "+c.key, "workforce.enrol_phone", enrolment(c))
		}
	}
	g.Ask(func(q journal.Query) error {
		all, err := phonesOf(q, g.cadres)
		for id, token := range all {
			g.phones[id] = &phone.Tracker{URL: g.live.Address + "/phone/" + token}
		}
		return err
	})
}

// diced is chance for one thing's way.
func diced(id ident.ID) *rand.Rand { return rand.New(rand.NewPCG(uint64(chance(string(id))), 17)) }
