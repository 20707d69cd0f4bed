package day

import (
	"context"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/sim/phone"
)

// pause lets as much of life's time pass, give or take a third.
func (c *courier) pause(ctx context.Context, d time.Duration) {
	share := 0.67 + c.dice.Float64()*0.66
	wait(ctx, time.Duration(float64(d)*share/c.live.Pace))
}

// drive rides from one place to another while his phone reports. He starts where
// he is if that is nearer to the start than a village (he was moved by a restart
// otherwise). The phone tells the speed of life, not of the demo's pace.
func (c *courier) drive(ctx context.Context, from, to geo.Point) error {
	if c.at.Metres(from) < 150 {
		from = c.at
	}
	road := phone.NewRoad(from, to, c.dice)
	gait, gone, last := phone.Gait{Usual: c.KMH}, 0.0, time.Now()
	for gone < road.Metres() {
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
