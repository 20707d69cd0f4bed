package tracking

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"sambang/internal/core/ident"
)

// BenchmarkFanOut is what showing one position costs when 100 couriers are under
// way and 1,000 viewers watch them, ten each.
func BenchmarkFanOut(b *testing.B) {
	s := Defaults(zone)
	w := NewWindows(s)
	h := NewHub(w, s)
	now := clockAt("2026-03-02 13:00").Now()
	for i := range 100 {
		id := ident.ID(fmt.Sprint(i))
		w.SetJob(Job{ID: "job-" + id, Worker: id, Family: id, Facility: "f", From: now, PickedUp: now,
			PickUp: Stop{Point: factory, Done: true}, Drop: Stop{Point: home, Order: 1}}, now)
		for range 10 {
			if _, err := h.Watch("job-"+id, "link", now); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		at := now.Add(time.Duration(n) * time.Millisecond)
		h.Publish(Fix{Worker: ident.ID(fmt.Sprint(n % 100)), Facility: "f", At: at, Point: factory}, at)
	}
}

// BenchmarkRecall is a start: the memory of 10,000 devices from its snapshot and
// the rows behind it.
func BenchmarkRecall(b *testing.B) {
	log, err := OpenSQLite(b.Context(), filepath.Join(b.TempDir(), "positions.sqlite"))
	if err != nil {
		b.Fatal(err)
	}
	defer log.Close()
	noon := clockAt("2026-03-02 12:00").Now()
	g := Group{Day: "2026-03-02", Memory: NewMemory()}
	for round := range 4 {
		g.Kept = g.Kept[:0]
		for i := range 9_900 {
			f := Fix{Device: ident.Named(fmt.Sprint(i)), Worker: "w", Jobs: []ident.ID{"j"}, At: noon.Add(time.Duration(round) * time.Second), Point: home}
			g.Memory.Keep(&f)
			g.Kept = append(g.Kept, f)
		}
		if err := log.Write(b.Context(), &g); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := log.Recall(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
