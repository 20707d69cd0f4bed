package year_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce/training"
	"sambang/internal/world"
)

// Six sellers are taught and one fails; three batches go out and come to be known by scans,
// short messages, a tap and a count; two people are told of, one is visited, one joins.
func TestACampaignOfSellers(t *testing.T) {
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) {
		s := begins(t, w)
		s.training()
		s.batches()
		s.reports()
		s.leads()
		s.RebuildEquals()
	})
}

// training: all six come, are asked aloud in Javanese and shown to do it. Mbok Sum does not
// do it, and has no certificate.
func (s story) training() {
	var all []ident.ID
	for _, name := range sellers {
		all = append(all, id(name))
	}
	s.As("officer").Send("plan", "training.plan", training.Plan{Session: id("session"), Course: basics, On: "2026-03-02", From: "09:00", To: "12:00", Place: "Balai desa", Trainer: id("Bidan Eni")}).
		Send("invite", "training.invite", training.Invite{Session: id("session"), Workers: all})
	s.until("2026-03-02 12:00")
	s.As("Bidan Eni").Send("who came", "training.attend", training.Attend{Session: id("session"), Present: all, How: training.ByList})
	for i, name := range sellers {
		s.Send("asks "+name, "training.examine", asked(name, i%2)).Send("sees "+name, "training.assess", seen(name, name != "Mbok Sum"))
		qt.Check(s.t, qt.Equals(s.certified(name), name != "Mbok Sum"), qt.Commentf("%s", name))
	}
}

// handed is a batch of 40 leaflets.
func handed(name, seller string) campaign.HandOver {
	return campaign.HandOver{Batch: id(name), Seller: id(seller), Material: campaign.Leaflet, Count: 40, Village: world.Village}
}

// batches: three go out; who failed is handed none.
func (s story) batches() {
	s.until("2026-03-03 08:00")
	s.As("officer")
	for i, name := range []string{"A", "B", "C"} {
		s.Send("batch "+name, "campaign.hand_over", handed(name, sellers[i]))
		qt.Check(s.t, qt.HasLen(s.batch(name).Code, 5))
	}
	s.Refused("untrained", "campaign.hand_over", handed("D", "Mbok Sum"), "campaign.not_trained")
	qt.Check(s.t, qt.Equals(s.store(), 180))
}

// store is how many leaflets lie in it.
func (s story) store() (n int64) {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		row, _, err := campaign.Stocks.Get(q.Tx, q.Facility, ident.ID(campaign.Leaflet))
		n = row.In
		return err
	})
	return n
}

// reports: two citizens open the page of batch A, one of them with a phone that tells it
// twice; Pak Karto sends short messages and taps once, Mbok Nah is counted at the stall.
func (s story) reports() {
	s.scans("A", 1)
	s.scans("A", 2)
	s.until("2026-03-04 17:00")
	s.As("officer").Send("message", "campaign.report", campaign.Report{Seller: id("Pak Karto"), Text: "3 leaflet Alastuwo, rujuk 1"}).
		Send("misspelt", "campaign.report", campaign.Report{Seller: id("Pak Karto"), Text: "leflet 2 nangsri"})
	s.told("Pak Karto", "tap", "campaign.report", campaign.Report{Seller: id("Pak Karto"), Kind: campaign.Leaflet, Count: 1, Village: world.Village})
	s.until("2026-03-06 10:00")
	s.As("officer").Send("count", "campaign.weekly_count", campaign.WeeklyCount{Seller: id("Mbok Nah"), Batches: []campaign.LeftOver{{Batch: id("B"), Left: 25}}}).
		Send("of somebody untrained", "campaign.report", campaign.Report{Seller: id("Mbok Sum"), Text: "ngobrol 2 Alastuwo"})
	qt.Check(s.t, qt.DeepEquals([]int64{s.batch("A").Left(), s.batch("B").Left(), s.batch("C").Left()}, []int64{34, 25, 40}))
	s.Query(func(q journal.Query) error {
		scans, err := campaign.Scans.Where(q.Tx, "facility_id = $1", q.Facility)
		qt.Assert(s.t, qt.IsNil(err))
		qt.Assert(s.t, qt.HasLen(scans, 1))
		qt.Check(s.t, qt.DeepEquals([]any{scans[0].Count, scans[0].Seller, scans[0].Village}, []any{int64(2), id("Pak Karto"), world.Village}))
		contacts, err := campaign.Contacts.Where(q.Tx, "facility_id = $1 ORDER BY at, id", q.Facility)
		counted := map[string]int64{}
		for _, c := range contacts {
			if c.Counts() {
				counted[c.Source+" "+c.Kind] += c.Count
			}
		}
		qt.Check(s.t, qt.DeepEquals(counted, map[string]int64{"message leaflet": 5, "message referral": 1, "tap leaflet": 1, "weekly_count leaflet": 15}), qt.Commentf("Mbok Sum's are kept and not counted"))
		qt.Check(s.t, qt.HasLen(contacts, 6))
		return err
	})
}

