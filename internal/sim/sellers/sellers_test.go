package sellers_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/ledger"
	"sambang/internal/sim/call"
	"sambang/internal/sim/census"
	"sambang/internal/sim/sellers"
	"sambang/internal/sim/stafftest"
)

// opened is a house with nobody in it, on a clock that can be put back.
func opened(t *testing.T, database string) (*house.House, sellers.House, stafftest.Clock) {
	t.Helper()
	return stafftest.Open(t, database, instant.Of(time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)))
}

func count(t *testing.T, h *house.House, what string) int64 {
	t.Helper()
	return stafftest.Count(t, h, sellers.Facility(), what)
}

// beside is for how many days the campaign is lived through beside the other play of the
// health centre: fewer than in the demo, so that this takes seconds.
const beside = 12

// A year and five weeks are lived through, the last days beside the home visits, nothing
// that anybody says is refused, and there is something of everything to be seen.
func TestAYearOfTheCampaign(t *testing.T) {
	h, in, clock := opened(t, "")
	play, err := sellers.Begin(t.Context(), in, clock, beside)
	qt.Assert(t, qt.IsNil(err))
	to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock}
	qt.Assert(t, qt.IsNil(census.Everybody(t.Context(), to, []census.Centre{{Facility: sellers.Facility(), Slug: sellers.Slug}})))
	clock.Put(0)
	other := call.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: clock, Errands: h.Errands, Missed: in.Missed}
	qt.Assert(t, qt.IsNil(call.Seed(t.Context(), other, clock, h.Zone(t.Context()), beside, play.Day)))
	for what, least := range map[string]int64{
		"campaign_seller WHERE facility_id = $1 AND state = 'active'":                                                    10,
		"certificate WHERE facility_id = $1 AND course = 'breastfeeding_basics'":                                         17,
		"certificate WHERE facility_id = $1 AND appeal = 'restored'":                                                     1,
		"training_attempt WHERE facility_id = $1 AND NOT passed":                                                         1,
		"training_session WHERE facility_id = $1 AND state = 'held'":                                                     7,
		"training_session WHERE facility_id = $1 AND state = 'cancelled'":                                                1,
		"training_session WHERE facility_id = $1 AND state = 'planned'":                                                  1,
		"campaign_batch WHERE facility_id = $1":                                                                          40,
		"campaign_contact WHERE facility_id = $1 AND source = 'message'":                                                 500,
		"campaign_contact WHERE facility_id = $1 AND source = 'tap'":                                                     300,
		"campaign_contact WHERE facility_id = $1 AND source = 'weekly_count'":                                            60,
		"campaign_contact WHERE facility_id = $1 AND source = 'massage'":                                                 50,
		"campaign_contact WHERE facility_id = $1 AND NOT trained":                                                        5,
		"campaign_contact WHERE facility_id = $1 AND replaced_by <> ''":                                                  5,
		"campaign_scan WHERE facility_id = $1":                                                                           100,
		"campaign_move WHERE facility_id = $1 AND what = 'written_off' AND approver <> ''":                               1,
		"campaign_move WHERE facility_id = $1 AND what = 'returned'":                                                     1,
		"task WHERE facility_id = $1 AND kind = 'campaign_reorder' AND state = 'open'":                                   1,
		"task WHERE facility_id = $1 AND kind = 'campaign_reorder' AND state = 'closed'":                                 1,
		"campaign_lead WHERE facility_id = $1 AND state = 'visited'":                                                     50,
		"campaign_lead WHERE facility_id = $1 AND state = 'refused'":                                                     5,
		"campaign_lead WHERE facility_id = $1 AND state = 'erased' AND why = 'unconfirmed'":                              5,
		"campaign_lead WHERE facility_id = $1 AND state = 'joined'":                                                      1,
		"campaign_batch WHERE facility_id = $1 AND material = 'leaflet' AND count > handed_out + returned + written_off": 4,
		"campaign_lead WHERE facility_id = $1 AND state = 'not_met'":                                                     1,
		"campaign_lead WHERE facility_id = $1 AND state = 'told'":                                                        1,
		"campaign_lead WHERE facility_id = $1 AND kind = 'breast' AND source = 'massage'":                                2,
		"group_meeting WHERE facility_id = $1 AND state = 'held'":                                                        1,
		"group_meeting WHERE facility_id = $1 AND state = 'planned'":                                                     1,
		"feeding WHERE facility_id = $1 AND on_day < '2026-01-01'":                                                       100,
		"feeding WHERE facility_id = $1 AND on_day > '2026-11-01'":                                                       5,
		"promise WHERE facility_id = $1 AND kind = 'lead_visit' AND state = 'late'":                                      1,
	} {
		n := count(t, h, what)
		qt.Check(t, qt.IsTrue(n >= least), qt.Commentf("%d of %s", n, what))
	}
	adds(t, h)
	before := count(t, h, "command WHERE facility_id = $1")
	again, err := sellers.Begin(t.Context(), in, clock, beside)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsNil(again))
	qt.Check(t, qt.Equals(count(t, h, "command WHERE facility_id = $1"), before))
	_, err = h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// The first months on the other database: the same people, and nothing is refused.
func TestTheFirstMonthsOnTheOtherDatabase(t *testing.T) {
	h, in, clock := opened(t, storetest.Postgres(t))
	_, err := sellers.Begin(t.Context(), in, clock, sellers.Days-90)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(count(t, h, "campaign_contact WHERE facility_id = $1 AND trained") > 80))
	qt.Check(t, qt.IsTrue(count(t, h, "campaign_lead WHERE facility_id = $1") > 5))
	adds(t, h)
	_, err = h.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// adds asserts that after all of it the books say what the rows say, to the piece.
func adds(t *testing.T, h *house.House) {
	t.Helper()
	qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: sellers.Facility(), Now: h.Clock.Now(), Keys: h.Ring}
		batches, err := campaign.Batches.Where(tx, "facility_id = $1 ORDER BY id", q.Facility)
		qt.Assert(t, qt.IsNil(err))
		sum := map[string]int64{}
		for _, b := range batches {
			qt.Check(t, qt.IsTrue(b.Left() >= 0), qt.Commentf("%+v", b))
			sum[campaign.HeldBy(b.Seller, b.Material)] += b.Left()
		}
		stocks, err := campaign.Stocks.Where(tx, "facility_id = $1 ORDER BY id", q.Facility)
		for _, s := range stocks {
			qt.Check(t, qt.IsTrue(s.In >= 0), qt.Commentf("%+v", s))
			sum[ledger.Account(money.Piece, ledger.Stock, "campaign."+string(s.ID))] = s.In
		}
		for account, n := range sum {
			b, _, err := ledger.Balances.First(tx, "facility_id = $1 AND id = $2", q.Facility, account)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(b.Amount, n), qt.Commentf("%s", account))
		}
		return err
	})))
}
