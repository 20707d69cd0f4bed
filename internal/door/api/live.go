package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/shared/tracking"
)

const (
	// recheck is how often a stream asks whether its session still stands: half of
	// the 5 s in which a stream must end after a sign-out.
	recheck = 2500 * time.Millisecond
	// heartbeat keeps proxies and phones from taking a quiet stream for a dead one.
	heartbeat = 15 * time.Second
	// retry is how long a browser waits before it comes back, in milliseconds.
	retry = 2000
	// stale is when a position is shown as old.
	stale = 3 * time.Minute
	// slowReader is how long one write may take before the stream is given up.
	slowReader = 10 * time.Second
)

// LiveHead tells that the log has moved: sync now.
type LiveHead struct {
	Head string `json:"head"`
}

// LiveFix is where a courier is.
type LiveFix struct {
	Worker   string          `json:"worker"`
	Lat      float64         `json:"lat"`
	Lon      float64         `json:"lon"`
	At       instant.Instant `json:"at"`
	SpeedKMH float64         `json:"speed_kmh"`
	Bearing  float64         `json:"bearing"`
	Battery  float64         `json:"battery"`
	Stale    bool            `json:"stale"`
}

// LiveGone tells that a courier carries nothing any more.
type LiveGone struct {
	Worker string `json:"worker"`
}

// stream is one open live connection.
type stream struct {
	a    *API
	w    http.ResponseWriter
	ctl  *http.ResponseController
	r    *http.Request
	who  access.Actor
	desk *tracking.Desk
	last string
	// watch is when the desk is told of a silence, silent what it has been told.
	watch  tracking.Watch
	silent map[ident.ID]LiveSilence
	// shown are the workers whose position this reader has been shown.
	shown map[ident.ID]bool
}

func (a *API) live(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	st := &stream{a: a, w: w, ctl: http.NewResponseController(w), r: r, who: s.Actor, last: r.Header.Get("Last-Event-ID")}
	if a.watches(s.Actor) {
		st.desk = a.Hub.Survey(s.Actor.Facility)
		defer st.desk.Close()
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	if st.write(fmt.Sprintf("retry: %d\n\n", retry)) == nil {
		st.run()
	}
	return nil
}

// watches reports whether somebody sees every courier of the facility now.
func (a *API) watches(who access.Actor) bool {
	v, ok := access.May(who, access.Read("location"))
	return ok && v.Everywhere() && a.Hub != nil
}

// errOver ends a stream whose reader may see less or more than when it began: the
// browser comes back for what it may see now.
var errOver = errors.New("api: the stream is not the reader's any more")

// stand reads the reader anew: a deputy's last day ends at midnight, a role at once.
func (st *stream) stand() error {
	s, err := st.a.signed(st.r)
	if err == nil && st.a.watches(s.Actor) != (st.desk != nil) {
		err = errOver
	}
	return err
}

// run tells news until the reader leaves, the session or the right ends or the
// server stops.
func (st *stream) run() {
	news, stop := st.a.Journal.Feed().Subscribe(st.who.Facility)
	defer stop()
	check, beat := time.NewTicker(recheck), time.NewTicker(heartbeat)
	defer check.Stop()
	defer beat.Stop()
	var moved <-chan struct{}
	if st.desk != nil {
		moved = st.desk.Ready()
	}
	err := st.loadWatch()
	if err == nil {
		err = st.tellHead()
	}
	if err == nil {
		err = st.tellSilences()
	}
	for err == nil {
		select {
		case <-st.r.Context().Done():
			return
		case <-st.a.Stopping:
			return
		case <-news:
			err = st.tellHead()
		case <-moved:
			if err = st.tellFixes(); err == nil {
				err = st.tellSilences()
			}
		case <-check.C:
			if err = st.stand(); err == nil {
				err = st.tellSilences()
			}
		case <-beat.C:
			err = st.write(": \n\n")
		}
	}
}

func (st *stream) tellHead() error {
	var now string
	err := st.a.DB.Read(context.WithoutCancel(st.r.Context()), func(tx *store.Tx) (err error) {
		now, _, err = head(tx, st.who.Facility)
		return err
	})
	if err != nil || now == st.last {
		return err
	}
	if err := st.loadWatch(); err != nil {
		return err
	}
	st.last = now
	return st.event("head", now, LiveHead{now})
}

func (st *stream) tellFixes() error {
	now := st.a.Clock.Now()
	dots := st.desk.Take()
	if err := st.noteTracks(dots); err != nil {
		return err
	}
	for _, d := range dots {
		var err error
		if d.Gone || d.Point == nil {
			err = st.event("gone", "", LiveGone{string(d.Worker)})
		} else {
			err = st.event("fix", "", LiveFix{string(d.Worker), d.Point.Lat, d.Point.Lon, d.At, d.Speed * 3.6, d.Bearing, d.Battery, now.Sub(d.At) > stale})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (st *stream) event(name, id string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if id != "" {
		id = "id: " + id + "\n"
	}
	return st.write("event: " + name + "\n" + id + "data: " + string(text) + "\n\n")
}

// write sends at once; a reader that takes nothing for long is let go.
func (st *stream) write(text string) error {
	_ = st.ctl.SetWriteDeadline(time.Now().Add(slowReader)) // a test recorder has none
	if _, err := st.w.Write([]byte(text)); err != nil {
		return err
	}
	return st.ctl.Flush()
}
