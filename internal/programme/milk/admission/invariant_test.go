package admission_test

import (
	"flag"
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// Invariant 14 over random days: whatever happens to couriers and places in which
// order, nobody is admitted beyond what the couriers of that moment can carry, a place
// that is free is given when the head gives it, and no courier's absence ends one.
func TestNoOrderOfDaysGoesPastTheCeiling(t *testing.T) {
	qt.Assert(t, qt.IsNil(flag.Set("rapid.checks", "10"))) // each is a health centre of its own
	rapid.Check(t, func(rt *rapid.T) {
		w := world.New(t, "", morning).Courier("Joko").Courier("Darma")
		n, placed, out := 0, []string{}, map[string]bool{}
		for step := range rapid.IntRange(8, 25).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"ask", "ask", "ask", "end", "courier"}).Draw(rt, "what") {
			case "ask":
				name := fmt.Sprint("Ibu ", n)
				n++
				before := capacity(w)
				w.As("officer").Send(name, "milk.apply", asks(name, n))
				prepared(w, name)
				answer, err := w.As("head").Try("admit "+name, "milk.admit", admit(name))
				if err != nil {
					rt.Fatal(err)
				}
				admitted, after := answer.Status == journal.Accepted, capacity(w)
				if admitted != (before.Free > 0) || admitted && after.Taken > after.Couriers*after.PerOne {
					rt.Fatalf("admitted %v (%s) with %+v, after it %+v", admitted, answer.Code, before, after)
				}
				if admitted {
					placed = append(placed, name)
				} else {
					w.As("officer").Send("goes "+name, "milk.withdraw_application", admission.Withdraw{Application: about(name), How: "told"})
				}
			case "end":
				if len(placed) > 0 {
					w.As("officer").Send("end "+placed[0], "milk.end_place", milk.EndPlace{Place: ident.Named("place " + placed[0]), How: "told"})
					placed = placed[1:]
				}
			case "courier":
				who := rapid.SampledFrom([]string{"Joko", "Darma"}).Draw(rt, "who")
				if out[who] {
					w.As("head").Send(fmt.Sprint("back ", step), "workforce.reinstate", workforce.Reinstate{Worker: ident.Named(who)})
				} else {
					w.As("head").Send(fmt.Sprint("out ", step), "workforce.suspend", workforce.Suspend{Worker: ident.Named(who), Reason: "sakit"})
				}
				out[who] = !out[who]
			}
			if got := capacity(w).Taken; got != int64(len(placed)) {
				rt.Fatalf("%d places are held, %d were given and not ended", got, len(placed))
			}
		}
	})
}
