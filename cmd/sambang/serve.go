package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"

	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/operate"
	"sambang/internal/sim/day"
)

// errTestClock says that the test clock would be open to others.
var errTestClock = errors.New("--test-clock is for this machine only: listen on 127.0.0.1")

func serve(ctx context.Context, args []string, out io.Writer) error {
	var c config
	f := c.flags("serve")
	c.serverFlags(f)
	if err := c.parse(f, args); err != nil {
		return err
	}
	return c.serve(ctx, out, nil)
}

// serve opens the house and answers until ctx ends. Then, which may be nil, is
// called once everything answers.
func (c *config) serve(ctx context.Context, out io.Writer, then func(context.Context, *house.House) error) error {
	log, level := operate.NewLog(os.Stderr)
	if c.invented {
		level.Set(slog.LevelWarn) // whoever tries the demo wants to read its addresses
	}
	l := c.listening()
	l.Log = log
	if err := l.Check(); err != nil {
		return err
	}
	hc := c.house()
	hc.Log = log
	if c.testClock {
		if l.Secure() || operate.Loopback(c.listen) != nil {
			return errTestClock
		}
		hc.Clock = house.NewTestClock()
		fmt.Fprintln(out, "TEST CLOCK: time stands still here and PUT /test/clock moves it. Never on real data.")
	}
	tiles, err := c.tileSource()
	if err != nil {
		return err
	}
	on := c.on
	if on == nil {
		if on, err = l.Open(); err != nil {
			return err
		}
	}
	hc.Address = c.reached(on.Addr())
	h, err := house.Open(ctx, hc)
	if err != nil {
		_ = on.Close()
		return err
	}
	defer h.Close()
	figures := operate.NewFigures()
	handler, err := h.Handler(house.Doors{Secure: l.Secure(), Proxied: c.proxied, Tiles: tiles, Visitors: c.visitors, Played: day.Facility(),
		Guard: api.Guard{Log: log, TLS: l.Secure(), Measure: figures.Measure}})
	if err != nil {
		return err
	}
	stopAdmin, err := c.openAdmin(operate.AdminHandler(figures, level), out)
	if err != nil {
		return err
	}
	defer stopAdmin()
	h.Run()
	if err := c.tellStart(ctx, h, out); err != nil {
		return err
	}
	if then != nil {
		if err := then(ctx, h); err != nil {
			return err
		}
	}
	return l.Serve(ctx, on, handler, h.BeginStop)
}

// tellStart prints where to go, and starts the nightly copies.
func (c *config) tellStart(ctx context.Context, h *house.House, out io.Writer) error {
	fmt.Fprintln(out, "sambang answers at", h.Address)
	first, err := h.FirstRunLink(ctx)
	if err != nil {
		return err
	}
	if first != "" && !c.invented {
		fmt.Fprintln(out, "There is no health centre yet. Open this link once to begin:", first)
	}
	if c.copyTo == "" {
		return nil
	}
	night := operate.Nightly{DB: h.DB, Folder: c.copyTo, Manifest: func() operate.Manifest { return manifest(h) }, Clock: h.Clock, Zone: h.Zone, Log: h.Log}
	h.Go(night.Run)
	return nil
}

// openAdmin opens the listener of figures and profiles, on loopback only.
func (c *config) openAdmin(h http.Handler, out io.Writer) (stop func(), err error) {
	if c.admin == "" {
		return func() {}, nil
	}
	if err := operate.Loopback(c.admin); err != nil {
		return nil, fmt.Errorf("--admin: %w", err)
	}
	on, err := net.Listen("tcp", c.admin)
	if err != nil {
		return nil, err
	}
	srv := &http.Server{Handler: h}
	go func() { _ = srv.Serve(on) }()
	fmt.Fprintf(out, "figures and profiles at http://%s/metrics\n", on.Addr())
	return func() { _ = srv.Close() }, nil
}
