package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/plan"
	"sambang/internal/sim/people"
)

// large is a source of one day of 50 cadres with 500 visits, and more that wait for a place.
type large struct {
	jobs    []dayplan.Job
	workers []dayplan.Worker
	from    instant.Instant
}

func (l *large) Group() string                                       { return plan.Cadres }
func (l *large) Days(journal.Query) ([]string, error)                { return nil, nil }
func (l *large) Members(journal.Query, ident.ID) ([]ident.ID, error) { return nil, nil }
func (l *large) Read(_ journal.Query, day string) (dayplan.Sheet, error) {
	return dayplan.Sheet{Group: plan.Cadres, Day: day, From: l.from, Jobs: l.jobs, Workers: l.workers}, nil
}

// newLarge draws visits of twenty minutes within eight kilometres, half of them promised.
func newLarge(day instant.Instant) *large {
	dice, l := rand.New(rand.NewPCG(1, 1)), &large{from: day}
	point := func() geo.Point { return geo.Point{Lat: -7.5 + dice.Float64()*0.15, Lon: 110.85 + dice.Float64()*0.15} }
	for n := range crew {
		l.workers = append(l.workers, dayplan.Worker{ID: named("cadre", n), Start: point(), From: day, To: day.Add(9 * time.Hour), Profile: "motorcycle"})
	}
	for n := range standing + asked {
		j := dayplan.Job{ID: named("visit", n), Class: routing.HomeVisit, Drop: dayplan.Spot{At: point(), Service: 20 * time.Minute}}
		if n%2 == 0 {
			j.Drop.Due = day.Add(time.Duration(2+dice.IntN(6)) * time.Hour)
		}
		l.jobs = append(l.jobs, j)
	}
	return l
}

// placing measures one more job in a plan of 500 jobs and 50 workers through the API: the
// insertion at the best place and the durable write of the new plan.
func (r *planRun) placing(tell func(figure)) error {
	data, err := os.MkdirTemp("", "sambang-place")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(data) }()
	h, err := house.Open(r.ctx, house.Config{Data: data, Clock: instant.Wall{}, Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), Version: "bench"})
	if err != nil {
		return err
	}
	defer h.Close()
	if err := staffed(r.ctx, h, people.Town{}); err != nil {
		return err
	}
	day := h.Clock.Now().Add(24 * time.Hour)
	on := day.Day(time.UTC)
	if err := r.planLarge(h, day, on); err != nil {
		return err
	}
	address, stop, err := serveSearch(h, h.Log)
	if err != nil {
		return err
	}
	defer stop()
	client, err := officerClient(r.ctx, address)
	if err != nil {
		return err
	}
	f, err := r.place(client, address, on)
	if err == nil {
		tell(f)
	}
	return err
}

// planLarge makes the plan of the first 500; the others come afterwards.
func (r *planRun) planLarge(h *house.House, day instant.Instant, on string) error {
	l := newLarge(day)
	all := l.jobs
	l.jobs = all[:standing]
	h.Plans.Room.Sources = []plan.Source{l}
	var s plan.Snapshot
	err := h.DB.Read(r.ctx, func(tx *store.Tx) (err error) {
		s, err = h.Plans.Room.Read(journal.Query{Tx: tx, Facility: facility(), By: access.TheMachine(facility()), Now: h.Clock.Now(), Keys: h.Ring}, plan.Cadres, on)
		return err
	})
	if err != nil {
		return err
	}
	w := &writing{ctx: r.ctx, h: h}
	w.say(access.TheMachine(facility()), "plan.make", s.Command(dayplan.Make(r.ctx, s.Sheet, s.Legs, s.Previous, s.Effort())))
	if w.err != nil {
		return w.err
	}
	l.jobs = all
	return nil
}

// place asks for a place for one after the other; the first question compiles the day.
func (r *planRun) place(client *http.Client, address, on string) (figure, error) {
	var times []time.Duration
	without, worked := 0, processTime()
	for n := range asked {
		began := time.Now()
		placed, err := placeOne(r.ctx, client, address, api.PlanPlace{Group: plan.Cadres, Day: on, Job: named("visit", standing+n)})
		if err != nil {
			return figure{}, err
		}
		if !placed {
			without++
		}
		if n > 0 {
			times = append(times, time.Since(began))
		}
	}
	s, each := spreadOf(times), short(float64(((processTime()-worked)/asked).Microseconds())/1000)
	return figure{name: "the same through the API, written durably, p99", unit: "ms", want: 30, runs: []float64{s.p99},
		note: fmt.Sprintf("%s by the wall clock; %s ms of processor time each, the first question and whoever asks included; %d of %d had no place", s, each, without, asked)}, r.ctx.Err()
}

func placeOne(ctx context.Context, client *http.Client, address string, b api.PlanPlace) (placed bool, err error) {
	raw, err := json.Marshal(b)
	if err != nil {
		return false, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/api/v1/plan/place", bytes.NewReader(raw))
	if err != nil {
		return false, err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(request)
	if err != nil {
		return false, err
	}
	defer func() { _ = answer.Body.Close() }()
	var out api.PlanPlaced
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		return false, fmt.Errorf("bench: place: %d %s", answer.StatusCode, text)
	}
	err = json.NewDecoder(answer.Body).Decode(&out)
	return out.Worker != "", err
}
