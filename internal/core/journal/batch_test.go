package journal_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
)

// gate is a clock that holds the writer at the first look until it is opened.
type gate struct {
	clock   instant.Clock
	once    sync.Once
	in, out chan struct{}
}

func (g *gate) Now() instant.Instant {
	g.once.Do(func() { close(g.in); <-g.out })
	return g.clock.Now()
}

func envelope(t *testing.T, name, verb string, body any) journal.Envelope {
	t.Helper()
	raw, err := json.Marshal(body)
	must(t, err)
	return journal.Envelope{ID: ident.Named("command " + name), Verb: verb, V: 1, Body: raw}
}

// A phone that was without signal sends its afternoon as one batch, an arrival in
// the middle. The urgent lane must not carry the arrival past the pick-up.
func TestABatchKeepsItsOrderAcrossTheLanes(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	g := &gate{s.clock, sync.Once{}, make(chan struct{}), make(chan struct{})}
	s.j.Clock = g
	gone, hangUp := context.WithCancel(t.Context())
	hangUp() // who hangs up still has said it
	s.j.DoAll(gone, s.desk, []journal.Envelope{envelope(t, "hold", "bottle.open", open{ident.Named("another"), 1, joko, ""})})
	<-g.in
	batch := []journal.Envelope{envelope(t, "open", "bottle.open", open{b1, 100, joko, ""}), envelope(t, "ring", "bottle.ring", pour{b1, 30})}
	s.j.DoAll(gone, s.desk, batch)
	close(g.out)
	for _, r := range s.j.DoAll(t.Context(), s.desk, batch) {
		qt.Assert(t, qt.IsNil(r.Err))
		qt.Assert(t, qt.Equals(r.Status, journal.Accepted), qt.Commentf("%s", r.Code))
	}
}
