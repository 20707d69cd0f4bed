package year_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/ledger"
	"sambang/internal/world"
)

// Three desks hand over what is there for some of them only, while sellers tap and what
// came back too much is taken back: nothing is ever less than nothing, and the books say
// what the rows say.
func TestManyAtTheStoreAtOnceNeverEmptyItTwice(t *testing.T) {
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) {
		s := begins(t, w)
		s.training()
		s.As("officer").Send("one batch each", "campaign.hand_over", handed("of Pak Karto", "Pak Karto"))
		officer, page := s.Actor("officer"), s.pageOf("Pak Karto")
		const desks = 14 // 260 are there, 40 for each: for six of them
		codes := make([]string, 3*desks)
		var wait sync.WaitGroup
		say := func(i int, do func() (journal.Outcome, error)) {
			wait.Go(func() {
				out, err := do()
				if codes[i] = out.Code; err != nil {
					codes[i] = err.Error()
				}
			})
		}
		for i := range desks {
			n := fmt.Sprint(i)
			say(i, func() (journal.Outcome, error) {
				return s.by(officer, "hand "+n, "campaign.hand_over", handed("batch "+n, sellers[i%5]))
			})
			say(desks+i, func() (journal.Outcome, error) {
				return s.by(page, "tap "+n, "campaign.report", campaign.Report{Seller: id("Pak Karto"), Kind: campaign.Leaflet, Count: 3, Village: world.Village})
			})
			say(2*desks+i, func() (journal.Outcome, error) {
				return s.by(officer, "back "+n, "campaign.take_back", campaign.TakeBack{Seller: id("Pak Karto"), Batch: id("of Pak Karto"), Count: 9})
			})
		}
		wait.Wait()
		s.Settle()
		count := map[string]int{}
		for i, code := range codes {
			count[[]string{"hand ", "tap ", "back "}[i/desks]+code]++
		}
		qt.Check(t, qt.Equals(count["tap "], desks), qt.Commentf("what a seller tells is kept: %v", count))
		qt.Check(t, qt.Equals(count["hand "]+count["hand campaign.not_in_store"], desks), qt.Commentf("%v", count))
		qt.Check(t, qt.Equals(count["back "]+count["back campaign.not_on_hand"], desks), qt.Commentf("%v", count))
		qt.Check(t, qt.IsTrue(count["hand "] >= 6 && count["hand campaign.not_in_store"] > 0 && count["back campaign.not_on_hand"] > 0), qt.Commentf("%v", count))
		s.adds()
		s.RebuildEquals()
	})
}

// adds asserts that rows and books say the same, and that nothing is below zero.
func (s story) adds() {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		batches, err := campaign.Batches.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		qt.Assert(s.t, qt.IsNil(err))
		want, given := map[string]int64{}, int64(0)
		for _, b := range batches {
			qt.Check(s.t, qt.IsTrue(b.Left() >= 0), qt.Commentf("%+v", b))
			want[campaign.HeldBy(b.Seller, b.Material)] += b.Left()
			given += b.Count - b.Returned
		}
		store := s.store()
		qt.Check(s.t, qt.IsTrue(store >= 0))
		qt.Check(s.t, qt.Equals(store+given, 300))
		want[ledger.Account(money.Piece, ledger.Stock, "campaign."+campaign.Leaflet)] = store
		for account, n := range want {
			b, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(account))
			qt.Assert(s.t, qt.IsNil(err))
			qt.Check(s.t, qt.Equals(b.Amount, n), qt.Commentf("%s", account))
		}
		return nil
	})
}
