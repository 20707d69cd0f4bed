package bench

import (
	"context"
	"fmt"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/phone"
)

// wanted is the rate of positions that is required, a second.
const wanted = 5000

// ingest measures positions in, with commands flowing meanwhile.
func (m *measure) ingest(n int) ([]figure, error) {
	rate := figure{name: fmt.Sprintf("positions, %d phones, %d connections", n, connections), unit: "/s", want: wanted, atLeast: true}
	late := figure{name: fmt.Sprintf("  p99 at %d/s due, %d phones", wanted, n), unit: "ms", want: 100}
	command := figure{name: fmt.Sprintf("  a command meanwhile p99, %d phones", n), unit: "ms", want: 100}
	memory := figure{name: fmt.Sprintf("  RSS meanwhile, %d phones", n), unit: "MB", want: 150}
	for range m.turns {
		full, err := m.pour(n, 0, m.lasting)
		if err != nil {
			return nil, err
		}
		meanwhile := m.trickle()
		due, err := m.pour(n, wanted, m.lasting)
		times := meanwhile()
		if err != nil {
			return nil, err
		}
		if full.wrong+due.wrong > 0 {
			return nil, errAnswer
		}
		if mb, ok := resident(m.process.Process.Pid); ok {
			memory.runs = append(memory.runs, mb)
		}
		s := spreadOf(due.times)
		rate.runs, late.runs = append(rate.runs, full.rate), append(late.runs, s.p99)
		command.runs = append(command.runs, spreadOf(times).p99)
		rate.note = "durable before the answer, each its own request; " + spreadOf(full.times).String()
		late.note, command.note = s.String(), fmt.Sprintf("%d commands, %s", len(times), spreadOf(times))
	}
	return []figure{rate, late, command, memory}, nil
}

// trickle sends 20 commands a second until it is told to stop, and gives the time
// each took from when it was due.
func (m *measure) trickle() func() []time.Duration {
	ctx, cancel := context.WithCancel(m.ctx)
	over := make(chan []time.Duration)
	go func() {
		var times []time.Duration
		defer func() { over <- times }()
		app, err := m.officer("trickle")
		if err != nil {
			return
		}
		for due := time.Now(); ctx.Err() == nil; due = due.Add(50 * time.Millisecond) {
			time.Sleep(time.Until(due))
			if answer, err := app.Do(m.ctx, register()); err == nil && answer.Accepted() {
				times = append(times, time.Since(due))
			}
		}
	}()
	return func() []time.Duration { cancel(); return <-over }
}

// register is the command that is counted: somebody new, with sealed details.
func register() phone.Command {
	id := ident.New(time.Now())
	return phone.Command{Verb: "registry.register", Body: registry.Enter{Person: id, Kind: "other", Name: "Person " + string(id[20:]),
		Phone: fmt.Sprintf("0899%08d", time.Now().UnixNano()/1000%100_000_000), Village: village}}
}
