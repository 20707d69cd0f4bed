package board_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/suppress"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/shared/promise"
)

var (
	wib      = time.FixedZone("WIB", 7*3600)
	november = time.Date(2026, 11, 1, 0, 0, 0, 0, wib)
	villages = []board.Part{{Key: "jambewangi", Name: "Jambewangi"}, {Key: "sempu", Name: "Sempu"}, {Key: "gendoh", Name: "Gendoh"}}
)

func at(day, hour, minute int) instant.Instant {
	return instant.Of(time.Date(2026, 11, day, hour, minute, 0, 0, wib))
}

// fetched is a request of a village that was fetched so many minutes after its start.
func fetched(village string, start instant.Instant, minutes int) board.Request {
	r := board.Request{Village: village, Colour: "yellow", Start: start}
	r.Respond = board.Promised{State: promise.Kept, Due: start.Add(2 * time.Hour), At: start.Add(20 * time.Minute)}
	r.Fetch = board.Promised{State: promise.Kept, Due: start.Add(4 * time.Hour), At: start.Add(time.Duration(minutes) * time.Minute)}
	if minutes > 240 {
		r.Fetch.State, r.Debts = promise.Late, []board.Debt{{State: "owed", Grams: 5000}}
	}
	return r
}

func TestAMonthOnTheWall(t *testing.T) {
	now := at(19, 14, 10)
	struck := fetched("sempu", at(3, 8, 0), 200)
	struck.Fetch.State, struck.Debts = promise.StateStruck, []board.Debt{{State: "struck", Grams: 5000}}
	given := fetched("sempu", at(4, 8, 0), 260)
	given.Debts[0].State = "given"
	never := fetched("sempu", at(5, 8, 0), 300)
	never.Fetch.At = 0
	withdrawn := fetched("sempu", at(6, 8, 0), 60)
	withdrawn.Fetch.State, withdrawn.Respond.State = promise.Cancelled, promise.Cancelled
	runs := fetched("sempu", at(19, 13, 0), 60)
	runs.Fetch = board.Promised{State: promise.Running, Due: at(19, 17, 0)}
	b := board.Count([]board.Request{
		fetched("jambewangi", at(1, 0, 0), 90), struck, given, never, withdrawn, runs,
		fetched("sempu", november30October(), 30), // before midnight: October's
	}, november, now, villages)
	qt.Check(t, qt.DeepEquals(b.Month, board.Figures{From: "2026-11-01", To: "2026-11-19", Requests: 6,
		Respond: board.Share{Kept: 5, Of: 5, Cancelled: 1}, Fetch: board.Share{Kept: 2, Of: 4, Running: 1, Cancelled: 1},
		Half: board.Minutes{Minutes: 200, Known: true}, Nine: board.Minutes{Minutes: 240, Known: true, Over: true},
		Rice: board.Rice{Owed: 10000, Given: 5000, Struck: 5000}}))
	qt.Check(t, qt.Equals(b.Year.Requests, 7))
	qt.Check(t, qt.Equals(b.Year.From, "2026-01-01"))
	qt.Check(t, qt.DeepEquals(b.Waits, []board.Wait{{Minutes: 90}, {Minutes: 200}, {Minutes: 260, Late: true}, {Minutes: 240, Late: true, Over: true}}),
		qt.Commentf("one dot is one request, whoever was never fetched waited longest"))
	qt.Assert(t, qt.HasLen(b.Weeks, 12))
	qt.Check(t, qt.DeepEquals(b.Weeks[11], board.Week{From: "2026-11-16", Requests: 1}))
	qt.Check(t, qt.DeepEquals(b.Weeks[9], board.Week{From: "2026-11-02", Requests: 4, Late: 2}))
}

func november30October() instant.Instant { return at(1, 0, 0).Add(-time.Millisecond) }

func TestAnEmptyMonthSaysZero(t *testing.T) {
	b := board.Count(nil, november, at(19, 14, 10), villages)
	qt.Check(t, qt.DeepEquals(b.Month, board.Figures{From: "2026-11-01", To: "2026-11-19"}))
	for _, p := range append(b.Villages, b.Colours...) {
		qt.Check(t, qt.IsTrue(p.Hidden), qt.Commentf("a part without a request is not told apart: %+v", p))
	}
}

