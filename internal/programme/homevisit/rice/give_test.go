package rice_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/promise"
)

func (s stage) handovers(t tester) (all []rice.Handover) {
	t.Helper()
	s.read(t, func(q journal.Query) (err error) {
		all, err = rice.Handovers.Where(q.Tx, "facility_id = $1 ORDER BY recorded_at, id", q.Facility)
		return err
	})
	slices.SortStableFunc(all, func(a, b rice.Handover) int { return cmp.Compare(a.State, b.State) }) // counted before in_review
	return all
}

// The driver hands over five kilograms from the oldest sack; the phone of the cadre who
// stood beside him tells of it as well. One debt is settled, once.
func TestRiceIsHandedOverOnceHoweverManyPhonesTellOfIt(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.treasurer(), "rice.gift", gift(3000))
		s.accepted(t, s.treasurer(), "rice.gift", gift(9000))
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(5*time.Hour))
		s.accepted(t, s.driver(), "rice.give", handed(karto))
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.State, rice.Given))
		qt.Assert(t, qt.Equals(s.now(t), rice.Figures{InStock: 7000}))
		first := s.handovers(t)[0]
		qt.Assert(t, qt.HasLen(first.Takes, 2))
		qt.Assert(t, qt.Equals(first.Takes[0].Grams, 3000), qt.Commentf("the oldest sack goes first, and whole"))
		cadre := s.actor("parinem", "cadre", "v:33.13.14.2004")
		body := handed(karto)
		body.To, body.Name = rice.ToBeside, "Bu Karti"
		s.accepted(t, cadre, "rice.give", body)
		second := s.handovers(t)[1]
		qt.Assert(t, qt.Equals(second.State, rice.InReview))
		qt.Assert(t, qt.Equals(second.Why, rice.Given))
		qt.Assert(t, qt.Equals(s.now(t).InStock, 7000), qt.Commentf("nothing left the store a second time"))
		s.accepted(t, s.head(), "rice.review", rice.LookAt{Handover: second.ID, Finding: rice.Same})
		qt.Assert(t, qt.Equals(s.say(t, s.head(), "rice.review", rice.LookAt{Handover: second.ID, Finding: rice.Again}).Code, "rice.not_in_review"))
		s.balanced(t)
		s.verify(t)
	})
}

// It was given twice in truth: the store has ten kilograms less, and no debt bears it.
func TestRiceGivenTwiceLeavesTheStoreAndNoDebt(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.accepted(t, s.treasurer(), "rice.gift", gift(20_000))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	s.accepted(t, s.driver(), "rice.give", handed(karto))
	s.accepted(t, s.driver(), "rice.give", handed(karto))
	s.accepted(t, s.head(), "rice.review", rice.LookAt{Handover: s.handovers(t)[1].ID, Finding: rice.Again})
	qt.Assert(t, qt.Equals(s.now(t).InStock, 10_000))
	qt.Assert(t, qt.Equals(s.balance(t, "gram.payable."+string(karto)), 0))
	s.balanced(t)
}

// Rice handed over before anybody wrote it into the store has been handed over: the
// store stands below zero until it is booked, and the sack that comes fills it.
func TestWhatWasHandedOverIsKeptThoughTheStoreIsEmpty(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(5*time.Hour))
		s.accepted(t, s.driver(), "rice.give", handed(karto))
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Given))
		qt.Assert(t, qt.Equals(s.now(t).InStock, -5000))
		s.accepted(t, s.treasurer(), "rice.gift", gift(25_000))
		qt.Assert(t, qt.Equals(s.now(t).InStock, 20_000))
		s.balanced(t)
		s.verify(t)
	})
}

// Told without signal a day later it happened then; told with proof that it was in time
// meanwhile, it waits for a person.
func TestAHandOverToldLateIsKept(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(30*time.Hour))
	out, _, err := s.try(t, s.driver(), "rice.give", eight.Add(6*time.Hour), handed(karto))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
	qt.Assert(t, qt.Equals(s.handovers(t)[0].At, eight.Add(6*time.Hour)))
	other := s.asks(t, "other")
	s.until(t, eight.Add(36*time.Hour))
	s.byTwo(t, "rice.reverse", rice.Reverse{Debt: rice.DebtID(other), Reason: "latihan"})
	out, _, err = s.try(t, s.driver(), "rice.give", eight.Add(35*time.Hour), handed(other))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Held), qt.Commentf("the driver does not have it any more, so a person looks at it"))
	qt.Assert(t, qt.Equals(s.state(t, other), rice.Reversed))
	s.balanced(t)
}

func TestAHandOverWantsProofAndItsWeight(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	for code, change := range map[string]func(*rice.HandOver){
		"rice.proof_wanted": func(b *rice.HandOver) { b.Photo = "" },
		"body.unknown_word": func(b *rice.HandOver) { b.To = "tetangga" },
		"body.required":     func(b *rice.HandOver) { b.To = rice.ToBeside },
		"blob.bad_hash":     func(b *rice.HandOver) { b.Signature = "tanda tangan" },
		"ledger.bad_amount": func(b *rice.HandOver) { b.Grams = 0 },
		"rice.other_weight": func(b *rice.HandOver) { b.Grams = 4000 },
		"body.bad_point":    func(b *rice.HandOver) { b.Place = &rice.Place{Lat: 100} },
	} {
		body := handed(karto)
		change(&body)
		out, _, err := s.try(t, s.driver(), "rice.give", 0, body)
		got := out.Code
		if err != nil {
			got = codeOf(err)
		}
		qt.Check(t, qt.Equals(got, code))
	}
	qt.Assert(t, qt.HasLen(s.handovers(t), 0))
}

