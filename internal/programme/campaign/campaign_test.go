package campaign_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// A week of the campaign: papers reach a seller as a batch, and come to be known by a
// citizen's scan, a short message, a tap and a count, each marked as what it is.
func TestAWeekBecomesKnownWithoutAForm(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(500, 40)
		s.seller("Pak Slamet", []string{jambewangi, sempu}, basics)
		code := s.batch("B", "Pak Slamet", 100)
		qt.Check(t, qt.HasLen(code, 5))

		for _, rendering := range []string{"first", "second"} {
			s.Must(s.anybody(rendering), "campaign.scan", campaign.ScanCode{Scan: id(rendering), Code: code})
		}
		s.Query(func(q journal.Query) error {
			scans, err := campaign.Scans.Where(q.Tx, "facility_id = $1", q.Facility)
			qt.Check(t, qt.Equals(scans[0].Count, 2))
			qt.Check(t, qt.Equals(scans[0].Seller, id("Pak Slamet")))
			return err
		})
		s.Refused(s.anybody("third"), "campaign.scan", campaign.ScanCode{Scan: id("third"), Code: "ZZZZZ"}, "not_found")

		out := s.told(s.officer, campaign.Report{Seller: id("Pak Slamet"), Text: "3 leaflet Jambewangi, rujuk 1"})
		qt.Check(t, qt.DeepEquals(out, campaign.Reported{Tallies: []campaign.Tally{{Kind: campaign.Leaflet, Count: 3, Village: jambewangi}, {Kind: campaign.Referral, Count: 1, Village: jambewangi}}, Counted: true}))
		s.told(s.page("Pak Slamet"), campaign.Report{Seller: id("Pak Slamet"), Kind: campaign.Leaflet, Count: 1, Village: sempu})
		s.Must(s.officer, "campaign.weekly_count", campaign.WeeklyCount{Seller: id("Pak Slamet"), Batches: []campaign.LeftOver{{Batch: id("B"), Left: 80}}, Village: sempu})

		var sources []string
		for _, c := range s.contacts("Pak Slamet") {
			sources = append(sources, c.Source+" "+c.Kind)
			qt.Check(t, qt.IsTrue(c.Counts()))
		}
		qt.Check(t, qt.ContentEquals(sources, []string{"message leaflet", "message referral", "tap leaflet", "weekly_count leaflet"}))
		qt.Check(t, qt.Equals(s.of("B").HandedOut, 20), qt.Commentf("what is missing at the stall was handed out"))
		qt.Check(t, qt.Equals(s.held(campaign.HeldBy(id("Pak Slamet"), campaign.Leaflet)), 80))
		qt.Check(t, qt.Equals(s.Written("Jambewangi"), 1), qt.Commentf("the words of a message are kept nowhere: only the founding names the village"))
		s.rebuilds()
	})
}

// The seller's own list was wrong: more is left than it says. What was counted holds.
func TestWhatIsLeftAtTheStallHolds(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(100, 0)
		s.seller("Pak Slamet", []string{jambewangi}, basics)
		s.batch("B", "Pak Slamet", 30)
		s.told(s.page("Pak Slamet"), campaign.Report{Seller: id("Pak Slamet"), Kind: campaign.Leaflet, Count: 20})
		count := func(left int64) campaign.WeeklyCount {
			return campaign.WeeklyCount{Seller: id("Pak Slamet"), Batches: []campaign.LeftOver{{Batch: id("B"), Left: left}}}
		}
		s.Must(s.officer, "campaign.weekly_count", count(15))
		qt.Check(t, qt.Equals(s.of("B").HandedOut, 15))
		s.Refused(s.officer, "campaign.weekly_count", count(31), "campaign.more_than_given")
		s.Refused(s.page("Pak Slamet"), "campaign.weekly_count", count(10), "not_found")
		qt.Check(t, qt.Equals(s.held(campaign.HeldBy(id("Pak Slamet"), campaign.Leaflet)), 15))
		s.rebuilds()
	})
}

