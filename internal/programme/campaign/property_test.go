package campaign_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/ledger"
)

// play is one run of the campaign in which anything may happen; most of it is refused.
type play struct {
	campaignDay
	n, step int
	sellers []string
	batches []ident.ID
	broken  []string
}

// say tells something that may well be refused; what breaks under way is a fault of ours.
func (p *play) say(a access.Actor, verb string, body any) {
	p.step++
	if _, err := p.Say(a, verb, body); err != nil && fault.Of(err).Kind == fault.Fault {
		p.broken = append(p.broken, fmt.Sprintf("%s %+v: %v", verb, body, err))
	}
}

// TestNothingIsEverLessThanNothing is invariant 17: whatever comes in whatever order, of
// each batch received - handed out - returned - written off is what is left, and never
// below zero; and the books say the same as the rows, to the piece.
func TestNothingIsEverLessThanNothing(t *testing.T) {
	s := opened(t, storetest.SQLite(t))
	s.stocked(100, 100)
	s.Must(s.officer, "campaign.receive", campaign.Receive{Material: campaign.Vest, Count: 5})
	for _, name := range []string{"Satu", "Dua"} {
		s.seller(name, []string{sempu, jambewangi}, basics, massage)
	}
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		p := &play{campaignDay: s, n: run, sellers: []string{"Satu", "Dua"}}
		for range rapid.IntRange(4, 16).Draw(t, "steps") {
			p.happen(t)
			p.adds(t)
			if len(p.broken) > 0 {
				t.Fatalf("%v", p.broken)
			}
		}
	})
	s.rebuilds()
}

func (p *play) happen(t *rapid.T) {
	seller := rapid.SampledFrom(p.sellers).Draw(t, "seller")
	n := rapid.Int64Range(1, 25).Draw(t, "count")
	batch := ident.Named(fmt.Sprint("batch ", p.n, " ", p.step))
	if len(p.batches) > 0 {
		batch = rapid.SampledFrom(p.batches).Draw(t, "batch")
	}
	switch rapid.SampledFrom([]string{"hand", "hand", "report", "report", "tap", "count", "count", "back", "lose", "correct", "correct", "kit", "kit back", "store lost"}).Draw(t, "what") {
	case "hand":
		b := campaign.HandOver{Batch: ident.Named(fmt.Sprint("batch ", p.n, " ", p.step)), Seller: id(seller), Material: rapid.SampledFrom(campaign.Papers).Draw(t, "paper"), Count: n}
		p.batches = append(p.batches, b.Batch)
		p.say(p.officer, "campaign.receive", campaign.Receive{Material: b.Material, Count: 10})
		p.say(p.officer, "campaign.hand_over", b)
	case "report":
		p.say(p.officer, "campaign.report", campaign.Report{Seller: id(seller), Text: fmt.Sprintf("%d leaflet sempu 2 buku", n)})
	case "tap":
		p.say(p.page(seller), "campaign.report", campaign.Report{Seller: id(seller), Kind: campaign.PocketBook, Count: n, Village: sempu})
	case "count":
		p.say(p.officer, "campaign.weekly_count", campaign.WeeklyCount{Seller: id(seller), Batches: []campaign.LeftOver{{Batch: batch, Left: n}}})
	case "back":
		p.say(p.officer, "campaign.take_back", campaign.TakeBack{Seller: id(seller), Batch: batch, Count: n})
	case "lose":
		p.say(p.officer, "campaign.write_off", campaign.WriteOff{Seller: id(seller), Batch: batch, Count: n, Why: "lost"})
	case "correct":
		if all := p.contacts(seller); len(all) > 0 {
			p.say(p.officer, "campaign.correct", campaign.Correct{Contact: rapid.SampledFrom(all).Draw(t, "contact").ID, Count: n - 1, Village: sempu})
		}
	case "kit":
		p.say(p.officer, "campaign.give_kit", campaign.GiveKit{Seller: id(seller), Material: campaign.Vest, Count: n / 5})
	case "kit back":
		p.say(p.officer, "campaign.take_back", campaign.TakeBack{Seller: id(seller), Material: campaign.Vest, Count: n / 8})
	case "store lost":
		p.say(p.officer, "campaign.write_off", campaign.WriteOff{Material: campaign.Leaflet, Count: n, Why: "wet"})
	}
}