// leads: Pak Karto tells of two by his page. The cadre's phone has them at once; she meets
// the first, and the second joins the group. He learns that two of two came, and no more.
func (s story) leads() {
	s.Resident("Wati", registry.Enter{Sex: "female", Born: "1998-04-01", Due: "2026-03-30"})
	s.As("Bidan Eni").Send("group", "supportgroup.found", supportgroup.Found{Group: id("Melati"), Name: "Melati", Village: world.Village, Leader: id("Kader Yati"), Coach: id("Bidan Eni")})
	for _, name := range []string{"Dewi", "Bu Wati"} {
		b := lead.Refer{Lead: id(name), Village: world.Village, Kind: lead.Milk, Name: name, Phone: "0899 0000 0601", Note: "dekat mushola"}
		out, err := s.by(s.pageOf("Pak Karto"), "unasked "+name, "lead.refer", b)
		qt.Assert(s.t, qt.IsNil(err))
		qt.Check(s.t, qt.Equals(out.Code, "lead.no_consent"))
		b.Consent = true
		s.told("Pak Karto", name, "lead.refer", b)
	}
	qt.Check(s.t, qt.HasLen(s.OnPhones("v:"+world.Village, "campaign_lead"), 2))
	qt.Check(s.t, qt.HasLen(s.OnPhones("v:"+world.OtherVillage, "campaign_lead"), 0))
	s.until("2026-03-07 09:00")
	member := id("member Wati")
	s.As("Kader Yati").
		Send("Dewi says so", "lead.confirm", lead.Confirm{Lead: id("Dewi")}).Send("Dewi is met", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came}).
		Send("Wati says so", "lead.confirm", lead.Confirm{Lead: id("Bu Wati")}).Send("it is her", "lead.link", lead.Link{Lead: id("Bu Wati"), Person: id("Wati")}).
		Send("asks Wati", "supportgroup.invite", supportgroup.Invite{Member: member, Mother: id("Wati"), Group: id("Melati"), Way: supportgroup.InPerson}).
		Send("yes", "supportgroup.answer", supportgroup.Reply{Member: member, Accept: true})
	s.Query(func(q journal.Query) error {
		for name, state := range map[string]string{"Dewi": lead.Visited, "Bu Wati": lead.Joined} {
			l, _, err := lead.Leads.Get(q.Tx, q.Facility, id(name))
			qt.Assert(s.t, qt.IsNil(err))
			qt.Check(s.t, qt.Equals(l.State, state), qt.Commentf("%s", name))
		}
		p, _, err := promise.Promises.Get(q.Tx, q.Facility, lead.PromiseID(id("Dewi")))
		qt.Assert(s.t, qt.IsNil(err))
		qt.Check(s.t, qt.Equals(p.State, promise.Kept))
		learned, err := lead.OfSeller(q, id("Pak Karto"), "2026-03-02")
		qt.Check(s.t, qt.Equals(learned, lead.Tally{Told: 2, Came: 2}))
		return err
	})
	s.until("2026-03-21 10:00") // fourteen days later: who said so herself stays
	s.Query(func(q journal.Query) error {
		l, _, err := lead.Leads.Get(q.Tx, q.Facility, id("Dewi"))
		qt.Check(s.t, qt.Equals(l.State, lead.Visited))
		return err
	})
}
