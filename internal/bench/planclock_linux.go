package bench

import (
	"syscall"
	"time"
)

// ownThread is RUSAGE_THREAD, which the syscall package does not name.
const ownThread = 1

// threadTime is the processor time of the calling thread, so that a search has its budget
// whatever else runs on the machine. Only for a goroutine locked to its thread.
func threadTime() time.Duration { return spent(ownThread) }

// processTime is that of all threads.
func processTime() time.Duration { return spent(syscall.RUSAGE_SELF) }

func spent(who int) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// threadTimed says that budgets are processor time here.
const threadTimed = true
