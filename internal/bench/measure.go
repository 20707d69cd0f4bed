package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
	"sambang/internal/sim/phone"
)

// start is where simulated phones are: Kebak.
var start = geo.Point{Lat: -7.51393, Lon: 110.90021}

// measure is a running measurement: the measured process and what to ask of it.
type measure struct {
	ctx     context.Context
	stage   stage
	process *exec.Cmd
	stdin   io.WriteCloser
	stdout  *bufio.Reader
	// turns is how often each figure is measured, lasting how long once.
	turns   int
	lasting time.Duration
	from    instant.Instant
	steps   []int
	// postgres is the address of an empty database, or empty: there is none.
	postgres string
}

// open starts the measured process on a fresh folder.
func (m *measure) open(data string) error {
	self, err := program()
	if err != nil {
		return err
	}
	m.process = exec.CommandContext(m.ctx, self, "bench", "--stage", data)
	m.process.Stderr = os.Stderr
	if m.stdin, err = m.process.StdinPipe(); err != nil {
		return err
	}
	out, err := m.process.StdoutPipe()
	if err != nil {
		return err
	}
	if err := m.process.Start(); err != nil {
		return err
	}
	m.stdout = bufio.NewReader(out)
	m.from, m.steps = instant.Of(time.Now().Add(-22*time.Hour)), make([]int, devices)
	line, err := m.stdout.ReadString('\n')
	if err != nil {
		return fmt.Errorf("bench: the measured process did not start: %w", err)
	}
	return json.Unmarshal([]byte(line), &m.stage)
}

func (m *measure) close() {
	_ = m.stdin.Close()
	_ = m.process.Wait()
}

// settle lets the process give memory back that is not in use, and tells what its
// heap and its stacks take, in bytes.
func (m *measure) settle() (heap, stacks float64, err error) {
	if _, err = fmt.Fprintln(m.stdin, "settle"); err != nil {
		return 0, 0, err
	}
	line, err := m.stdout.ReadString('\n')
	if err != nil {
		return 0, 0, err
	}
	_, err = fmt.Sscan(line, &heap, &stacks)
	return heap, stacks, err
}

// resident is the memory of a process in MB (10^6 bytes), as Linux counts it;
// false elsewhere.
func resident(pid int) (float64, bool) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, false
	}
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 64)
			return kb * 1024 / 1e6, err == nil
		}
	}
	return 0, false
}

// machine says on what it was measured.
func machine() string {
	cpu := runtime.GOARCH
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for _, line := range strings.Split(string(text), "\n") {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				cpu = strings.TrimSpace(value)
				break
			}
		}
	}
	busy := ""
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		busy = ", load before " + strings.Fields(string(text))[0]
	}
	return fmt.Sprintf("%s, %d cores, %s/%s, %s%s", cpu, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), busy)
}

// officer signs an app in that may send commands.
func (m *measure) officer(device string) (*phone.App, error) {
	app := phone.NewApp(m.stage.Address, device, instant.Wall{}, nil)
	return app, app.SignIn(m.ctx, officerPhone, officerPassword)
}