// Nobody is handed papers without the course; what an untrained seller tells is kept and
// not counted; and what was told beyond the papers on hand is kept as it was told.
func TestOnlyTheTrainedCount(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(500, 0)
		s.seller("Pak Slamet", []string{jambewangi}, basics)
		s.seller("Bu Jamu", []string{sempu})
		hand := campaign.HandOver{Batch: id("J"), Seller: id("Bu Jamu"), Material: campaign.Leaflet, Count: 10}
		s.Refused(s.officer, "campaign.hand_over", hand, "campaign.not_trained")
		s.batch("B", "Pak Slamet", 10)
		out := s.told(s.officer, campaign.Report{Seller: id("Pak Slamet"), Text: "leaflet 14"})
		qt.Check(t, qt.Equals(out.Beyond, 4))
		qt.Check(t, qt.Equals(s.of("B").Left(), 0))
		qt.Check(t, qt.IsFalse(s.told(s.officer, campaign.Report{Seller: id("Bu Jamu"), Text: "ngobrol 3"}).Counted))
		qt.Check(t, qt.IsFalse(s.contacts("Bu Jamu")[0].Counts()))

		s.Must(s.head, "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: id("Pak Slamet"), Course: basics, Reason: "menitipkan ke anak"})
		hand = campaign.HandOver{Batch: id("B2"), Seller: id("Pak Slamet"), Material: campaign.Leaflet, Count: 10}
		s.Refused(s.officer, "campaign.hand_over", hand, "campaign.not_trained")
		s.rebuilds()
	})
}

// Vest and flag go out and come back; what is lost is written off, much of it by two
// persons; the store that runs low is somebody's task, once.
func TestMaterialIsNeverLessThanNothing(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(120, 0)
		s.Must(s.officer, "campaign.receive", campaign.Receive{Material: campaign.Vest, Count: 3})
		s.seller("Pak Slamet", []string{jambewangi}, basics)
		kit := campaign.GiveKit{Seller: id("Pak Slamet"), Material: campaign.Vest, Count: 1}
		s.Must(s.officer, "campaign.give_kit", kit)
		kit.Count = 3
		s.Refused(s.officer, "campaign.give_kit", kit, "campaign.not_in_store")
		s.batch("B", "Pak Slamet", 50)
		s.batch("C", "Pak Slamet", 10)
		qt.Check(t, qt.HasLen(s.orders(), 1), qt.Commentf("one task, however often it falls further"))
		s.Refused(s.officer, "campaign.hand_over", campaign.HandOver{Batch: id("D"), Seller: id("Pak Slamet"), Material: campaign.Leaflet, Count: 61}, "campaign.not_in_store")

		back := campaign.TakeBack{Seller: id("Pak Slamet"), Batch: id("B"), Count: 51}
		s.Refused(s.officer, "campaign.take_back", back, "campaign.not_on_hand")
		back.Count = 5
		s.Must(s.officer, "campaign.take_back", back)
		off := campaign.WriteOff{Seller: id("Pak Slamet"), Batch: id("B"), Count: 21, Why: "wet"}
		s.Refused(s.officer, "campaign.write_off", off, "campaign.needs_second_person")
		qt.Check(t, qt.Equals(s.byTwo("campaign.write_off_many", campaign.WriteOffMany(off)), ""))
		off.Count = 20
		s.Must(s.officer, "campaign.write_off", off)
		qt.Check(t, qt.Equals(s.of("B").Left(), 4))
		s.Must(s.officer, "campaign.write_off", campaign.WriteOff{Seller: id("Pak Slamet"), Material: campaign.Vest, Count: 1, Why: "lost"})
		s.Must(s.officer, "campaign.write_off", campaign.WriteOff{Material: campaign.Leaflet, Count: 5, Why: "outdated"})
		qt.Check(t, qt.Equals(s.held(ledger.Account("piece", ledger.Stock, "campaign.leaflet")), 60))
		s.Refused(s.head, "ledger.reverse", ledger.Reverse{Entry: id("no entry"), Reason: "x"}, "not_found")
		s.rebuilds()
	})
}

// orders are the open tasks to fill the store.
func (s campaignDay) orders() (all []task.Task) {
	s.Query(func(q journal.Query) (err error) {
		all, err = task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = 'campaign_reorder' AND state = 'open'", q.Facility)
		return err
	})
	return all
}

