package ledger_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/store/storetest"
)

// TestAnySequenceKeepsTheBooks plays random commands on one database, a facility
// each time, against the few lines of a model.
func TestAnySequenceKeepsTheBooks(t *testing.T) {
	all := open(t, storetest.SQLite(t))
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		b := all
		b.f = ident.Named(fmt.Sprint("facility ", run))
		due, state := int64(0), map[ident.ID]string{}
		for range rapid.IntRange(1, 15).Draw(t, "commands") {
			id := ident.Named(rapid.SampledFrom([]string{"r1", "r2", "r3"}).Draw(t, "ride"))
			what := rapid.SampledFrom([]string{"earn", "hold", "release", "drop", "reverse"}).Draw(t, "what")
			if what == "reverse" {
				if entry := b.earning(t, id).Entry; entry != "" {
					b.reverse(t, entry)
				}
			} else {
				b.do(t, what, id, joko, 25_000)
			}
			was := state[id]
			switch {
			case what == "earn" && was == "":
				state[id], due = "earned", due+25_000
			case what == "hold" && was == "":
				state[id] = "held"
			case what == "release" && was == "held":
				state[id], due = "released", due+25_000
			case what == "drop" && was == "held":
				state[id] = "dropped"
			case what == "reverse" && (was == "earned" || was == "released"):
				state[id], due = "reversed", due-25_000
			}
			if got := b.earning(t, id).State; got != state[id] {
				t.Fatalf("after %s %s is %q, not %q", what, id, got, state[id])
			}
		}
		if got := b.balance(t, payable(joko)); got != -due {
			t.Fatalf("owed %d, not %d", -got, due)
		}
		b.balanced(t)
	})
	all.verify(t)
}
