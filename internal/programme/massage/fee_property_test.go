package massage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/stagetest"
)

// paidVisits is what the story knows of the money of a day's visits, beside the books.
type paidVisits struct {
	visitDay
	prices map[string]int64
	states map[string]string
	cash   int64
	taken  map[ident.ID]int64 // receipts that stand, by their entry
}

// says sends a command, and tells whether it was accepted.
func (p *paidVisits) says(a access.Actor, verb string, body any) bool {
	out, err := p.Say(a, verb, body)
	return err == nil && out.Status == journal.Accepted
}

// backs has two people take back an entry; false where the house refuses.
func (p *paidVisits) backs(entry ident.ID) bool {
	out, err := p.Say(p.treasurer(), "ledger.reverse", ledger.Reverse{Entry: entry, Reason: "salah catat"})
	return err == nil && out.Status == journal.Proposed && p.says(stagetest.Desk(p.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
}

// hourOf is when the n-th visit of the day begins: so far apart that nothing is in its way.
func hourOf(n int) instant.Instant {
	return stagetest.Hour("10:30").Add(time.Duration(n) * 75 * time.Minute)
}

// gives has Euis give the n-th visit of the day.
func (p *paidVisits) gives(n int, said string) {
	name, at := fmt.Sprint("visit ", n), hourOf(n)
	p.prices[name] = p.booking(name).Fee
	p.Until(at)
	p.asks("euis", name, hoped())
	p.Must(p.cadre("euis"), "massage.start", massage.Start{Booking: named(name)})
	p.Until(inMinutes(at, 30))
	p.Must(p.cadre("euis"), "massage.finish", massage.Finish{Booking: named(name), Fee: said})
	p.states[name] = map[string]string{"": massage.FeePaid, massage.FeePaid: massage.FeePaid, massage.FeeOwed: massage.FeeOwed, massage.FeeUnable: massage.FeeWaived}[said]
}

// moves is one thing that happens to the money.
func (p *paidVisits) moves(t *rapid.T, visits int) {
	name := fmt.Sprint("visit ", rapid.IntRange(0, visits-1).Draw(t, "visit"))
	switch rapid.SampledFrom([]string{"pay", "waive", "hand in", "hand in", "take back payment", "take back receipt"}).Draw(t, "what") {
	case "pay":
		if p.says(p.cadre("euis"), "massage.fee_paid", massage.FeeIsPaid{Booking: named(name)}) {
			p.states[name] = massage.FeePaid
		}
	case "waive":
		if p.says(p.treasurer(), "massage.waive_fee", massage.WaiveFee{Booking: named(name), Reason: "Keluarga kurang mampu"}) {
			p.states[name] = massage.FeeWaived
		}
	case "hand in":
		amount := int64(rapid.IntRange(1, 60).Draw(t, "thousands")) * 1_000
		may := amount <= p.hand("euis")
		did := p.says(p.treasurer(), "payment.hand_in", payment.HandIn{Worker: named("euis"), Fund: "blud", Amount: amount, On: "2026-03-02"})
		if did != may {
			t.Fatalf("handed in %d of %d: %v", amount, p.hand("euis"), did)
		}
		if did {
			all := p.handIns()
			p.taken[all[len(all)-1].Entry], p.cash = amount, p.cash+amount
		}
	case "take back payment":
		kind := map[string]string{massage.FeePaid: massage.FeeEntry, massage.FeeWaived: massage.WaiverEntry}[p.states[name]]
		if kind != "" && p.backs(p.entry(name, kind)) {
			p.states[name] = massage.FeeOwed
		}
	case "take back receipt":
		for _, r := range p.handIns() {
			if n, stands := p.taken[r.Entry]; stands && p.backs(r.Entry) {
				delete(p.taken, r.Entry)
				p.cash -= n
				break
			}
		}
	}
}

// adds wants that what is carried, handed in, owed and waived are the prices of the visits
// that were done, to the rupiah.
func (p *paidVisits) adds(t *rapid.T) {
	of := map[string]int64{}
	for name, state := range p.states {
		of[state] += p.prices[name]
		of["all"] += p.prices[name]
	}
	have := []int64{-p.balance(ledger.Income, "blud"), p.balance(ledger.Receivable, "blud"), p.balance(ledger.Waived, "blud"), p.hand("euis") + p.balance(ledger.Cash, "blud"), p.balance(ledger.Cash, "blud")}
	want := []int64{of["all"], of[massage.FeeOwed], of[massage.FeeWaived], of[massage.FeePaid], p.cash}
	for i, what := range []string{"earned", "owed", "waived", "paid", "handed in"} {
		if have[i] != want[i] {
			t.Fatalf("%s: %d, not %d", what, have[i], want[i])
		}
	}
}

// Whatever is said of them, in whatever order, the prices of the visits are in the books once.
func TestThePricesOfTheVisitsAddUp(t *testing.T) {
	const visits = 4
	p := &paidVisits{visitDay: visitsOpen(t, storetest.SQLite(t)), prices: map[string]int64{}, states: map[string]string{}, taken: map[ident.ID]int64{}}
	for n := range visits {
		p.price([]int64{25_000, 40_000}[n%2])
		p.bookedAt(fmt.Sprint("visit ", n), fiveMonths, "euis", dagoVillage, hourOf(n))
	}
	for n, said := range []string{"", massage.FeeOwed, massage.FeeUnable, massage.FeeOwed} {
		p.gives(n, said)
	}
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 4).Draw(t, "moves") {
			p.moves(t, visits)
			p.adds(t)
		}
	})
	qt.Check(t, qt.IsTrue(len(p.handIns()) > 0))
	p.Verify()
}
