package day

import (
	"context"
	"encoding/json"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/shared/dispatch"
	"sambang/internal/sim/phone"
)

// pause lets as much of life's time pass, give or take a third.
func (c *courier) pause(ctx context.Context, d time.Duration) {
	share := 0.67 + c.dice.Float64()*0.66
	wait(ctx, time.Duration(float64(d)*share/c.live.Pace))
}

// glance is how many positions lie between two looks at the app on the way.
const glance = 10

// drive rides to a place while his phone reports. He starts where he is, or from
// the place given when only a restart knows where that is. At a crossing now and
// then he looks whether somebody asks him. The phone tells the speed of life, not
// of the demo's pace.
func (c *courier) drive(ctx context.Context, from, to geo.Point) error {
	if c.known {
		from = c.at
	}
	c.known = true
	road := phone.NewRoad(from, to, c.dice)
	gait, gone, last := phone.Gait{Usual: c.KMH}, 0.0, time.Now()
	for n := 1; gone < road.Metres(); n++ {
		if n%glance == 0 {
			c.answerOffers(ctx)
		}
		if !wait(ctx, c.live.Every) {
			return ctx.Err()
		}
		speed, now := gait.Next(c.dice), time.Now()
		gone += speed * c.live.Pace * now.Sub(last).Seconds()
		last = now
		point, bearing := road.At(gone)
		c.at, c.battery = point, max(14, c.battery-0.02)
		fix := phone.Fix{At: c.house.Clock.Now(), Point: phone.Offset(point, c.dice.NormFloat64()*3, c.dice.NormFloat64()*3), Speed: speed,
			Bearing: bearing, Accuracy: 4 + float64(c.dice.IntN(9)), Battery: c.battery}
		if err := c.tracker.Post(ctx, fix); err != nil && ctx.Err() == nil {
			c.live.Log.Debug("demo: a position waits", "courier", c.Key, "waiting", c.tracker.Waiting(), "error", err)
		}
	}
	c.at = to
	return ctx.Err()
}

// answerOffers accepts what he is asked while he rides. Without signal nothing is
// lost: he looks again.
func (c *courier) answerOffers(ctx context.Context) {
	if _, err := c.app.Sync(ctx); err != nil {
		return
	}
	for _, raw := range c.app.Rows("job") {
		var j jobRow
		if json.Unmarshal(raw, &j) != nil || j.State != dispatch.Offered || j.Worker != c.worker() {
			continue
		}
		if err := c.say(ctx, deliveryRow{ID: j.Subject}, "dispatch.accept", dispatch.Accept{Job: j.ID}); err != nil {
			return
		}
	}
}
