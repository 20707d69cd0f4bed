package rice_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// play is one run of the property: a facility with a few requests, and what was done to them.
type play struct {
	stage
	asked []ident.ID
	start map[ident.ID]instant.Instant
	// joined were merged at any time, reversed taken back by two.
	joined, reversed map[ident.ID]bool
}

// TestAnySequenceOwesAtMostOncePerRequest plays random deadlines, fulfilments, proofs,
// merges, reversals, hand-overs, hand-overs taken back, and deaths. Whatever comes: of a request one debt stands at most;
// one whose deadline was missed has a debt that stands, waits for the head or was given; the books sum to
// zero and say what the debts and the store say.
func TestAnySequenceOwesAtMostOncePerRequest(t *testing.T) {
	all, run := newStage(t, storetest.SQLite(t)), 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		p := play{stage: all.facility(t, fmt.Sprint("facility ", run)), start: map[ident.ID]instant.Instant{}, joined: map[ident.ID]bool{}, reversed: map[ident.ID]bool{}}
		p.accepted(t, p.treasurer(), "rice.gift", gift(1_000_000)) // or every facility of the run is told daily what is short
		for n := range 3 {
			p.ask(t)
			p.until(t, p.clock.Now().Add(time.Duration(n+1)*time.Minute))
		}
		for range rapid.IntRange(4, 12).Draw(t, "steps") {
			p.step(t)
			p.check(t)
		}
	})
	all.verify(t)
}

func (p *play) step(t *rapid.T) {
	what := rapid.SampledFrom([]string{"ask", "hours", "hours", "hours", "keep", "prove", "merge", "merge", "unmerge", "unmerge", "reverse", "give", "give", "take_back", "gift", "died", "lives", "offer"}).Draw(t, "what")
	switch what {
	case "ask":
		p.ask(t)
		return
	case "hours":
		p.until(t, p.clock.Now().Add(time.Duration(rapid.IntRange(30, 300).Draw(t, "minutes"))*time.Minute))
		return
	case "gift":
		p.accepted(t, p.treasurer(), "rice.gift", gift(rapid.Int64Range(1, 9000).Draw(t, "grams")))
		return
	}
	if len(p.asked) == 0 {
		return
	}
	p.touch(t, what, rapid.SampledFrom(p.asked).Draw(t, "case"))
}

func (p *play) ask(t *rapid.T) {
	id := p.asks(t, fmt.Sprint("case ", len(p.asked)))
	p.asked, p.start[id] = append(p.asked, id), p.clock.Now()
}

func (p *play) touch(t *rapid.T, what string, id ident.ID) {
	root := p.root(t, id)
	switch what {
	case "keep":
		p.happens(t, happen{What: "keep", Case: id, Rule: promise.Fetch})
	case "prove":
		p.happens(t, happen{What: "prove", Case: id, Rule: promise.Fetch, At: p.start[id].Add(4 * time.Hour)})
	case "merge":
		into := p.root(t, rapid.SampledFrom(p.asked).Draw(t, "into"))
		if root == into || p.start[root] < p.start[into] {
			return
		}
		p.joined[root], p.joined[into] = true, true
		p.happens(t, happen{What: "merge", Case: root, Into: into})
	case "unmerge":
		if c := p.caseOf(t, id); c.Merged != "" {
			p.happens(t, happen{What: "unmerge", Case: id, Into: c.Merged})
		}
	case "reverse":
		if p.byTwo(t, "rice.reverse", rice.Reverse{Debt: rice.DebtID(id), Reason: "latihan"}) == "" {
			p.reversed[id] = true
		}
	case "give":
		if d, found := p.debt(t, id); found && d.State != rice.Reversed {
			_, _, _ = p.try(t, p.driver(), "rice.give", 0, handed(id))
		}
	case "died", "lives":
		p.happens(t, happen{What: what, Case: id})
	case "offer":
		_, _, _ = p.try(t, p.head(), "rice.offer", 0, rice.Offer{Debt: rice.DebtID(id)})
	case "take_back":
		p.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(id), Reason: "salah tekan"})
	}
}

func (p *play) caseOf(t *rapid.T, id ident.ID) (c need.Case) {
	p.read(t, func(q journal.Query) (err error) { c, _, err = need.Cases.Get(q.Tx, q.Facility, id); return err })
	return c
}

func (p *play) root(t *rapid.T, id ident.ID) (root ident.ID) {
	p.read(t, func(q journal.Query) (err error) { root, err = need.Root(q, id); return err })
	return root
}

func (p *play) check(t *rapid.T) {
	p.balanced(t)
	standing, settled := map[ident.ID]int{}, map[ident.ID]bool{}
	for _, id := range p.asked {
		d, found := p.debt(t, id)
		if !found {
			continue
		}
		if root := p.root(t, id); d.Root != root {
			t.Fatalf("a debt belongs to %s, its case to %s", d.Root, root)
		}
		open := d.State == rice.Owed || d.State == rice.Withheld
		if open {
			standing[d.Root]++
		}
		settled[d.Root] = settled[d.Root] || open || d.State == rice.Given
	}
	counted := map[ident.ID]int{}
	for _, h := range p.handovers(t) {
		if h.State == rice.Counted {
			counted[h.Debt]++
		}
	}
	for _, id := range p.asked {
		late := of(p.promises(t, id), promise.Fetch).State == promise.Late
		switch {
		case standing[id] > 1:
			t.Fatalf("%d debts stand for one request", standing[id])
		case counted[rice.DebtID(id)] > 1:
			t.Fatal("one debt was handed over twice")
		case late && p.root(t, id) == id && !p.reversed[id] && !settled[id]:
			t.Fatal("a missed promise owes nothing")
		case !late && !p.joined[id] && standing[id] > 0:
			t.Fatal("a promise that was not missed owes rice")
		}
	}
}

func (p *play) promises(t *rapid.T, id ident.ID) (all []promise.Promise) {
	p.read(t, func(q journal.Query) (err error) { all, err = promise.Of(q, id); return err })
	return all
}