type failing interface{ Fatalf(string, ...any) }

// adds checks that rows and books say the same and nothing is below zero.
func (s campaignDay) adds(t failing) {
	s.Query(func(q journal.Query) error {
		batches, err := campaign.Batches.Where(q.Tx, "facility_id = $1 ORDER BY seq, id", q.Facility)
		if err != nil {
			return err
		}
		want, handed := map[string]int64{}, map[string]int64{}
		for _, b := range batches {
			if b.Left() < 0 || b.HandedOut < 0 || b.Returned < 0 || b.WrittenOff < 0 {
				t.Fatalf("%+v", b)
			}
			want[campaign.HeldBy(b.Seller, b.Material)] += b.Left()
			handed[b.Material] += b.HandedOut
		}
		sellers, err := campaign.Sellers.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		if err != nil {
			return err
		}
		for _, one := range sellers {
			for _, p := range one.Kit {
				want[campaign.HeldBy(one.ID, p.Material)] += p.Count
			}
		}
		stocks, err := campaign.Stocks.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		if err != nil {
			return err
		}
		for _, one := range stocks {
			want[ledger.Account(money.Piece, ledger.Stock, "campaign."+string(one.ID))] = one.In
			want[ledger.Account(money.Piece, ledger.Expense, "campaign.handed_out."+string(one.ID))] = handed[string(one.ID)]
			want[ledger.Account(money.Piece, ledger.Expense, "campaign.written_off."+string(one.ID))] = one.WrittenOff
			want[ledger.Account(money.Piece, ledger.Income, "campaign."+string(one.ID))] = -one.Received
		}
		contacts, err := campaign.Contacts.Where(q.Tx, "facility_id = $1 AND replaced_by = '' ORDER BY id", q.Facility)
		if err != nil {
			return err
		}
		for _, c := range contacts {
			handed[c.Kind] -= c.Booked()
		}
		for material, n := range handed {
			if n != 0 && (material == campaign.Leaflet || material == campaign.PocketBook) {
				t.Fatalf("contacts that stand and batches differ by %d of %s", n, material)
			}
		}
		for account, n := range want {
			b, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(account))
			if err != nil {
				return err
			}
			if b.Amount != n {
				t.Fatalf("%s: the books say %d, the rows %d", account, b.Amount, n)
			}
		}
		return nil
	})
}

// Many officers hand over at once what is there only for some of them.
func TestManyHandOversAtOnceNeverEmptyTheStoreTwice(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		const each, there, desks = 10, 55, 12
		s.stocked(there, 0)
		s.seller("Pak Slamet", []string{sempu}, basics)
		var wait sync.WaitGroup
		outcomes := make([]journal.Outcome, 2*desks)
		for i := range desks {
			wait.Go(func() {
				batch := ident.Named(fmt.Sprint("batch ", i))
				outcomes[i] = s.at(fmt.Sprint("hand ", i), "campaign.hand_over", campaign.HandOver{Batch: batch, Seller: id("Pak Slamet"), Material: campaign.Leaflet, Count: each})
				outcomes[desks+i] = s.at(fmt.Sprint("tell ", i), "campaign.report", campaign.Report{Seller: id("Pak Slamet"), Kind: campaign.Leaflet, Count: 7, Village: sempu})
			})
		}
		wait.Wait()
		accepted := 0
		for _, o := range outcomes[:desks] {
			if o.Status == journal.Accepted {
				accepted++
				continue
			}
			qt.Check(t, qt.Equals(o.Code, "campaign.not_in_store"))
		}
		qt.Check(t, qt.Equals(accepted, there/each))
		s.adds(t)
		s.rebuilds()
	})
}
