package day

import "sambang/internal/core/instant"

// Put stops the clock at an instant, for tests that want a certain day.
func (c *Clock) Put(at instant.Instant) { c.put(at) }
