package page

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/shared/link"
	"sambang/internal/shared/tracking"
)

const (
	// glance is how soon a change of the log is looked at: many changes of one
	// facility are one look.
	glance = 500 * time.Millisecond
	// glances is after how many of them a quiet stream is looked at anyway: a link
	// runs out without anybody doing anything.
	glances = 8
	// heartbeat keeps proxies and phones from taking a quiet stream for a dead one.
	heartbeat = 15 * time.Second
	// slowReader is how long one write may take before the stream is given up.
	slowReader = 10 * time.Second
)

// liveFix is where the courier is. Eta may be zero.
type liveFix struct {
	Lat   float64         `json:"lat"`
	Lon   float64         `json:"lon"`
	At    instant.Instant `json:"at"`
	Stale bool            `json:"stale"`
	Eta   instant.Instant `json:"eta,omitzero"`
}

// liveElsewhere says that the courier is at another stop: the arrival only.
type liveElsewhere struct {
	Eta instant.Instant `json:"eta,omitzero"`
}

// stream is one open live view of one delivery, or of one cadre on her way.
type stream struct {
	p     *Page
	v     *visit
	to    outlet
	r     *http.Request
	view  *tracking.Viewer
	last  ident.ID // the newest step that was told
	state tracking.State
	// noted: it is written down that this link is shown where the courier is.
	noted   bool
	courier ident.ID
	eta     instant.Instant
}

// live tells a delivery's page what changes, as long as it runs.
func (p *Page) live(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.browser == "" || v.link.Purpose == link.Place {
		return fault.Absent()
	}
	if !p.hold(v.link.ID) {
		return fault.New(fault.Busy, tooOften)
	}
	to, taken := openOutlet(w)
	st := &stream{p: p, v: v, to: to, r: r}
	if !taken {
		st.serve()
		return nil
	}
	// The connection is ours: the server's buffers and the stack of this handler
	// go back, which is half of what a viewer costs.
	st.r = r.WithContext(context.Background())
	go st.serve()
	return nil
}

// serve runs the stream from its first word to its end.
func (st *stream) serve() {
	defer st.to.Close()
	defer st.p.leave(st.v.link.ID)
	news, stop := st.p.Journal.Feed().Subscribe(st.v.link.Facility)
	defer stop()
	defer func() {
		if st.view != nil {
			st.view.Close()
		}
	}()
	if st.write("retry: 3000\n\n") == nil {
		st.run(news)
	}
}

// run tells news until the reader leaves, the link dies, the ride ends or the
// server stops.
func (st *stream) run(news <-chan struct{}) {
	look, beat := time.NewTicker(glance), time.NewTicker(heartbeat)
	defer look.Stop()
	defer beat.Stop()
	pending, quiet := false, 0
	left := st.r.Context().Done()
	on := st.look()
	for on {
		var moved <-chan struct{}
		if st.view != nil {
			moved = st.view.Ready()
		}
		select {
		case <-left:
			return
		case <-st.p.Stopping:
			return
		case <-news:
			pending = true
		case <-moved:
			on = st.tell()
		case <-look.C:
			if quiet++; pending || quiet >= glances {
				pending, quiet = false, 0
				on = st.look()
			}
		case <-beat.C:
			on = st.write(": \n\n") == nil
		}
	}
}

// look reads link and delivery anew: a link that has died ends the stream, a new
// step is told, and the view opens as soon as it may.
func (st *stream) look() bool {
	v, err := st.p.visit(st.r)
	if err != nil || v.browser == "" {
		_ = st.event("end", struct{}{})
		return false
	}
	st.v = v
	var f followed
	err = st.p.DB.Read(st.r.Context(), func(tx *store.Tx) (err error) {
		f, err = st.p.follows(tx, v)
		return err
	})
	if err != nil {
		return false
	}
	if f.worker != st.courier {
		st.courier, st.noted = f.worker, false
	}
	if f.step != st.last && f.step != "" {
		if st.last != "" && st.event("state", struct{}{}) != nil {
			return false
		}
		st.last = f.step
	}
	if f.over {
		_ = st.event("end", struct{}{})
		return false
	}
	if st.view != nil && !f.onMap {
		st.p.Hub.Revoke(v.link.ID) // it is told that there is nothing to see
	}
	if st.view == nil && st.p.Hub != nil && f.onMap {
		// A job that nobody has taken yet has no view; the next step may give it one.
		st.view, _ = st.p.Hub.Watch(f.job, v.link.ID, v.now)
	}
	return true
}

// tell passes on what tracking's rule lets this link see.
func (st *stream) tell() bool {
	frame, open := st.view.Take()
	if frame != nil {
		var seen tracking.Seen
		if json.Unmarshal(frame, &seen) != nil || st.pass(seen) != nil {
			return false
		}
	}
	if !open {
		st.view.Close()
		st.view = nil // the next look says whether anything is left to see
	}
	return true
}

func (st *stream) pass(seen tracking.Seen) error {
	eta := instant.Instant(0)
	if seen.Arrival != nil {
		eta = *seen.Arrival
	}
	changed := seen.State != st.state || eta != st.eta
	first := st.state == ""
	st.state, st.eta = seen.State, eta
	switch {
	case seen.State == tracking.OnWay && seen.Point != nil && seen.At != nil:
		if err := st.note(); err != nil {
			return err
		}
		stale := st.p.Clock.Now().Sub(*seen.At) > staleAfter
		return st.event("fix", liveFix{seen.Point.Lat, seen.Point.Lon, *seen.At, stale, eta})
	case seen.State == tracking.Elsewhere && changed:
		return st.event("elsewhere", liveElsewhere{eta})
	case changed && !first && seen.State != tracking.Elsewhere:
		return st.event("state", struct{}{})
	}
	return nil
}

// LivePurpose is under what the access log keeps that a link was shown where a
// courier was: the people it names then are workers.
const LivePurpose = "live"

// note writes down, once a stream, that the family sees where the courier is.
func (st *stream) note() error {
	if st.noted || st.p.Showed == nil || st.courier == "" {
		return nil
	}
	st.noted = true
	return st.p.Showed(st.r.Context(), st.v.link.Facility, st.v.link.ID, LivePurpose, []ident.ID{st.courier})
}

func (st *stream) event(name string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return st.write("id: " + st.p.Clock.Now().String() + "\nevent: " + name + "\ndata: " + string(text) + "\n\n")
}

// write sends at once; a reader that takes nothing for long is let go.
func (st *stream) write(text string) error { return st.to.Send(text) }
