package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"time"

	"sambang/internal/core/store"
	visit "sambang/internal/door/demo"
	"sambang/internal/house"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/call"
	"sambang/internal/sim/census"
	"sambang/internal/sim/day"
	"sambang/internal/sim/kasaba"
	"sambang/internal/sim/mothers"
	"sambang/internal/sim/sellers"
)

// remembered is how many weeks the demo remembers: half a year; remembersCalls how
// many days of home visits.
const (
	remembered     = 26
	remembersCalls = 40
)

// furnish writes the invented health centre before anybody is answered: the clock
// is put back for it, so that what happened in spring was recorded in spring. The
// past is written beside the demo's folder and moved there when it is whole: a start
// that was broken off leaves nothing half.
func (c *config) furnish(ctx context.Context, weeks int) (*day.Day, error) {
	making := &visit.Making{Of: weeks}
	if weeks == 0 || !c.empty() {
		return c.write(ctx, c.data, weeks, making)
	}
	open, err := c.tellMaking(making)
	if err != nil {
		return nil, err
	}
	defer open()
	beside := c.data + ".making"
	if err := os.RemoveAll(beside); err != nil {
		return nil, err
	}
	d, err := c.write(ctx, beside, weeks, making)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(c.data); err != nil && !errors.Is(err, fs.ErrNotExist) { // it is empty
		return nil, err
	}
	return d, os.Rename(beside, c.data)
}

// empty reports whether the demo's folder has nothing in it, and nothing lies elsewhere.
func (c *config) empty() bool {
	there, err := os.ReadDir(c.data)
	return c.database == "" && c.keys == "" && len(there) == 0 && (err == nil || errors.Is(err, fs.ErrNotExist))
}

// tellMaking opens the door already and shows there how far the past has come. What
// it gives closes it again; whoever knocks in between is kept waiting by the system,
// not sent away. A door with TLS stays shut until all is ready.
func (c *config) tellMaking(m *visit.Making) (closed func(), err error) {
	l := c.listening()
	if l.Secure() {
		return func() {}, nil
	}
	if c.on, err = l.Open(); err != nil {
		return nil, err
	}
	tcp, ok := c.on.(*net.TCPListener)
	if !ok {
		return func() {}, nil
	}
	file, err := tcp.File()
	if err != nil {
		return func() {}, nil // not every system lets two listen at one door
	}
	defer file.Close()
	second, err := net.FileListener(file)
	if err != nil {
		return func() {}, nil
	}
	srv := &http.Server{Handler: m, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(second) }()
	return func() { _ = srv.Close() }, nil
}

// write founds the health centres in a folder, or finds them there.
func (c *config) write(ctx context.Context, data string, weeks int, making *visit.Making) (*day.Day, error) {
	hc, clock := c.house(), &day.Clock{}
	hc.Clock, hc.Data = clock, data
	h, err := house.Open(ctx, hc)
	if err != nil {
		return nil, err
	}
	defer h.Close()
	if h.DB.Dialect.Name() == "sqlite" {
		// Nobody waits for an answer yet: the disk may keep up in its own time.
		if _, err := h.DB.SQL().ExecContext(ctx, "PRAGMA synchronous = NORMAL"); err != nil {
			return nil, err
		}
	}
	d, err := day.SeedPast(ctx, day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock},
		day.Past{Weeks: weeks, Errands: h.Errands, Progress: making.Progress,
			Missed: func(err error) { hc.Log.Info("demo: the past went on without it", "error", err) }})
	if err != nil {
		return nil, err
	}
	if weeks > 0 {
		making.Turn("Puskesmas Bojong Nangka")
		if err := mothers.Seed(ctx, mothers.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands,
			Missed: func(err error) { hc.Log.Info("demo: the groups went on without it", "error", err) }}, clock, mothers.Days); err != nil {
			return nil, err
		}
		making.Turn("Puskesmas Coblong")
		if err := kasaba.Seed(ctx, kasaba.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands,
			Missed: func(err error) { hc.Log.Info("demo: the massages went on without it", "error", err) }}, clock, kasaba.Days); err != nil {
			return nil, err
		}
	}
	fresh := !c.called(ctx, h)
	var campaign []func(time.Time) error
	if fresh && weeks > 0 {
		making.Turn("Puskesmas Sempu")
		play, err := sellers.Begin(ctx, sellers.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands,
			Missed: func(err error) { hc.Log.Info("demo: the sellers went on without it", "error", err) }}, clock, remembersCalls)
		if clock.Put(0); err != nil {
			return nil, err
		}
		if play != nil {
			campaign = append(campaign, play.Day)
		}
	}
	if fresh {
		clock.Put(clock.Now().Add(-remembersCalls * 24 * time.Hour)) // the others began when their first call came in
	}
	making.Turn("Puskesmas Sempu")
	to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock}
	more, err := census.Found(ctx, to)
	if err == nil && weeks > 0 { // who is visited at home was in the register before the first visit
		err = census.Everybody(ctx, to, []census.Centre{{Facility: call.Facility(), Slug: call.Slug}})
	}
	clock.Put(0)
	for _, l := range d.Logins {
		c.visitors = append(c.visitors, visit.Login(l))
	}
	for _, l := range more {
		c.visitors = append(c.visitors, visit.Login(l))
	}
	if err != nil || weeks == 0 {
		return d, err
	}
	return d, call.Seed(ctx, call.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands,
		Missed: func(err error) { hc.Log.Info("demo: the care at home went on without it", "error", err) }}, clock, h.Zone(ctx), remembersCalls, campaign...)
}

// called reports whether the health centre whose home visits are played has begun.
func (c *config) called(ctx context.Context, h *house.House) (there bool) {
	_ = h.DB.Read(ctx, func(tx *store.Tx) (err error) {
		_, there, err = registry.Facilities.Get(tx, call.Facility(), call.Facility())
		return err
	})
	return there
}
