package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/sim/phone"
)

// viewers is how many families and helpers watch at once.
const viewers = 1000

// audience is everybody who watches, with what they have seen.
type audience struct {
	mu    sync.Mutex
	times []time.Duration
	since time.Time
}

// saw notes how old a position was when it arrived, by the clock both share.
func (a *audience) saw(e phone.Event) {
	var fix struct {
		At instant.Instant `json:"at"`
	}
	now := time.Now()
	if e.Name != "fix" || json.Unmarshal([]byte(e.Data), &fix) != nil || fix.At.IsZero() {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if fix.At.Time().After(a.since) {
		a.times = append(a.times, now.Sub(fix.At.Time()))
	}
}

// live measures the way of a position from the courier's phone to the families'
// pages, and what a page that watches costs in memory.
func (m *measure) live() ([]figure, error) {
	delay := figure{name: fmt.Sprintf("position in to page out p95, %d viewers of %d couriers", viewers, couriers), unit: "ms", want: 250}
	memory := figure{name: "memory a viewer", unit: "kB", want: 35}
	heap, stacks, err := m.settle()
	if err != nil {
		return nil, err
	}
	before, counted := resident(m.process.Process.Pid)
	ctx, stop := context.WithCancel(m.ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	seen := &audience{}
	if err := m.watch(ctx, &all, seen); err != nil {
		return nil, err
	}
	for range m.turns {
		times, err := m.ride(seen)
		if err != nil {
			return nil, err
		}
		s := spreadOf(times)
		delay.runs = append(delay.runs, s.p95)
		delay.note = fmt.Sprintf("%d seen, %s", len(times), s)
	}
	heapAfter, stacksAfter, err := m.settle()
	if err != nil {
		return nil, err
	}
	memory.note = fmt.Sprintf("of it heap %s kB, stacks %s kB", short((heapAfter-heap)/1000/viewers), short((stacksAfter-stacks)/1000/viewers))
	if after, _ := resident(m.process.Process.Pid); counted {
		memory.runs = append(memory.runs, (after-before)*1000/viewers)
	} else {
		memory.note = "this system does not tell"
	}
	return []figure{delay, memory}, nil
}

// watch opens every link once, as a person does, and then its live views.
func (m *measure) watch(ctx context.Context, all *sync.WaitGroup, seen *audience) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	open := make(chan error, viewers)
	for i, token := range m.stage.Links {
		page := m.stage.Address + "/t/" + token
		w, err := client.PostForm(page+"/open", url.Values{})
		if err != nil {
			return err
		}
		_ = w.Body.Close()
		if len(w.Cookies()) == 0 {
			return fmt.Errorf("bench: link %d did not open: %s", i, w.Status)
		}
		for range viewers / len(m.stage.Links) {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, page+"/live", nil)
			if err != nil {
				return err
			}
			r.AddCookie(w.Cookies()[0])
			all.Go(func() { look(client, r, open, seen) })
		}
	}
	for range viewers {
		if err := <-open; err != nil {
			return err
		}
	}
	return nil
}

func look(client *http.Client, r *http.Request, open chan<- error, seen *audience) {
	w, err := client.Do(r)
	if err == nil && w.StatusCode != http.StatusOK {
		err = fmt.Errorf("bench: a live view answered %s", w.Status)
	}
	open <- err
	if err != nil {
		return
	}
	defer w.Body.Close()
	_ = phone.ReadEvents(bufio.NewReaderSize(w.Body, 1024), seen.saw) // it ends with the measurement
}

// ride lets each courier report once a second for a while. The positions carry
// milliseconds, so that each tells itself when it was made.
func (m *measure) ride(seen *audience) ([]time.Duration, error) {
	seen.mu.Lock()
	seen.times, seen.since = nil, time.Now()
	seen.mu.Unlock()
	w, err := dial(m.stage.Address)
	if err != nil {
		return nil, err
	}
	defer w.conn.Close()
	began := time.Now()
	for k := 0; ; k++ {
		due := began.Add(time.Duration(k) * time.Second / couriers)
		if due.Sub(began) > m.lasting {
			break
		}
		time.Sleep(time.Until(due))
		courier := k % couriers
		fix := phone.Fix{At: instant.Of(time.Now()), Point: phone.Offset(start, float64(k/couriers)*8, float64(courier)*3), Speed: 8, Bearing: 90, Accuracy: 6, Battery: 60}
		if err := w.post(m.stage.Phones[courier], fix); err != nil {
			return nil, err
		}
	}
	time.Sleep(300 * time.Millisecond) // what is under way arrives, or is counted as lost
	seen.mu.Lock()
	defer seen.mu.Unlock()
	return append([]time.Duration(nil), seen.times...), nil
}
