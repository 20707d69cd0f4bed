package api

import (
	"context"
	"errors"
	"sync"

	"sambang/internal/calc/whatif"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// The states of a question: nothing was asked since the server started, its days are
// being played, it is answered, it was stopped, or it failed.
const (
	PlayNone    = "none"
	PlayRunning = "running"
	PlayDone    = "done"
	PlayStopped = "stopped"
	PlayFailed  = "failed"
)

// Play is how far a question is.
type Play struct {
	State string `json:"state" enum:"none,running,done,stopped,failed"`
	// Done of Of days are played, over all scenarios.
	Done int `json:"done"`
	Of   int `json:"of"`
	// Code says why there is no result.
	Code   string         `json:"code,omitempty"`
	Result *whatif.Result `json:"result,omitempty"`
}

// Plays holds the last question of every health centre. It is memory only: a question can
// be asked again and has the same answer, so a restart loses nothing that was decided.
type Plays struct {
	// background runs something until it ends or the server does.
	background func(func(context.Context))
	// one lets a single question be played at a time, whoever asks: it takes a whole core,
	// and the desk needs the other.
	one  chan struct{}
	mu   sync.Mutex
	last map[ident.ID]*asked
}

// asked is one question.
type asked struct {
	Play
	cancel context.CancelFunc
}

// NewPlays makes it.
func NewPlays(background func(func(context.Context))) *Plays {
	return &Plays{background: background, one: make(chan struct{}, 1), last: map[ident.ID]*asked{}}
}

// of gives the last question of a health centre.
func (p *Plays) of(facility ident.ID) Play {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.last[facility]; a != nil {
		return a.Play
	}
	return Play{State: PlayNone}
}

// start plays a question; refused while an earlier one of the same health centre is played.
func (p *Plays) start(facility ident.ID, q whatif.Question) (Play, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.last[facility]; a != nil && a.State == PlayRunning {
		return Play{}, fault.New(fault.Refused, "whatif.busy")
	}
	ctx, cancel := context.WithCancel(context.Background())
	a := &asked{Play: Play{State: PlayRunning, Of: q.Days * len(q.Scenarios)}, cancel: cancel}
	p.last[facility] = a
	p.background(func(running context.Context) {
		defer context.AfterFunc(running, cancel)()
		defer cancel()
		r, err := p.run(ctx, a, q)
		p.end(a, r, err)
	})
	return a.Play, nil
}

// run waits for its turn and plays.
func (p *Plays) run(ctx context.Context, a *asked, q whatif.Question) (whatif.Result, error) {
	select {
	case p.one <- struct{}{}:
		defer func() { <-p.one }()
	case <-ctx.Done():
		return whatif.Result{}, ctx.Err()
	}
	return whatif.Run(ctx, q, func(done, _ int) {
		p.mu.Lock()
		defer p.mu.Unlock()
		a.Done = done
	})
}

// end keeps what came out; the log of every stop is let go, nobody reads it here.
func (p *Plays) end(a *asked, r whatif.Result, err error) {
	for i := range r.Outcomes {
		r.Outcomes[i].Log, r.Outcomes[i].Promises = nil, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err == nil:
		a.State, a.Result = PlayDone, &r
	case errors.Is(err, context.Canceled):
		a.State, a.Code = PlayStopped, fault.New(fault.Refused, "whatif.stopped").Code
	default:
		a.State, a.Code = PlayFailed, fault.Of(err).Code
	}
}

// stop ends what is being played.
func (p *Plays) stop(facility ident.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.last[facility]; a != nil {
		a.cancel()
	}
}