// A massage is counted with the certificate and three times no; with a yes the midwife
// has her, and nothing of what she said stays with the seller.
func TestAMassageComesAfterThreeQuestions(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.seller("Mbok Yah", []string{sempu}, basics, massage)
		s.seller("Pak Slamet", []string{sempu}, basics)
		b := campaign.TellMassage{Seller: id("Pak Slamet"), Fever: "no", Breast: "no", Operated: "no"}
		s.Refused(s.page("Pak Slamet"), "campaign.massage", b, "campaign.massage_not_trained")
		b.Seller = id("Mbok Yah")
		s.Must(s.page("Mbok Yah"), "campaign.massage", b)
		b.Operated, b.Consent, b.Name, b.Phone = "yes", true, "Bu Rahasia", "0813 1111 2222"
		s.Must(s.page("Mbok Yah"), "campaign.massage", b)
		var kinds []string
		for _, c := range s.contacts("Mbok Yah") {
			kinds = append(kinds, c.Kind)
		}
		qt.Check(t, qt.ContentEquals(kinds, []string{campaign.Massage, campaign.Referral}))
		qt.Check(t, qt.Equals(s.Written("Rahasia")+s.Written("operated")+s.Written("fever"), 0))
		qt.Check(t, qt.Equals(s.Written(`"refer":true`), 1))
		b.Fever = ""
		s.Refused(s.page("Mbok Yah"), "campaign.massage", b, "body.unknown_word")
		s.rebuilds()
	})
}

// A contact is corrected beside itself: both stay, the papers go back, and the fee with them.
func TestACorrectionStandsBeside(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.pays(500)
		s.stocked(100, 0)
		s.seller("Pak Slamet", []string{jambewangi, sempu}, basics)
		s.batch("B", "Pak Slamet", 30)
		s.told(s.page("Pak Slamet"), campaign.Report{Seller: id("Pak Slamet"), Kind: campaign.Leaflet, Count: 12, Village: sempu})
		payable := ledger.Account("rupiah", ledger.Payable, string(id("Pak Slamet")))
		qt.Check(t, qt.Equals(s.held(payable), -6000))
		first := s.contacts("Pak Slamet")[0]
		s.Must(s.page("Pak Slamet"), "campaign.correct", campaign.Correct{Contact: first.ID, Count: 2, Village: jambewangi})
		s.Refused(s.officer, "campaign.correct", campaign.Correct{Contact: first.ID, Count: 3}, "campaign.corrected_already")
		qt.Check(t, qt.Equals(s.held(payable), -1000))
		qt.Check(t, qt.Equals(s.of("B").HandedOut, 2))
		all := s.contacts("Pak Slamet")
		qt.Check(t, qt.HasLen(all, 2))
		for _, c := range all {
			qt.Check(t, qt.Equals(c.Counts(), c.ID != first.ID))
		}
		s.Refused(s.page("Mbok Yah"), "campaign.correct", campaign.Correct{Contact: all[1].ID, Count: 0}, "not_found")
		s.rebuilds()
	})
}

