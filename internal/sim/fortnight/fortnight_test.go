// Package fortnight plays fourteen days of requests at three health centres in three
// time zones, with restarts, a day of downtime, clocks that jump and phones without
// signal, and compares the rice that is owed at the end with what an oracle works out
// from the raw evidence alone.
package fortnight_test

import (
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
)

// A soak plays many fortnights of many requests, one for every twenty of its seeds; the
// suite one of fewer, in which every way a debt may end still comes.
const (
	requests     = 160
	manyRequests = 400
)

func TestTheDebtsOfAFortnightAreThoseOfTheEvidence(t *testing.T) {
	seeds, requests := 1, requests
	if n, err := strconv.Atoi(os.Getenv("SAMBANG_SEEDS")); err == nil {
		seeds, requests = max(1, n/20), manyRequests
	}
	for seed := range seeds {
		t.Run("sqlite", func(t *testing.T) { t.Parallel(); fortnight(t, "", uint64(seed), requests) })
		t.Run("postgres", func(t *testing.T) { t.Parallel(); fortnight(t, storetest.Postgres(t), uint64(seed), requests) })
	}
}

func fortnight(t *testing.T, database string, seed uint64, requests int) {
	pl, w := draw(seed, requests)
	p := &play{stage: newStage(t, database), weather: w, known: map[int]instant.Instant{}}
	t.Cleanup(func() {
		if p.h != nil {
			p.close()
		}
	})
	p.run(pl)
	end := last.Add(8 * 24 * time.Hour)
	if p.h == nil {
		p.open()
	}
	p.until(end)
	o := newOracle(p.facts)
	seen := map[string]int{}
	for _, c := range centres {
		for _, r := range o.all {
			if p.centre(pl, r) == c {
				p.compare(o, c, r, end, seen)
			}
		}
	}
	kinds := map[string][2]int{}
	for _, f := range p.facts {
		n := kinds[f.kind]
		n[1]++
		if f.accepted {
			n[0]++
		}
		kinds[f.kind] = n
	}
	t.Logf("accepted of said: %v", kinds)
	t.Logf("seed %d: %d requests, %d facts, ends %v", seed, len(o.all), len(p.facts), seen)
	for _, must := range []string{owed, struck, reversed, given, "merged", none} {
		qt.Check(t, qt.IsTrue(seen[must] > 0), qt.Commentf("the fortnight never saw %q", must))
	}
	p.verify()
}

func (p *play) centre(pl *plan, request int) centre {
	i := slices.IndexFunc(pl.steps, func(s step) bool { return s.kind == "ask" && s.request == request })
	return centres[pl.steps[i].centre]
}

// compare holds what the house has against what the evidence says.
func (p *play) compare(o oracle, c centre, request int, end instant.Instant, seen map[string]int) {
	p.t.Helper()
	root := requestID(c, request)
	var all []rice.Debt
	err := p.h.DB.Read(p.t.Context(), func(tx *store.Tx) (err error) {
		all, err = rice.Debts.Where(tx, "facility_id = $1 AND root = $2 ORDER BY id", c.id, root)
		return err
	})
	qt.Assert(p.t, qt.IsNil(err))
	standing, state := 0, none
	for _, d := range all {
		if d.State == rice.Owed || d.State == rice.Given {
			standing++
		}
		if d.Case == root {
			state = d.State
		}
	}
	want := o.standing(request, end)
	alone := o.partOf(request, end) == request && len(o.of(request)) == len(o.said[request])
	if !alone {
		seen["merged"]++
	} else {
		seen[o.debt(request, end)]++
	}
	if standing != want || alone && state != o.debt(request, end) {
		p.t.Errorf("%s, request %d: %d debts stand (%q), the evidence says %d (%q); start %s due %s", c.slug, request, standing, state, want, o.debt(request, end), o.start(request), o.due(request))
		for _, f := range o.facts {
			if f.request == request || f.other == request && f.kind != "ask" {
				p.t.Logf("  %-9s by %-7s at %s recorded %s since %s until %s came %s accepted %v of %d and %d", f.kind, f.who, f.at, f.recorded, f.since, f.until, f.came, f.accepted, f.request, f.other)
			}
		}
	}
}
