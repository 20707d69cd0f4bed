package day

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/phone"
)

// Live says how the day goes on. The zero value of each field stands for what
// suits a demo.
type Live struct {
	// Address is the server's origin, to which the couriers' phones speak.
	Address string
	Log     *slog.Logger
	// Pace is how many times faster than life couriers ride and hands move: 2.
	Pace float64
	// Every is the time between two positions: 3 s.
	Every time.Duration
	// Declare is the time after which another mother may declare: 70 s.
	Declare time.Duration
	// AtOnce is how many deliveries mothers keep open: 5. Negative: none declares.
	AtOnce int
	// Dice decides whatever chance decides.
	Dice uint64
}

func (l Live) filled() Live {
	if l.Log == nil {
		l.Log = slog.New(slog.DiscardHandler)
	}
	if l.Pace <= 0 {
		l.Pace = 2
	}
	if l.Every <= 0 {
		l.Every = 3 * time.Second
	}
	if l.Declare <= 0 {
		l.Declare = 70 * time.Second
	}
	if l.AtOnce == 0 {
		l.AtOnce = 5
	}
	return l
}

// Run lets couriers ride and mothers declare until ctx ends. House must be the
// one that answers at the address; it may have been opened anew since Seed.
func (d *Day) Run(ctx context.Context, h House, l Live) error {
	l = l.filled()
	phones, err := d.phones(ctx, h)
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	defer all.Wait()
	for i, p := range d.cast.couriers() {
		c := &courier{staff: p, live: l, house: h, at: d.cast.point(d.cast.Base), dice: rand.New(rand.NewPCG(l.Dice, uint64(i))), battery: 92 - float64(i)*7,
			app:     phone.NewApp(l.Address, "demo-"+p.Key, h.Clock, nil),
			tracker: &phone.Tracker{URL: l.Address + "/phone/" + phones[p.phone()]}, stuck: map[ident.ID]string{}}
		all.Go(func() { c.run(ctx) })
	}
	all.Go(func() { d.mothers(ctx, h, l) })
	return nil
}

// phones are the secrets of the couriers' phones, as the QR code tells them.
func (d *Day) phones(ctx context.Context, h House) (map[ident.ID]string, error) {
	out := map[ident.ID]string{}
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		all, err := workforce.OpenPhones(tx, Facility())
		for _, p := range all {
			out[p.ID] = p.Secrets(h.Keys).Token
		}
		return err
	})
	return out, err
}

// code is what stands on the mother's page: the recipient reads it out.
func code(ctx context.Context, h House, delivery ident.ID) (string, error) {
	var d milk.Delivery
	err := h.DB.Read(ctx, func(tx *store.Tx) (err error) {
		d, _, err = milk.Deliveries.Get(tx, Facility(), delivery)
		return err
	})
	return link.Code(h.Keys, Facility(), delivery, d.CodeGeneration), err
}

// wait lets time pass; false when ctx ended.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// mothers declares bottles now and then, as mothers do from their pages.
func (d *Day) mothers(ctx context.Context, h House, l Live) {
	dice := rand.New(rand.NewPCG(l.Dice, 1000))
	for wait(ctx, l.Declare) {
		if err := d.declareNext(ctx, h, l, dice); err != nil && ctx.Err() == nil {
			l.Log.Warn("demo: a mother could not declare", "error", err)
		}
	}
}

func (d *Day) declareNext(ctx context.Context, h House, l Live, dice *rand.Rand) error {
	busy := map[ident.ID]bool{}
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		open, err := milk.Deliveries.Where(tx, "facility_id = $1 AND ended_at = 0", Facility())
		for _, x := range open {
			busy[x.Place] = true
		}
		return err
	})
	if err != nil || len(busy) >= l.AtOnce {
		return err
	}
	m := d.cast.Mothers[dice.IntN(len(d.cast.Mothers))]
	if busy[m.place()] {
		return nil
	}
	now := h.Clock.Now()
	r := ride{name: fmt.Sprintf("live %s %d", m.Key, now), mother: m, at: now.Add(time.Duration(2+dice.IntN(8)) * time.Minute)}
	body := r.declare()
	for i := range body.Bottles { // she has just closed them
		body.Bottles[i].ExpressedAt = now.Add(-time.Duration(15+60*i) * time.Minute)
	}
	s := &script{ctx: ctx, journal: h.Journal, by: family(m)}
	s.say(r.name+" declare", "milk.declare", body)
	s.flush()
	return s.err
}
