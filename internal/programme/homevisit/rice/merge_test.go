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

// The neighbour telephoned at eight, the cadre wrote at nine, of the same fall. Both
// deadlines passed before somebody saw that it was one event: one pack is owed. The
// merge was wrong after all: two people wait, and each is owed.
func TestOfTwoReportsOfOneEventOneDebtStands(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		phone, cadre := s.twoLate(t)
		s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
		qt.Assert(t, qt.Equals(s.state(t, phone), rice.Owed))
		d, _ := s.debt(t, cadre)
		qt.Assert(t, qt.Equals(d.State, rice.Struck))
		qt.Assert(t, qt.Equals(d.Proof, rice.ByMerge))
		qt.Assert(t, qt.Equals(d.Root, phone))
		qt.Assert(t, qt.Equals(s.now(t).Owed, 5000))
		s.balanced(t)
		s.happens(t, happen{What: "unmerge", Case: cadre, Into: phone})
		qt.Assert(t, qt.Equals(s.state(t, cadre), rice.Owed))
		qt.Assert(t, qt.Equals(s.state(t, phone), rice.Owed))
		s.balanced(t)
		s.verify(t)
	})
}

// Merged in time, the later report owes nothing of its own; cut apart after its
// deadline, it does.
func TestAMergedReportOwesNothingUntilItIsItselfAgain(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		phone := s.asks(t, "phone")
		s.clock.set(eight.Add(time.Hour))
		cadre := s.asks(t, "cadre")
		s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
		s.until(t, eight.Add(3*time.Hour))
		s.happens(t, happen{What: "keep", Case: phone, Rule: promise.Fetch})
		s.until(t, eight.Add(6*time.Hour))
		_, found := s.debt(t, cadre)
		qt.Assert(t, qt.IsFalse(found))
		s.happens(t, happen{What: "unmerge", Case: cadre, Into: phone})
		qt.Assert(t, qt.Equals(s.state(t, cadre), rice.Owed))
		_, found = s.debt(t, phone)
		qt.Assert(t, qt.IsFalse(found), qt.Commentf("who was fetched in time is owed nothing"))
		s.balanced(t)
		s.verify(t)
	})
}

// Rice that was handed over is not owed a second time because its report was merged.
func TestRiceGivenStandsForTheWholeRequest(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	phone, cadre := s.twoLate(t)
	s.accepted(t, s.driver(), "rice.give", handed(cadre))
	s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
	qt.Assert(t, qt.Equals(s.state(t, cadre), rice.Given))
	qt.Assert(t, qt.Equals(s.state(t, phone), rice.Struck))
	s.happens(t, happen{What: "unmerge", Case: cadre, Into: phone})
	qt.Assert(t, qt.Equals(s.state(t, phone), rice.Owed))
	s.balanced(t)
}

// The driver was on the way with the rice of the report that the desk merged meanwhile.
func TestWhoIsOnTheWayGivesTheRiceOfTheRequestThatStands(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	phone, cadre := s.twoLate(t)
	s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
	s.accepted(t, s.driver(), "rice.give", handed(cadre))
	qt.Assert(t, qt.Equals(s.state(t, phone), rice.Given))
	qt.Assert(t, qt.Equals(s.state(t, cadre), rice.Struck))
	s.balanced(t)
}

// A merge wins nobody time: while the request that stands has not been fetched, what
// the other one is owed stands.
func TestAMergeIntoARunningRequestLeavesADebtStanding(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	late := s.asks(t, "late")
	s.until(t, eight.Add(3*time.Hour))
	running := s.asks(t, "running")
	s.until(t, eight.Add(5*time.Hour))
	s.happens(t, happen{What: "merge", Case: late, Into: running})
	qt.Assert(t, qt.Equals(s.state(t, late), rice.Owed))
	s.until(t, eight.Add(8*time.Hour))
	_, found := s.debt(t, running)
	qt.Assert(t, qt.IsFalse(found), qt.Commentf("one request, one pack"))
	s.balanced(t)
}

// One report says that the patient has died, another of the same event is owed. Together
// they are one request of which one debt is open, and the head speaks of it; cut apart,
// each is as it was.
func TestOfAReportOfWhoHasDiedAndAnotherOneDebtIsOpen(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		phone, cadre := s.asks(t, "phone"), s.asks(t, "cadre")
		s.happens(t, happen{What: "died", Case: phone})
		s.until(t, eight.Add(6*time.Hour))
		qt.Assert(t, qt.Equals(s.state(t, phone), rice.Withheld))
		s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
		qt.Check(t, qt.Equals(s.state(t, phone), rice.Withheld))
		qt.Check(t, qt.Equals(s.state(t, cadre), rice.Struck))
		s.happens(t, happen{What: "unmerge", Case: cadre, Into: phone})
		qt.Check(t, qt.Equals(s.state(t, cadre), rice.Owed))
		s.happens(t, happen{What: "merge", Case: phone, Into: cadre})
		qt.Check(t, qt.Equals(s.state(t, phone), rice.Struck))
		s.happens(t, happen{What: "unmerge", Case: phone, Into: cadre})
		d, _ := s.debt(t, phone)
		qt.Check(t, qt.Equals(d.State, rice.Withheld), qt.Commentf("of who has died nothing is written by itself"))
		s.accepted(t, s.head(), "rice.offer", rice.Offer{Debt: d.ID})
		s.balanced(t)
		s.verify(t)
	})
}

// The request that stands for all stands with its own debt, though it waits for the head
// and another one is older.
func TestTheRequestThatStandsKeepsItsOwnDebtThoughItIsWithheld(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	older := s.asks(t, "older")
	s.clock.set(eight.Add(time.Hour))
	stands := s.asks(t, "stands")
	s.happens(t, happen{What: "died", Case: stands})
	s.until(t, eight.Add(6*time.Hour))
	s.happens(t, happen{What: "merge", Case: older, Into: stands})
	qt.Assert(t, qt.Equals(s.state(t, stands), rice.Withheld))
	qt.Assert(t, qt.Equals(s.state(t, older), rice.Struck))
	s.balanced(t)
}
