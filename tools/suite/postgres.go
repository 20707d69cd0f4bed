package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// readyWithin is how long a fresh cluster may take to accept connections.
const readyWithin = 60 * time.Second

// cluster is one PostgreSQL in a folder of its own, on a free loopback port.
type cluster struct {
	bin, dir string
	port     int
	as       *syscall.Credential // nil: as ourselves
	process  *exec.Cmd
	gone     chan struct{} // closed when the process has ended
}

// postgres starts the cluster of this run and tells the tests where it is. It
// is stopped and its folder removed when the suite ends, however it ends.
func (s *suite) postgres(ctx context.Context) outcome {
	c, err := newCluster()
	s.later(c.stop)
	if err != nil {
		return broken("postgresql", err, "")
	}
	if said, err := c.init(ctx); err != nil {
		return broken("initdb", err, said)
	}
	said, err := c.start(ctx)
	if err != nil {
		return broken("postgres", err, said)
	}
	s.set("SAMBANG_TEST_POSTGRES", fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", c.port))
	return outcome{tally: tally{passed: 1}, remark: "port " + strconv.Itoa(c.port)}
}

func newCluster() (*cluster, error) {
	bin, err := postgresBin()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "sambang-pg-")
	if err != nil {
		return nil, err
	}
	c := &cluster{bin: bin, dir: dir}
	if os.Geteuid() == 0 { // PostgreSQL refuses to run as root
		if c.as, err = credential("postgres"); err != nil {
			return c, err
		}
		if err := os.Chown(dir, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return c, err
		}
	}
	c.port, err = freePort()
	return c, err
}

func credential(name string) (*syscall.Credential, error) {
	u, err := user.Lookup(name)
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func (c *cluster) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	// SIGINT is PostgreSQL's fast shutdown; it also comes when the suite is killed.
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Setpgid: true, Pdeathsig: syscall.SIGINT}
	return cmd
}

func (c *cluster) init(ctx context.Context) (string, error) {
	said, err := c.command(ctx, "initdb", "--no-sync", "--username=postgres", "--auth=trust",
		"--encoding=UTF8", "--locale=C", "-D", filepath.Join(c.dir, "data")).CombinedOutput()
	return string(said), err
}

// start runs the server and returns when it says that it accepts connections.
// fsync is off: the tests of durability kill our server, not the database.
func (c *cluster) start(ctx context.Context) (string, error) {
	c.process = c.command(context.WithoutCancel(ctx), "postgres", "-D", filepath.Join(c.dir, "data"),
		"-p", strconv.Itoa(c.port), "-k", c.dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
		"-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB")
	stderr, err := c.process.StderrPipe()
	if err != nil {
		return "", err
	}
	if err := c.process.Start(); err != nil {
		return "", err
	}
	c.gone = make(chan struct{})
	ready := make(chan struct{})
	var log strings.Builder
	var mu sync.Mutex
	go func() {
		defer close(c.gone)
		lines := bufio.NewScanner(stderr)
		for open := true; lines.Scan(); {
			if !open {
				continue // keep draining, so that the server never blocks on its log
			}
			mu.Lock()
			log.WriteString(lines.Text() + "\n")
			mu.Unlock()
			if strings.Contains(lines.Text(), "ready to accept connections") {
				open = false
				close(ready)
			}
		}
		_ = c.process.Wait()
	}()
	said := func() string { mu.Lock(); defer mu.Unlock(); return log.String() }
	select {
	case <-ready:
		return "", nil
	case <-c.gone:
		return said(), fmt.Errorf("ended before it was ready")
	case <-ctx.Done():
		return said(), ctx.Err()
	case <-time.After(readyWithin):
		return said(), fmt.Errorf("not ready within %s", readyWithin)
	}
}

// stop ends the server and removes its folder.
func (c *cluster) stop() {
	if c == nil {
		return
	}
	if c.gone != nil {
		_ = c.process.Process.Signal(syscall.SIGINT)
		select {
		case <-c.gone:
		case <-time.After(20 * time.Second):
			_ = syscall.Kill(-c.process.Process.Pid, syscall.SIGKILL)
		}
	}
	_ = os.RemoveAll(c.dir)
}
