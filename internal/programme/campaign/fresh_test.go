package campaign_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/workforce"
)

// The officer takes somebody new into the list of workers and into the campaign at once:
// the name is sealed, and they are a seller and nothing else. Who is known is not renamed.
func TestSomebodyNewIsEnlistedByName(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		round := campaign.Enlist{Seller: id("Mak Ti"), Kind: campaign.Jamu, Villages: []string{sempu}, Days: []int64{1}, Language: "osi", Phone: "none", Name: "Mak Ti", Number: "089900000777"}
		s.Must(s.officer, "campaign.enlist", round)
		s.Query(func(q journal.Query) error {
			w, found, err := workforce.Workers.Get(q.Tx, q.Facility, round.Seller)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.IsTrue(found))
			qt.Check(t, qt.DeepEquals(w.Kinds, []string{workforce.Seller}))
			all, err := campaign.SellersOf(q)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(all[0].Name, "Mak Ti"))
			return nil
		})
		qt.Check(t, qt.Equals(s.Written("Mak Ti"), 0), qt.Commentf("no name in any event"))
		s.Must(s.officer, "campaign.end_seller", campaign.EndSeller{Seller: round.Seller, Why: "moved"})
		round.Name = "Somebody else"
		s.Must(s.officer, "campaign.enlist", round)
		s.Query(func(q journal.Query) error {
			name, err := workforce.Name(q, round.Seller)
			qt.Check(t, qt.Equals(name, "Mak Ti"), qt.Commentf("who begins again keeps their name"))
			return err
		})
	})
}
