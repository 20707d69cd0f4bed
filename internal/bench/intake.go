package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
	"sambang/internal/sim/phone"
)

// The intake that is measured: so many a second, typed at so many desks.
const (
	intakes = 20
	desks   = 10
)

// The driver whose phone listens.
const driverPhone = "089900009998"

// heard is what a phone was told and what it read: how far the log was at which time.
type heard struct {
	mu    sync.Mutex
	hints []mark
	reads []mark
}

type mark struct {
	at  time.Time
	seq int64
}

// after gives the first time at which the log was known up to seq.
func after(marks []mark, seq int64) (time.Time, bool) {
	for _, m := range marks {
		if m.seq >= seq {
			return m.at, true
		}
	}
	return time.Time{}, false
}

func seqOf(head string) int64 {
	number, _, _ := strings.Cut(head, ".")
	seq, _ := strconv.ParseInt(number, 10, 64) // a head that is none is before everything
	return seq
}

// intake measures the way of a request from the desk that types it to the phone of a
// team: the hint that wakes the phone, and the phone's own reading after it.
func (m *measure) intake(data, database string) ([]figure, error) {
	on := "SQLite"
	if database != "" {
		on = "PostgreSQL"
	}
	hint := figure{name: fmt.Sprintf("intake to a team's phone (SSE) p99, %d/s, %s", intakes, on), unit: "ms", want: 500}
	read := figure{name: "  to the phone having read it p99", unit: "ms", want: 500}
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	h, err := house.Open(m.ctx, house.Config{Data: data, Database: database, Clock: instant.Wall{}, Log: log, Version: "bench"})
	if err != nil {
		return nil, err
	}
	defer h.Close()
	address, stop, err := m.staffedDesk(h, log)
	if err != nil {
		return nil, err
	}
	defer stop()
	for range m.turns {
		told, got, err := m.oneIntake(address)
		if err != nil {
			return nil, err
		}
		s, r := spreadOf(told), spreadOf(got)
		hint.runs, read.runs = append(hint.runs, s.p99), append(read.runs, r.p99)
		hint.note, read.note = fmt.Sprintf("%d intakes, %s", len(told), s), r.String()
	}
	return []figure{hint, read}, nil
}

// staffedDesk is a health centre with an officer and a driver, answering on loopback.
func (m *measure) staffedDesk(h *house.House, log *slog.Logger) (address string, stop func(), err error) {
	t, err := wholeCentre(instant.Of(time.Now()).Day(time.UTC), 300)
	if err != nil {
		return "", nil, err
	}
	if err := staffed(m.ctx, h, t); err != nil {
		return "", nil, err
	}
	w, machine, driver := &writing{ctx: m.ctx, h: h}, access.TheMachine(facility()), named("driver", 0)
	w.say(machine, "workforce.add_worker", workforce.AddWorker{Worker: driver, Name: "Driver", Kinds: []string{"driver"}})
	w.say(machine, "workforce.grant_role", workforce.GrantRole{Worker: driver, Role: access.Driver, From: "2026-01-01"})
	if w.err != nil {
		return "", nil, w.err
	}
	if _, err := signin.New(h.DB, h.Ring).AddAccount(m.ctx, driverPhone, officerPassword, facility(), driver, h.Clock.Now()); err != nil {
		return "", nil, err
	}
	handler, err := h.Handler(house.Doors{Tiles: &api.Tiles{}, Guard: api.Guard{Log: log}})
	if err != nil {
		return "", nil, err
	}
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	h.Run()
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(on) }()
	return "http://" + on.Addr().String(), func() { h.BeginStop(); _ = server.Close() }, nil
}

