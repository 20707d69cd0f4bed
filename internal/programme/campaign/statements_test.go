package campaign_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/campaign"
)

// What is told at a stall, on a seller's page and by whoever holds a leaflet, with twenty
// batches in the seller's hands.
func TestNoVerbOfTheCampaignAsksMuchOfTheDatabase(t *testing.T) {
	s := opened(t, storetest.SQLite(t))
	s.stocked(500, 0)
	s.seller("Pak Slamet", []string{jambewangi, sempu}, basics, massage)
	cost := map[string]int{}
	s.J.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	code := ""
	for i := range 20 {
		code = s.batch(string(rune('A'+i)), "Pak Slamet", 10)
	}
	s.Must(s.anybody("one"), "campaign.scan", campaign.ScanCode{Scan: id("one"), Code: code})
	s.told(s.officer, campaign.Report{Seller: id("Pak Slamet"), Text: "3 leaflet Jambewangi, rujuk 1"})
	s.told(s.page("Pak Slamet"), campaign.Report{Seller: id("Pak Slamet"), Kind: campaign.Leaflet, Count: 1, Village: sempu})
	s.Must(s.page("Pak Slamet"), "campaign.massage", campaign.TellMassage{Seller: id("Pak Slamet"), Village: sempu, Fever: "no", Breast: "no", Operated: "no"})
	s.Must(s.officer, "campaign.weekly_count", campaign.WeeklyCount{Seller: id("Pak Slamet"), Batches: []campaign.LeftOver{{Batch: id("T"), Left: 8}}, Village: sempu})
	s.Must(s.officer, "campaign.correct", campaign.Correct{Contact: s.contacts("Pak Slamet")[0].ID, Count: 1})
	bound := map[string]int{"campaign.hand_over": 34, "campaign.scan": 9, "campaign.report": 26, "campaign.massage": 14, "campaign.weekly_count": 25, "campaign.correct": 18}
	for verb, n := range cost {
		t.Logf("%-24s %d", verb, n)
		if bound[verb] > 0 {
			qt.Check(t, qt.IsTrue(n <= bound[verb]), qt.Commentf("%s: %d statements", verb, n))
		}
	}
}
