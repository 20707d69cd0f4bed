package bench

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// begin measures the program as it is installed: how big it is, how soon it
// answers, and what it takes when nothing happens.
func (m *measure) begin(data string) ([]figure, error) {
	ready := figure{name: "start to ready", unit: "s", want: 1, note: "an existing, empty database"}
	idle := figure{name: "RSS when idle", unit: "MB", want: 60}
	size := figure{name: "binary", unit: "MB", want: 60}
	self, err := program()
	if err != nil {
		return nil, err
	}
	file, err := os.Stat(self)
	if err != nil {
		return nil, err
	}
	size.runs = []float64{float64(file.Size()) / 1e6}
	for turn := range m.turns + 1 {
		took, mb, counted, err := m.serveOnce(self, filepath.Join(data, "serve"))
		if err != nil {
			return nil, err
		}
		if turn == 0 {
			continue // made the database
		}
		ready.runs = append(ready.runs, took.Seconds())
		if counted {
			idle.runs = append(idle.runs, mb)
		}
	}
	return []figure{ready, idle, size}, nil
}

// serveOnce starts the server, waits until it is ready, lets it rest and ends it.
func (m *measure) serveOnce(self, data string) (took time.Duration, mb float64, counted bool, err error) {
	began := time.Now()
	server := exec.CommandContext(m.ctx, self, "serve", "--listen", "127.0.0.1:0", "--data", data, "--admin", "")
	out, err := server.StdoutPipe()
	if err != nil {
		return 0, 0, false, err
	}
	if err := server.Start(); err != nil {
		return 0, 0, false, err
	}
	defer func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	}()
	address, err := answersAt(bufio.NewReader(out))
	if err != nil {
		return 0, 0, false, err
	}
	for {
		w, err := http.Get(address + "/readyz")
		if err == nil {
			_, _ = io.Copy(io.Discard, w.Body)
			_ = w.Body.Close()
			if w.StatusCode == http.StatusOK {
				break
			}
		}
		if time.Since(began) > 30*time.Second {
			return 0, 0, false, fmt.Errorf("bench: the server was not ready after 30 s: %w", err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	took = time.Since(began)
	time.Sleep(time.Second)
	mb, counted = resident(server.Process.Pid)
	return took, mb, counted, nil
}

// answersAt reads the address from what the server prints first.
func answersAt(out *bufio.Reader) (string, error) {
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			return "", fmt.Errorf("bench: the server did not say where it answers: %w", err)
		}
		if i := strings.Index(line, "http://127.0.0.1"); i >= 0 && strings.Contains(line, "answers") {
			return strings.TrimSpace(line[i:]), nil
		}
	}
}
