package motorbike

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// A random calendar of lending and giving back, day after day, with some that come late: on
// every day a motorbike is with one person and nobody has two; and no two promises of one
// motorbike, or of one cadre, touch.
func TestAMotorbikeIsWithOnePersonOnADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const first = "2026-03-02"
		bikes := []Motorbike{{ID: "red", State: Active}, {ID: "blue", State: Active}}
		var loans []Loan
		today := first
		for step := range rapid.IntRange(1, 40).Draw(t, "steps") {
			bike := rapid.SampledFrom(bikes).Draw(t, "bike")
			if rapid.IntRange(0, 3).Draw(t, "what") == 0 {
				today = calendar.Move(today, 1)
			}
			var of []Loan
			worker := rapid.SampledFrom([]ident.ID{"a", "b", "c"}).Draw(t, "worker")
			for _, l := range loans {
				if l.BackOn == "" && (l.Motorbike == bike.ID || l.Worker == worker) {
					of = append(of, l)
				}
			}
			state := lending{bike, today, true, inOrder(of)}
			from := calendar.Move(today, rapid.IntRange(0, 9).Draw(t, "from"))
			body := Lend{bike.ID, worker, from, calendar.Move(from, rapid.IntRange(0, 6).Draw(t, "days")), false}
			if rapid.IntRange(0, 4).Draw(t, "back") == 0 {
				back(state, loans)
			} else if state.lend(journal.Said[Lend]{Body: body}).Code == "" {
				loans = append(loans, Loan{ID: ident.ID(fmt.Sprintf("%03d", step)), Motorbike: bike.ID, Worker: worker, From: body.From, To: body.To})
			}
			look(t, today, bikes, loans)
		}
	})
}

// back gives back the loan of the motorbike that began first.
func back(state lending, loans []Loan) {
	for _, l := range state.open {
		if l.Motorbike != state.ID {
			continue
		}
		for i := range loans {
			if loans[i].ID == l.ID {
				loans[i].BackOn = state.today
			}
		}
		return
	}
}

// look looks at every day ahead.
func look(t *rapid.T, today string, bikes []Motorbike, loans []Loan) {
	var open []Loan
	for _, l := range loans {
		if l.BackOn == "" {
			open = append(open, l)
		}
	}
	for n := range 20 {
		day := calendar.Move(today, n)
		d := on(day, today, bikes, open)
		if len(d.Had)+len(d.Spare) != len(bikes) {
			t.Fatalf("%s: %v", day, d)
		}
		seen := map[ident.ID]bool{}
		for _, h := range d.Had {
			if seen[h.Motorbike] || seen[h.Worker] {
				t.Fatalf("%s: twice in %v", day, d.Had)
			}
			seen[h.Motorbike], seen[h.Worker] = true, true
		}
	}
	for i, a := range open {
		for _, b := range open[i+1:] {
			if (a.Motorbike == b.Motorbike || a.Worker == b.Worker) && a.From <= b.To && b.From <= a.To {
				t.Fatalf("%v and %v are promised on one day", a, b)
			}
		}
	}
}
