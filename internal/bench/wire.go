package bench

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sambang/internal/sim/phone"
)

// wire is one keep-alive connection that posts positions. It speaks HTTP/1.1 by
// hand, so that the generator takes as little of the two cores as it can.
type wire struct {
	conn net.Conn
	in   *bufio.Reader
	out  []byte
	host string
}

func dial(address string) (*wire, error) {
	host := strings.TrimPrefix(address, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	return &wire{conn: conn, in: bufio.NewReader(conn), host: host}, nil
}

var errAnswer = errors.New("bench: a position was not taken")

// post sends one position and waits for the answer.
func (w *wire) post(token string, f phone.Fix) error {
	body := f.Form()
	w.out = fmt.Appendf(w.out[:0], "POST /phone/%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		token, w.host, len(body), body)
	if _, err := w.conn.Write(w.out); err != nil {
		return err
	}
	status, err := w.in.ReadSlice('\n')
	if err != nil {
		return err
	}
	taken := bytes.HasPrefix(status, []byte("HTTP/1.1 2"))
	length := 0
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil {
			return err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok && bytes.EqualFold(name, []byte("Content-Length")) {
			length, _ = strconv.Atoi(string(bytes.TrimSpace(value)))
		}
	}
	if _, err := w.in.Discard(length); err != nil {
		return err
	}
	if !taken {
		return errAnswer
	}
	return nil
}

// connections is how many of them post at once, as the requirement says.
const connections = 16

// load is what one run of positions gave.
type load struct {
	rate  float64 // durable positions a second
	times []time.Duration
	wrong int64
}

// pour posts positions of n phones for a while. With a rate, each position has a
// due time and its delay counts from that, not from when a busy connection got to
// it; without one, each connection posts as fast as it is answered.
func (m *measure) pour(n int, rate float64, lasting time.Duration) (load, error) {
	wires := make([]*wire, connections)
	for i := range wires {
		var err error
		if wires[i], err = dial(m.stage.Address); err != nil {
			return load{}, err
		}
		defer wires[i].conn.Close()
	}
	var all sync.WaitGroup
	var wrong atomic.Int64
	times := make([][]time.Duration, connections)
	began := time.Now()
	for c, w := range wires {
		all.Go(func() {
			for k := 0; ; k++ {
				due := time.Now()
				if rate > 0 {
					due = began.Add(time.Duration(float64(k*connections+c) / rate * float64(time.Second)))
					time.Sleep(time.Until(due))
				}
				if due.Sub(began) >= lasting || time.Since(began) > 2*lasting {
					return
				}
				device := (k*connections + c) % n
				if w.post(token(device), m.fix(device)) != nil {
					wrong.Add(1)
					return
				}
				times[c] = append(times[c], time.Since(due))
			}
		})
	}
	all.Wait()
	took := time.Since(began).Seconds()
	out := load{wrong: wrong.Load()}
	for _, t := range times {
		out.times = append(out.times, t...)
	}
	out.rate = float64(len(out.times)) / took
	return out, nil
}

// fix is the next position of a phone: a second later and some metres on. A phone
// belongs to one connection at a time, so nothing is shared.
func (m *measure) fix(device int) phone.Fix {
	m.steps[device]++
	at := m.from.Add(time.Duration(m.steps[device]) * time.Second)
	return phone.Fix{At: at, Point: phone.Offset(start, float64(m.steps[device]%1000)*7, float64(device%100)*5), Speed: 7, Bearing: 90, Accuracy: 8, Battery: 70}
}
