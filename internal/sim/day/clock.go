package day

import (
	"sync"

	"sambang/internal/core/instant"
)

// Clock tells a time of the past while the past is written, and the wall's
// afterwards. The zero Clock is the wall's.
type Clock struct {
	mu sync.Mutex
	at instant.Instant
}

// Now is the time it was put to, or the wall's.
func (c *Clock) Now() instant.Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.IsZero() {
		return instant.Wall{}.Now()
	}
	return c.at
}

// Put stops the clock at an instant; zero lets it run again.
func (c *Clock) Put(at instant.Instant) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}