// A seller takes a tap of their own back for some hours, papers, figures and fee with it; what
// the desk wrote down, what is older and what another seller told is not theirs to correct.
func TestASellerTakesATapBackForSomeHours(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.pays(500)
		s.stocked(100, 0)
		s.seller("Pak Slamet", []string{sempu}, basics)
		s.seller("Mbok Yah", []string{sempu}, basics)
		s.batch("B", "Pak Slamet", 30)
		tap := campaign.Report{Seller: id("Pak Slamet"), Kind: campaign.Leaflet, Count: 5}
		s.told(s.page("Pak Slamet"), tap)
		own := s.contacts("Pak Slamet")[0].ID
		s.told(s.officer, tap)
		s.told(s.officer, campaign.Report{Seller: id("Pak Slamet"), Text: "2 leaflet"})
		for _, c := range s.contacts("Pak Slamet") {
			if c.ID != own {
				s.Refused(s.page("Pak Slamet"), "campaign.correct", campaign.Correct{Contact: c.ID}, "campaign.correct_at_desk")
			}
		}
		s.Refused(s.page("Mbok Yah"), "campaign.correct", campaign.Correct{Contact: own}, "not_found")
		s.Must(s.page("Pak Slamet"), "campaign.correct", campaign.Correct{Contact: own})
		s.Refused(s.page("Pak Slamet"), "campaign.correct", campaign.Correct{Contact: own}, "campaign.corrected_already")
		qt.Check(t, qt.Equals(s.of("B").HandedOut, 7))
		qt.Check(t, qt.Equals(s.held(ledger.Account("rupiah", ledger.Payable, string(id("Pak Slamet")))), -3500))
		s.told(s.page("Pak Slamet"), tap)
		s.Query(func(q journal.Query) error {
			all, err := campaign.UndoableOf(q, id("Pak Slamet"), 5)
			qt.Check(t, qt.HasLen(all, 1), qt.Commentf("what was taken back is not offered again"))
			own = all[0].ID
			return err
		})
		s.Until(stagetest.Hour("12:00").Add(time.Second))
		s.Refused(s.page("Pak Slamet"), "campaign.correct", campaign.Correct{Contact: own}, "campaign.correct_at_desk")
		s.Query(func(q journal.Query) error {
			all, err := campaign.UndoableOf(q, id("Pak Slamet"), 5)
			qt.Check(t, qt.HasLen(all, 0))
			return err
		})
		s.Must(s.officer, "campaign.correct", campaign.Correct{Contact: own, Count: 1})
		s.rebuilds()
	})
}

// A seller gets a page, and loses it with the end; who still holds something does not end.
func TestASellerComesAndGoes(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(100, 0)
		s.seller("Pak Slamet", []string{jambewangi}, basics)
		s.Refused(s.officer, "campaign.enlist", enlisted("Pak Slamet", []string{sempu}), "campaign.enlisted_already")
		s.Refused(s.officer, "campaign.enlist", enlisted("wati", []string{sempu}), "campaign.not_a_seller")
		s.Refused(s.officer, "campaign.enlist", enlisted("nobody", []string{sempu}), "not_found")
		s.Must(s.officer, "campaign.send_page", campaign.SendPage{Seller: id("Pak Slamet")})
		s.Must(s.officer, "campaign.send_page", campaign.SendPage{Seller: id("Pak Slamet")})
		s.batch("B", "Pak Slamet", 10)
		end := campaign.EndSeller{Seller: id("Pak Slamet"), Why: "moved"}
		s.Refused(s.officer, "campaign.end_seller", end, "campaign.still_holds")
		s.Must(s.officer, "campaign.take_back", campaign.TakeBack{Seller: id("Pak Slamet"), Batch: id("B"), Count: 10})
		s.Must(s.officer, "campaign.end_seller", end)
		s.Query(func(q journal.Query) error {
			return nil
		})
		s.Refused(s.officer, "campaign.send_page", campaign.SendPage{Seller: id("Pak Slamet")}, "campaign.seller_ended")
		s.Must(s.officer, "campaign.enlist", enlisted("Pak Slamet", []string{sempu}))
		change := campaign.ChangeSeller(enlisted("Pak Slamet", []string{sempu, karangsari}))
		change.Licence = "P-IRT 2063510010123-28"
		s.Must(s.officer, "campaign.change_seller", change)
		change.Villages = []string{"35.10.16.2999"}
		s.Refused(s.officer, "campaign.change_seller", change, "campaign.no_such_village")
		s.rebuilds()
	})
}

// Biscuits are the seller's own: a number, and no stock of ours.
func TestBiscuitsAreTheSellersOwn(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.seller("Mbok Yah", []string{sempu}, basics)
		s.Must(s.page("Mbok Yah"), "campaign.biscuits", campaign.TellBiscuits{Seller: id("Mbok Yah"), Count: 24})
		c := s.contacts("Mbok Yah")[0]
		qt.Check(t, qt.Equals(c.Kind, campaign.Biscuits))
		qt.Check(t, qt.Equals(c.Booked(), 0))
		qt.Check(t, qt.Equals(s.Written("ledger"), 0))
	})
}
