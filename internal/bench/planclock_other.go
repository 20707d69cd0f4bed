//go:build !linux

package bench

import "time"

// threadTime is the wall clock where the system tells no processor time of one thread.
func threadTime() time.Duration { return time.Duration(time.Now().UnixNano()) }

// processTime is as well.
func processTime() time.Duration { return threadTime() }

// threadTimed says that budgets are wall clock time here.
const threadTimed = false