// oneIntake types for a while and gives, of every request, the time from when it was
// due to be sent until the driver's phone was told of it and until it had read it.
func (m *measure) oneIntake(address string) (told, read []time.Duration, err error) {
	ctx, cancel := context.WithCancel(m.ctx)
	var listening sync.WaitGroup
	defer listening.Wait()
	defer cancel()
	ear, err := listen(ctx, &listening, address)
	if err != nil {
		return nil, nil, err
	}
	sent, err := m.type20(address)
	if err != nil {
		return nil, nil, err
	}
	time.Sleep(time.Second) // the last hint is under way
	ear.mu.Lock()
	defer ear.mu.Unlock()
	for _, s := range sent {
		hint, ok := after(ear.hints, s.seq)
		seen, also := after(ear.reads, s.seq)
		if !ok || !also {
			return nil, nil, fmt.Errorf("bench: the phone was not told of a request")
		}
		told, read = append(told, hint.Sub(s.at)), append(read, seen.Sub(s.at))
	}
	return told, read, nil
}

// listen is the driver's phone: it hears the stream, and reads whenever it is told to.
func listen(ctx context.Context, all *sync.WaitGroup, address string) (*heard, error) {
	app, wake, ear := phone.NewApp(address, "driver", instant.Wall{}, nil), make(chan struct{}, 1), &heard{}
	if err := app.SignIn(ctx, driverPhone, officerPassword); err != nil {
		return nil, err
	}
	if _, err := app.Sync(ctx); err != nil {
		return nil, err
	}
	first := make(chan struct{})
	var once sync.Once
	all.Go(func() {
		_ = app.Live(ctx, func(e phone.Event) { // it ends with the context
			if e.Name != "head" {
				return
			}
			ear.mu.Lock()
			ear.hints = append(ear.hints, mark{time.Now(), seqOf(e.ID)})
			ear.mu.Unlock()
			once.Do(func() { close(first) })
			select {
			case wake <- struct{}{}:
			default:
			}
		})
	})
	all.Go(func() {
		for {
			select {
			case <-wake:
			case <-ctx.Done():
				return
			}
			if _, err := app.Sync(ctx); err == nil {
				ear.mu.Lock()
				ear.reads = append(ear.reads, mark{time.Now(), seqOf(app.Head())})
				ear.mu.Unlock()
			}
		}
	})
	select {
	case <-first:
	case <-time.After(10 * time.Second):
		return nil, fmt.Errorf("bench: the stream did not begin")
	}
	return ear, nil
}

// type20 sends requests at their due times, each desk one after another, and gives
// what was due when and where the log stood after it.
func (m *measure) type20(address string) ([]mark, error) {
	var mu sync.Mutex
	var sent []mark
	var wrong error
	var all sync.WaitGroup
	apps := make([]*phone.App, desks)
	for i := range apps {
		apps[i] = phone.NewApp(address, "desk"+strconv.Itoa(i), instant.Wall{}, nil)
		if err := apps[i].SignIn(m.ctx, officerPhone, officerPassword); err != nil {
			return nil, err
		}
	}
	began := time.Now().Add(100 * time.Millisecond)
	each := time.Second * desks / intakes
	for i, app := range apps {
		all.Go(func() {
			for due := began.Add(time.Duration(i) * time.Second / intakes); due.Sub(began) < m.lasting; due = due.Add(each) {
				time.Sleep(time.Until(due))
				answer, err := app.Do(m.ctx, requested())
				if err == nil && !answer.Accepted() {
					err = fmt.Errorf("bench: a request was %s: %s", answer.Status, answer.Code)
				}
				mu.Lock()
				if err != nil {
					wrong = err
				}
				sent = append(sent, mark{due, answer.Seq})
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return sent, wrong
}

// requested is a request as an officer types it: somebody unknown at a place in words.
func requested() phone.Command {
	id := ident.New(time.Now())
	return phone.Command{Verb: "need.request", Body: need.Request{Case: id, Kind: "visit_request", Door: "phone",
		Patient: &need.Patient{Name: "Patient " + string(id[20:]), Phone: fmt.Sprintf("0899%08d", time.Now().UnixNano()/1000%100_000_000)},
		Where:   &need.Where{Village: village, Text: "behind the mosque"}, What: "fever for three days", Colour: need.Yellow}}
}
