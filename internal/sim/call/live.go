package call

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/phone"
)

// Live says how the day goes on. The zero value of each field stands for what suits
// a demo.
type Live struct {
	// Address is the server's origin, to which the drivers' phones speak.
	Address string
	Log     *slog.Logger
	// Pace is how many times faster than life teams drive and hands move: 2.
	Pace float64
	// Call is the time after which somebody else may call: 2 minutes.
	Call time.Duration
	// AtOnce is how many requests are open at once by the demo's own doing: 4.
	AtOnce int
}

func (l Live) filled() Live {
	if l.Log == nil {
		l.Log = slog.New(slog.DiscardHandler)
	}
	if l.Pace <= 0 {
		l.Pace = 2
	}
	if l.Call <= 0 {
		l.Call = 2 * time.Minute
	}
	if l.AtOnce == 0 {
		l.AtOnce = 4
	}
	return l
}

// every is the time between two positions of a phone.
const every = 3 * time.Second

// Run lets people call and teams drive until ctx ends.
func Run(ctx context.Context, h House, zone *time.Location, l Live) error {
	c, err := readCast()
	if err != nil {
		return err
	}
	l, v := l.filled(), speak(ctx, h)
	phones, err := v.phones()
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	defer all.Wait()
	for i, t := range teams {
		o := &outing{voice: v, live: l, team: t, zone: zone, at: c.base(), base: c.base(), dice: rand.New(rand.NewPCG(uint64(i), 17)), battery: 88,
			tracker: &phone.Tracker{URL: l.Address + "/phone/" + phones[t.members[1]]}}
		all.Go(func() { o.run(ctx) })
	}
	all.Go(func() { v.callers(ctx, c, zone, l) })
	return nil
}

// phones enrols the drivers' tracking apps and gives their secrets.
func (v voice) phones() (map[string]string, error) {
	out := map[string]string{}
	for _, t := range teams {
		driver := t.members[1]
		if _, err := v.say(as("pengatur-sempu"), "phone "+driver, "workforce.enrol_phone", workforce.EnrolPhone{Phone: named("phone " + driver), Worker: worker(driver),
			Label: "HP " + t.sign, Kind: "traccar", Brand: workforce.Brands[0]}); err != nil {
			return nil, err
		}
	}
	err := v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		all, err := workforce.OpenPhones(tx, Facility())
		for _, t := range teams {
			for _, p := range all {
				if p.ID == named("phone "+t.members[1]) {
					out[t.members[1]] = p.Secrets(v.Keys).Token
				}
			}
		}
		return err
	})
	return out, err
}

func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// callers lets somebody call now and then, and the desk send a team.
func (v voice) callers(ctx context.Context, c cast, zone *time.Location, l Live) {
	for ok := true; ok; ok = wait(ctx, l.Call) {
		if err := v.next(c, zone, l); err != nil && ctx.Err() == nil {
			l.Log.Warn("demo: nobody could call", "error", err)
		}
	}
}

func (v voice) next(c cast, zone *time.Location, l Live) error {
	open, err := v.open()
	if err != nil || len(open) >= l.AtOnce {
		return err
	}
	now := v.Clock.Now()
	name := fmt.Sprintf("live %d", now)
	if _, err := v.say(as("pengatur-sempu"), name, "need.request", c.request(c.call(name))); err != nil {
		return err
	}
	busy := map[ident.ID]int{}
	for _, o := range open {
		busy[o.Team]++
	}
	day := midnight(now, zone).Format(time.DateOnly)
	to := teams[0]
	if busy[teams[1].id(day)] < busy[to.id(day)] {
		to = teams[1]
	}
	if len(open) == 3 {
		return nil // one is left for whoever tries the desk
	}
	_, err = v.say(as("pengatur-sempu"), name+" send", "visit.send", homevisit.Send{Visit: requestID(name), Team: to.id(day)})
	return err
}

// open lists the visits that are not over.
func (v voice) open() (all []homevisit.Visit, err error) {
	err = v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		all, err = homevisit.Visits.Where(tx, "facility_id = $1 AND state <> $2 AND merged = '' ORDER BY started_at, id", Facility(), homevisit.Done)
		return err
	})
	return all, err
}

// outing is a team on its way through the day.
type outing struct {
	voice
	live     Live
	team     team
	zone     *time.Location
	at, base geo.Point
	dice     *rand.Rand
	battery  float64
	tracker  *phone.Tracker
}

func (o *outing) run(ctx context.Context) {
	for wait(ctx, 4*time.Second) {
		visit, there, err := o.first()
		if err == nil && there {
			err = o.serve(ctx, visit)
		}
		if err != nil && ctx.Err() == nil {
			o.live.Log.Warn("demo: a visit waits", "team", o.team.key, "error", err)
			wait(ctx, 20*time.Second)
		}
	}
}