// The board says what the rows say, whoever counts them: the totals add up, the month
// lies in its year, and nothing small of a split is shown or can be reckoned.
func TestTheBoardIsTheRowsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(someRequest), 0, 60).Draw(t, "requests")
		now := at(rapid.IntRange(1, 30).Draw(t, "day"), 12, 0)
		b := board.Count(all, november, now, villages)
		requests, kept, owed, given := int64(0), int64(0), int64(0), int64(0)
		for _, r := range all {
			if day := r.Start.Day(wib); day < "2026-11-01" || day > "2026-11-30" {
				continue
			}
			if !r.Dismissed {
				requests++
			}
			if !r.Dismissed && (r.Fetch.State == promise.Kept || r.Fetch.State == promise.StateStruck) {
				kept++
			}
			for _, d := range r.Debts {
				if d.State == "owed" || d.State == "given" {
					owed += d.Grams
				}
				if d.State == "given" {
					given += d.Grams
				}
			}
		}
		m := b.Month
		if m.Requests != requests || m.Fetch.Kept != kept || m.Rice.Owed != owed || m.Rice.Given != given {
			t.Fatalf("%+v of %d requests, %d kept, %d and %d grams", m, requests, kept, owed, given)
		}
		for _, f := range []board.Figures{b.Month, b.Year} {
			for _, s := range []board.Share{f.Respond, f.Fetch} {
				if s.Of+s.Running+s.Cancelled != f.Requests || s.Kept > s.Of {
					t.Fatalf("%+v does not add up to %d", s, f.Requests)
				}
			}
		}
		if int64(len(b.Waits)) != m.Fetch.Of || b.Year.Requests < m.Requests {
			t.Fatalf("%d dots of %d, a year of %d with a month of %d", len(b.Waits), m.Fetch.Of, b.Year.Requests, m.Requests)
		}
		for _, parts := range [][]board.Part{b.Villages, b.Colours} {
			nothingSmall(t, parts, b.Year.Requests)
		}
	})
}

// nothingSmall wants the hidden parts to hold five together, or all to be hidden.
func nothingSmall(t *rapid.T, parts []board.Part, total int64) {
	shown, hidden := int64(0), 0
	for _, p := range parts {
		if p.Hidden {
			hidden++
			if p.Requests+p.Kept+p.Of > 0 {
				t.Fatalf("a hidden part carries figures: %+v", p)
			}
			continue
		}
		if p.Requests < suppress.Least {
			t.Fatalf("%d is shown", p.Requests)
		}
		shown += p.Requests
	}
	if hidden == 1 || hidden > 1 && shown > 0 && total-shown < suppress.Least {
		t.Fatalf("%d hidden hold %d", hidden, total-shown)
	}
}

func someRequest(t *rapid.T) board.Request {
	start := at(1, 0, 0).Add(time.Duration(rapid.IntRange(-400, 800).Draw(t, "hours")) * time.Hour)
	state := func(name string) board.Promised {
		p := board.Promised{State: rapid.SampledFrom([]string{promise.Running, promise.Kept, promise.Late, promise.Cancelled, promise.StateStruck}).Draw(t, name), Due: start.Add(4 * time.Hour)}
		if rapid.Bool().Draw(t, name+" known") {
			p.At = start.Add(time.Duration(rapid.IntRange(0, 500).Draw(t, name+" minutes")) * time.Minute)
		}
		return p
	}
	r := board.Request{Village: rapid.SampledFrom([]string{"jambewangi", "sempu", "gendoh", "", "moved away"}).Draw(t, "village"),
		Colour: rapid.SampledFrom([]string{"red", "yellow", "green", ""}).Draw(t, "colour"), Start: start, Respond: state("respond"), Fetch: state("fetch")}
	r.Dismissed = rapid.IntRange(0, 9).Draw(t, "dismissed") == 0
	if r.Fetch.State == promise.Late {
		r.Debts = []board.Debt{{State: rapid.SampledFrom([]string{"owed", "given", "reversed"}).Draw(t, "rice"), Grams: 5000}}
	}
	return r
}

func TestTheNearestRankIsAWaitThatSomebodyHad(t *testing.T) {
	for n, want := range map[int][2]int64{1: {1, 1}, 2: {1, 2}, 10: {5, 9}, 11: {6, 10}, 100: {50, 90}} {
		var all []board.Request
		for i := range n {
			all = append(all, fetched("sempu", at(2, 8, 0), i+1))
		}
		slices.Reverse(all)
		m := board.Count(all, november, at(19, 0, 0), villages).Month
		qt.Check(t, qt.Equals(fmt.Sprint(m.Half.Minutes, m.Nine.Minutes), fmt.Sprint(want[0], want[1])), qt.Commentf("of %d", n))
	}
}
