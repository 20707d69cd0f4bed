package day_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/ledger"
	"sambang/internal/sim/day"
)

// One courier had set out with milk and one was on his way to fetch some when the
// demo began. Both bring it home over real HTTP, prove it by the code, and are paid.
func TestASimulatedRideEndsDeliveredAndPaid(t *testing.T) {
	t.Parallel()
	h, clock := open(t)
	d := seed(t, h, clock)
	before := delivered(t, h)
	news, stop := h.Journal.Feed().Subscribe(day.Facility())
	defer stop()

	handler, err := h.Handler(house.Doors{Tiles: &api.Tiles{}, Guard: api.Guard{Log: slog.New(slog.DiscardHandler)}})
	qt.Assert(t, qt.IsNil(err))
	server := httptest.NewServer(handler)
	defer server.Close()
	h.Run()
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan error, 1)
	go func() {
		over <- d.Run(ctx, day.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock},
			day.Live{Address: server.URL, Pace: 400, Every: 2 * time.Millisecond, AtOnce: -1, Dice: 7})
	}()
	defer func() {
		cancel()
		qt.Check(t, qt.IsNil(<-over))
		h.BeginStop()
	}()

	for len(delivered(t, h)) < len(before)+2 {
		<-news
	}
	for id, x := range delivered(t, h) {
		if _, old := before[id]; old {
			continue
		}
		qt.Check(t, qt.IsTrue(x.Proven))
		// His phone tells of a speed that is not of this world: the fee may be held for it.
		qt.Check(t, qt.Equals(earned(t, h, x), 25_000))
	}
}

func delivered(t *testing.T, h *house.House) map[string]milk.Delivery {
	t.Helper()
	out := map[string]milk.Delivery{}
	qt.Assert(t, qt.IsNil(h.DB.Read(context.Background(), func(tx *store.Tx) error {
		all, err := milk.Deliveries.Where(tx, "facility_id = $1 AND state = $2", day.Facility(), milk.Delivered)
		for _, x := range all {
			out[string(x.ID)] = x
		}
		return err
	})))
	return out
}

func earned(t *testing.T, h *house.House, d milk.Delivery) (sum int64) {
	t.Helper()
	qt.Assert(t, qt.IsNil(h.DB.Read(context.Background(), func(tx *store.Tx) error {
		all, err := ledger.Earnings.Where(tx, "facility_id = $1 AND subject = $2", day.Facility(), d.ID)
		for _, e := range all {
			sum += e.Amount
		}
		return err
	})))
	return sum
}
