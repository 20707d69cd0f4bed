package main

import (
	"context"
	"errors"
	"io"

	"sambang/internal/house"
)

// play fills the demo and moves its couriers; measure prints the figures. Both are
// set where their packages are wired.
type hooks struct {
	play    func(ctx context.Context, h *house.House, address string, out io.Writer) error
	measure func(ctx context.Context, args []string, out io.Writer) error
}

// wired names what is played and measured.
func wired() hooks { return hooks{} }

var errNotWired = errors.New("this program was built without it")

// demo serves an invented health centre with couriers under way.
func demo(ctx context.Context, args []string, out io.Writer) error {
	var c config
	f := c.flags("demo")
	c.serverFlags(f)
	if err := f.Set("data", "data/demo"); err != nil {
		return err
	}
	if err := c.parse(f, args); err != nil {
		return err
	}
	play := wired().play
	if play == nil {
		return errNotWired
	}
	c.invented = true
	return c.serve(ctx, out, func(ctx context.Context, h *house.House) error {
		go func() {
			if err := play(ctx, h, h.Address, out); err != nil && ctx.Err() == nil {
				h.Log.Error("demo", "error", err)
			}
		}()
		return nil
	})
}

func bench(ctx context.Context, args []string, out io.Writer) error {
	if wired().measure == nil {
		return errNotWired
	}
	return wired().measure(ctx, args, out)
}
