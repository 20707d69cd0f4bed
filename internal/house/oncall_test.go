package house_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

// rung is who is told of a red request by the telephone for the night.
func rung(w *world.World) (who []string) {
	for _, m := range w.Messages() {
		if m.Kind == "on_call_red" {
			for _, name := range []string{"Suster Yuli", "dispatcher"} {
				if m.Person == ident.Named(name) {
					who = append(who, name)
				}
			}
		}
	}
	return who
}

func red(w *world.World, name, colour string) {
	w.As("dispatcher").Send("request "+name, "need.request", need.Request{Case: ident.Named(name), Kind: need.VisitRequest, Door: "phone", Colour: colour,
		Patient: &need.Patient{Name: name}, Where: &need.Where{Village: world.Village, Text: "tepi rel"}, What: "Sesak berat"})
}

// On Monday at half past seven in the evening nobody is at the desk.
func TestARedRequestAtNightRingsWhoHasTheTelephone(t *testing.T) {
	world.Both(t, "2026-03-02 19:30", func(t *testing.T, w *world.World) {
		w.Colleague("Suster Yuli", access.Nurse)
		w.As("dispatcher").Send("night", "fleet.set_on_call", fleet.SetOnCall{OnCall: ident.Named("night"), Worker: ident.Named("Suster Yuli"),
			From: w.Clock.Now(), To: w.Clock.Now().Add(11 * time.Hour)})
		red(w, "Bu Ponirah", need.Yellow)
		qt.Check(t, qt.HasLen(rung(w), 0), qt.Commentf("a yellow one is opened and waits for the morning"))
		red(w, "Mbah Karto", need.Red)
		qt.Check(t, qt.DeepEquals(rung(w), []string{"Suster Yuli"}))
		w.Query(func(q journal.Query) error {
			c, _, err := need.Cases.Get(q.Tx, q.Facility, ident.Named("Mbah Karto"))
			qt.Check(t, qt.Equals(c.Owner, ident.Named("Suster Yuli")), qt.Commentf("it is hers until somebody takes it over"))
			return err
		})
		w.Send("worse", "need.triage", need.Triage{Case: ident.Named("Bu Ponirah"), Colour: need.Red})
		qt.Check(t, qt.HasLen(rung(w), 2), qt.Commentf("what turns red rings too"))
		w.Send("again", "need.triage", need.Triage{Case: ident.Named("Bu Ponirah"), Colour: need.Red, Sign: ""})
		qt.Check(t, qt.HasLen(rung(w), 2), qt.Commentf("once for each"))
		w.RebuildEquals()
	})
}

func TestARedRequestIsNeverToldToNobody(t *testing.T) {
	world.Both(t, "2026-03-02 19:30", func(t *testing.T, w *world.World) {
		red(w, "Mbah Karto", need.Red)
		qt.Check(t, qt.DeepEquals(rung(w), []string{"dispatcher"}), qt.Commentf("nobody is on the list"))
	})
	world.Both(t, "2026-03-02 09:30", func(t *testing.T, w *world.World) {
		red(w, "Mbah Karto", need.Red)
		qt.Check(t, qt.HasLen(rung(w), 0), qt.Commentf("by day the desk has it before its eyes"))
	})
}
