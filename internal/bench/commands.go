package bench

import (
	"fmt"
	"time"

	"sambang/internal/sim/phone"
)

// batch is how many commands one round of sync carries, as the requirement says.
const batch = 50

// commands measures accepted commands a second, from one sender: in batches, and
// each waiting for the answer of the one before.
func (m *measure) commands() ([]figure, error) {
	together := figure{name: fmt.Sprintf("commands in batches of %d", batch), unit: "/s", want: 1000, atLeast: true, note: "registry.register through sync"}
	alone := figure{name: "commands one by one", unit: "/s", want: 200, atLeast: true}
	app, err := m.officer("commands")
	if err != nil {
		return nil, err
	}
	if _, err := app.Sync(m.ctx); err != nil {
		return nil, err
	}
	for range m.turns {
		n, began := 0, time.Now()
		for time.Since(began) < m.lasting {
			list := make([]phone.Command, batch)
			for i := range list {
				list[i] = register()
			}
			answers, err := app.Sync(m.ctx, list...)
			if err != nil {
				return nil, err
			}
			for _, a := range answers {
				if a.Accepted() {
					n++
				}
			}
		}
		together.runs = append(together.runs, float64(n)/time.Since(began).Seconds())
		var times []time.Duration
		for began = time.Now(); time.Since(began) < m.lasting; {
			sent := time.Now()
			answer, err := app.Do(m.ctx, register())
			if err != nil {
				return nil, err
			}
			if answer.Accepted() {
				times = append(times, time.Since(sent))
			}
		}
		alone.runs = append(alone.runs, float64(len(times))/time.Since(began).Seconds())
		alone.note = spreadOf(times).String()
	}
	return []figure{together, alone}, nil
}
