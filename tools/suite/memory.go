package main

import (
	"os"
	"syscall"
)

// inMemory is where Linux keeps a file system in memory.
const inMemory = "/dev/shm"

// memoryNeeded is how much must be free there, in bytes: the suite's databases take about
// 1 GB at their most, and a container is often given 64 MB.
const memoryNeeded = 4 << 30

// useMemory puts what the tests write (databases, folders of servers, profiles of browsers)
// into memory where there is room: thousands of commands wait for a disk to sync otherwise,
// and what is tested is the order of the writes, not the disk. Where it cannot be, the
// folder for temporary files serves as before. What Go builds stays on the disk.
func (s *suite) useMemory() {
	var at syscall.Statfs_t
	if err := syscall.Statfs(inMemory, &at); err != nil || at.Bavail*uint64(at.Bsize) < memoryNeeded {
		return
	}
	folder, err := os.MkdirTemp(inMemory, "sambang-suite-")
	if err != nil {
		return
	}
	s.later(func() { _ = os.RemoveAll(folder) })
	disk := os.TempDir()
	if os.Chmod(folder, 0o711) != nil || os.Setenv("TMPDIR", folder) != nil { // PostgreSQL runs as somebody else
		return
	}
	s.set("TMPDIR", folder)
	s.set("GOTMPDIR", disk)
}
