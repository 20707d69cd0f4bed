package campaign_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
)

// What the desk reads adds up: the store, the sellers and each batch say the same.
func TestTheDeskReadsWhatTheBooksSay(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(200, 0)
		s.Must(s.officer, "campaign.receive", campaign.Receive{Material: campaign.Flag, Count: 2})
		s.seller("Pak Slamet", []string{jambewangi, sempu}, basics)
		s.seller("Bu Yem", []string{sempu})
		s.Must(s.officer, "campaign.give_kit", campaign.GiveKit{Seller: id("Pak Slamet"), Material: campaign.Flag, Count: 1})
		code := s.batch("B", "Pak Slamet", 60)
		s.Must(s.anybody("one"), "campaign.scan", campaign.ScanCode{Scan: id("one"), Code: code})
		for _, text := range []string{"5 leaflet Jambewangi rujuk 2", "4 leaflet sempu", "ngobrol 2 sempu"} {
			s.told(s.officer, campaign.Report{Seller: id("Pak Slamet"), Text: text})
		}
		s.Query(func(q journal.Query) error {
			store, err := campaign.StoreOf(q)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.DeepEquals(store.Materials[0], campaign.StockView{Material: campaign.Leaflet, InStore: 140, WithSellers: 51, HandedOut: 9, Received: 200, Level: 100}))
			qt.Check(t, qt.IsTrue(store.Materials[1].Low))
			qt.Check(t, qt.HasLen(store.Moves, 4))
			all, err := campaign.SellersOf(q)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(all[0].Name, "Bu Yem"))
			qt.Check(t, qt.Equals(all[0].TrainedTo, ""))
			p := all[1]
			qt.Check(t, qt.DeepEquals([]int64{p.OnHand, p.HandedOut, p.Talks, p.Referrals, p.Scans}, []int64{51, 9, 2, 2, 1}))
			qt.Check(t, qt.Equals(p.TrainedTo, "2026-12-31"))
			file, err := campaign.SellerOf(q, id("Pak Slamet"))
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(file.Batches[0].Scans, 1))
			qt.Check(t, qt.HasLen(file.Contacts, 4))
			return nil
		})
		s.pages()
	})
}

// pages reads the contacts two by two: each once, none left out.
func (s campaignDay) pages() {
	s.Query(func(q journal.Query) error {
		seen, after := map[string]bool{}, ""
		for range 3 {
			page, err := campaign.ContactsOf(q, campaign.Ask{After: after, Limit: 2})
			qt.Assert(s.T, qt.IsNil(err))
			for _, c := range page.Contacts {
				qt.Check(s.T, qt.IsFalse(seen[string(c.ID)]))
				seen[string(c.ID)] = true
			}
			if after = page.Next; after == "" {
				break
			}
		}
		qt.Check(s.T, qt.HasLen(seen, 4))
		few, err := campaign.ContactsOf(q, campaign.Ask{Village: sempu, Kind: campaign.Leaflet, Limit: 10})
		qt.Check(s.T, qt.HasLen(few.Contacts, 1))
		_, bad := campaign.ContactsOf(q, campaign.Ask{After: "2026-03-02\x00", Limit: 2})
		qt.Check(s.T, qt.Equals(fault.Of(bad).Code, "body.bad_choice"))
		return err
	})
}