// The wrong button was pressed: two persons take it back, and it is owed again.
func TestAHandOverThatNeverWasIsTakenBackByTwo(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.treasurer(), "rice.gift", gift(20_000))
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(5*time.Hour))
		qt.Assert(t, qt.Equals(s.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(karto), Reason: "salah tekan"}), "rice.not_given"))
		s.accepted(t, s.driver(), "rice.give", handed(karto))
		qt.Assert(t, qt.Equals(s.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(karto), Reason: "salah tekan"}), ""))
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Owed))
		qt.Assert(t, qt.Equals(s.now(t), rice.Figures{Owed: 5000, InStock: 20_000}))
		qt.Assert(t, qt.Equals(s.handovers(t)[0].State, rice.Undone))
		s.accepted(t, s.driver(), "rice.give", handed(karto))
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Given))
		s.balanced(t)
		s.verify(t)
	})
}

// Rice was given, then a phone came home that proves the fetch was in time, and then the
// hand-over turns out never to have been: nothing is owed.
func TestAHandOverTakenBackOwesNothingThatWasProvenMeanwhile(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		karto := s.asks(t, "karto")
		s.until(t, eight.Add(5*time.Hour))
		s.accepted(t, s.driver(), "rice.give", handed(karto))
		s.happens(t, happen{What: "prove", Case: karto, Rule: promise.Fetch, At: eight.Add(4 * time.Hour)})
		qt.Assert(t, qt.Equals(s.state(t, karto), rice.Given), qt.Commentf("what was handed over was handed over"))
		qt.Assert(t, qt.Equals(s.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(karto), Reason: "salah tekan"}), ""))
		d, _ := s.debt(t, karto)
		qt.Assert(t, qt.Equals(d.State, rice.Struck))
		qt.Assert(t, qt.Equals(d.Proof, promise.ByToken))
		qt.Assert(t, qt.Equals(s.now(t).Owed, 0))
		s.balanced(t)
		s.verify(t)
	})
}

// Of two reports of one event both had rice, before anybody saw that they were one. One
// hand-over never was: the other stands for both.
func TestAHandOverTakenBackIsNotOwedWhileRiceStandsGiven(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	phone, cadre := s.twoLate(t)
	s.accepted(t, s.driver(), "rice.give", handed(phone))
	s.accepted(t, s.driver(), "rice.give", handed(cadre))
	s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
	qt.Assert(t, qt.Equals(s.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(phone), Reason: "salah tekan"}), ""))
	d, _ := s.debt(t, phone)
	qt.Assert(t, qt.Equals(d.State, rice.Struck))
	qt.Assert(t, qt.Equals(d.Proof, rice.ByMerge))
	s.happens(t, happen{What: "unmerge", Case: cadre, Into: phone})
	qt.Assert(t, qt.Equals(s.state(t, phone), rice.Owed), qt.Commentf("two people after all: each has their own"))
	s.balanced(t)
	s.verify(t)
}

// The promise of the request that rice was given for was proven meanwhile; that of the
// report merged into it was not, and it has waited behind the rice.
func TestWhatWasStruckForRiceThatNeverWasStandsAgain(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	phone, cadre := s.twoLate(t)
	s.accepted(t, s.driver(), "rice.give", handed(cadre))
	s.happens(t, happen{What: "merge", Case: cadre, Into: phone})
	qt.Assert(t, qt.Equals(s.state(t, phone), rice.Struck))
	s.happens(t, happen{What: "prove", Case: cadre, Rule: promise.Fetch, At: eight.Add(5 * time.Hour)})
	qt.Assert(t, qt.Equals(s.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(cadre), Reason: "salah tekan"}), ""))
	qt.Assert(t, qt.Equals(s.state(t, cadre), rice.Struck))
	qt.Assert(t, qt.Equals(s.state(t, phone), rice.Owed))
	s.balanced(t)
	s.verify(t)
}

// Whoever died while rice stood as given is not brought it by itself, once that is taken back.
func TestAHandOverTakenBackOfWhoHasDiedWaitsForTheHead(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	s.accepted(t, s.driver(), "rice.give", handed(karto))
	s.happens(t, happen{What: "died", Case: karto})
	qt.Assert(t, qt.Equals(s.byTwo(t, "rice.take_back", rice.TakeBack{Debt: rice.DebtID(karto), Reason: "salah tekan"}), ""))
	d, _ := s.debt(t, karto)
	qt.Assert(t, qt.Equals(d.State, rice.Owed))
	qt.Assert(t, qt.DeepEquals(d.Audiences(), []string{"f"}))
	s.accepted(t, s.head(), "rice.offer", rice.Offer{Debt: d.ID})
	s.balanced(t)
}

// Who does not bring it does not see its picture, nor say that it was brought.
func TestADriverOfAnotherTeamHandsNothingOver(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	karto := s.asks(t, "karto")
	s.until(t, eight.Add(5*time.Hour))
	stranger := s.driver()
	stranger.ID, stranger.Worker, stranger.Keys = sari, sari, []string{"w:" + string(sari)}
	_, _, err := s.try(t, stranger, "rice.give", 0, handed(karto))
	qt.Assert(t, qt.Equals(codeOf(err), "not_found"))
	s.accepted(t, s.driver(), "rice.give", handed(karto))
	s.read(t, func(q journal.Query) error {
		id, _ := blob.Named(q.Keys, q.Facility, blob.Hash([]byte("foto")))
		keys, resource, err := rice.Room{}.NamesBlob(q, string(id))
		qt.Check(t, qt.DeepEquals(keys, []string{"f", "w:" + string(joko)}))
		qt.Check(t, qt.Equals(resource, "rice"))
		return err
	})
}
