package finding_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/finding"
)

// TestAidThatComesTwiceIsSeen: it is written down all the same.
func TestAidThatComesTwiceIsSeen(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.family(t, "kk", "Mbah Sarto", "house one")
		give := func(name, kind, on string) (w finding.Written) {
			out := s.accepted(t, s.who("bidan"), "aid.give", finding.Give{Aid: s.id(name), Household: s.id("kk"), Kind: kind, Giver: "Baznas", Quantity: "10 kg", On: on})
			qt.Assert(t, qt.IsNil(json.Unmarshal(out.Result, &w)))
			return w
		}
		qt.Assert(t, qt.Equals(give("A1", "rice", "2026-02-20").Twin, ""))
		qt.Assert(t, qt.Equals(give("A2", "rice", "2026-03-01").Twin, s.id("A1")))
		qt.Assert(t, qt.Equals(give("A3", "cash", "2026-03-01").Twin, ""), qt.Commentf("another kind"))
		qt.Assert(t, qt.Equals(give("A4", "rice", "2025-11-01").Twin, ""), qt.Commentf("more than three months before"))
		qt.Assert(t, qt.Equals(s.refused(t, s.who("rini"), "aid.give", finding.Give{Aid: s.id("A5"), Household: s.id("kk"), Kind: "rice", Giver: "a", On: "2026-03-01"}), "not_found"))
		s.accepted(t, s.who("wati"), "aid.undo", finding.Undo{Aid: s.id("A1"), Reason: "salah keluarga"})
		var twins []finding.Aid
		s.read(t, func(q journal.Query) (err error) {
			twins, err = finding.Twins(q, s.id("kk"), "rice", "2026-03-02")
			return err
		})
		qt.Assert(t, qt.HasLen(twins, 1), qt.Commentf("what was a mistake is no twin"))
		s.verify(t)
	})
}

// TestTheAgeingCountsByKindAndVillage from the day it was found, closed ones left out.
func TestTheAgeingCountsByKindAndVillage(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		for i, house := range []string{"house one", "house two", "house three"} {
			tell := s.latrine("F" + house)
			tell.House = s.id(house)
			s.accepted(t, s.who("slamet"), "finding.report", tell)
			s.until(t, start.Add(time.Duration(i+1)*20*24*time.Hour))
		}
		s.accepted(t, s.who("wati"), "finding.close", finding.End{Finding: s.id("Fhouse two"), Reason: finding.Unfounded, Words: "salah rumah"})
		var rows []finding.Ages
		s.read(t, func(q journal.Query) (err error) { rows, err = finding.Ageing(q); return err })
		qt.Assert(t, qt.DeepEquals(rows, []finding.Ages{
			{Kind: finding.Latrine, Village: krajan, Open: 1, Overdue: 1, Counts: [4]int64{0, 0, 1, 0}, Oldest: 60},
			{Kind: finding.Latrine, Village: jambe, Open: 1, Overdue: 1, Counts: [4]int64{0, 1, 0, 0}, Oldest: 20},
		}))
	})
}
