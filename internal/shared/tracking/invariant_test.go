package tracking

import (
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
)

// TestPositionsExistOnlyWhileAJobRuns is invariant 16 over random days: jobs are
// accepted, set out for, fetched, handed to another and ended in any order, phones
// send their past late and twice. No fix is kept that lies outside every accepted job
// of its worker; no viewer, map or silence says anything of a worker without a
// running job.
func TestPositionsExistOnlyWhileAJobRuns(t *testing.T) {
	log := openSQLite(t, t.TempDir()+"/positions.sqlite")
	t.Cleanup(func() { log.Close() })
	day := 0
	seen := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		day++
		r := newRoom(t, log)
		defer r.recorder.Close()
		r.clock.set(clockAt("2026-03-02 06:00").Now().Add(time.Duration(day) * 48 * time.Hour)) // days do not meet
		name := func(kind string, n int) string { return kind + string(ident.Derive(ident.Named("day"), day*10+n)) }
		windows := map[string][][2]int64{} // job -> [from, until) as we know it
		for range rapid.IntRange(5, 30).Draw(rt, "steps") {
			r.clock.forward(time.Duration(rapid.IntRange(1, 900).Draw(rt, "seconds")) * time.Second)
			n := rapid.IntRange(0, 2).Draw(rt, "job")
			id := name("job", n)
			now := r.clock.Now()
			j, there := r.windows.Job(ident.ID(id))
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0:
				if !there {
					r.ride(id, "family", n, home)
					windows[id] = append(windows[id], [2]int64{int64(now), 0})
				}
			case 1:
				if there && j.Running() {
					r.setOut(j)
				}
			case 2:
				if there && j.Running() {
					r.windows.EndJob(j.ID, now, now)
					windows[id][0][1] = int64(now)
				}
			default:
				f := r.fix(factory.Between(home, rapid.Float64Range(0, 1).Draw(rt, "along")))
				f.At = now.Add(-time.Duration(rapid.IntRange(0, 7200).Draw(rt, "ago")) * time.Second)
				r.take(f, f)
			}
			if !anyRuns(r.windows.Ride("joko")) {
				_, _, known := r.hub.LastSeen("kebakkramat", "joko")
				told := r.hub.Silences("kebakkramat", usual, now)
				if known || len(told) > 0 {
					rt.Fatalf("he carries nothing, and it is known where he is (%v) or told that he is silent (%v)", known, told)
				}
				seen["free"]++
			}
		}
		for id, w := range windows {
			for _, f := range r.trail(id) {
				seen["kept"]++
				if !slices.ContainsFunc(w, func(span [2]int64) bool {
					return int64(f.At) >= span[0] && (span[1] == 0 || int64(f.At) <= span[1])
				}) {
					rt.Fatalf("a position outside the job is kept: %v", f.At)
				}
			}
		}
	})
	qt.Check(t, qt.IsTrue(seen["free"] > 0 && seen["kept"] > 0), qt.Commentf("%v", seen))
}