// first is the visit that the team is to do next.
func (o *outing) first() (v homevisit.Visit, there bool, err error) {
	day := midnight(o.Clock.Now(), o.zone).Format(time.DateOnly)
	err = o.DB.Read(o.Ctx, func(tx *store.Tx) error {
		all, err := homevisit.RunningOf(journal.Query{Tx: tx, Facility: Facility(), Now: o.Clock.Now(), Keys: o.Keys}, o.team.id(day))
		if len(all) > 0 {
			v, there = all[0], true
		}
		return err
	})
	return v, there, err
}

// serve takes a visit one step on.
func (o *outing) serve(ctx context.Context, v homevisit.Visit) error {
	home, err := o.home(v)
	if err != nil {
		return err
	}
	health, driver := as(o.team.members[0]), as(o.team.members[1])
	name := string(v.ID) + " "
	switch v.State {
	case homevisit.Sent:
		o.pause(ctx, 40*time.Second)
		_, err = o.say(driver, name+"accept", "visit.accept", homevisit.Accept{Visit: v.ID})
	case homevisit.Accepted:
		o.pause(ctx, 60*time.Second)
		if v.SpokeAt.IsZero() {
			if _, err = o.say(health, name+"spoke", "visit.spoke", homevisit.Speak{Visit: v.ID, Outcome: "Keluarga menjelaskan keadaan, tim berangkat."}); err != nil {
				return err
			}
		}
		_, err = o.say(driver, name+"set out", "visit.set_out", homevisit.SetOut{Visit: v.ID})
	case homevisit.OnTheWay:
		if err = o.drive(ctx, home); err == nil {
			_, err = o.say(driver, name+"arrive", "visit.arrive", homevisit.Arrive{Visit: v.ID})
		}
	case homevisit.Arrived:
		o.pause(ctx, 4*time.Minute)
		if chance(name)%3 == 0 {
			_, err = o.say(health, name+"spot", "visit.done_on_spot", homevisit.FinishOnSpot{Visit: v.ID})
			break
		}
		_, err = o.say(driver, name+"aboard", "visit.aboard", homevisit.TakeAboard{Visit: v.ID})
	case homevisit.Aboard:
		if err = o.drive(ctx, o.base); err == nil {
			_, err = o.say(driver, name+"centre", "visit.at_centre", homevisit.ReachCentre{Visit: v.ID})
		}
	case homevisit.AtCentre:
		o.pause(ctx, 5*time.Minute)
		if v.CareEndedAt.IsZero() {
			_, err = o.say(health, name+"care", "visit.care_ended", homevisit.EndCare{Visit: v.ID})
			break
		}
		_, err = o.say(driver, name+"set off", "visit.set_off_home", homevisit.SetOffHome{Visit: v.ID})
	case homevisit.Returning:
		if err = o.drive(ctx, home); err == nil {
			_, err = o.say(driver, name+"home", "visit.home", homevisit.BringHome{Visit: v.ID})
		}
	}
	return err
}

// home is where the patient is, or the middle of the first village when nobody said.
func (o *outing) home(v homevisit.Visit) (p geo.Point, err error) {
	p = o.base
	err = o.DB.Read(o.Ctx, func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: Facility(), Now: o.Clock.Now(), Keys: o.Keys}
		c, found, err := need.Cases.Get(tx, Facility(), v.ID)
		if err != nil || !found {
			return err
		}
		w, err := need.OpenWhere(q, c)
		if w.Lat != 0 {
			p = geo.Point{Lat: w.Lat, Lon: w.Lon}
		}
		return err
	})
	return p, err
}

// pause lets as much of life's time pass, give or take a third.
func (o *outing) pause(ctx context.Context, d time.Duration) {
	wait(ctx, time.Duration(float64(d)*(0.67+o.dice.Float64()*0.66)/o.live.Pace))
}

// drive goes to a place while the driver's phone reports.
func (o *outing) drive(ctx context.Context, to geo.Point) error {
	road := phone.NewRoad(o.at, to, o.dice)
	gait, gone, last := phone.Gait{Usual: 27}, 0.0, time.Now()
	for gone < road.Metres() {
		if !wait(ctx, every) {
			return ctx.Err()
		}
		speed, now := gait.Next(o.dice), time.Now()
		gone += speed * o.live.Pace * now.Sub(last).Seconds()
		last = now
		point, bearing := road.At(gone)
		o.at, o.battery = point, max(14, o.battery-0.02)
		fix := phone.Fix{At: o.Clock.Now(), Point: phone.Offset(point, o.dice.NormFloat64()*3, o.dice.NormFloat64()*3), Speed: speed, Bearing: bearing,
			Accuracy: 4 + float64(o.dice.IntN(9)), Battery: o.battery}
		if err := o.tracker.Post(ctx, fix); err != nil && ctx.Err() == nil {
			o.live.Log.Debug("demo: a position waits", "team", o.team.key, "error", err)
		}
	}
	o.at = to
	return ctx.Err()
}
