package house_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/door/api"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/report/reach"
	"sambang/internal/shared/workforce"
)

// What sellers told of two villages is one figure to the desk, and to a midwife that of
// her own village; a correction takes the place of what it corrects, who is not trained
// is not counted, and what came of who asked for help stands on the day she asked.
func TestReachIsReadByRight(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		sumi, budi := h.fresh(), h.fresh()
		officer := here.actor("officer")
		for _, seller := range []ident.ID{sumi, budi} {
			h.machine(here, "workforce.add_worker", workforce.AddWorker{Worker: seller, Name: "Sumi", Kinds: []string{workforce.Seller}})
			h.must(officer, "campaign.enlist", campaign.Enlist{Seller: seller, Kind: campaign.Jamu, Villages: here.villages[:], Days: []int64{1}, Language: "jv", Phone: "none"})
		}
		h.machine(here, "workforce.certify", workforce.Certify{Worker: sumi, Course: workforce.BreastfeedingBasics, Number: "P 1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
		h.must(officer, "campaign.receive", campaign.Receive{Material: campaign.Leaflet, Count: 50, From: "Dinas"})
		h.must(officer, "campaign.hand_over", campaign.HandOver{Batch: h.fresh(), Seller: sumi, Material: campaign.Leaflet, Count: 40})
		h.must(officer, "campaign.report", campaign.Report{Seller: sumi, Kind: campaign.Leaflet, Count: 3, Village: here.villages[0]})
		h.must(officer, "campaign.report", campaign.Report{Seller: sumi, Kind: campaign.Referral, Count: 1, Village: here.villages[0]})
		h.must(officer, "campaign.report", campaign.Report{Seller: sumi, Kind: campaign.Leaflet, Count: 5, Village: here.villages[1]})
		h.must(officer, "campaign.report", campaign.Report{Seller: budi, Kind: campaign.Leaflet, Count: 7, Village: here.villages[0]})
		for i, village := range here.villages {
			id := h.fresh()
			h.must(officer, "lead.refer", lead.Refer{Lead: id, Village: village, Kind: lead.Newborn, Seller: sumi, Name: "Ibu Rini", Phone: "081377700555", Consent: true})
			if i == 0 {
				h.must(officer, "lead.visit", lead.Visit{Lead: id, Outcome: lead.Came})
			}
		}
		read := func(role, query string) (out api.ReachOf, status int) {
			h.session(here, role)
			r := h.send("GET", "/api/v1/reach"+query, nil)
			if r.status == 200 {
				r.into(h.t, &out)
			}
			return out, r.status
		}
		all, status := read("head", "")
		qt.Assert(h.t, qt.Equals(status, 200))
		qt.Check(h.t, qt.Equals(all.Total, reach.Counts{Leaflets: 8, Referrals: 1, Told: 2, Confirmed: 1, Visited: 1}))
		qt.Check(h.t, qt.DeepEquals(all.SellerNames, []string{"Sumi"}))
		qt.Assert(h.t, qt.HasLen(all.Places, 2))
		qt.Check(h.t, qt.Equals(all.Places[0].First, "2026-03-02"))
		mine, _ := read("midwife", "")
		qt.Check(h.t, qt.Equals(mine.Total, reach.Counts{Leaflets: 3, Referrals: 1, Told: 1, Confirmed: 1, Visited: 1}))
		qt.Check(h.t, qt.HasLen(mine.Places, 1), qt.Commentf("no other village is named"))
		before, _ := read("head", "?from=2026-02-01&to=2026-03-01")
		qt.Check(h.t, qt.Equals(before.Total, reach.Counts{}))
		for _, bad := range []string{"?from=march", "?to=2026-02-30", "?from=2026-03-02&to=2026-03-01", "?from=2020-01-01"} {
			_, status := read("officer", bad)
			qt.Check(h.t, qt.Equals(status, 422), qt.Commentf(bad))
		}
		file := h.send("GET", "/api/v1/reach/figures.csv", nil)
		qt.Check(h.t, qt.Equals(file.status, 200))
		qt.Check(h.t, qt.IsTrue(strings.Contains(file.body, "Bukan bukti") || strings.Contains(file.body, ",8,0,0,1,0,2,1,1,0")), qt.Commentf("%s", file.body))
	})
}
