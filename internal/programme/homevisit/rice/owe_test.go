package rice_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/promise"
)

// Mbah Karto asked at eight. Nobody came by noon: the health centre owes five kilograms,
// from that millisecond on, and once.
func TestAMissedFetchOwesFiveKilograms(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(4*time.Hour))
		_, found := s.debt(t, karto)
		qt.Assert(t, qt.IsFalse(found), qt.Commentf("the deadline itself is in time, and a missed answer alone owes no rice"))
		s.until(t, eight.Add(4*time.Hour+time.Millisecond))
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.State, rice.Owed))
		qt.Assert(t, qt.Equals(d.Due, eight.Add(4*time.Hour)))
		qt.Assert(t, qt.Equals(d.Grams, 5000))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.payable."+string(karto)), -5000))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.expense.jumat_berkah"), 5000))
		s.until(t, eight.Add(48*time.Hour))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.expense.jumat_berkah"), 5000))
		s.balanced(t)
		s.verify(t)
	})
}

// The server slept through the deadline: the debt is written when it wakes, as of then.
func TestADeadlineMissedWhileTheServerSleptOwesAtTheNextStart(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto, kept := s.asks(t, "karto"), s.asks(t, "wagiyem")
	s.until(t, eight.Add(3*time.Hour))
	s.happens(t, happen{What: "keep", Case: kept, Rule: promise.Fetch})
	s.until(t, eight.Add(30*time.Hour))
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.Equals(d.State, rice.Owed))
	qt.Assert(t, qt.Equals(d.Due, eight.Add(4*time.Hour)))
	_, found := s.debt(t, kept)
	qt.Assert(t, qt.IsFalse(found))
}

// The team's phone was without signal. What it held proves that they were there: the
// debt is struck and stays in sight; what proves nothing strikes nothing.
func TestProofStrikesADebtAndLeavesItInSight(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.silentPhones[joko] = true
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(5*time.Hour))
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.IsTrue(d.Waiting), qt.Commentf("the team has not been heard of"))
		s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Fetch, At: eight.Add(5 * time.Hour)})
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Owed), qt.Commentf("it ended an hour too late"))
		delete(s.silentPhones, joko)
		s.until(t, eight.Add(6*time.Hour))
		d, _ = s.debt(t, karto)
		qt.Assert(t, qt.IsFalse(d.Waiting))
		s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Fetch, At: eight.Add(4 * time.Hour)})
		d, _ = s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.State, rice.Struck))
		qt.Assert(t, qt.Equals(d.Proof, promise.ByToken))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.payable."+string(karto)), 0))
		s.balanced(t)
		s.verify(t)
	})
}

func TestWaitingForTheFieldEndsAfterSevenDays(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.silentPhones[joko] = true
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(4*time.Hour+6*24*time.Hour))
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.IsTrue(d.Waiting))
	s.until(t, eight.Add(4*time.Hour+7*24*time.Hour+time.Minute))
	d, _ = s.debt(t, karto)
	qt.Assert(t, qt.IsFalse(d.Waiting))
	qt.Assert(t, qt.Equals(d.State, rice.Owed))
}

// A health centre may owe for a late answer too: it is still one pack for one request.
func TestAnswerAndFetchMissedOweOnePack(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		before := s.asks(t, "before")
		s.clock.set(eight.Add(time.Minute))
		qt.Assert(t, qt.Equals(s.setPolicy(t, `{"grams":5000,"owes_respond":true,"fund":"jumat_berkah"}`), ""))
		s.clock.set(eight.Add(2 * time.Minute))
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(3*time.Hour))
		_, found := s.debt(t, before)
		qt.Assert(t, qt.IsFalse(found), qt.Commentf("it came in under the promise of before"))
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.Rule, promise.Respond))
		qt.Assert(t, qt.Equals(d.PolicyVersion, 1))
		s.until(t, eight.Add(5*time.Hour))
		qt.Assert(t, qt.Equals(s.balance(t, "gram.payable."+string(karto)), -5000))
		// The answer was in time after all; the fetching was not.
		s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Respond, At: eight.Add(2 * time.Hour)})
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Owed))
		s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Fetch, At: eight.Add(4 * time.Hour)})
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Struck))
		s.balanced(t)
		s.verify(t)
	})
}

// What the answer's proof struck, the missed fetch owes again.
func TestAProvenAnswerDoesNotForgiveTheFetch(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	qt.Assert(t, qt.Equals(s.setPolicy(t, `{"grams":5000,"owes_respond":true,"fund":"jumat_berkah"}`), ""))
	s.clock.set(eight.Add(time.Minute))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(3*time.Hour))
	s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Respond, At: eight.Add(2 * time.Hour)})
	qt.Assert(t, qt.Equals(s.state(t, karto), rice.Struck))
	s.until(t, eight.Add(5*time.Hour))
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.Equals(d.State, rice.Owed))
	qt.Assert(t, qt.Equals(d.Rule, promise.Fetch))
	s.balanced(t)
}

// Whoever lowers the promise while somebody waits lowers it for those to come.
func TestADebtIsReckonedByTheSettingsOfTheIntake(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.clock.set(eight.Add(time.Hour))
	qt.Assert(t, qt.Equals(s.setPolicy(t, `{"grams":1,"owes_respond":false,"fund":"jumat_berkah"}`), ""))
	s.clock.set(eight.Add(2 * time.Hour))
	later := s.asks(t, "later")
	s.until(t, eight.Add(7*time.Hour))
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.Equals(d.Grams, 5000))
	d, _ = s.debt(t, later)
	qt.Assert(t, qt.Equals(d.Grams, 1))
}

func TestTwoPersonsTakeADebtBackAndItStaysInSight(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		karto := s.asks(t, "karto")
		qt.Assert(t, qt.Equals(s.byTwo(t, "rice.reverse", rice.Reverse{Debt: rice.DebtID(karto), Reason: "salah"}), "not_found"), qt.Commentf("nothing is taken back before it is owed"))
		s.until(t, eight.Add(5*time.Hour))
		out := s.say(t, s.head(), "rice.reverse", rice.Reverse{Debt: rice.DebtID(karto), Reason: "latihan, bukan pasien"})
		qt.Assert(t, qt.Equals(out.Status, "proposed"))
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Owed), qt.Commentf("one person alone takes nothing back"))
		qt.Assert(t, qt.Equals(s.byTwo(t, "rice.reverse", rice.Reverse{Debt: rice.DebtID(karto), Reason: "latihan, bukan pasien"}), ""))
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.State, rice.Reversed))
		qt.Assert(t, qt.Not(qt.Equals(d.Approver, "")))
		qt.Assert(t, qt.Equals(s.byTwo(t, "rice.reverse", rice.Reverse{Debt: rice.DebtID(karto), Reason: "lagi"}), "rice.not_standing"))
		s.balanced(t)
		s.verify(t)
	})
}

// The books are not the back door: an entry of a debt is taken back with the debt.
func TestTheBooksDoNotReverseADebtBehindItsBack(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	var entry ledger.Entry
	s.read(t, func(q journal.Query) (err error) {
		entry, _, err = ledger.Entries.First(q.Tx, "facility_id = $1 AND subject = $2", q.Facility, rice.DebtID(karto))
		return err
	})
	qt.Assert(t, qt.Equals(s.byTwo(t, "ledger.reverse", ledger.Reverse{Entry: entry.ID, Reason: "hapus"}), "ledger.reversed_elsewhere"))
	qt.Assert(t, qt.Equals(s.state(t, karto), rice.Owed))
}
