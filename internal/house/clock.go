package house

import (
	"sync"
	"time"

	"sambang/internal/core/instant"
)

// TestClock stands still until it is set. It exists for tests and rehearsals and
// is reachable on loopback only.
type TestClock struct {
	mu    sync.Mutex
	now   instant.Instant
	moved func()
}

// NewTestClock stands at the wall clock's now.
func NewTestClock() *TestClock { return &TestClock{now: instant.Of(time.Now()), moved: func() {}} }

// Now is the instant it was last set to.
func (c *TestClock) Now() instant.Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves it and wakes whoever waits for a time.
func (c *TestClock) Set(now instant.Instant) {
	c.mu.Lock()
	c.now = now
	moved := c.moved
	c.mu.Unlock()
	moved()
}

func (c *TestClock) onMove(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved = f
}
