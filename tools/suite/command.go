package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// command makes a child process that is ended with all its own children when
// ctx ends: `go test` and npm start grandchildren that would live on otherwise.
func (s *suite) command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = dir
	c.Env = s.environment()
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	c.WaitDelay = 10 * time.Second
	return c
}

// output runs a command and gives everything it said.
func (s *suite) output(ctx context.Context, dir, name string, args ...string) (string, error) {
	c := s.command(ctx, dir, name, args...)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	err := c.Run()
	return said.String(), err
}

// check is a part that is one command and counts as one case.
func (s *suite) check(ctx context.Context, dir, name string, args ...string) func() outcome {
	return func() outcome {
		said, err := s.output(ctx, dir, name, args...)
		if err != nil {
			return broken(commandLine(name, args), err, said)
		}
		return outcome{tally: tally{passed: 1}}
	}
}

// broken is the outcome of a part that could not do its work at all.
func broken(what string, err error, said string) outcome {
	return outcome{tally: tally{failed: 1}, output: fmt.Sprintf("%s\n%s: %v", strings.TrimRight(said, "\n"), what, err)}
}

func commandLine(name string, args []string) string {
	return strings.TrimSpace(name + " " + strings.Join(args, " "))
}
