package whatif_test

import (
	"testing"

	"sambang/internal/calc/whatif"
	"sambang/internal/core/instant"
)

// BenchmarkThirtyDays is 30 days of one health centre: the bar is 5 s on one core.
func BenchmarkThirtyDays(b *testing.B) {
	first, err := instant.Parse("2026-03-01T17:00:00.000Z")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range whatif.Examples() {
		b.Run(name, func(b *testing.B) {
			r, _ := whatif.Example(name)
			for b.Loop() {
				q := whatif.Question{Rates: r, Scenarios: []whatif.Scenario{{}}, First: first, Days: 30, Seed: 1, Effort: whatif.Usual()}
				if _, err := whatif.Run(b.Context(), q, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
