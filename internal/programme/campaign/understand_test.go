package campaign_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
)

// What the desk is shown of a message before it is written down is what is written down
// then; reading it writes nothing.
func TestAMessageIsReadBeforeItIsWrittenDown(t *testing.T) {
	both(t, func(t *testing.T, s campaignDay) {
		s.stocked(200, 0)
		s.seller("Pak Slamet", []string{jambewangi, sempu}, basics)
		s.seller("Bu Yem", []string{sempu})
		s.batch("B", "Pak Slamet", 4)
		read := func(who, text string) (u campaign.Understanding) {
			s.Query(func(q journal.Query) (err error) {
				u, err = campaign.Understand(q, id(who), text, "")
				qt.Assert(t, qt.IsNil(err))
				return nil
			})
			return u
		}
		said := "3 leaflet Jambewangi, rujuk 1"
		u := read("Pak Slamet", said)
		qt.Check(t, qt.DeepEquals(u, campaign.Understanding{Tallies: []campaign.Tally{{"leaflet", 3, jambewangi}, {"referral", 1, jambewangi}}, Unknown: []string{}, Counted: true}))
		out := s.told(s.officer, campaign.Report{Seller: id("Pak Slamet"), Text: said})
		qt.Check(t, qt.DeepEquals(out.Tallies, u.Tallies))

		qt.Check(t, qt.Equals(read("Pak Slamet", "3 leaflet sempu").Beyond, 2), qt.Commentf("one is left, and the first reading took none"))
		u = read("Pak Slamet", "3 leaflet, 2 kambing")
		qt.Check(t, qt.DeepEquals(u.Unknown, []string{"kambing", "2"}), qt.Commentf("what was not understood is said"))
		qt.Check(t, qt.Equals(u.Code, "campaign.not_understood"))
		qt.Check(t, qt.Equals(read("Pak Slamet", "3 leaflet").Code, "campaign.which_village"))
		u = read("Bu Yem", "ngobrol 2")
		qt.Check(t, qt.DeepEquals(u.Tallies, []campaign.Tally{{"talk", 2, sempu}}), qt.Commentf("her only village"))
		qt.Check(t, qt.IsFalse(u.Counted))
	})
}
