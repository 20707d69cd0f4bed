package rice_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/promise"
)

// Who died before anybody came is not sent rice by a machine: nothing is written until
// the head, who has spoken with the family, offers it.
func TestOfWhoHasDiedTheHeadOffersTheRice(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(3*time.Hour))
		s.happens(t, happen{What: "died", Case: karto})
		s.until(t, eight.Add(5*time.Hour))
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Withheld))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.payable."+string(karto)), 0))
		offer := rice.Offer{Debt: rice.DebtID(karto)}
		_, _, err := s.try(t, s.treasurer(), "rice.offer", 0, offer)
		qt.Assert(t, qt.Equals(codeOf(err), "not_found"), qt.Commentf("the head speaks with the family, nobody else"))
		s.accepted(t, s.head(), "rice.offer", offer)
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.State, rice.Owed))
		qt.Assert(t, qt.Equals(s.say(t, s.head(), "rice.offer", offer).Code, "rice.nothing_to_offer"))
		s.balanced(t)
		s.verify(t)
	})
}

// Who died after the deadline is owed; the rice waits at the health centre until the
// head has called.
func TestADebtFallsSilentWithADeath(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	s.happens(t, happen{What: "died", Case: karto})
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.Equals(d.State, rice.Owed))
	qt.Assert(t, qt.DeepEquals(d.Audiences(), []string{"f"}), qt.Commentf("nobody comes with a sack to a house in mourning"))
	s.accepted(t, s.head(), "rice.offer", rice.Offer{Debt: d.ID})
	d, _ = s.debt(t, karto)
	qt.Assert(t, qt.HasLen(d.Audiences(), 3))
	s.balanced(t)
}

// It was another man of the same name.
func TestADeathTakenBackOwesAgain(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.happens(t, happen{What: "died", Case: karto})
	s.until(t, eight.Add(5*time.Hour))
	qt.Assert(t, qt.Equals(s.state(t, karto), rice.Withheld))
	s.happens(t, happen{What: "lives", Case: karto})
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.Equals(d.State, rice.Owed))
	qt.Assert(t, qt.IsFalse(d.Silent))
	s.balanced(t)
}

// Nothing was written of who had died, and then the fetch is proven to have been in time:
// there is nothing to offer, and nothing comes back with the death taken back.
func TestWhatWasWithheldIsStruckByProof(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.happens(t, happen{What: "died", Case: karto})
	s.until(t, eight.Add(5*time.Hour))
	s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Fetch, At: eight.Add(4 * time.Hour)})
	qt.Assert(t, qt.Equals(s.state(t, karto), rice.Struck))
	qt.Assert(t, qt.Equals(s.say(t, s.head(), "rice.offer", rice.Offer{Debt: rice.DebtID(karto)}).Code, "rice.nothing_to_offer"))
	s.happens(t, happen{What: "lives", Case: karto})
	qt.Assert(t, qt.Equals(s.state(t, karto), rice.Struck))
	s.balanced(t)
	s.verify(t)
}
