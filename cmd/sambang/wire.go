package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	figures "sambang/internal/bench"
	"sambang/internal/house"
	"sambang/internal/sim/call"
	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
	"sambang/internal/sim/kasaba"
)

// demo serves an invented health centre with couriers under way.
func demo(ctx context.Context, args []string, out io.Writer) error {
	var c config
	f := c.flags("demo")
	c.serverFlags(f)
	pace := f.Float64("pace", 2, "how many times faster than life the couriers are")
	still := f.Bool("still", false, "nobody moves and no families are entered: for the tests that play every part themselves")
	crowd := f.Bool("crowd", false, "with --still: the families of the four health centres are entered all the same")
	weeks := f.Int("history", remembered, "how many weeks the demo remembers when it is first started; 0: the last days only, as with --still")
	if err := f.Set("data", "data/demo"); err != nil {
		return err
	}
	if err := c.parse(f, args); err != nil {
		return err
	}
	c.invented = true
	if *still {
		*weeks = 0
	}
	if *weeks > 0 && c.empty() {
		fmt.Fprintf(out, "Writing %d weeks of invented history; http://%s/demo shows how far it is.\n", *weeks, c.listen)
	}
	d, err := c.furnish(ctx, *weeks)
	if err != nil {
		return err
	}
	return c.serve(ctx, out, func(_ context.Context, h *house.House) error {
		c.tellLogins(out, h.Address, d.Name)
		if *crowd || !*still {
			h.Go(func(ctx context.Context) { settle(ctx, h, d) })
		}
		if *still {
			return nil
		}
		h.Go(func(ctx context.Context) {
			to := day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: &day.Clock{}}
			if err := d.Run(ctx, to, day.Live{Address: h.Address, Log: h.Log, Pace: *pace}); err != nil && ctx.Err() == nil {
				h.Log.Error("demo", "error", err)
			}
		})
		h.Go(func(ctx context.Context) {
			to := call.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: h.Clock, Errands: h.Errands}
			if err := call.Run(ctx, to, h.Zone(ctx), call.Live{Address: h.Address, Log: h.Log, Pace: *pace}); err != nil && ctx.Err() == nil {
				h.Log.Error("demo: the home visits", "error", err)
			}
		})
		h.Go(func(ctx context.Context) {
			to := kasaba.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: h.Clock, Errands: h.Errands,
				Missed: func(err error) { h.Log.Info("demo: the massages go on without it", "error", err) }}
			if err := kasaba.Run(ctx, to, kasaba.Live{Address: h.Address, Log: h.Log}); err != nil && ctx.Err() == nil {
				h.Log.Error("demo: the massages", "error", err)
			}
		})
		return nil
	})
}

// settle enters the families of the four health centres while the desk is open:
// it takes longer than anybody wants to wait for a door.
func settle(ctx context.Context, h *house.House, d *day.Day) {
	homes, err := d.Homes(ctx, day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: &day.Clock{}})
	if err == nil {
		to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: h.Clock}
		centres := census.Demo(d.Slug, day.Facility(), homes)
		if err = census.Texts(ctx, to, centres); err == nil {
			err = census.Everybody(ctx, to, centres)
		}
		if err == nil {
			err = census.Letters(ctx, to, centres[2], centres[0]) // from a town to the health centre whose day is played
		}
	}
	if err != nil && ctx.Err() == nil {
		h.Log.Error("demo: the families", "error", err)
	}
}

// tellLogins prints who can sign in: everybody here is invented.
func (c *config) tellLogins(out io.Writer, address, name string) {
	fmt.Fprintln(out, "Begin at", address+"/demo")
	fmt.Fprintf(out, "\n%s: everything here is invented. Sign in with phone number and password:\n", name)
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, l := range c.visitors {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", l.Role, l.Phone, l.Password, l.Name)
	}
	_ = table.Flush()
}

// bench prints the figures we promise, as they are on this machine.
func bench(ctx context.Context, args []string, out io.Writer) error {
	return figures.Run(ctx, args, out)
}
