package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/instant"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

// slotRequests is how often a month of slots is asked for in one run, one after another.
const slotRequests = 300

// slotsAsked measures the whole request of the desk for the free slots of a month, through
// HTTP, in the same process. Database is a postgres:// address, or empty: the embedded one.
func (m *measure) slotsAsked(data, database string) ([]figure, error) {
	f := figure{name: "slots: the whole request, SQLite, p95", unit: "ms", want: 20}
	if database != "" {
		f.name = "slots: the whole request, PostgreSQL, p95"
	}
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	h, err := house.Open(m.ctx, house.Config{Data: data, Database: database, Clock: instant.Wall{}, Log: log, Version: "bench"})
	if err != nil {
		return nil, err
	}
	defer h.Close()
	t, err := newSlotTown(m, h)
	if err != nil {
		return nil, err
	}
	address, stop, err := serveSearch(h, log)
	if err != nil {
		return nil, err
	}
	defer stop()
	client, err := officerClient(m.ctx, address)
	if err != nil {
		return nil, err
	}
	dice, free, busy := rand.New(rand.NewPCG(2, 2)), 0, processTime()
	for range m.turns {
		var times []time.Duration
		for range slotRequests {
			question := address + "/api/v1/massage/slots?" + t.question(dice).Encode()
			began := time.Now()
			n, err := askSlots(m.ctx, client, question)
			if err != nil {
				return nil, err
			}
			times, free = append(times, time.Since(began)), free+n
		}
		s := spreadOf(times)
		f.runs, f.note = append(f.runs, s.p95), s.String()
	}
	asked := slotRequests * m.turns
	f.note += fmt.Sprintf("; %.1f ms of the processor a question, asking included; %d questions a run for 31 days, %d visits of %d cadres in %d days, %d free beginnings on average",
		float64((processTime()-busy).Microseconds())/1000/float64(asked), slotRequests, t.visits, slotCadres, slotBehind+1+slotAhead, free/asked)
	return []figure{f}, nil
}

// question is a family of some village, anywhere in it, that asks for the next month.
func (t *slotTown) question(dice *rand.Rand) url.Values {
	c := dice.IntN(slotCadres)
	at := slotHome(c, dice)
	return url.Values{"village": {slotCode(c)}, "born": {calendar.Move(t.today, -120)}, "from": {t.today}, "to": {calendar.Move(t.today, 30)},
		"lat": {strconv.FormatFloat(at.Lat, 'f', 6, 64)}, "lon": {strconv.FormatFloat(at.Lon, 'f', 6, 64)}}
}

// askSlots reads an answer to its end and counts what is free.
func askSlots(ctx context.Context, client *http.Client, question string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, question, nil)
	if err != nil {
		return 0, err
	}
	w, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		return 0, err
	}
	if w.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("bench: the slots answered %s: %s", w.Status, text)
	}
	var out api.MassageSlots
	err = json.Unmarshal(text, &out)
	return len(out.Slots), err
}

// allSlots measures the reckoning alone and the whole request; on PostgreSQL too where a
// database is given.
func (m *measure) allSlots(folder, database string, tell func([]figure, error) error) error {
	if err := tell(m.slots()); err != nil {
		return err
	}
	if err := tell(m.slotsAsked(filepath.Join(folder, "slots"), "")); err != nil || database == "" {
		return err
	}
	return tell(m.slotsAsked(filepath.Join(folder, "slots-postgres"), database))
}
